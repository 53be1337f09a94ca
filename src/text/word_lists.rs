//! Named word lists for the strategies, one per line of `data/lists.txt`.

use super::lexicon::{WordNumber, content_lines, lexicon};

/// A list of words in lower case, with the numbers that are compared with those of the text.
#[derive(Debug)]
pub(crate) struct WordList {
    words: Vec<&'static str>,
    numbers: Vec<WordNumber>,
}

impl WordList {
    /// All lists, in the order of the file.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        load().map(|(_, words)| {
            let words: Vec<_> = words.split(' ').collect();
            let numbers = words.iter().map(|word| lexicon().number(word.as_bytes(), 0, word.len())).collect();
            Self { words, numbers }
        })
    }

    /// The names of all lists, in the order of the file.
    #[cfg(test)]
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        load().map(|(name, _)| name)
    }

    /// True if the word with a number is on the list.
    #[must_use]
    #[inline]
    pub(crate) fn holds(&self, number: WordNumber) -> bool {
        self.numbers.contains(&number)
    }

    /// The words.
    #[must_use]
    pub(crate) fn words(&self) -> &[&'static str] {
        &self.words
    }
}

/// Reads the data file: the name and words of each list.
pub(super) fn load() -> impl Iterator<Item = (&'static str, &'static str)> {
    content_lines(include_str!("data/lists.txt")).filter_map(|line| line.split_once(": "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_list_of_words_that_have_numbers() {
        for line in content_lines(include_str!("data/lists.txt")) {
            let (_, words) = line.split_once(": ").unwrap();
            let lower = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
            assert!(words.split(' ').all(lower), "{line}");
        }
        assert!(WordList::all().all(|list| !list.holds(WordNumber::default())));
    }
}
