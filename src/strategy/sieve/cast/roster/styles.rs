//! How somebody is addressed: `Miss Lee` is the eldest, `Miss Ann Lee` a younger one, and neither is `Mrs. Lee`.

use crate::text::is_title;

/// Titles of a woman with a husband's name.
const MARRIED: [&str; 4] = ["mrs", "madame", "mme", "frau"];

/// Titles of a woman with a name of her own.
const UNMARRIED: [&str; 4] = ["miss", "mademoiselle", "mlle", "fraulein"];

/// How well a title suits somebody whom the list has under it.
pub(super) const LISTED: u8 = 2;

/// A name taken apart, in lower case, stops dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Style {
    title: Option<String>,
    /// Whether a given name or an initial stands between title and last name.
    given: bool,
    last: String,
}

impl Style {
    /// The style of a name; `None` without a word.
    pub(super) fn of(name: &str) -> Option<Self> {
        let mut words = name.split_whitespace().map(|word| word.trim_end_matches('.').to_lowercase()).peekable();
        let titled = words.peek().is_some_and(|word| is_title(word) || MARRIED.contains(&word.as_str()));
        let title = words.next_if(|_| titled);
        let last = words.next_back();
        match (title, last) {
            (title, Some(last)) => Some(Self { title, given: words.next().is_some(), last }),
            (Some(last), None) => Some(Self { title: None, given: false, last }),
            (None, None) => None,
        }
    }

    /// Whether a title stands before it.
    pub(super) fn is_titled(&self) -> bool {
        self.title.is_some()
    }

    /// Whether its title is that of an office or a rank.
    fn is_ranked(&self) -> bool {
        self.title.as_deref().is_some_and(|title| !["mr", "ms", "mx"].contains(&title))
            && !self.is_married()
            && !self.is_maiden()
    }

    /// Whether its title is that of a wife.
    pub(super) fn is_married(&self) -> bool {
        self.title.as_deref().is_some_and(|title| MARRIED.contains(&title))
    }

    /// Whether its title is that of a woman with a name of her own.
    pub(super) fn is_maiden(&self) -> bool {
        self.title.as_deref().is_some_and(|title| UNMARRIED.contains(&title))
    }

    /// Whether nobody of these names can be meant: `Miss Lee` where the list has none but `Mrs. Lee`.
    pub(super) fn is_denied_by(&self, names: &[Self]) -> bool {
        let Some(title) = self.title.as_deref() else { return false };
        let other = match (MARRIED.contains(&title), UNMARRIED.contains(&title)) {
            (true, _) => UNMARRIED,
            (_, true) => MARRIED,
            _ => return false,
        };
        let titles = || names.iter().filter(|name| name.last == self.last).filter_map(|name| name.title.as_deref());
        titles().any(|known| other.contains(&known)) && !titles().any(|known| known == title)
    }

    /// How well it suits somebody of these names: under this title, then without one, then under another; among the bearers of
    /// a title and a last name the one who is never given a first name with that title.
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
