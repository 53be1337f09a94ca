//! `“…,” nodded Lee` and `“…,” was Lee’s reply`: in a story, any words that follow the marks may name the speaker.

use std::ops::Range;

use crate::strategy::sieve::{At, Board, Draft, Head, List, ParsedText, Phrase, Piece, Rule, Sieve, limits, phrase};
use crate::text::{Kind, WordClasses, name_at};

pub(super) const SIEVE: Sieve =
    Sieve { rules: &[(Rule::Tag, "“…,” nodded Lee · “…,” was Lee’s reply, in a story")], apply };

fn apply(board: &mut Board<'_>) {
    if !board.is_dialogue() {
        return;
    }
    board.add_from_pieces(|board, piece| {
        let (r, end) = (&board.parsed, &board.pieces()[board.chain_end(piece)]);
        let (cue, source) = tag(r, end).or_else(|| owned(r, board.pieces()[piece].first))?;
        Some(Draft::new(Rule::Tag, board.chain(piece)).cue(cue).source(source))
    });
}

/// Cue and source after a piece whose sentence continues.
fn tag(r: &ParsedText<'_>, piece: &Piece) -> Option<(Range<At>, Phrase)> {
    let goes_on = matches!(r.kind(piece.inner_last()), Kind::Comma | Kind::Question | Kind::Exclamation | Kind::Dash);
    let dashes = (piece.last + 1..).take_while(|&at| r.kind(at) == Kind::Dash).take(limits::TAG_DASHES).count();
    let dash = dashes > 0;
    let lead = piece.last + 1 + dashes;
    let led = r.kind(lead) == Kind::Lower && r.says_any(lead, List::TagLead);
    let verb = lead + usize::from(led);
    if !piece.closed {
        return None;
    }
    match r.kind(verb) {
        Kind::Lower if r.says_any(verb, List::Was) => possessor(r, verb).or_else(|| behind_noun(r, verb)),
        Kind::Lower if r.says(verb, "from") && is_governed(r, piece) => named(r, verb),
        _ if !(goes_on || dash) => None,
        Kind::Lower => inverted(r, verb),
        Kind::Capital => straight(r, verb),
        _ => None,
    }
}

/// `nodded Lee`, `nodded the doctor`
fn inverted(r: &ParsedText<'_>, verb: At) -> Option<(Range<At>, Phrase)> {
    let source = phrase::after(r, verb + 1)?;
    let person = match source.head {
        Head::Name(_) => true,
        Head::Pronoun(pronoun) => pronoun.subject,
        Head::Common => r.says(source.first, "the"),
    };
    let irregular = r.is(verb, WordClasses::FINITE | WordClasses::PAST) || r.says(verb, "quoth");
    let named =
        irregular && matches!(source.head, Head::Name(_)) && !r.is(verb, WordClasses::AUXILIARY | WordClasses::MODAL);
    let verbal = r.word(verb).ends_with("ed") || r.entry(verb).verb.is_some() || named;
    (person && verbal && source.first == verb + 1).then_some((verb..verb + 1, source))
}

/// `Lee’s “I think so”`
fn owned(r: &ParsedText<'_>, first: At) -> Option<(Range<At>, Phrase)> {
    let mark = first.checked_sub(1).filter(|&mark| r.kind(mark) == Kind::Possessive)?;
    let mut names = (mark.saturating_sub(limits::TAG)..mark).filter_map(|at| r.name(at));
    let name = names.find(|name| name.end == mark)?;
    Some((mark..mark + 1, Phrase::named(name)))
}

/// True if a determiner turns the speech into a noun: `an “I think so”`.
fn is_governed(r: &ParsedText<'_>, piece: &Piece) -> bool {
    piece.first.checked_sub(1).is_some_and(|before| r.is(before, WordClasses::DETERMINER))
}

/// `from Lee`
fn named(r: &ParsedText<'_>, from: At) -> Option<(Range<At>, Phrase)> {
    let name = r.name(from + 1)?;
    Some((from..from + 1, Phrase::named(name)))
}

/// `was Lee’s prompt reply`
fn possessor(r: &ParsedText<'_>, was: At) -> Option<(Range<At>, Phrase)> {
    let name = r.name(was + 1).filter(|name| r.kind(name.end) == Kind::Possessive)?;
    let reply = (name.end + 1..name.end + limits::TAG).find(|&at| is_saying(r, at))?;
    let source = Phrase::named(name);
    Some((reply..reply + 1, source))
}

/// `was the prompt reply of Lee`, `were the only words which Lee could utter`, `was all that Lee could say`
fn behind_noun(r: &ParsedText<'_>, was: At) -> Option<(Range<At>, Phrase)> {
    let end = r.sentence(was).end.min(was + limits::TAG_NAME);
    let noun = (was + 1..end).take_while(|&at| r.kind(at) == Kind::Lower).find(|&at| is_saying(r, at))?;
    let leads = |at: At| r.says_any(at, List::SayingOf);
    let names = (noun + 2..end).filter(|&at| leads(at - 1) && r.kind(at) == Kind::Capital);
    let name = names.filter_map(|at| r.name(at)).next_back()?;
    Some((noun..noun + 1, Phrase::named(name)))
}

/// True if a word is a noun or a verb for speech.
fn is_saying(r: &ParsedText<'_>, at: At) -> bool {
    r.says_any(at, List::Saying) || r.entry(at).noun.is_some() || r.entry(at).verb.is_some()
}

/// `Lee herself answered`, `Lee had hazarded`
fn straight(r: &ParsedText<'_>, first: At) -> Option<(Range<At>, Phrase)> {
    let opens = r.kind(r.before(first, 1)) != Kind::Mark || r.kind(r.before(first, 2)) != Kind::Comma;
    let name = name_at(r.text, &r.tokens, first, opens)?;
    let between = WordClasses::AUXILIARY | WordClasses::ADVERB;
    let self_ = |at: At| r.says_any(at, List::Himself) || r.is(at, between) || r.is_adverb(at);
    let verb = (name.end..name.end + limits::TAG).find(|&at| !self_(at))?;
    let verb = if r.says(verb, "heard") && r.says(verb + 1, "to") { verb + 2 } else { verb };
    let irregular = r.is(verb, WordClasses::FINITE | WordClasses::PAST) && !r.is(verb, WordClasses::MODAL);
    let comma = first > 1 && r.kind(r.before(first, 2)) == Kind::Comma;
    let past = r.word(verb).ends_with("ed") || r.entry(verb).verb.is_some() || irregular && comma;
    let verbal = r.kind(verb) == Kind::Lower && past;
    let source = Phrase::named(name);
    verbal.then_some((verb..verb + 1, source))
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::found;

    /// The last quotation found in a story that ends in `end`.
    fn last(end: &str) -> String {
        let turns = "\n\n“Are you cold?” asked Tom Lee.\n\n“I am not cold.”\n\n“It is late.”".repeat(12);
        found(&format!("Tom Lee met Ann Holt.{turns}\n\n{end}")).pop().unwrap()
    }

    #[test]
    fn any_verb_may_say_who_speaks() {
        for end in [
            "“Not safe,” nodded Ann Holt.",
            "“Not safe,”--said Ann Holt.",
            "Tom Lee heard only a “Not safe,” from Ann Holt.",
            "Tom Lee heard Ann Holt’s “Not safe;” and left.",
            "“Not safe,” quoth Ann Holt.",
            "“Not safe,” Ann Holt put in.",
            "“Not safe!” was Ann Holt’s prompt reply.",
            "“Not safe!” was Ann Holt’s rejoinder.",
            "“Not safe!” was the prompt reply of Ann Holt.",
            "“Not safe!” were the only words that Ann Holt could utter.",
            "“Not safe!” was all that Tom Lee heard from Ann Holt.",
        ] {
            assert!(!last(end).contains("/ - /") && last(end).ends_with("/ Ann Holt"), "{}", last(end));
        }
    }

    #[test]
    fn a_new_sentence_says_nothing() {
        assert!(!last("“It is safe.” Ann Holt nodded.").starts_with("tag"));
    }
}
