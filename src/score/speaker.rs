//! Judges predicted speakers, and classifies wrong speakers.

use super::error_class::ErrorClass;
use super::measured::Measured;
use super::resolver::Resolved;
use crate::model::{GoldSpeaker, MentionSet, Quotation, Reserved, Term};
use crate::text::{fold_name, is_pronoun};

/// True if the speaker of prediction `p` is the speaker of gold `g`.
///
/// Entities: the resolved set of the prediction equals the gold set. Unnamed: the sources share a unit, or the prediction marks
/// no source and one of its names contains the gold source or is contained in it. Implicit: the prediction says `@implicit` or
/// abstains. Author: the prediction says `@author`. A gold quotation without speaker and source has no right answer.
pub(super) fn is_right(doc: &Measured<'_>, g: usize, p: usize) -> bool {
    let gold = &doc.gold.quotations[g];
    if gold.is_unnamed() {
        return is_right_mention(doc, g, p) || is_named_in_mention(doc, g, p);
    }
    let resolved = doc.resolved(p);
    match &gold.speaker {
        GoldSpeaker::Entities(entities) => resolved.is_exactly(entities),
        GoldSpeaker::Reserved(Reserved::Implicit) => {
            matches!(resolved, Resolved::Abstained | Resolved::Reserved(Reserved::Implicit))
        }
        GoldSpeaker::Reserved(word) => *resolved == Resolved::Reserved(*word),
        GoldSpeaker::Absent => false,
    }
}

/// True if both sources are marked and share a unit.
pub(super) fn is_right_mention(doc: &Measured<'_>, g: usize, p: usize) -> bool {
    match (&doc.gold_items[g].source, &doc.predicted_items[p].source) {
        (Some(gold), Some(predicted)) => gold.meets(predicted),
        _ => false,
    }
}

/// True if the prediction marks no source, and one of its names contains the text of the gold source as whole words or is
/// contained in it, both folded.
fn is_named_in_mention(doc: &Measured<'_>, g: usize, p: usize) -> bool {
    let Some(mention) = mention_to_name(doc, g, p) else { return false };
    let mention = fold_name(&mention);
    doc.calls(p).map(fold_name).any(|name| holds_words(&mention, &name) || holds_words(&name, &mention))
}

/// True if the prediction names a speaker without marking a source, and the gold source is a pronoun: gold does not resolve the
/// pronoun, so the name cannot be judged.
pub(super) fn is_unjudged(doc: &Measured<'_>, g: usize, p: usize) -> bool {
    doc.gold.quotations[g].is_unnamed()
        && mention_to_name(doc, g, p).is_some_and(|mention| is_pronoun(&mention))
        && doc.calls(p).any(|name| !is_pronoun(name))
        && !is_right(doc, g, p)
}

/// The text of the gold source, if the prediction marks no source.
fn mention_to_name(doc: &Measured<'_>, g: usize, p: usize) -> Option<String> {
    let is_marked = doc.predicted_items[p].source.is_some();
    let source = doc.gold.quotations[g].quotation.source.as_ref().filter(|_| !is_marked)?;
    Some(source.text(doc.gold.text()))
}

/// True if a folded text contains another as whole words; hyphens and apostrophes count as parts of words.
fn holds_words(text: &str, part: &str) -> bool {
    let is_inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'');
    let ends_whole = |(at, _): (usize, &str)| {
        let (before, after) = (&text[..at], &text[at + part.len()..]);
        !before.ends_with(is_inside) && !after.starts_with(is_inside)
    };
    part.contains(char::is_alphanumeric) && text.match_indices(part).any(ends_whole)
}

/// The class of an aligned pair whose source is wrong, under a criterion on mentions alone.
pub(super) fn source_class(doc: &Measured<'_>, g: usize, p: usize) -> ErrorClass {
    let marks = |quotation: &Quotation| quotation.source.is_some();
    if !marks(&doc.prediction.quotations[p].quotation) {
        ErrorClass::SpeakerMissing
    } else if !marks(&doc.gold.quotations[g].quotation) {
        ErrorClass::SpeakerSpurious
    } else {
        class_of_other(doc, g, p, is_right_mention)
    }
}

/// The class of an aligned pair whose speaker is wrong.
pub(super) fn speaker_class(doc: &Measured<'_>, g: usize, p: usize) -> ErrorClass {
    let (gold, resolved) = (&doc.gold.quotations[g], doc.resolved(p));
    let (found, wanted) = (resolved.entities(), gold.entities());
    let right_mention = is_right_mention(doc, g, p);
    if *resolved == Resolved::Abstained {
        ErrorClass::SpeakerMissing
    } else if right_mention && found.is_empty() {
        ErrorClass::SpeakerUnresolved
    } else if gold.speaker == GoldSpeaker::Reserved(Reserved::Implicit) {
        ErrorClass::SpeakerSpurious
    } else if found.iter().any(|entity| wanted.contains(entity)) {
        ErrorClass::SpeakerPartial
    } else if right_mention {
        ErrorClass::SpeakerCoreference
    } else {
        class_of_other(doc, g, p, is_right)
    }
}

/// The class of a speaker that no earlier class fits; `is_right` judges it against the parent and the children.
fn class_of_other(
    doc: &Measured<'_>,
    g: usize,
    p: usize,
    is_right: fn(&Measured<'_>, usize, usize) -> bool,
) -> ErrorClass {
    if doc.relatives(g).iter().any(|&relative| is_right(doc, relative, p)) {
        ErrorClass::SpeakerLevel
    } else if is_source_inside(doc, g, p) {
        ErrorClass::SpeakerInside
    } else {
        ErrorClass::SpeakerOther
    }
}

/// True if the predicted mention lies inside the gold content, in units.
fn is_source_inside(doc: &Measured<'_>, g: usize, p: usize) -> bool {
    match &doc.predicted_items[p].source {
        Some(MentionSet::Units(source)) => source.is_inside(doc.gold_units(g)),
        Some(MentionSet::Characters(_)) | None => false,
    }
}

/// The rules for a right speaker.
pub(super) const RIGHT_SPEAKER: Term = Term {
    name: "right-speaker",
    title: "when the speaker of a prediction is right",
    explanation: "Gold states one of four things. Entities: right if the predicted set, resolved, is exactly the gold set. \
        Unnamed (`@unnamed`, or a source without a speaker): right if the predicted source shares at least one unit \
        with the gold source; where the prediction marks no source but names somebody, right if one of its names \
        contains the text of the gold source as whole words or is contained in it, after folding. Implicit \
        (`@implicit`): right if the prediction says `@implicit` or abstains. Author (`@author`): right if the \
        prediction says `@author`.\n\
        Edge cases: a prediction abstains if it states neither speaker nor source. Two speakers of whom one is right \
        are wrong here, and `speaker-partial` among the error classes. A gold quotation without speaker and source, \
        on a dataset where others have them, has no right answer. A name against a gold source that is a pronoun cannot \
        be judged and counts as wrong; reports say how many there are (`unjudged`). There an id \
        counts by the names of its entity, and titles are dropped, whatever gender they tell.\n\
        Example: gold is Ann Lee and Bo Roe: the answer Ann Lee is wrong, Lee and Bo Roe is right. Gold has no speaker \
        but the source Trade Minister Ana Ferro: the answer Ferro is right, Ana Ferro-Lund is wrong.",
};

/// The annotation of speakers in gold.
pub(super) const SPEAKER_LAYER: Term = Term {
    name: "speaker-layer",
    title: "whether a dataset says who speaks",
    explanation: "A dataset in which at least one gold quotation has a speaker or a source has a speaker layer.\n\
        Edge cases: without one, all metrics of attribution, speakers and sources are undefined, and so is every \
        criterion that asks for the speaker; detection, cues and types are scored as ever. With one, a gold \
        quotation that has neither is a fault that `quoteval validate` reports.\n\
        Example: on gold that annotates content spans only, `detection.iou50` has a value and `attribution.iou50` is \
        undefined, whatever speakers are predicted.",
};

#[cfg(test)]
mod tests {
    use super::holds_words;

    #[test]
    fn words_are_held_whole() {
        assert!(holds_words("trade minister ana ferro", "ferro") && holds_words("ann lee (d)", "ann lee"));
        assert!(!holds_words("ana ferro-lund", "ferro") && !holds_words("ann lee's aunt", "ann lee"));
        assert!(holds_words("ferro-lund and ferro", "ferro"), "the second one is whole");
        assert!(!holds_words("ferrol", "ferro") && !holds_words("a - b", "-") && !holds_words("a", ""));
    }
}
