//! The meaning of each error class, for lists and `quoteval explain`.

use super::error_class::ErrorClass;
use crate::model::Term;

impl ErrorClass {
    /// One-line description.
    #[must_use]
    pub const fn description(self) -> &'static str {
        self.texts().0
    }

    /// The definition, edge cases, and a worked example with the F1 if the class were repaired, for `quoteval explain`.
    #[must_use]
    pub const fn explanation(self) -> &'static str {
        self.texts().1
    }

    const fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::Correct => (
                "Counted as right by the criterion.",
                "Decided: an aligned pair that satisfies all of the criterion, by default `attribution.iou50`. \
                 Listings flag what is wrong with it all the same: `type` where gold states another type, `cue` \
                 where the cues share no unit or only one side has one.\n\
                 Edge cases: two correct quotations are one pair, which counts once on either side.\n\
                 Example: gold is words 1–10 by Ann Lee, predicted are words 1–9 by Ann Lee. IoU 9/10 and the right \
                 speaker: correct, with 1 item in gold and 1 predicted; F1 2·1/(1 + 1) = 1.000. There is nothing to \
                 repair.",
            ),
            Self::Split => (
                "One gold quotation was found as several: at least two distinct outermost predictions lie more than \
                 half inside it.",
                "Decided: an aligned pair whose span fails the criterion, where at least two predictions p have \
                 |p∩g| > |p|/2 (equal ones count once, those inside another such one do not count), and no fewer \
                 than there are gold quotations with |p∩g| > |g|/2. And an unaligned prediction, no `duplicate` and \
                 no `nested-spurious`, that lies more than half inside a gold quotation in which at least two such \
                 predictions lie.\n\
                 Edge cases: where one of the pieces satisfies the criterion alone, the pair is right and the other \
                 pieces are split all the same.\n\
                 Example: beside a quotation that is right, gold is words 11–20, predicted are words 11–15 and words \
                 16–20. Neither IoU, 5/10, is over 1/2; one of them is aligned (a = 1), the other is not (i = 1): F1 \
                 2·1/(3 + 2) = 0.400; repaired 2·(1 + 1 + 0) / ((3 - 1 + 0) + 2) = 1.000.",
            ),
            Self::Merged => (
                "Several gold quotations were found as one: at least two distinct outermost gold quotations lie more \
                 than half inside the prediction.",
                "Decided: an aligned pair whose span fails the criterion and that is no `split`, where at least two \
                 gold quotations g have |p∩g| > |g|/2 (equal ones count once, those inside another such one do not \
                 count). And an unaligned gold quotation, no `nested-missed`, that lies more than half inside a \
                 prediction in which at least two such gold quotations lie.\n\
                 Edge cases: where the prediction satisfies the criterion for one of them, that pair is right and \
                 the other gold quotations are merged all the same.\n\
                 Example: beside a quotation that is right, gold is words 11–15 and words 16–20, predicted are words \
                 11–20. The prediction is aligned with one of them, with an IoU of 5/10 (a = 1), the other has no \
                 partner (m = 1): F1 2·1/(2 + 3) = 0.400; repaired 2·(1 + 1 + 1) / ((2 - 0 + 1) + 3) = 1.000.",
            ),
            Self::Boundary => (
                "Aligned, but the span does not satisfy the criterion: short, long or shifted.",
                "Decided: an aligned pair whose span fails the criterion and that is neither `split` nor `merged`. \
                 It is short where the prediction lies strictly inside gold, long where gold lies strictly inside \
                 the prediction, shifted where each has units of its own.\n\
                 Edge cases: the speaker is not looked at. A span that passes, such as an IoU of 0.9 under IoU > \
                 1/2, is no boundary mistake, though its ends differ.\n\
                 Example: beside a quotation that is right, gold is words 11–20, predicted are words 11–13: IoU \
                 3/10, short (a = 1): F1 2·1/(2 + 2) = 0.500; repaired 2·(1 + 1 + 0) / ((2 - 0 + 0) + 2) = 1.000.",
            ),
            Self::SpeakerMissing => (
                "The span is right; the prediction states neither speaker nor source.",
                "Decided: first of the speaker mistakes, on aligned pairs whose span satisfies the criterion and \
                 whose speaker is wrong.\n\
                 Edge cases: where gold is `@implicit`, saying nothing is right. Under `attribution.mention` it is the \
                 source that is missing: gold marks one and the prediction does not.\n\
                 Example: beside a quotation that is right, gold is words 11–20 by Bo Roe, predicted are words 11–20 \
                 and nothing else (a = 1): F1 2·1/(2 + 2) = 0.500; repaired 2·(1 + 1 + 0) / ((2 - 0 + 0) + 2) = \
                 1.000.",
            ),
            Self::SpeakerUnresolved => (
                "The right mention is marked, but it is not linked to an entity: a pronoun, for example.",
                "Decided: the predicted source shares a unit with the gold source, and what the prediction says \
                 resolves to no entity. Before every speaker mistake but `speaker-missing`.\n\
                 Edge cases: a name that gold does not know, or that several entities have, counts as not linked. `--gold-coreference` resolves a \
                 source that lies in a gold mention of exactly one entity.\n\
                 Example: beside a quotation that is right, gold is words 11–20 by Bo Roe with the source in word \
                 21, a pronoun; predicted are the same words and source, and no speaker (a = 1): F1 2·1/(2 + 2) = \
                 0.500; repaired 2·(1 + 1 + 0) / ((2 - 0 + 0) + 2) = 1.000.",
            ),
            Self::SpeakerSpurious => (
                "Gold says that nobody is named as the speaker; the prediction names somebody.",
                "Decided: gold is `@implicit` and the prediction neither abstains nor says `@implicit`; after \
                 `speaker-unresolved`.\n\
                 Edge cases: a reserved word other than `@implicit`, and a source that resolves to nobody, count as \
                 naming somebody. Under `attribution.mention` the prediction marks a source and gold does not.\n\
                 Example: beside a quotation that is right, gold is words 11–20, `@implicit`; predicted are words \
                 11–20 by Ann Lee (a = 1): F1 2·1/(2 + 2) = 0.500; repaired 2·(1 + 1 + 0) / ((2 - 0 + 0) + 2) = \
                 1.000.",
            ),
            Self::SpeakerPartial => (
                "Some of the speakers are right, but the sets differ.",
                "Decided: at least one predicted entity is a gold speaker, but the sets are not equal; after \
                 `speaker-spurious`.\n\
                 Edge cases: one speaker too many is as partial as one too few; a name that resolves to nobody is \
                 one too many.\n\
                 Example: beside a quotation that is right, gold is words 11–20 by Ann Lee and Bo Roe, predicted are \
                 words 11–20 by Bo Roe (a = 1): F1 2·1/(2 + 2) = 0.500; repaired 2·(1 + 1 + 0) / ((2 - 0 + 0) + 2) = \
                 1.000.",
            ),
            Self::SpeakerCoreference => (
                "The right mention is marked, but linked to somebody else.",
                "Decided: the predicted source shares a unit with the gold source, and the prediction resolves to \
                 entities none of whom is a gold speaker; after `speaker-partial`.\n\
                 Edge cases: a prediction that marks no source cannot be in this class.\n\
                 Example: beside a quotation that is right, gold is words 11–20 by Bo Roe with the source in word \
                 21; predicted are the same words and source by Ann Lee (a = 1): F1 2·1/(2 + 2) = 0.500; repaired \
                 2·(1 + 1 + 0) / ((2 - 0 + 0) + 2) = 1.000.",
            ),
            Self::SpeakerLevel => (
                "The speaker is that of the enclosing quotation, or of one inside.",
                "Decided: the predicted speaker would be right for the parent or for a child of the gold quotation; \
                 after `speaker-coreference`.\n\
                 Edge cases: only what gold links by `parent` counts; lying inside is not enough. Under \
                 `attribution.mention` the predicted source is that of the parent or a child.\n\
                 Example: gold is words 11–20 by Ann Lee and, as its child, words 15–18 by Bo Roe; predicted are \
                 both, by Ann Lee. The outer one is right, the inner one has the speaker of its parent (a = 1): F1 \
                 2·1/(2 + 2) = 0.500; repaired 2·(1 + 1 + 0) / ((2 - 0 + 0) + 2) = 1.000.",
            ),
            Self::SpeakerInside => (
                "The predicted mention lies inside the content.",
                "Decided: all units of the predicted source are units of the gold content; after `speaker-level`. \
                 Typical of a system that takes a person who is talked about for the one who talks.\n\
                 Edge cases: a source without a unit, such as a dash, cannot be in this class.\n\
                 Example: beside a quotation that is right, gold is words 11–20 by Bo Roe; predicted are words 11–20 \
                 with the source in word 15 (a = 1): F1 2·1/(2 + 2) = 0.500; repaired 2·(1 + 1 + 0) / ((2 - 0 + 0) + \
                 2) = 1.000.",
            ),
            Self::SpeakerOther => (
                "Any other wrong speaker.",
                "Decided: none of the other speaker mistakes applies.\n\
                 Edge cases: a name that resolves to nobody, without a source, is here too, also where it is \
                 ambiguous; listings say so.\n\
                 Example: beside a quotation that is right, gold is words 11–20 by Bo Roe, predicted are words 11–20 \
                 by Ann Lee (a = 1): F1 2·1/(2 + 2) = 0.500; repaired 2·(1 + 1 + 0) / ((2 - 0 + 0) + 2) = 1.000.",
            ),
            Self::CueWrong => (
                "Span and speaker are right, the cue is not; only where the criterion asks for the cue.",
                "Decided: under `--criterion attribution.relation`, an aligned pair that is right but for the cue: \
                 the cues share no unit, or only one side has one.\n\
                 Edge cases: under any other criterion such a pair is `correct`, with the flag `cue` in listings.\n\
                 Example: beside a quotation that is right, gold is words 11–20 with the cue in word 21, predicted \
                 are the same words and speaker with the cue in word 22 (a = 1): F1 2·1/(2 + 2) = 0.500; repaired \
                 2·(1 + 1 + 0) / ((2 - 0 + 0) + 2) = 1.000.",
            ),
            Self::Invalid => (
                "A prediction whose text is nowhere in the document, or that holds no unit.",
                "Decided: a prediction given by its text that is found neither exactly, nor after folding, nor \
                 within a few edits; or one that covers no unit, such as a lone quotation mark.\n\
                 Edge cases: it counts as predicted, so it costs precision. Gold cannot have it: content without a \
                 unit is a fault of the input there.\n\
                 Example: beside a quotation that is right, a text is predicted that the document does not hold (i = \
                 1): F1 2·1/(2 + 1) = 0.667; repaired 2·(1 + 0 + 0) / ((2 - 1 + 0) + 1) = 1.000.",
            ),
            Self::Duplicate => (
                "An unaligned prediction with the same units as an aligned one or as an earlier unaligned one.",
                "Decided: before every class of unaligned predictions but `invalid`. Earlier: in the order of \
                 fragments, confidence from high to low, type, speaker, source, cue and id, never in that of the \
                 file.\n\
                 Edge cases: predictions that differ by quotation marks alone have the same words, so they are \
                 duplicates in the unit `words`.\n\
                 Example: beside a quotation that is right, the same words are predicted a second time (i = 1): F1 \
                 2·1/(2 + 1) = 0.667; repaired 2·(1 + 0 + 0) / ((2 - 1 + 0) + 1) = 1.000.",
            ),
            Self::NestedSpurious => (
                "An unaligned prediction strictly inside an aligned one.",
                "Decided: its units are a proper subset of those of an aligned prediction, and it is no `duplicate`.\n\
                 Edge cases: whether the aligned prediction is right does not matter.\n\
                 Example: gold is words 1–10, predicted are words 1–10, which are right, and words 3–5 (i = 1): F1 \
                 2·1/(2 + 1) = 0.667; repaired 2·(1 + 0 + 0) / ((2 - 1 + 0) + 1) = 1.000.",
            ),
            Self::NestedMissed => (
                "An unaligned gold quotation strictly inside another one.",
                "Decided: its units are a proper subset of those of another gold quotation, found or not; first of \
                 the classes of unaligned gold.\n\
                 Edge cases: it need not be annotated as a child of the other.\n\
                 Example: gold is words 1–10 by Ann Lee and words 3–5 by Bo Roe, predicted are words 1–10 by Ann \
                 Lee, which are right (m = 1): F1 2·1/(1 + 2) = 0.667; repaired 2·(1 + 0 + 1) / ((1 - 0 + 1) + 2) = \
                 1.000.",
            ),
            Self::Overlap => (
                "Not aligned, though it shares units with the other side.",
                "Decided: an unaligned prediction or gold quotation that shares a unit with an item of the other \
                 side and is in none of the classes before: its partner was aligned with another.\n\
                 Edge cases: it occurs on both sides, for different items.\n\
                 Example: gold is words 1–10, predicted are words 1–6, which are right (IoU 6/10), and words 9–12, \
                 which share two words with gold (i = 1): F1 2·1/(2 + 1) = 0.667; repaired 2·(1 + 0 + 0) / ((2 - 1 + \
                 0) + 1) = 1.000.",
            ),
            Self::Spurious => (
                "A prediction that shares no unit with gold.",
                "Decided: last of the classes of unaligned predictions.\n\
                 Edge cases: on data in which only some quotations are annotated, it may be a quotation all the \
                 same.\n\
                 Example: beside a quotation that is right, words 11–15 are predicted, where gold has nothing (i = \
                 1): F1 2·1/(2 + 1) = 0.667; repaired 2·(1 + 0 + 0) / ((2 - 1 + 0) + 1) = 1.000.",
            ),
            Self::Missed => (
                "A gold quotation that shares no unit with any prediction.",
                "Decided: last of the classes of unaligned gold.\n\
                 Edge cases: all quotations of a document without a prediction are missed, but for those inside \
                 another, which are `nested-missed`.\n\
                 Example: beside a quotation that is right, gold has words 11–15, where nothing is predicted (m = \
                 1): F1 2·1/(1 + 2) = 0.667; repaired 2·(1 + 0 + 1) / ((1 - 0 + 1) + 2) = 1.000.",
            ),
        }
    }
}

/// The class of an item.
pub(super) const ERROR_CLASS: Term = Term {
    name: "error-class",
    title: "what became of a quotation: exactly one class for each",
    explanation: "Every gold quotation and every prediction has exactly one class, and the two of an aligned pair have the \
        same. Aligned pairs: first whether the span satisfies the criterion (`split`, `merged`, `boundary`), then \
        whether the speaker does (`speaker-missing` and after), then the cue, else `correct`. Unaligned predictions, \
        the first that applies: `invalid`, `duplicate`, `nested-spurious`, `split`, `overlap`, `spurious`. Unaligned \
        gold: `nested-missed`, `merged`, `overlap`, `missed`.\n\
        Formula: with S aligned pairs that are not correct, D unaligned gold quotations and I unaligned predictions: \
        TP = correct pairs, FN = S + D, FP = S + I, |G| = TP + S + D, |P| = TP + S + I.\n\
        Edge cases: a class depends on `--criterion`: what is `boundary` under `detection.exact` can be `correct` \
        under `detection.iou50`.\n\
        Example: gold is words 1–10 by Ann Lee and words 21–30 by Bo Roe. Predicted are words 1–10 by Bo Roe \
        (`speaker-other`, S = 1) and words 35–36 (`spurious`, I = 1); the second gold quotation is `missed` (D = 1): \
        TP = 0, FN = 2, FP = 2.",
};
