//! `the claim that …`, `Lee’s claim that …`, `claims from the minister that …`: a noun is the cue.

use crate::strategy::sieve::{At, Board, Draft, Head, List, ParsedText, Phrase, Rule, Sieve, clause, limits, phrase};
use crate::text::{Kind, WordClasses};

pub(super) const SIEVE: Sieve =
    Sieve { rules: &[(Rule::NounThat, "Lee’s claim that … · claims from Lee that …")], apply };

fn apply(board: &mut Board<'_>) {
    board.add_from_words(|board, at| {
        let noun = is_noun(&board.parsed, at) && !board.is_cued(at);
        let draft = noun.then(|| draft(&board.parsed, at)).flatten()?;
        let that = draft.content.first()?.0;
        let told = !board.is_free(that, that) && board.is_free(that - 1, that - 1);
        (!told).then_some(draft)
    });
}

fn draft(r: &ParsedText<'_>, at: At) -> Option<Draft> {
    let (giver, that) = given(r, at);
    let relative = r.says(that, "that") && (!clause::has_subject(r, that + 1) || r.word(that + 1).ends_with("ed"));
    if relative || !r.says(that, "that") || that > at + limits::NOUN_THAT {
        return None;
    }
    let source = giver.or_else(|| owner(r, at));
    if source.is_none() && r.entry(at).noun.is_some_and(|noun| noun.grade > 2) {
        return None;
    }
    Some(Draft::new(Rule::NounThat, [(that, clause_end(r, that, at)?)]).cue(at..at + 1).source(source))
}

/// `claims from Lee`, `the promise, made by the mayor, Lee,`: the source and the first token of the clause.
fn given(r: &ParsedText<'_>, noun: At) -> (Option<Phrase>, At) {
    let apart = usize::from(r.kind(noun + 1) == Kind::Comma);
    let made = usize::from(r.says_any(noun + 1 + apart, List::Voiced));
    let by = noun + 1 + apart + made;
    let giver = r.says_any(by, List::Giver).then(|| phrase::after(r, by + 1)).flatten();
    let Some(giver) = giver else { return (None, noun + 1) };
    let end = giver.last + 1;
    let explained = r.kind(end) == Kind::Comma;
    let ends = |&at: &At| r.kind(at) == Kind::Comma && r.says(at + 1, "that");
    let comma = (end..end + limits::NOUN_THAT).find(ends).filter(|_| explained);
    (Some(giver), comma.map_or(end, |comma| comma + 1))
}

/// The last token of the clause; if the noun opens its sentence, the clause ends before the verb of which it is the subject.
fn clause_end(r: &ParsedText<'_>, that: At, noun: At) -> Option<At> {
    let last = clause::end(r, that)?;
    let sentence = r.sentence(noun).start;
    let led = noun == sentence + 1 && r.is(sentence, WordClasses::PREPOSITION);
    if let Some(comma) = (that + 3..last).find(|&at| led && r.kind(at) == Kind::Comma) {
        return Some(comma - 1);
    }
    let opens = noun <= sentence + limits::NOUN_THAT_OPENING
        && (sentence..noun).all(|at| !r.is(at, WordClasses::PREPOSITION) && !clause::is_finite(r, at));
    let links = WordClasses::RELATIVE | WordClasses::SUBORDINATOR | WordClasses::CONJUNCTION;
    let mut verbs = 0;
    let mut at = that + 1;
    while opens && at <= last {
        let begins =
            clause::is_finite(r, at) && !clause::is_finite(r, at - 1) && !r.is(r.before(at, 1), WordClasses::NEGATION);
        verbs += usize::from(begins);
        if begins && verbs == 2 {
            return (at > that + 2).then_some(at - 1);
        }
        if r.is(at, links) {
            verbs = verbs.saturating_sub(1);
        }
        at = r.next(at);
    }
    Some(last)
}

/// True if the word is a reporting noun here rather than a verb form: `the warning that`, not `, warning that`.
pub(super) fn is_noun(r: &ParsedText<'_>, at: At) -> bool {
    let Some(before) = at.checked_sub(1).filter(|_| r.entry(at).noun.is_some()) else { return false };
    if is_said_in(r, at) {
        return false;
    }
    let determined = r.is(before, WordClasses::DETERMINER | WordClasses::POSSESSIVE | WordClasses::NATIONALITY);
    let there = r.says_any(before, List::ThereBe) && before > 0 && r.says(r.before(before, 1), "there");
    let introduced = determined || there || r.kind(before) == Kind::Possessive;
    let plain = r.kind(before) == Kind::Lower && !r.says(before, "to") && r.entry(before).pronoun.is_none();
    let opens = r.kind(at) == Kind::Capital && r.word(at).ends_with('s') && r.sentence(at).start == at;
    introduced
        || r.is(before, WordClasses::PREPOSITION) && r.word(at).ends_with('s')
        || opens
        || plain
            && !r.word(at).ends_with("ing")
            && !r.is(before, WordClasses::AUXILIARY | WordClasses::MODAL | WordClasses::PERSON_NOUN)
}

/// `said in a statement`: the verb reports, not the noun.
fn is_said_in(r: &ParsedText<'_>, noun: At) -> bool {
    let place = (noun.saturating_sub(limits::SAID_IN)..noun).rev().find(|&at| r.says_any(at, List::SaidIn));
    place.is_some_and(|place| (place.saturating_sub(limits::SAID_IN_VERB)..place).any(|at| r.entry(at).verb.is_some()))
}

/// `Lee’s` or `the Iraqi` before the noun.
pub(super) fn owner(r: &ParsedText<'_>, noun: At) -> Option<Phrase> {
    let start = r.sentence(noun).start;
    let mut before = noun.checked_sub(1)?;
    while before > start
        && r.kind(before) == Kind::Lower
        && !r.is(before, WordClasses::POSSESSIVE | WordClasses::DETERMINER | WordClasses::PREPOSITION)
    {
        before -= 1;
    }
    if r.kind(before) == Kind::Possessive {
        let found = phrase::ending_at(r, before, start)?;
        let determiner = (found.first + 1..found.last).rev().find(|&at| r.says_any(at, List::Article));
        return match determiner.filter(|_| found.head == Head::Common) {
            Some(first) => phrase::ending_at(r, before, first),
            None => Some(found),
        };
    }
    if r.is(before, WordClasses::NATIONALITY) && r.kind(before) == Kind::Capital {
        return Some(Phrase { first: before, last: before, head: Head::Common });
    }
    if r.is(before, WordClasses::POSSESSIVE) {
        return phrase::possessive(r, before);
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn nouns_that_report() {
        assert_found(&[
            (
                "He pushed back on claims from the mayor that the bridge was closed.",
                &["noun-that: that the bridge was closed / claims / the mayor / -"],
            ),
            (
                "The warning, from the engineer, Ann Lee, that it fails was late.",
                &["noun-that: that it fails was late / warning / the engineer / Ann Lee"],
            ),
            ("There were reports that it works.", &["noun-that: that it works / reports / - / -"]),
            ("Despite complaints that it fails, it works.", &["noun-that: that it fails / complaints / - / -"]),
            (
                "Ann Lee’s claim that it works was wrong.",
                &["noun-that: that it works was wrong / claim / Ann Lee / Ann Lee"],
            ),
        ]);
    }

    #[test]
    fn relative_clauses_are_not_what_was_claimed() {
        assert_found(&[("It was a statement that shocked the town.", &[]), ("It was a message that it works.", &[])]);
    }
}
