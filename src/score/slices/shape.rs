//! Attributes of the quotation itself, which both sides have: type, fragments, length, mark style, cue position, distance.

use super::attribute::{Attribute, Rule};
use crate::model::Fragments;
use crate::text::Distance;

pub(super) const TYPE: Attribute = Attribute {
    name: "type",
    summary: "direct, indirect or mixed, as stated; none where it is not",
    explanation: "Values: as the annotator or the system stated it.\n\
        Edge cases: a quotation without a type is in the slice `none`.\n\
        Example: “I am done,” Ann Lee said, “for good.” is `direct`; The board denied that it knew of any plan to \
        leave the town. is `indirect`.",
    rule: Rule::Quotation(|_, quotation, _| Some(quotation.quotation_type.map_or("none", |kind| kind.as_str()))),
};

pub(super) const FRAGMENTS: Attribute = Attribute {
    name: "fragments",
    summary: "1, or ≥2 where the content is discontinuous",
    explanation: "Values: the number of its pieces: something between them, such as Ann Lee said, is left out.\n\
        Edge cases: as annotated: pieces that touch each other are still two.\n\
        Example: “I am done,” Ann Lee said, “for good.” has two pieces: `≥2`; The board denied that it knew of any \
        plan to leave the town. has one: `1`.",
    rule: Rule::Quotation(|_, quotation, _| Some(if quotation.content.spans().len() == 1 { "1" } else { "≥2" })),
};

pub(super) const LENGTH: Attribute = Attribute {
    name: "length",
    summary: "units of the content: 1–5, 6–15, 16–40, >40",
    explanation: "Values: the units of all fragments together, so they depend on `--unit`.\n\
        Edge cases: content without a unit is in no slice.\n\
        Example: “I am done,” Ann Lee said, “for good.” has 5 words: `1–5`; The board denied that it knew of any \
        plan to leave the town. has 10: `6–15`.",
    rule: Rule::Quotation(|_, _, units| match units {
        0 => None,
        1..=5 => Some("1–5"),
        6..=15 => Some("6–15"),
        16..=40 => Some("16–40"),
        _ => Some(">40"),
    }),
};

pub(super) const MARKS: Attribute = Attribute {
    name: "marks",
    summary: "the first quotation mark in the content or right before it: curly, straight, guillemet, …; none without one",
    explanation: "Values: `curly` “ ”, `single-curly` ‘ ’, `straight` \", `guillemet` « » ‹ ›, `low` „ ‚, `corner` 「 」 『 』.\n\
        Edge cases: the first mark of the text decides, also where others follow; a curly apostrophe in the content \
        counts as a mark where no other comes before it.\n\
        Example: “I am done,” Ann Lee said, “for good.” is `curly`; The board denied that it knew of any plan to \
        leave the town. is `none`.",
    rule: Rule::Quotation(|doc, quotation, _| Some(mark_style(&quotation.content, doc.gold.text()))),
};

pub(super) const CUE_POSITION: Attribute = Attribute {
    name: "cue-position",
    summary: "where the cue stands: before the content, inside it, after it; none without a cue",
    explanation: "Values: `before` where the cue ends before the content starts, `after` where it starts after the content \
        ends, else `inside`.\n\
        Edge cases: a cue between two fragments is `inside`.\n\
        Example: “I am done,” Ann Lee said, “for good.” has its cue, said, `inside`; The board denied that it knew \
        of any plan to leave the town. has it, denied, `before`.",
    rule: Rule::Quotation(|_, quotation, _| {
        Some(match &quotation.cue {
            None => "none",
            Some(cue) if cue.end() <= quotation.content.start() => "before",
            Some(cue) if cue.start() >= quotation.content.end() => "after",
            Some(_) => "inside",
        })
    }),
};

pub(super) const DISTANCE: Attribute = Attribute {
    name: "distance",
    summary: "from content to source: same-sentence, next-sentence (either side), same-paragraph, farther; none without a source",
    explanation: "Values: sentences as in UAX #29 and lines, between the nearest pieces of content and source: `same-sentence` \
        where no sentence ends between them, `next-sentence` where one does, `same-paragraph` where more do, \
        `farther` where a line ends.\n\
        Edge cases: the stop in “It is over.” Ann Lee said. ends a sentence, so the source is in the next one.\n\
        Example: “I am done,” Ann Lee said, “for good.” is `same-sentence`; The board denied that it knew of any \
        plan to leave the town. as well is `same-sentence`.",
    rule: Rule::Quotation(|doc, quotation, _| {
        Some(match &quotation.source {
            None => "none",
            Some(source) => match Distance::between(doc.gold.text(), &quotation.content, source) {
                Distance::SameSentence => "same-sentence",
                Distance::NextSentence => "next-sentence",
                Distance::SameParagraph => "same-paragraph",
                Distance::Farther => "farther",
            },
        })
    }),
};

fn mark_style(content: &Fragments, text: &str) -> &'static str {
    let before = text[..content.start()].chars().next_back();
    let inside = content.spans().iter().flat_map(|span| span.of(text).chars());
    before.into_iter().chain(inside).find_map(style).unwrap_or("none")
}

fn style(c: char) -> Option<&'static str> {
    match c {
        '“' | '”' => Some("curly"),
        '‘' => Some("single-curly"),
        '"' => Some("straight"),
        '«' | '»' | '‹' | '›' => Some("guillemet"),
        '„' | '‚' => Some("low"),
        '「' | '」' | '『' | '』' => Some("corner"),
        _ => None,
    }
}
