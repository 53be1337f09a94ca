//! `“…,” said Lee` and `“…,” Lee said`: the cue follows the quotation.

use std::ops::Range;

use crate::strategy::sieve::{
    At, Board, Complement, Draft, Head, List, ParsedText, Phrase, Piece, Rule, Sieve, Verb, clause, limits, phrase,
};
use crate::text::{CueForm, Frames, Kind, WordClasses};

pub(super) const SIEVE: Sieve = Sieve {
    rules: &[(Rule::QuoteVerb, "“…,” said Lee · “…,” Lee said")],
    apply: |board| board.add_from_pieces(draft),
};

fn draft(board: &Board<'_>, piece: usize) -> Option<Draft> {
    if is_title(&board.parsed, &board.pieces()[piece]) {
        return None;
    }
    let (cue, source) = attribution_after(board, board.chain_end(piece))?;
    let mut content = clause_around(board, piece).map_or_else(|| board.chain(piece), |whole| vec![whole]);
    content.extend(clause_after(board, cue.end.max(source.last + 1)));
    Some(Draft::new(Rule::QuoteVerb, content).cue(cue).source(source))
}

/// The clause that ends with a piece but begins without marks: `The plan is “a mess,” Lee said`.
fn clause_around(board: &Board<'_>, piece: usize) -> Option<(At, At)> {
    let r = &board.parsed;
    let piece = &board.pieces()[piece];
    let start = r.sentence(piece.first).start;
    let embedded = start < piece.first
        && matches!(r.kind(r.before(piece.first, 1)), Kind::Lower | Kind::Capital | Kind::Number | Kind::Possessive);
    let from = start.max(piece.first.saturating_sub(limits::QUOTE_VERB));
    let verbs = board.verbs.partition_point(|verb| verb.at < from);
    let told = (from..piece.first).any(|at| board.is_cued(at))
        || board.verbs[verbs..].iter().take_while(|verb| verb.at < piece.first).any(|verb| verb.entry.grade == 1);
    (embedded && !told && piece.first - start < 2 * limits::QUOTE_VERB && r.kind(piece.first + 1) == Kind::Lower)
        .then_some((start, piece.last))
}

/// `on “Late Hour News,”`: true for a few capitalised words after a preposition.
fn is_title(r: &ParsedText<'_>, piece: &Piece) -> bool {
    let governed = piece.first.checked_sub(1).is_some_and(|before| r.is(before, WordClasses::PREPOSITION));
    let small = |at: At| r.is(at, WordClasses::PREPOSITION | WordClasses::CONJUNCTION | WordClasses::DETERMINER);
    let capital = |at: At| r.kind(at) != Kind::Lower || small(at);
    governed && piece.words <= limits::QUOTE_VERB_TITLE && (piece.first..=piece.last).all(capital)
}

/// The clause that continues after cue and source without marks: `“The plan,” Lee said, is “a mess.”`
fn clause_after(board: &Board<'_>, comma: At) -> Option<(At, At)> {
    let r = &board.parsed;
    let goes_on = r.kind(comma) == Kind::Comma && r.kind(comma + 1) == Kind::Lower && clause::is_finite(r, comma + 1);
    let reports = r.entry(comma + 1).verb.is_some();
    (goes_on && !reports).then(|| clause::end(r, comma + 1).map(|last| (comma + 1, last))).flatten()
}

/// Cue and source right after a piece.
fn attribution_after(board: &Board<'_>, piece: usize) -> Option<(Range<At>, Phrase)> {
    let r = &board.parsed;
    let piece = &board.pieces()[piece];
    let licence = r.kind(piece.inner_last());
    let mut from = piece.last + 1;
    if r.kind(from) == Kind::Comma {
        from += 1;
    }
    if !piece.closed || r.kind(from) == Kind::Break {
        return None;
    }
    let licensed =
        matches!(licence, Kind::Comma | Kind::Question | Kind::Exclamation | Kind::Dash) || from > piece.last + 1;
    attribution(board, piece.first, from, licensed)
}

/// Cue and source at `from` of speech that begins at `first`; `licensed` if the sentence of the speech continues there.
pub(super) fn attribution(board: &Board<'_>, first: At, from: At, licensed: bool) -> Option<(Range<At>, Phrase)> {
    inverted(board, from, licensed).or_else(|| straight(board, first, from, licensed))
}

/// `said Lee`
fn inverted(board: &Board<'_>, from: At, licensed: bool) -> Option<(Range<At>, Phrase)> {
    let r = &board.parsed;
    let verb = if r.is_adverb(from) { from + 1 } else { from };
    let past = r.kind(verb) == Kind::Lower && r.word(verb).ends_with("ed") && r.entry(verb).verb.is_none();
    if past && licensed {
        let named = phrase::after(r, verb + 1).filter(|source| matches!(source.head, Head::Name(_)));
        return named.filter(|source| source.first == verb + 1).map(|source| (verb..verb + 1, source));
    }
    let plural = r.says_any(verb, List::Inverts);
    let entry = r.entry(verb).verb.filter(|entry| matches!(entry.form, CueForm::Past | CueForm::Present) || plural)?;
    if r.kind(verb) != Kind::Lower
        || !entry.frames.intersects(Frames::INVERTS | Frames::RECIPIENT)
        || (entry.grade > 1 && !licensed)
    {
        return None;
    }
    let source = phrase::after(r, verb + 1)?;
    (!plural || licensed).then_some((verb..verb + 1, source))
}

/// `Lee said`, `Lee, a doctor, told reporters`
fn straight(board: &Board<'_>, first: At, from: At, licensed: bool) -> Option<(Range<At>, Phrase)> {
    let r = &board.parsed;
    let end = r.sentence(from).end.min(from + limits::QUOTE_VERB);
    let index = board.verbs.partition_point(|verb| verb.at < from);
    for verb in board.verbs[index..].iter().take_while(|verb| verb.at < end) {
        let fits = verb.takes(Frames::SPEECH) && verb.is_finite() && !board.is_cued(verb.at);
        let Some(subject) = verb.subject.filter(|subject| subject.first == skip_lead(r, from)) else { continue };
        let anew = r.kind(from) == Kind::Capital && r.entry(from).classes != WordClasses::empty() && !comma(r, from);
        if fits
            && !((anew || is_announced(r, first)) && introduces(r, verb))
            && (licensed
                || (verb.entry.grade < 3 || board.is_dialogue())
                    && clause::complement(r, verb).is_none()
                    && clause::rest_is_circumstance(r, verb.group.end))
        {
            return Some((verb.group.clone(), subject));
        }
    }
    licensed.then(|| unlisted(r, from)).flatten()
}

/// True if the piece before this token ends in a comma, so that its sentence continues.
fn comma(r: &ParsedText<'_>, from: At) -> bool {
    r.kind(r.before(from, 2)) == Kind::Comma || r.kind(r.before(from, 1)) == Kind::Comma
}

/// True if the words before the marks lead into them: `When Lee said, “…”`.
fn is_announced(r: &ParsedText<'_>, first: At) -> bool {
    first.checked_sub(1).is_some_and(|before| matches!(r.kind(before), Kind::Comma | Kind::Colon))
}

/// True if the verb introduces its own quotation.
fn introduces(r: &ParsedText<'_>, verb: &Verb) -> bool {
    matches!(clause::complement(r, verb), Some(Complement::Marks(_)))
}

fn skip_lead(r: &ParsedText<'_>, from: At) -> At {
    if r.is_adverb(from) { from + 1 } else { from }
}

/// `Lee groused`: after a comma inside the marks, any past-tense verb can report.
fn unlisted(r: &ParsedText<'_>, from: At) -> Option<(Range<At>, Phrase)> {
    let source = phrase::after(r, from)?;
    let verb = source.last + 1;
    let past = r.kind(verb) == Kind::Lower && r.word(verb).ends_with("ed") && r.entry(verb).verb.is_none();
    let anew = r.kind(from) == Kind::Capital && source.head == Head::Common && !comma(r, from);
    (past && !anew).then_some((verb..verb + 1, source))
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::{assert_found, found};

    #[test]
    fn the_cue_after_the_marks() {
        assert_found(&[
            ("“It works,” said Ann Lee.", &["quote-verb: “It works,” / said / Ann Lee / Ann Lee"]),
            (
                "“It works,” Hugh Hill, a doctor in Hull, said.",
                &["quote-verb: “It works,” / said / Hugh Hill / Hugh Hill"],
            ),
            (
                "“It works,” a spokesman for the ministry said.",
                &["quote-verb: “It works,” / said / a spokesman for the ministry / -"],
            ),
            ("\"Does it work?\" Ann Lee asked.", &["quote-verb: \"Does it work?\" / asked / Ann Lee / Ann Lee"]),
            (
                "The plan is “a costly mess,” Ann Lee said.",
                &["quote-verb: The plan is “a costly mess,” / said / Ann Lee / Ann Lee"],
            ),
            (
                "“The plan,” Ann Lee said, is “a mess.”",
                &["quote-verb: “The plan,”+is “a mess.” / said / Ann Lee / Ann Lee"],
            ),
            ("“It works,” Holt groused.", &["quote-verb: “It works,” / groused / Holt / Holt"]),
        ]);
    }

    #[test]
    fn an_answer_is_not_the_cue_of_what_it_answers() {
        let found = found("When Ann Lee said with a smile, “It works,” Bob Holt replied, “It fails.”");
        let said = |of: usize| found[of].rsplit(" / ").next().unwrap();
        assert_eq!([said(0), said(1)], ["Ann Lee", "Bob Holt"], "{found:?}");
    }

    #[test]
    fn a_new_statement_after_the_marks_is_not_their_cue() {
        let found = found("“It works.” Ann Lee said that the bridge would close.");
        assert!(found.iter().all(|line| !line.starts_with("quote-verb")), "{found:?}");
    }
}
