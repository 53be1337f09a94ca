//! Ends of a reported clause where the sentence starts another report.

use crate::strategy::sieve::{At, Head, List, ParsedText, Phrase, limits, phrase};
use crate::text::{CueEntry, CueForm, Frames, Kind, WordClasses};

/// True if the clause ends before this token because the sentence starts another report.
pub(super) fn breaks_off(r: &ParsedText<'_>, at: At) -> bool {
    match r.kind(at) {
        Kind::Comma | Kind::Dash | Kind::Semicolon => {
            let concedes = r.says_any(at + 1, List::Conceding);
            let next = if concedes || r.is(at + 1, WordClasses::CONJUNCTION) { at + 2 } else { at + 1 };
            reports_again(r, next, CueForm::Gerund)
                || next > at + 1 && reports_again(r, next, CueForm::Past)
                || next == at + 1 && r.kind(at) == Kind::Comma && reports_again(r, next, CueForm::Past)
                || next > at + 1 && another_reports(r, next)
                || r.kind(at) == Kind::Semicolon && another_reports(r, next)
                || r.says(at + 1, "according") && r.says(at + 2, "to")
                || r.kind(at) == Kind::Comma && is_heard(r, at + 1)
                || declines(r, next)
        }
        Kind::Lower if r.is(at, WordClasses::CONJUNCTION) => {
            let next = if r.is_adverb(at + 1) { at + 2 } else { at + 1 };
            reports_again(r, next, CueForm::Past) || declines(r, next) || will_not_say(r, next)
        }
        Kind::Lower if at > 1 && r.closes_piece(r.before(at, 1)) && r.kind(r.before(at, 2)) == Kind::Comma => {
            reports_again(r, at, CueForm::Gerund)
        }
        _ => false,
    }
}

/// `… but declined to say more`
fn declines(r: &ParsedText<'_>, at: At) -> bool {
    r.says_any(at, List::Decline) && r.says(at + 1, "to")
}

/// `… but would not say what it costs`
fn will_not_say(r: &ParsedText<'_>, at: At) -> bool {
    let auxiliary = |at: At| r.is(at, WordClasses::AUXILIARY | WordClasses::MODAL);
    auxiliary(at)
        && r.says(at + 1, "not")
        && r.entry(at + 2).verb.is_some_and(|verb| verb.grade == 1 && verb.form == CueForm::Base)
}

/// `…, a court heard.`
fn is_heard(r: &ParsedText<'_>, at: At) -> bool {
    let end = r.sentence(at).end;
    let last = if end > at && r.kind(r.before(end, 1)) == Kind::Stop { end - 1 } else { end };
    last > at + 1 && last <= at + limits::HEARD && r.says(r.before(last, 1), "heard")
}

/// `…, and Lee said …`
fn another_reports(r: &ParsedText<'_>, at: At) -> bool {
    let after_semicolon = at.checked_sub(1).is_some_and(|before| r.kind(before) == Kind::Semicolon);
    let speaks = |source: &Phrase| source.head != Head::Common || after_semicolon && phrase::names_somebody(r, source);
    let Some(source) = phrase::after(r, at).filter(speaks) else { return false };
    let verb = r.entry(source.last + 1).verb;
    let charges = Frames::CHARGE | Frames::NAMING;
    let reports = |verb: CueEntry| verb.grade == 1 || verb.frames.intersects(charges);
    verb.is_some_and(|verb| reports(verb) && matches!(verb.form, CueForm::Past | CueForm::Present))
}

fn reports_again(r: &ParsedText<'_>, at: At, form: CueForm) -> bool {
    let at = if r.is_adverb(at) { at + 1 } else { at };
    let verb =
        r.entry(at).verb.filter(|verb| verb.form == form || (form == CueForm::Past && verb.form == CueForm::Present));
    let most = if form == CueForm::Gerund { 2 } else { 1 };
    let acts = Frames::DEED | Frames::CHARGE | Frames::NAMING;
    verb.is_some_and(|verb| {
        verb.grade <= most || verb.grade == 2 && verb.frames.intersects(acts) || r.says(at + 1, "that")
    }) && (form == CueForm::Gerund || !r.is(at + 1, WordClasses::PREPOSITION) || r.says(at + 1, "to"))
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::{assert_found, found};

    #[test]
    fn what_a_court_heard_and_what_is_declined_is_the_narrators() {
        assert_found(&[
            ("Ann Lee said that it works, a court heard.", &["that-clause: that it works / said / Ann Lee / Ann Lee"]),
            (
                "Ann Lee said that it works; the mayor left.",
                &["that-clause: that it works; the mayor left / said / Ann Lee / Ann Lee"],
            ),
            (
                "Ann Lee said that it works; the mayor says no.",
                &["that-clause: that it works / said / Ann Lee / Ann Lee"],
            ),
            (
                "Ann Lee said that it works but declined to say more.",
                &["that-clause: that it works / said / Ann Lee / Ann Lee"],
            ),
        ]);
    }

    #[test]
    fn a_charge_begins_anew() {
        let found = found("Ann Lee said that it works, and she blames “a few fools”.");
        assert!(found.contains(&"that-clause: that it works / said / Ann Lee / Ann Lee".to_owned()), "{found:?}");
    }
}
