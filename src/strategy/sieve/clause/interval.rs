//! Words between a reporting verb and its complement: recipient, time and place.

use crate::strategy::sieve::{At, List, ParsedText, limits};
use crate::text::{Kind, WordClasses};

pub(super) fn skip_adverbs(r: &ParsedText<'_>, mut at: At) -> At {
    while r.is_adverb(at) && !r.says_any(at, List::AdverbPronoun) {
        at += 1;
    }
    at
}

/// Skips a recipient: `told reporters`, `told the paper`, `told Lee`.
pub(in crate::strategy::sieve) fn skip_recipient(r: &ParsedText<'_>, at: At) -> At {
    let people = r.kind(at) == Kind::Lower
        && (r.is(at, WordClasses::PERSON_NOUN) && r.word(at).ends_with('s')
            || r.is(at, WordClasses::ORGANIZATION_NOUN));
    let subject =
        |at: At| r.entry(at).pronoun.is_some_and(|pronoun| pronoun.subject) || r.is(at, WordClasses::DETERMINER);
    if r.is(at, WordClasses::ADDRESSEE) || people && subject(at + 1) {
        return at + 1;
    }
    let mut end = at;
    if r.is(end, WordClasses::DETERMINER | WordClasses::POSSESSIVE) && !r.says(end, "that") {
        end += 1;
    }
    if let Some(name) = r.name(end) {
        end = name.end;
        while r.kind(end) == Kind::Possessive {
            if let Some(last) = r.opens_piece(end + 1) {
                return last + 1;
            }
            end = r.name(end + 1).map_or_else(|| nouns_end(r, end + 1).max(end + 1), |name| name.end);
        }
        return if end > at && r.is(at, WordClasses::DETERMINER) { nouns_end(r, end) } else { end };
    }
    let from = end;
    let mut end = if end > at { nouns_end(r, end) } else { end };
    while end > from && r.kind(end) == Kind::Possessive {
        end = nouns_end(r, end + 1);
    }
    if end > from { end } else { at }
}

/// One past the last noun or adjective from here on.
fn nouns_end(r: &ParsedText<'_>, from: At) -> At {
    let closed = WordClasses::SUBORDINATOR | WordClasses::AUXILIARY | WordClasses::MODAL | WordClasses::PREPOSITION;
    let closed = closed | WordClasses::TIME | WordClasses::DETERMINER | WordClasses::POSSESSIVE;
    let open = |&at: &At| r.kind(at) == Kind::Lower && !r.is(at, closed) && r.entry(at).pronoun.is_none();
    from + (from..from + limits::RECIPIENT_NOUNS).take_while(open).count()
}

pub(super) fn recipient_after_to(r: &ParsedText<'_>, at: At) -> bool {
    r.is(at + 1, WordClasses::ADDRESSEE | WordClasses::DETERMINER | WordClasses::POSSESSIVE)
        || r.kind(at + 1) == Kind::Capital
}

/// `on Tuesday`, `in a statement`, `during an interview with the paper`: skips to a token that can begin a complement.
pub(super) fn skip_circumstance(r: &ParsedText<'_>, at: At, sentence: At) -> Option<At> {
    let opens = r.is(at, WordClasses::PREPOSITION | WordClasses::TIME)
        || r.is_adverb(at)
        || r.says_any(at, List::This)
        || r.says(at, "the") && r.says(at + 1, "other");
    if !opens && r.kind(at) != Kind::Comma {
        return None;
    }
    let mut probe = if r.kind(at) == Kind::Comma { at + 1 } else { at };
    if r.kind(at) == Kind::Comma && !r.is(probe, WordClasses::PREPOSITION | WordClasses::TIME) {
        return None;
    }
    for _ in 0..limits::CIRCUMSTANCE {
        if probe >= sentence {
            return None;
        }
        let stops = r.says(probe, "that") && !r.is(r.before(probe, 1), WordClasses::PREPOSITION)
            || r.says(probe, "whether")
            || r.says(probe, "if")
            || matches!(r.kind(probe), Kind::Colon)
            || r.kind(probe) == Kind::Comma && r.opens_piece(probe + 1).is_some()
            || r.opens_piece(probe).is_some();
        if stops {
            return Some(probe);
        }
        if matches!(r.kind(probe), Kind::Comma | Kind::Semicolon | Kind::Dash) {
            return None;
        }
        let dated = probe > at && r.is(r.before(probe, 1), WordClasses::TIME) && !r.is(probe, WordClasses::TIME);
        let acts = r.kind(probe) == Kind::Lower && r.is(probe + 1, WordClasses::MODAL | WordClasses::AUXILIARY);
        let opens = r.is(probe, WordClasses::DETERMINER | WordClasses::POSSESSIVE) || r.kind(probe) == Kind::Capital;
        if dated && (opens || acts) {
            return Some(probe);
        }
        if r.entry(probe).pronoun.is_some_and(|pronoun| pronoun.subject) && probe > at + 1 {
            return Some(probe);
        }
        probe = r.next(probe);
    }
    None
}

/// True if the sentence ends here or only adds time, place and recipient.
pub(in crate::strategy::sieve) fn rest_is_circumstance(r: &ParsedText<'_>, at: At) -> bool {
    let end = r.sentence(at.min(r.tokens.len() - 1)).end;
    let mut at = at;
    match r.kind(at) {
        Kind::Lower if r.says_any(at, List::ObjectPreposition) => {
            return false;
        }
        Kind::Stop | Kind::Comma | Kind::Break | Kind::Semicolon | Kind::Dash | Kind::Close => return true,
        Kind::Lower | Kind::Capital if r.is(at, WordClasses::PREPOSITION | WordClasses::TIME) || r.is_adverb(at) => {}
        Kind::Lower if r.says(at, "when") || r.says(at, "as") || r.says(at, "while") || r.says(at, "last") => {}
        _ => return at >= end,
    }
    let mut subordinate = false;
    for _ in 0..2 * limits::CIRCUMSTANCE {
        if at >= end || matches!(r.kind(at), Kind::Stop | Kind::Comma | Kind::Break) {
            return true;
        }
        subordinate |= r.is(at, WordClasses::RELATIVE | WordClasses::SUBORDINATOR);
        let finite = r.is(at, WordClasses::AUXILIARY | WordClasses::MODAL | WordClasses::FINITE);
        if r.says(at, "that") || finite && !subordinate {
            return false;
        }
        at = r.next(at);
    }
    false
}
