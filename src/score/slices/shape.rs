//! Attributes of the quotation itself, which both sides have: type, fragments, length, mark style, cue position, distance.

use std::borrow::Cow;

use super::attribute::{Attribute, Values};
use crate::model::{Fragments, Quotation};
use crate::score::Aligned;
use crate::text::Distance;

/// A value that follows from the quotation and the text.
type Rule = fn(&Quotation, &str, u64) -> Option<&'static str>;

/// An attribute that both sides have alike.
pub(super) struct Shape {
    name: &'static str,
    summary: &'static str,
    rule: Rule,
}

impl Attribute for Shape {
    fn name(&self) -> &'static str {
        self.name
    }

    fn summary(&self) -> &'static str {
        self.summary
    }

    fn of_gold<'d>(&self, doc: &'d Aligned<'_>, gold: usize) -> Values<'d> {
        self.values(doc, &doc.gold.quotations[gold].quotation, doc.gold_units(gold).len())
    }

    fn is_on_both(&self) -> bool {
        true
    }

    fn of_predicted<'d>(&self, doc: &'d Aligned<'_>, predicted: usize) -> Values<'d> {
        let quotation = &doc.prediction.quotations[predicted].quotation;
        self.values(doc, quotation, doc.predicted_units(predicted).len())
    }
}

impl Shape {
    fn values<'d>(&self, doc: &Aligned<'_>, quotation: &Quotation, units: u64) -> Values<'d> {
        (self.rule)(quotation, doc.gold.text(), units).map(Cow::Borrowed).into_iter().collect()
    }
}

pub(super) const TYPE: Shape = Shape {
    name: "type",
    summary: "direct, indirect or mixed, as stated; none where it is not",
    rule: |quotation, _, _| Some(quotation.quotation_type.map_or("none", |kind| kind.as_str())),
};

pub(super) const FRAGMENTS: Shape = Shape {
    name: "fragments",
    summary: "1, or ≥2 where the content is discontinuous",
    rule: |quotation, _, _| Some(if quotation.content.spans().len() == 1 { "1" } else { "≥2" }),
};

pub(super) const LENGTH: Shape = Shape {
    name: "length",
    summary: "units of the content: 1–5, 6–15, 16–40, >40",
    rule: |_, _, units| match units {
        0 => None,
        1..=5 => Some("1–5"),
        6..=15 => Some("6–15"),
        16..=40 => Some("16–40"),
        _ => Some(">40"),
    },
};

pub(super) const MARKS: Shape = Shape {
    name: "marks",
    summary: "the first quotation mark in the content or right before it: curly, straight, guillemet, …; none without one",
    rule: |quotation, text, _| Some(mark_style(&quotation.content, text)),
};

pub(super) const CUE_POSITION: Shape = Shape {
    name: "cue-position",
    summary: "where the cue stands: before the content, inside it, after it; none without a cue",
    rule: |quotation, _, _| {
        Some(match &quotation.cue {
            None => "none",
            Some(cue) if cue.end() <= quotation.content.start() => "before",
            Some(cue) if cue.start() >= quotation.content.end() => "after",
            Some(_) => "inside",
        })
    },
};

pub(super) const DISTANCE: Shape = Shape {
    name: "distance",
    summary: "from content to source: same-sentence, next-sentence (either side), same-paragraph, farther; none without a source",
    rule: |quotation, text, _| {
        Some(match &quotation.source {
            None => "none",
            Some(source) => match Distance::between(text, &quotation.content, source) {
                Distance::SameSentence => "same-sentence",
                Distance::NextSentence => "next-sentence",
                Distance::SameParagraph => "same-paragraph",
                Distance::Farther => "farther",
            },
        })
    },
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
