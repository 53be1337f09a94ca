//! Names made comparable: what a name is once case, titles and punctuation are taken away.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;

/// Titles that may stand before a name, without their stop, one a line.
static TITLES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| include_str!("titles.txt").lines().collect());

/// Suffixes that stand after a surname.
const SUFFIXES: [&str; 7] = ["jr", "sr", "ii", "iii", "iv", "phd", "md"];

/// A name in the form in which names are compared.
///
/// In this order: NFKC; full case folding; a final `'s` or `’s` removed; white space collapsed; what is not alphanumeric
/// trimmed from both ends; a leading `the` dropped; leading titles dropped. A step that would leave nothing is not taken.
///
/// ```
/// use quoteval::text::fold_name;
/// assert_eq!(fold_name("Prime Minister  Ana Ferro-Lund’s"), "ana ferro-lund");
/// assert_eq!(fold_name("the Secretary"), "secretary");
/// ```
#[must_use]
pub fn fold_name(name: &str) -> String {
    let folded = fold_case(name);
    let folded =
        unless_empty(&folded, |name| name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name));
    let collapsed = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    let folded = if collapsed.is_empty() { folded } else { &collapsed };
    let folded = unless_empty(folded, |name| name.trim_matches(|c: char| !c.is_alphanumeric()));
    let folded = unless_empty(folded, |name| name.strip_prefix("the ").unwrap_or(name));
    unless_empty(folded, without_titles).to_owned()
}

/// NFKC and full case folding.
fn fold_case(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        return if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(name.to_ascii_lowercase())
        } else {
            Cow::Borrowed(name)
        };
    }
    Cow::Owned(name.nfkc().default_case_fold().collect())
}

fn unless_empty<'a>(before: &'a str, step: impl Fn(&'a str) -> &'a str) -> &'a str {
    let after = step(before);
    if after.is_empty() { before } else { after }
}

fn without_titles(name: &str) -> &str {
    let mut rest = name;
    while !rest.is_empty() {
        let (first, after) = rest.split_once(' ').unwrap_or((rest, ""));
        if !is_title(first) {
            break;
        }
        rest = after;
    }
    rest
}

/// Whether a folded word, with or without its final stop, is a title such as `mr` or `senator`.
#[must_use]
pub fn is_title(word: &str) -> bool {
    TITLES.contains(word.strip_suffix('.').unwrap_or(word))
}

/// The surname of a folded name: its last word once `jr`, `phd` and the like are removed; `None` if one word is left.
///
/// ```
/// use quoteval::text::surname;
/// assert_eq!(surname("ann lee jr"), Some("lee"));
/// assert_eq!(surname("lee"), None);
/// ```
#[must_use]
pub fn surname(folded: &str) -> Option<&str> {
    let bare = |word: &'_ str| -> bool {
        let word = word.trim_end_matches(['.', ',']);
        !SUFFIXES.contains(&word)
    };
    let mut words = folded.split(' ').filter(|word| bare(word)).rev();
    let last = words.next()?;
    words.next()?;
    Some(last.trim_end_matches(','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worked_foldings() {
        for (name, folded) in [
            ("Mr. J. R. Smith Jr.", "j. r. smith jr"),
            ("“Ferro”", "ferro"),
            ("FERRO'S", "ferro"),
            ("The Hague", "hague"),
            ("the", "the"),
            ("Prime Minister", "prime minister"),
            ("Straße", "strasse"),
            ("ﬁona", "fiona"),
            ("—", "—"),
            ("", ""),
            ("Ann\n  Lee", "ann lee"),
        ] {
            assert_eq!(fold_name(name), folded, "{name}");
        }
    }

    #[test]
    fn surnames_skip_suffixes() {
        assert_eq!(surname("j. r. smith jr"), Some("smith"));
        assert_eq!(surname("ann lee, phd"), Some("lee"));
        assert_eq!(surname("smith jr"), None);
    }
}
