//! `“…,” nodded Lee` and `“…,” was Lee’s reply`: in a story any words that go on behind the marks may say who speaks.

use std::ops::Range;

use crate::strategy::sieve::board::{Board, Draft};
use crate::strategy::sieve::contract::Sieve;
use crate::strategy::sieve::phrase::{self, Head, Phrase};
use crate::strategy::sieve::reading::{At, Piece, Reading};
use crate::text::{Kind, WordClasses, name_at};

/// How far a name may stand from the closing mark, in tokens.
const REACH: usize = 8;

/// How far it may stand behind *was*, in tokens.
const LONG: usize = 16;

/// Nouns for what is said that are no cues elsewhere.
const SAYINGS: &[&str] = &[
    "all",
    "word",
    "words",
    "exclamation",
    "question",
    "cry",
    "beginning",
    "opening",
    "response",
    "rejoinder",
    "comment",
    "conclusion",
    "greeting",
];

/// Most hyphens that stand for a dash.
const DASHES: usize = 3;

/// See the module.
pub(in crate::strategy::sieve) struct Tag;

impl Sieve for Tag {
    fn name(&self) -> &'static str {
        "tag"
    }

    fn summary(&self) -> &'static str {
        "“…,” nodded Lee · “…,” was Lee’s reply, in a story"
    }

    fn apply(&self, board: &mut Board<'_>) {
        if !board.is_dialogue() {
            return;
        }
        board.add_from_pieces(|board, piece| {
            let (r, end) = (&board.reading, &board.pieces()[board.chain_end(piece)]);
            let (cue, source) = tag(r, end).or_else(|| owned(r, board.pieces()[piece].first))?;
            let content = board.chain(piece);
            Some(Draft { content, cue: Some(cue), source: Some(source), follows: None, rule: self.name() })
        });
    }
}

/// Cue and source behind a piece whose sentence goes on.
fn tag(r: &Reading<'_>, piece: &Piece) -> Option<(Range<At>, Phrase)> {
    let goes_on = matches!(r.kind(piece.inner_last()), Kind::Comma | Kind::Question | Kind::Exclamation | Kind::Dash);
    let dashes = (piece.last + 1..).take_while(|&at| r.kind(at) == Kind::Dash).take(DASHES).count();
    let dash = dashes > 0;
    let lead = piece.last + 1 + dashes;
    let led = r.kind(lead) == Kind::Lower && r.says_any(lead, &["and", "so", "here", "thus", "then", "now"]);
    let verb = lead + usize::from(led);
    if !piece.closed {
        return None;
    }
    match r.kind(verb) {
        Kind::Lower if r.says_any(verb, &["was", "were"]) => possessor(r, verb).or_else(|| behind_noun(r, verb)),
        Kind::Lower if r.says(verb, "from") && is_governed(r, piece) => named(r, verb),
        _ if !(goes_on || dash) => None,
        Kind::Lower => inverted(r, verb),
        Kind::Capital => straight(r, verb),
        _ => None,
    }
}

/// `nodded Lee`, `nodded the doctor`
fn inverted(r: &Reading<'_>, verb: At) -> Option<(Range<At>, Phrase)> {
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
fn owned(r: &Reading<'_>, first: At) -> Option<(Range<At>, Phrase)> {
    let mark = first.checked_sub(1).filter(|&mark| r.kind(mark) == Kind::Possessive)?;
    let mut names = (mark.saturating_sub(REACH)..mark).filter_map(|at| name_at(r.text, &r.tokens, at, false));
    let name = names.find(|name| name.end == mark)?;
    Some((mark..mark + 1, Phrase { first: name.first, last: mark - 1, head: Head::Name(name) }))
}

/// Whether a determiner makes a noun of what is said: `an “I think so”`.
fn is_governed(r: &Reading<'_>, piece: &Piece) -> bool {
    piece.first.checked_sub(1).is_some_and(|before| r.is(before, WordClasses::DETERMINER))
}

/// `from Lee`
fn named(r: &Reading<'_>, from: At) -> Option<(Range<At>, Phrase)> {
    let name = name_at(r.text, &r.tokens, from + 1, false)?;
    Some((from..from + 1, Phrase { first: name.first, last: name.end - 1, head: Head::Name(name) }))
}

/// `was Lee’s prompt reply`
fn possessor(r: &Reading<'_>, was: At) -> Option<(Range<At>, Phrase)> {
    let name = name_at(r.text, &r.tokens, was + 1, false).filter(|name| r.kind(name.end) == Kind::Possessive)?;
    let reply = (name.end + 1..name.end + REACH).find(|&at| is_saying(r, at))?;
    let source = Phrase { first: name.first, last: name.end - 1, head: Head::Name(name) };
    Some((reply..reply + 1, source))
}

/// `was the prompt reply of Lee`, `were the only words which Lee could utter`, `was all that Lee could say`
fn behind_noun(r: &Reading<'_>, was: At) -> Option<(Range<At>, Phrase)> {
    let end = r.sentence(was).end.min(was + LONG);
    let noun = (was + 1..end).take_while(|&at| r.kind(at) == Kind::Lower).find(|&at| is_saying(r, at))?;
    let leads = |at: At| r.says_any(at, &["of", "from", "by", "that", "which"]);
    let names = (noun + 2..end).filter(|&at| leads(at - 1) && r.kind(at) == Kind::Capital);
    let name = names.filter_map(|at| name_at(r.text, &r.tokens, at, false)).next_back()?;
    Some((noun..noun + 1, Phrase { first: name.first, last: name.end - 1, head: Head::Name(name) }))
}

/// Whether a word is a noun for what is said.
fn is_saying(r: &Reading<'_>, at: At) -> bool {
    r.says_any(at, SAYINGS) || r.entry(at).noun.is_some() || r.entry(at).verb.is_some()
}

/// `Lee herself answered`, `Lee had hazarded`
fn straight(r: &Reading<'_>, first: At) -> Option<(Range<At>, Phrase)> {
    let name = name_at(
        r.text,
        &r.tokens,
        first,
        r.kind(r.before(first, 1)) != Kind::Mark || r.kind(r.before(first, 2)) != Kind::Comma,
    )?;
    let between = WordClasses::AUXILIARY | WordClasses::ADVERB;
    let self_ = |at: At| r.says_any(at, &["himself", "herself"]) || r.is(at, between) || r.is_adverb(at);
    let verb = (name.end..name.end + REACH).find(|&at| !self_(at))?;
    let verb = if r.says(verb, "heard") && r.says(verb + 1, "to") { verb + 2 } else { verb };
    let irregular = r.is(verb, WordClasses::FINITE | WordClasses::PAST) && !r.is(verb, WordClasses::MODAL);
    let comma = first > 1 && r.kind(r.before(first, 2)) == Kind::Comma;
    let past = r.word(verb).ends_with("ed") || r.entry(verb).verb.is_some() || irregular && comma;
    let verbal = r.kind(verb) == Kind::Lower && past;
    let source = Phrase { first, last: name.end - 1, head: Head::Name(name) };
    verbal.then_some((verb..verb + 1, source))
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::found;

    /// What is found in the last quotation of a story that ends in this.
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
