//! Resolved pronouns and descriptions: a person referred to by `he` is the topic, and so likely to be referred to again.

use super::Cast;
use super::antecedent::Spoken;
use super::member::Mention;
use super::signs::{acts, is_governed};
use crate::strategy::sieve::{At, ParsedText, Phrase};
use crate::text::{Gender, Person};

/// The pronouns resolved so far.
#[derive(Default)]
pub(super) struct Followed {
    /// End of the text read so far.
    read: At,
    mentions: Vec<Mention>,
}

impl Followed {
    /// The mentions that begin in a range.
    pub(super) fn within(&self, from: At, to: At) -> &[Mention] {
        let first = self.first_from(from);
        let end = self.mentions[first..].partition_point(|mention| mention.first < to);
        &self.mentions[first..first + end]
    }

    /// Index of the first mention at or after this token; searches from the end, where it nearly always is.
    fn first_from(&self, at: At) -> usize {
        let (count, mut back) = (self.mentions.len(), 1);
        while back < count && self.mentions[count - back].first >= at {
            back *= 2;
        }
        let from = count.saturating_sub(back);
        from + self.mentions[from..].partition_point(|mention| mention.first < at)
    }
}

impl Cast {
    /// Records the member that a description was resolved to: `the head of the railway told …, but she would not say …`.
    pub(super) fn follow(&mut self, r: &ParsedText<'_>, source: &Phrase, member: usize) {
        let (first, end) = (source.first, source.last + 1);
        let at = self.followed.first_from(first);
        let governed = is_governed(r, first);
        self.followed.mentions.insert(at, Mention { first, end, member, acts: true, governed });
    }

    /// Reads on to a place, resolving every *he*, *she*, *his* and *her* outside marks.
    pub(super) fn read_on(&mut self, r: &ParsedText<'_>, to: At, spoken: &Spoken) {
        for at in self.followed.read..to {
            let Some(pronoun) = r.entry(at).pronoun else { continue };
            let known = matches!(pronoun.gender, Gender::Female | Gender::Male) && pronoun.person == Person::Third;
            if !known || r.is_quoted(at) {
                continue;
            }
            if let Some(member) = self.antecedent(r, at, pronoun.gender, spoken, at, None) {
                let acts = pronoun.subject && acts(r, at + 1);
                let governed = is_governed(r, at);
                self.followed.mentions.push(Mention { first: at, end: at + 1, member, acts, governed });
            }
        }
        self.followed.read = self.followed.read.max(to);
    }
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::found;

    #[test]
    fn whoever_is_talked_about_is_meant_again() {
        let found = found("Tom Lee was born in Hull. He sang. He painted. He met Bob Holt. He said it works.");
        assert!(found[0].ends_with("/ Tom Lee"), "{found:?}");
    }

    #[test]
    fn a_description_is_followed() {
        let found =
            found("Mayor Eve Lee met Ann Holt. The mayor told Ann Holt that it works. She added that it was cheap.");
        assert!(found[1].ends_with("/ Eve Lee"), "{found:?}");
    }

    #[test]
    fn a_name_between_marks_may_be_meant_between_marks() {
        let found = found("“I rang Bob Holt to apologise,” Ann Lee said. “He said, ‘Send them home.’”");
        assert!(found.iter().any(|line| line.ends_with("/ He / Bob Holt")), "{found:?}");
    }
}
