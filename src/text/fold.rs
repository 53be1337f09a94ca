//! Normalises names for comparison: removes differences of case, titles and punctuation.

use std::collections::HashMap;
use std::sync::LazyLock;

use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;

use super::pronouns::Gender;

/// Titles that can precede a name, without their full stop, each with the gender that it implies.
static TITLES: LazyLock<HashMap<&'static str, Option<Gender>>> = LazyLock::new(|| {
    let gender = |word| if word == "female" { Gender::Female } else { Gender::Male };
    let genders = include_str!("title-genders.txt").lines().filter_map(|line| line.split_once(' '));
    let genders: HashMap<_, _> = genders.map(|(title, word)| (title, gender(word))).collect();
    titles().map(|title| (title, genders.get(title).copied())).collect()
});

/// The titles of the data file.
pub(super) fn titles() -> impl Iterator<Item = &'static str> {
    include_str!("titles.txt").lines()
}

/// Suffixes after a surname: the lexicon's suffix class, repeated here because a look-up there takes three times as long.
const SUFFIXES: [&str; 7] = ["jr", "sr", "ii", "iii", "iv", "phd", "md"];

/// Normalises the spelling of a name. Titles stay, since they distinguish people.
///
/// In this order: NFKC; full case folding; every apostrophe becomes `'` and every dash or hyphen `-`; a final `'s` removed;
/// commas removed; white space collapsed; everything but letters and digits trimmed from both ends. A step that would leave
/// nothing is skipped.
#[must_use]
pub(crate) fn fold_lightly(name: &str) -> String {
    plain_fold(name).unwrap_or_else(|| fold_step_by_step(name))
}

/// Fast path for plain names, which nearly all are: words of letters and full stops separated by single spaces. `None` if more
/// than the case might change.
fn plain_fold(name: &str) -> Option<String> {
    let bytes = name.as_bytes();
    let (first, last) = (bytes.first()?, bytes.last()?);
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'.' | b'-');
    let is_even = first.is_ascii_alphanumeric()
        && last.is_ascii_alphanumeric()
        && bytes.iter().all(is_plain)
        && !bytes.windows(2).any(|pair| pair == b"  ");
    is_even.then(|| name.to_ascii_lowercase())
}

fn fold_step_by_step(name: &str) -> String {
    let cased = fold_case(name);
    let bare = unless_empty(&cased, |name| name.strip_suffix("'s").unwrap_or(name));
    let joined = bare.replace(',', "");
    let joined = unless_empty(bare, |_| &joined);
    let even = joined.split_whitespace().collect::<Vec<_>>().join(" ");
    let even = unless_empty(joined, |_| &even);
    unless_empty(even, |name| name.trim_matches(|c: char| !c.is_alphanumeric())).to_owned()
}

/// Normalises a name for comparison: lightly folded, then without a leading `the` and without leading titles.
#[must_use]
pub(crate) fn fold_name(name: &str) -> String {
    let mut folded = fold_lightly(name);
    let start = folded.len() - without_titles(&folded).len();
    if start > 0 {
        folded.drain(..start);
    }
    folded
}

/// Strips the article and the titles from a lightly folded name.
#[must_use]
pub(crate) fn without_titles(light: &str) -> &str {
    unless_empty(without_article(light), untitled)
}

/// Returns the gender implied by the leading titles of a lightly folded name, if they agree on one. A leading `the` is ignored.
#[must_use]
pub(crate) fn title_gender(light: &str) -> Option<Gender> {
    only_gender(title_genders(light))
}

/// Returns the gender of each leading title of a lightly folded name that implies one.
pub(crate) fn title_genders(light: &str) -> impl Iterator<Item = Gender> {
    without_article(light).split(' ').map_while(|word| TITLES.get(without_stop(word))).filter_map(|gender| *gender)
}

/// Returns the gender shared by all; `None` if they differ or there are none.
pub(crate) fn only_gender(mut genders: impl Iterator<Item = Gender>) -> Option<Gender> {
    let first = genders.next()?;
    genders.all(|other| other == first).then_some(first)
}

/// Applies NFKC and full case folding, and unifies apostrophes and hyphens.
fn fold_case(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.nfkc().default_case_fold().map(plain_mark).collect()
}

const fn plain_mark(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' | '‛' | '′' | '＇' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c => c,
    }
}

fn unless_empty<'a>(before: &'a str, step: impl Fn(&'a str) -> &'a str) -> &'a str {
    let after = step(before);
    if after.is_empty() { before } else { after }
}

fn without_article(name: &str) -> &str {
    unless_empty(name, |name| name.strip_prefix("the ").unwrap_or(name))
}

fn untitled(name: &str) -> &str {
    let titles = name.split(' ').take_while(|word| is_title(word));
    name.get(titles.map(|title| title.len() + 1).sum()..).unwrap_or("")
}

fn without_stop(word: &str) -> &str {
    word.strip_suffix('.').unwrap_or(word)
}

/// True if a folded word, with or without its full stop, is a title such as `mr` or `senator`.
#[must_use]
pub(crate) fn is_title(word: &str) -> bool {
    TITLES.contains_key(without_stop(word))
}

/// Returns the surname of a folded name: the last word without suffixes such as `jr` and `phd`; `None` if one word is left.
#[must_use]
pub(crate) fn surname(folded: &str) -> Option<&str> {
    let mut words = folded.split(' ').filter(|word| !SUFFIXES.contains(&without_stop(word))).rev();
    let last = words.next()?;
    words.next()?;
    Some(last)
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
            ("—", "-"),
            ("", ""),
            ("Ann\n  Lee", "ann lee"),
            ("Bo Roe, Jr.", "bo roe jr"),
            ("Roe , Bo", "roe bo"),
            ("Dara OʼBrien–Roe’s", "dara o'brien-roe"),
            ("Mme. la Baronne", "la baronne"),
            ("Prime Minister  Ana Ferro-Lund’s", "ana ferro-lund"),
            ("'s", "s"),
            (",", ","),
            (" ", " "),
        ] {
            assert_eq!(fold_name(name), folded, "{name}");
        }
    }

    #[test]
    fn folding_in_one_go_is_folding_step_by_step() {
        for name in
            ["Mr. Hale", "J. R. Smith-Lee", "ANN  LEE", "Ann Lee.", "-", "", "a", "Lee's", "Roe, Bo", " a", "a\tb"]
        {
            assert!(plain_fold(name).is_none_or(|plain| plain == fold_step_by_step(name)), "{name}");
        }
        assert!(plain_fold("Mr. J.-P. Hale").is_some());
    }

    #[test]
    fn light_folding_keeps_titles_and_the_article() {
        for (name, folded) in [
            ("Mrs. Hale", "mrs. hale"),
            ("MRS. HALE’S", "mrs. hale"),
            ("The  Mrs.\tHale,", "the mrs. hale"),
            ("“Mr. Hale”", "mr. hale"),
            ("Mrs. Dara  O’Brien‑Roe, Jr.", "mrs. dara o'brien-roe jr"),
            ("Pat O\u{2032}Brien\u{2212}Roe", "pat o'brien-roe"),
            ("Pat O‛Brien\u{2011}Roe", "pat o'brien-roe"),
        ] {
            assert_eq!(fold_lightly(name), folded, "{name}");
        }
    }

    #[test]
    fn titles_tell_a_gender_where_they_tell_one() {
        use Gender::{Female, Male};
        for (name, gender) in [
            ("mr. hale", Some(Male)),
            ("the lady hale", Some(Female)),
            ("dr. hale", None),
            ("prime minister sir keir roe", Some(Male)),
            ("sir lady hale", None),
            ("hale lady", None),
            ("the mrs. hale", Some(Female)),
            ("señora hale", Some(Female)),
            ("", None),
        ] {
            assert_eq!(title_gender(name), gender, "{name}");
        }
    }

    #[test]
    fn surnames_skip_suffixes() {
        assert_eq!(surname("j. r. smith jr"), Some("smith"));
        assert_eq!(surname("ann lee jr. of x"), Some("x"));
        assert_eq!(surname("ann lee phd."), Some("lee"));
        assert_eq!(surname("smith jr"), None);
        assert_eq!(surname("lee"), None);
    }
}
