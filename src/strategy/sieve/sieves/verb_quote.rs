//! `Lee said, “…”`, `Lee said on Monday: “…”`, `Lee called it “…”`: the cue comes first.

use crate::strategy::sieve::{At, Board, Complement, Draft, ParsedText, Rule, Sieve, Verb, clause};
use crate::text::{Frames, Kind, WordClasses};

use super::floating;

pub(super) const SIEVE: Sieve = Sieve {
    rules: &[(Rule::VerbQuote, "Lee said, “…” · Lee said on Monday: “…”")],
    apply: |board| board.add_from_verbs(draft),
};

fn draft(board: &Board<'_>, verb: &Verb) -> Option<Draft> {
    let r = &board.parsed;
    let source = verb.subject.filter(|_| verb.is_finite() && !board.is_cued(verb.at))?;
    let Some(Complement::Marks(at)) = clause::complement(r, verb) else { return None };
    let piece = board.piece_at(at).filter(|&piece| board.is_open(piece))?;
    let announced = matches!(r.kind(r.before(at, 1)), Kind::Comma | Kind::Colon);
    let frames = verb.entry.frames;
    let speaks =
        frames.intersects(Frames::SPEECH) && !frames.intersects(Frames::OBJECT) && (announced || verb.entry.grade < 3);
    let told = r.says(verb.group.end, "to") && announced;
    let beside = told
        || at <= verb.group.end + 1
        || frames.intersects(Frames::RECIPIENT)
        || r.kind(r.before(at, 1)) == Kind::Colon;
    let sentence = announced && floating::stands_alone(r, &board.pieces()[piece]);
    if !speaks || !(beside || sentence) {
        return None;
    }
    let found = board.pieces()[piece];
    let last = found.last;
    let closed = WordClasses::CONJUNCTION | WordClasses::SUBORDINATOR;
    let goes_further = !announced && (!r.is(last + 1, closed) || r.says(last + 1, "that"));
    let unfinished = goes_further && matches!(r.kind(found.inner_last()), Kind::Lower | Kind::Capital | Kind::Number);
    let mut content = if goes_on(r, last + 1) || unfinished && r.kind(last + 1) == Kind::Lower {
        vec![(at, clause::end(r, at)?)]
    } else {
        board.chain(piece)
    };
    content.splice(0..0, begun(r, source.first, at));
    Some(Draft::new(Rule::VerbQuote, content).cue(verb.group.clone()).source(source))
}

/// The words before `, Lee said, “was lower case.”`: the beginning of the sentence that the quoted words complete.
fn begun(r: &ParsedText<'_>, source: At, at: At) -> Option<(At, At)> {
    let start = r.sentence(source).start;
    let comma = source.checked_sub(1).filter(|&comma| comma > start && r.kind(comma) == Kind::Comma)?;
    let led = WordClasses::PREPOSITION | WordClasses::SUBORDINATOR | WordClasses::CONJUNCTION | WordClasses::ADVERB;
    let nominal = !r.is(start, led) && !r.word(start).ends_with("ing") && !r.word(start).ends_with("ed");
    let goes_on = r.kind(r.before(at, 1)) == Kind::Comma && r.kind(at + 1) == Kind::Lower;
    (nominal && goes_on && !r.is(at + 1, led))
        .then(|| clause::end_before(r, start, comma))
        .flatten()
        .map(|last| (start, last))
}

/// True if the quoted words are the beginning of a clause that continues without marks.
fn goes_on(r: &ParsedText<'_>, after: At) -> bool {
    let links = WordClasses::CONJUNCTION | WordClasses::SUBORDINATOR | WordClasses::PREPOSITION | WordClasses::TIME;
    r.kind(after) == Kind::Lower && !r.is(after, links)
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn the_cue_before_the_marks() {
        assert_found(&[
            ("Ann Lee said, “It works.”", &["verb-quote: “It works.” / said / Ann Lee / Ann Lee"]),
            ("Ann Lee told reporters on Monday: “It works.”", &["verb-quote: “It works.” / told / Ann Lee / Ann Lee"]),
            ("The plan, Ann Lee said, “is a mess.”", &["verb-quote: The plan+“is a mess.” / said / Ann Lee / Ann Lee"]),
            ("Ann Lee said: “One.\n\n“Two.”", &["verb-quote: “One.+“Two.” / said / Ann Lee / Ann Lee"]),
        ]);
    }

    #[test]
    fn a_title_after_a_preposition_is_not_speech() {
        assert_found(&[("Ann Lee spoke on “The Late Hour” last week.", &[])]);
    }
}
