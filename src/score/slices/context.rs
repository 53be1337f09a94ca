//! Attributes of gold and of the document: nesting, region, tags, polarity, the document itself, and free metadata.

use std::borrow::Cow;

use super::attribute::{Attribute, Values};
use crate::model::GoldDocument;
use crate::score::Aligned;
use crate::text::region;

/// An attribute that only gold has.
pub(super) struct OfGold {
    name: &'static str,
    summary: &'static str,
    values: for<'d> fn(&'d Aligned<'_>, usize) -> Values<'d>,
}

impl Attribute for OfGold {
    fn name(&self) -> &'static str {
        self.name
    }

    fn summary(&self) -> &'static str {
        self.summary
    }

    fn of_gold<'d>(&self, doc: &'d Aligned<'_>, gold: usize) -> Values<'d> {
        (self.values)(doc, gold)
    }
}

fn one<'d>(value: &'static str) -> Values<'d> {
    vec![Cow::Borrowed(value)]
}

pub(super) const NESTING: OfGold = OfGold {
    name: "nesting",
    summary: "nested where the quotation has a parent, else outer",
    values: |doc, gold| one(if doc.gold.quotations[gold].quotation.parent.is_some() { "nested" } else { "outer" }),
};

pub(super) const POLARITY: OfGold = OfGold {
    name: "polarity",
    summary: "affirmed, denied, negated or conditional; none where it is not stated",
    values: |doc, gold| one(doc.gold.quotations[gold].quotation.polarity.map_or("none", |polarity| polarity.as_str())),
};

pub(super) const REGION: OfGold = OfGold {
    name: "region",
    summary: "headline (the title, or a first line without a final stop), lead (the paragraph after it) or body",
    values: |doc, gold| {
        let title = doc.gold.document.meta.get("title").and_then(|title| title.as_str());
        let start = doc.gold.quotations[gold].quotation.content.start();
        one(region(doc.gold.text(), title, start))
    },
};

pub(super) const TAG: OfGold = OfGold {
    name: "tag",
    summary: "every tag of the quotation; a quotation with several tags is in several slices",
    values: |doc, gold| {
        doc.gold.quotations[gold].quotation.tags.iter().map(|tag| Cow::Borrowed(tag.as_str())).collect()
    },
};

/// The id of the document, which both sides have.
pub(super) struct OfDocument;

impl Attribute for OfDocument {
    fn name(&self) -> &'static str {
        "document"
    }

    fn summary(&self) -> &'static str {
        "the id of the document"
    }

    fn of_gold<'d>(&self, doc: &'d Aligned<'_>, _: usize) -> Values<'d> {
        vec![Cow::Borrowed(doc.gold.id())]
    }

    fn is_on_both(&self) -> bool {
        true
    }

    fn of_predicted<'d>(&self, doc: &'d Aligned<'_>, predicted: usize) -> Values<'d> {
        self.of_gold(doc, predicted)
    }

    fn of_document<'d>(&self, gold: &'d GoldDocument) -> Option<Values<'d>> {
        Some(vec![Cow::Borrowed(gold.id())])
    }
}

/// A key of the document's metadata, which both sides have.
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
