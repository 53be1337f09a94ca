//! Reports inside speech: `“He told me that it works,” she said`, as opposed to conversational phrases (`I think`, `they say`).

use std::ops::Range;

use super::{At, Head, ParsedText, Phrase, limits};
use crate::text::{CueEntry, CueForm, Frames, Gender, Kind, Person, Pronoun, WordClasses};

/// The entry of a verb between marks if it reports: another person's words, or the words between nested marks.
pub(super) fn entry(
    r: &ParsedText<'_>,
    group: &Range<At>,
    entry: CueEntry,
    subject: Option<&Phrase>,
) -> Option<CueEntry> {
    if group.clone().any(|at| r.is(at, WordClasses::MODAL)) {
        return None;
    }
    let Some(subject) = subject else {
        let goes_on = group.start.checked_sub(1).is_some_and(|and| r.says(and, "and"));
        let quotes = goes_on
            && matches!(entry.form, CueForm::Past | CueForm::Present)
            && !entry.frames.intersects(Frames::OBJECT);
        return (quotes && leads_to_marks(r, group.end)).then_some(spoken(entry));
    };
    let simple = !group.clone().any(|at| r.is(at, WordClasses::AUXILIARY));
    if entry.grade == 1 && is_third(&subject.head, entry, simple) {
        return Some(entry);
    }
    let supposed = subject.first.checked_sub(1).is_some_and(|before| r.is(before, WordClasses::SUBORDINATOR));
    let can_quote = simple && entry.form != CueForm::Gerund && !entry.frames.intersects(Frames::OBJECT);
    let quotes = can_quote && !supposed && !r.is(subject.first, WordClasses::RELATIVE) && leads_to_marks(r, group.end);
    quotes.then_some(spoken(entry))
}

/// The entry restricted to quoted complements.
fn spoken(entry: CueEntry) -> CueEntry {
    CueEntry { frames: entry.frames & (Frames::SPEECH | Frames::RECIPIENT), ..entry }
}

/// True if the pronoun is `they`.
pub(super) fn is_they(pronoun: &Pronoun) -> bool {
    pronoun.plural && pronoun.subject && pronoun.person == Person::Third
}

/// True if the subject before the verb is reported to have said something.
fn is_third(head: &Head, entry: CueEntry, simple: bool) -> bool {
    let past = entry.form == CueForm::Past;
    match head {
        Head::Name(_) | Head::Common => true,
        Head::Pronoun(pronoun) if pronoun.person == Person::First => past && entry.frames.intersects(Frames::RECIPIENT),
        Head::Pronoun(pronoun) if is_they(pronoun) => simple && past && entry.frames.intersects(Frames::NO_OBJECT),
        Head::Pronoun(pronoun) => pronoun.person == Person::Third && pronoun.gender != Gender::Any,
    }
}

/// True if marks follow at once, or after a recipient and a comma: `I said to Lee, ‘…’`.
fn leads_to_marks(r: &ParsedText<'_>, end: At) -> bool {
    let comma =
        (end..end + limits::SECONDHAND_RECIPIENT).find(|&at| !r.tokens.get(at).is_some_and(|token| token.is_word()));
    comma.is_some_and(|at| r.opens_piece(at).is_some() || r.kind(at) == Kind::Comma && r.opens_piece(at + 1).is_some())
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::found;

    #[test]
    fn what_others_said_and_what_was_quoted() {
        for (text, inner) in [
            ("“They said nobody would go,” Ann Lee said.", "bare-clause: nobody would go / said / They / -"),
            ("“I said to Bob, ‘Go home now,’” Ann Lee said.", "verb-quote: ‘Go home now,’ / said / I / Ann Lee"),
            (
                "“Bob wrote to me and said, ‘Go home now,’” Ann Lee said.",
                "participle: ‘Go home now,’ / said / Bob / Bob",
            ),
            ("“He goes, ‘Go home now,’” Ann Lee said.", "verb-quote: ‘Go home now,’ / goes / He / -"),
        ] {
            assert!(found(text).contains(&inner.to_owned()), "{:?}", found(text));
        }
    }

    #[test]
    fn how_people_talk_is_no_report() {
        for text in ["“I think it works,” Ann Lee said.", "“They say it works,” Ann Lee said."] {
            assert_eq!(found(text).len(), 1, "{:?}", found(text));
        }
    }
}
