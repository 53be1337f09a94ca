//! Attributes of gold and of the document: nesting, region, tags, polarity, the document itself, and free metadata.

use std::borrow::Cow;

use super::attribute::{Attribute, Rule, Values};
use crate::model::GoldDocument;
use crate::text::region;

fn one<'d>(value: &'static str) -> Values<'d> {
    vec![Cow::Borrowed(value)]
}

pub(super) const NESTING: Attribute = Attribute {
    name: "nesting",
    summary: "nested where the quotation has a parent, else outer",
    explanation: "Values: as annotated by `parent`.\n\
        Edge cases: a quotation that lies inside another without naming it as its parent is `outer`. Only gold has \
        it.\n\
        Example: “I am done,” Ann Lee said, “for good.” is `outer`; The board denied that it knew of any plan to \
        leave the town. is `outer`; a quotation of what somebody said inside either of them would be `nested`.",
    rule: Rule::Gold(|doc, gold| {
        one(if doc.gold.quotations[gold].quotation.parent.is_some() { "nested" } else { "outer" })
    }),
};

pub(super) const POLARITY: Attribute = Attribute {
    name: "polarity",
    summary: "affirmed, denied, negated or conditional; none where it is not stated",
    explanation: "Values: as annotated: whether the words are said, denied, not said, or said only if something holds.\n\
        Edge cases: most corpora do not state it. Only gold has it.\n\
        Example: “I am done,” Ann Lee said, “for good.” states none: `none`; The board denied that it knew of any \
        plan to leave the town. is `denied`.",
    rule: Rule::Gold(|doc, gold| {
        one(doc.gold.quotations[gold].quotation.polarity.map_or("none", |polarity| polarity.as_str()))
    }),
};

pub(super) const REGION: Attribute = Attribute {
    name: "region",
    summary: "headline (the title, or a first line without a final stop), lead (the paragraph after it) or body",
    explanation: "Values: by where the content starts. The headline is the title, where the text starts with it, else a first \
        line that does not end in a full stop, a question or exclamation mark or an ellipsis; the lead is the first \
        line after it that is not blank.\n\
        Edge cases: a text without line breaks is all lead, but for a title. Only gold has it.\n\
        Example: after the line Mayor quits, which is the `headline`, the paragraph “I am done,” Ann Lee said, “for \
        good.” is the `lead`; in the next one, The board denied that it knew of any plan to leave the town. is \
        `body`.",
    rule: Rule::Gold(|doc, gold| {
        let title = doc.gold.document.meta.get("title").and_then(|title| title.as_str());
        let start = doc.gold.quotations[gold].quotation.content.start();
        one(region(doc.gold.text(), title, start))
    }),
};

pub(super) const TAG: Attribute = Attribute {
    name: "tag",
    summary: "every tag of the quotation; a quotation with several tags is in several slices",
    explanation: "Values: as annotated, such as the phenomenon that a quotation stands for.\n\
        Edge cases: a quotation without tags is in no slice. Only gold has it.\n\
        Example: “I am done,” Ann Lee said, “for good.” with the tag must-have is in the slice `must-have`; The \
        board denied that it knew of any plan to leave the town. without a tag is in none.",
    rule: Rule::Gold(|doc, gold| {
        doc.gold.quotations[gold].quotation.tags.iter().map(|tag| Cow::Borrowed(tag.as_str())).collect()
    }),
};

pub(super) const DOCUMENT: Attribute = Attribute {
    name: "document",
    summary: "the id of the document",
    explanation: "Values: one slice a document.\n\
        Edge cases: most documents have fewer than 20 quotations, so that their ratios are left out unless \
        `--min-items` is lower.\n\
        Example: all quotations of the document called a-1 are in the slice `a-1`.",
    rule: Rule::DocumentId,
};

/// Values of a key of the document's metadata, which both sides share.
pub(super) fn meta_values<'d>(gold: &'d GoldDocument, key: &str) -> Values<'d> {
    let text = |value: &'d serde_json::Value| match value {
        serde_json::Value::String(text) => Cow::Borrowed(text.as_str()),
        other => Cow::Owned(other.to_string()),
    };
    match gold.document.meta.get(key) {
        Some(serde_json::Value::Array(values)) => values.iter().map(text).collect(),
        Some(value) => vec![text(value)],
        None => Vec::new(),
    }
}
