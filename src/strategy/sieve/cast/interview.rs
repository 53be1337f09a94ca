//! Speaker labels before a colon in an interview: `A`, and the initials of a person named before.

use smallvec::SmallVec;

use super::Cast;
use super::member::Mention;
use crate::strategy::sieve::{At, Head, List, ParsedText, Phrase, limits};
use crate::text::{Gender, Kind};

impl Cast {
    /// The person that a letter or initials before a colon refer to.
    pub(super) fn in_interview(&self, r: &ParsedText<'_>, phrase: &Phrase) -> Option<usize> {
        let word = r.word(phrase.first);
        if phrase.first != phrase.last || word.len() > 3 || !matches!(r.kind(phrase.last + 1), Kind::Colon | Kind::Stop)
        {
            return None;
        }
        match phrase.head {
            Head::Common if r.says(phrase.first, "a") => self.interviewed(r, phrase.first),
            Head::Name(_) if is_initials(word) => self.initialled(word),
            _ => None,
        }
    }

    /// `A: …`: the most often named of the people named first in the text.
    fn interviewed(&self, r: &ParsedText<'_>, at: At) -> Option<usize> {
        let (before, after) = self.mentions.split_at(self.mentions.partition_point(|mention| mention.end <= at));
        let label = |mention: &&Mention| r.says_any(mention.first, List::Letter);
        let people = |mentions: &[Mention]| -> SmallVec<[usize; limits::INTRODUCED]> {
            let named = mentions
                .iter()
                .take(limits::INTRODUCED)
                .filter(|mention| !label(mention))
                .map(|mention| mention.member);
            named.filter(|&member| self.fits(member, Gender::Any)).collect()
        };
        let first = people(before);
        let often = |member: &&usize| first.iter().filter(|other| other == member).count();
        first.iter().rev().max_by_key(often).copied().or_else(|| people(after).first().copied())
    }

    /// `AL: …`: the person with these initials among the people named first in the text.
    fn initialled(&self, letters: &str) -> Option<usize> {
        let named = self.mentions.iter().take(limits::INTRODUCED).map(|mention| mention.member);
        named.filter(|&member| self.fits(member, Gender::Any)).find(|&member| {
            let initials = self.members[member].name.split_whitespace().filter_map(|word| word.chars().next());
            initials.eq(letters.chars())
        })
    }
}

/// True for two or three capitals.
fn is_initials(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::found;

    #[test]
    fn letters_mean_the_guest() {
        for (text, speaker) in [
            ("Ann Lee met us.\n\nQ: Why?\nA: Because it is late.", "Ann Lee"),
            ("We met a guest.\n\nQ. Why?\nA. Because it is late.\n\nAnn Lee left.", "Ann Lee"),
            ("Ann Lee met Bob Holt.\n\nAL: Why?\nBH: Because it is late.", "Bob Holt"),
        ] {
            let found = found(text);
            assert_eq!(found.last().and_then(|line| line.rsplit(" / ").next()), Some(speaker), "{text}: {found:?}");
        }
    }
}
