//! The heads of phrases.

use super::{Head, Phrase, is_short};
use crate::strategy::sieve::{At, List, ParsedText};
use crate::text::{Kind, Name, WordClasses, name_at};

/// The phrase `first..end` with its head; `None` if it cannot be a speaker.
pub(super) fn headed(r: &ParsedText<'_>, first: At, end: At) -> Option<Phrase> {
    let counted = r.is(first, WordClasses::DETERMINER) && r.says_any(first + 1, List::Counted) && first + 2 < end;
    let from = if counted { (first + 2..end).find(|&at| r.kind(at) == Kind::Number).unwrap_or(first) } else { first };
    let core = (from + 1..end).find(|&at| is_post_modifier(r, at)).unwrap_or(end);
    let last = core - 1;
    let phrase = |head| Some(Phrase { first, last: end - 1, head });
    if matches!(r.kind(last), Kind::Capital | Kind::Stop) {
        let mut at = first;
        while at < core {
            if let Some(name) = name(r, at) {
                let of_place =
                    r.says(name.end, "of") && name.bare.end() == name.span.end() && name.end > name.first + 1;
                if name.end >= core || of_place && !name.organization {
                    return phrase(Head::Name(name));
                }
                at = name.end;
            } else {
                at += 1;
            }
        }
    }
    let noun = r.is(last, WordClasses::PERSON_NOUN | WordClasses::ORGANIZATION_NOUN);
    let determined = r.is(first, WordClasses::DETERMINER | WordClasses::POSSESSIVE | WordClasses::NATIONALITY);
    let plural = r.word(last).ends_with('s');
    let named = (first..core).any(|at| r.kind(at) == Kind::Capital);
    let word = matches!(r.kind(last), Kind::Lower | Kind::Capital | Kind::Number);
    let bare = first == last && r.is(first, WordClasses::DETERMINER | WordClasses::POSSESSIVE) && !noun;
    (word && !bare && (noun || determined || plural || named)).then(|| phrase(Head::Common)).flatten()
}

fn is_post_modifier(r: &ParsedText<'_>, at: At) -> bool {
    let of_name = r.says(at, "of") && r.kind(r.before(at, 1)) == Kind::Capital && r.kind(at + 1) == Kind::Capital;
    r.kind(at) == Kind::Lower && r.is(at, WordClasses::PREPOSITION) && !of_name
        || matches!(r.kind(at), Kind::Open | Kind::Comma | Kind::Dash)
}

/// True if a sentence begins with this token.
pub(in crate::strategy::sieve) fn opens(r: &ParsedText<'_>, at: At) -> bool {
    at == 0
        || matches!(r.kind(r.before(at, 1)), Kind::Break | Kind::Mark | Kind::Colon)
        || r.kind(r.before(at, 1)) == Kind::Dash
            && (r.sentence(at).start + 1 >= at || at > 1 && r.tokens[at - 2].is_terminal())
        || r.tokens[at - 1].is_terminal() && !is_short(r, at - 1)
}

/// The name that begins with a token, which may open a sentence.
pub(in crate::strategy::sieve) fn name(r: &ParsedText<'_>, at: At) -> Option<Name> {
    name_at(r.text, &r.tokens, at, opens(r, at))
}

/// True if the head of the phrase is a noun for people or for a group of people.
pub(in crate::strategy::sieve) fn names_somebody(r: &ParsedText<'_>, phrase: &Phrase) -> bool {
    let head = (phrase.first + 1..=phrase.last).find(|&at| is_post_modifier(r, at)).unwrap_or(phrase.last + 1) - 1;
    r.is(
        head,
        WordClasses::PERSON_NOUN | WordClasses::ORGANIZATION_NOUN | WordClasses::FEMALE_TITLE | WordClasses::MALE_TITLE,
    )
}

/// `his` before a noun.
pub(in crate::strategy::sieve) fn possessive(r: &ParsedText<'_>, at: At) -> Option<Phrase> {
    r.entry(at).pronoun.map(|pronoun| Phrase { first: at, last: at, head: Head::Pronoun(pronoun) })
}

/// `Lee` in `Lee’s view`: the owner at the start of a phrase.
pub(in crate::strategy::sieve) fn owner_at(r: &ParsedText<'_>, first: At) -> Option<Phrase> {
    if r.kind(first) != Kind::Capital {
        return None;
    }
    let name = name(r, first)?;
    let owns = r.kind(name.end) == Kind::Possessive && !name.organization;
    owns.then_some(Phrase::named(name))
}
