//! Forms of address: `Miss Lee` is the eldest sister, `Miss Ann Lee` a younger one, and neither is `Mrs. Lee`.

use crate::strategy::sieve::List;
use crate::text::is_title;

/// The rank of a title that a person is listed under.
pub(super) const LISTED: u8 = 2;

/// A parsed name, in lower case and without full stops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Style {
    title: Option<String>,
    /// True if a given name or an initial stands between title and last name.
    given: bool,
    last: String,
}

impl Style {
    /// The style of a name; `None` if the name has no words.
    pub(super) fn of(name: &str) -> Option<Self> {
        let mut words = name.split_whitespace().map(|word| word.trim_end_matches('.').to_lowercase()).peekable();
        let titled = words.peek().is_some_and(|word| is_title(word) || List::Married.has(word));
        let title = words.next_if(|_| titled);
        let last = words.next_back();
        match (title, last) {
            (title, Some(last)) => Some(Self { title, given: words.next().is_some(), last }),
            (Some(last), None) => Some(Self { title: None, given: false, last }),
            (None, None) => None,
        }
    }

    /// True if the name has a title.
    pub(super) fn is_titled(&self) -> bool {
        self.title.is_some()
    }

    /// True if the title is an office or a rank.
    fn is_ranked(&self) -> bool {
        self.title.as_deref().is_some_and(|title| !List::PlainTitle.has(title))
            && !self.is_married()
            && !self.is_maiden()
    }

    /// True if the title is a wife's.
    pub(super) fn is_married(&self) -> bool {
        self.title.as_deref().is_some_and(|title| List::Married.has(title))
    }

    /// True if the title is an unmarried woman's.
    pub(super) fn is_maiden(&self) -> bool {
        self.title.as_deref().is_some_and(|title| List::Unmarried.has(title))
    }

    /// True if the title rules out a person with these names: `Miss Lee` where only `Mrs. Lee` is listed.
    pub(super) fn is_denied_by(&self, names: &[Self]) -> bool {
        let Some(title) = self.title.as_deref() else { return false };
        let other = match (List::Married.has(title), List::Unmarried.has(title)) {
            (true, _) => List::Unmarried,
            (_, true) => List::Married,
            _ => return false,
        };
        let titles = || names.iter().filter(|name| name.last == self.last).filter_map(|name| name.title.as_deref());
        titles().any(|known| other.has(known)) && !titles().any(|known| known == title)
    }

    /// Ranks the match with a person of these names: the same title, then no title, then another title; among people with the
    /// same title and last name, prefers a person never given a first name with that title.
    pub(super) fn suits(&self, names: &[Self]) -> (u8, bool) {
        let alike = || names.iter().filter(|name| name.last == self.last);
        let titled = match self.title {
            Some(_) if alike().any(|name| name.title == self.title) => LISTED,
            Some(_) if alike().any(Self::is_titled) => 0,
            None if !self.given && alike().any(Self::is_ranked) && !alike().any(|name| name == self) => 0,
            _ => 1,
        };
        // `Miss Ann Lee` or `Miss Ann`.
        let by_first = |name: &Self| name.title == self.title && (name.given || name.last != self.last);
        let younger = self.is_titled() && !self.given && names.iter().any(by_first);
        (titled, !younger)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles(names: &[&str]) -> Vec<Style> {
        names.iter().filter_map(|name| Style::of(name)).collect()
    }

    fn of(name: &str) -> Style {
        Style::of(name).unwrap()
    }

    #[test]
    fn a_wife_is_no_miss() {
        assert!(of("Miss Lee").is_denied_by(&styles(&["Mrs. Lee"])));
        assert!(!of("Miss Moss").is_denied_by(&styles(&["Mrs. Lee", "Miss Moss"])));
        assert!(!of("Miss Moss").is_denied_by(&styles(&["Mrs. Lee", "Ann Moss"])));
        assert!(!of("Mr. Lee").is_denied_by(&styles(&["Captain Lee"])));
    }

    #[test]
    fn the_eldest_bears_the_last_name_alone() {
        let (eldest, younger) = (styles(&["Eve Lee", "Miss Lee"]), styles(&["Ann Lee", "Miss Ann Lee", "Miss Lee"]));
        assert!(of("Miss Lee").suits(&eldest) > of("Miss Lee").suits(&younger));
        assert!(of("Miss Lee").suits(&eldest) > of("Miss Lee").suits(&styles(&["Ann Lee", "Miss Ann", "Miss Lee"])));
        assert!(of("Mr. Lee").suits(&styles(&["Bob Lee"])) > of("Mr. Lee").suits(&styles(&["General Lee"])));
    }
}
