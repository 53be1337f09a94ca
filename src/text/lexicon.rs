//! What is known about a word: one look-up for all readers of text.
//!
//! The words themselves are data files under `text/data`; this is the only place that loads them.

use std::sync::LazyLock;

use bitflags::bitflags;

use super::cues::{self, CueEntry};
use super::pronouns::{self, Pronoun};
use super::word_key::Key;

bitflags! {
    /// A set of word classes. The files `data/words.txt` and `data/given_names.txt` list the words of each, under its name here
    /// in lower case with hyphens.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct WordClasses: u32 {
        /// `the`, `some`, `five`.
        const DETERMINER = 1 << 0;
        /// `his`, `their`.
        const POSSESSIVE = 1 << 1;
        /// `of`, `for`, `in`.
        const PREPOSITION = 1 << 2;
        /// `and`, `but`.
        const CONJUNCTION = 1 << 3;
        /// `that`, `because`, `when`.
        const SUBORDINATOR = 1 << 4;
        /// `who`, `which`.
        const RELATIVE = 1 << 5;
        /// `has`, `did`, `was`.
        const AUXILIARY = 1 << 6;
        /// `would`, `can`.
        const MODAL = 1 << 7;
        /// `not`, `never`.
        const NEGATION = 1 << 8;
        /// `also`, `later`; any word in -ly counts as one too.
        const ADVERB = 1 << 9;
        /// `Tuesday`, `March`.
        const TIME = 1 << 10;
        /// Capitalised at the start of a sentence without being a name.
        const OPENER = 1 << 11;
        /// `Iraqi`, `Democratic`.
        const NATIONALITY = 1 << 12;
        /// `spokesman`, `officials`.
        const PERSON_NOUN = 1 << 13;
        /// `ministry`, `campaign`.
        const ORGANIZATION_NOUN = 1 << 14;
        /// Inside a name: `van`, `de`.
        const PARTICLE = 1 << 15;
        /// After a name: `Jr`.
        const SUFFIX = 1 << 16;
        /// Its stop does not end a sentence.
        const ABBREVIATION = 1 << 17;
        /// `reporters`, `him`: may stand between a cue and what was said.
        const ADDRESSEE = 1 << 18;
        /// A finite verb.
        const FINITE = 1 << 19;
        /// A given name of women.
        const FEMALE = 1 << 20;
        /// A given name of men.
        const MALE = 1 << 21;
        /// `Mrs`, `sister`.
        const FEMALE_TITLE = 1 << 22;
        /// `Mr`, `brother`.
        const MALE_TITLE = 1 << 23;
        /// `wrongdoing`, `involvement`: who denies it speaks, where a denied request is an act.
        const DENIABLE = 1 << 24;
        /// `company`, `union`: may take up any organisation.
        const BODY_NOUN = 1 << 25;
        /// `according`, `put`: a cue with the word after it.
        const CUE_WORD = 1 << 26;
        /// `QC`, `MP`: capitals behind a name.
        const HONOUR = 1 << 27;
        /// `lost`, `sent`: a past tense that is a participle too, so that only its place tells.
        const PAST = 1 << 28;
        /// `adamant`, `confident`: with a *that*-clause it reports.
        const STANCE = 1 << 29;
        /// May stand before a name; see `titles.txt`.
        const TITLE = 1 << 30;
    }
}

impl WordClasses {
    /// The class that a line of a data file names.
    fn named(name: &str) -> Option<Self> {
        Self::from_name(&name.to_ascii_uppercase().replace('-', "_"))
    }
}

/// Everything the data files say about one form.
#[derive(Clone, Copy, Debug, Default)]
pub struct LexiconEntry {
    /// Word classes.
    pub classes: WordClasses,
    /// As a reporting verb.
    pub verb: Option<CueEntry>,
    /// As a reporting verb with a particle behind it: `pointed out`. The particles, joined by `/`, and what it is then.
    pub phrasal: Option<(&'static str, CueEntry)>,
    /// As a reporting noun.
    pub noun: Option<CueEntry>,
    /// As a pronoun.
    pub pronoun: Option<Pronoun>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(load);

/// The entry of a word in any case, with straight or curly apostrophe; empty for a word that is not listed.
#[must_use]
pub fn entry(word: &str) -> &'static LexiconEntry {
    let lexicon = lexicon();
    lexicon.entry(lexicon.number(word.as_bytes(), 0, word.len()))
}

/// The words of the data files.
#[must_use]
pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

/// The number of a listed word, which stands for it in a token; 0 for every other word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct WordNumber(u16);

/// Every listed word, found by open addressing: most words of a text are not listed and end at an empty slot at once.
#[derive(Debug)]
pub struct Lexicon {
    /// The number of a word; 0 for an empty slot.
    slots: Box<[u16; SLOTS]>,
    /// By number; the first is no word.
    keys: Vec<Key>,
    entries: Vec<LexiconEntry>,
}

/// A power of two.
const SLOTS: usize = 1 << 14;

impl Lexicon {
    fn new() -> Self {
        Self { slots: Box::new([0; SLOTS]), keys: vec![Key::NONE], entries: vec![LexiconEntry::default()] }
    }

    /// The number of the word that stands from one byte of a text to another, in any case, with straight or curly apostrophe.
    #[must_use]
    #[inline]
    pub(super) fn number(&self, text: &[u8], start: usize, end: usize) -> WordNumber {
        WordNumber(Key::at(text, start, end).and_then(|key| self.find(key).ok()).unwrap_or(0))
    }

    /// What is known about the word of that number: nothing about number 0.
    #[must_use]
    #[inline]
    pub fn entry(&self, number: WordNumber) -> &LexiconEntry {
        &self.entries[usize::from(number.0)]
    }

    /// The number of a key, or the empty slot that it would take.
    #[inline]
    fn find(&self, key: Key) -> Result<u16, usize> {
        let mut slot = key.slot();
        loop {
            match self.slots[slot % SLOTS] {
                0 => return Err(slot % SLOTS),
                number if self.keys[usize::from(number)] == key => return Ok(number),
                _ => slot += 1,
            }
        }
    }

    /// The entry of a word, added if it is new; words of the data files fit a key, which a test checks.
    fn entry_mut(&mut self, word: &str) -> &mut LexiconEntry {
        let key = Key::at(word.as_bytes(), 0, word.len()).unwrap_or(Key::NONE);
        let number = self.find(key).unwrap_or_else(|slot| {
            let number = u16::try_from(self.keys.len()).unwrap_or(0);
            self.keys.push(key);
            self.entries.push(LexiconEntry::default());
            self.slots[slot] = number;
            number
        });
        &mut self.entries[usize::from(number)]
    }
}

fn load() -> Lexicon {
    let mut lexicon = Lexicon::new();
    for line in content_lines(include_str!("data/words.txt")).chain(content_lines(include_str!("data/given_names.txt")))
    {
        let (name, words) = line.split_once(": ").unwrap_or((line, ""));
        let class = WordClasses::named(name).unwrap_or_default();
        for word in words.split_whitespace() {
            lexicon.entry_mut(word).classes |= class;
        }
    }
    // The key of a word holds ASCII alone, and so do the names that strategies read.
    for title in include_str!("titles.txt").lines().filter(|title| title.is_ascii()) {
        lexicon.entry_mut(title).classes |= WordClasses::TITLE;
    }
    for (form, pronoun) in pronouns::load() {
        lexicon.entry_mut(form).pronoun = Some(pronoun);
    }
    for (form, cue) in cues::load() {
        if let Some((word, particles)) = form.split_once(' ') {
            lexicon.entry_mut(word).phrasal.get_or_insert((particles, cue));
            continue;
        }
        let entry = lexicon.entry_mut(form);
        let slot = if cue.frames.intersects(cues::Frames::NOUN) { &mut entry.noun } else { &mut entry.verb };
        slot.get_or_insert(cue);
    }
    lexicon
}

/// The lines of a data file that are neither empty nor comments.
pub(super) fn content_lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_of_the_files_is_known() {
        for file in [include_str!("data/words.txt"), include_str!("data/given_names.txt")] {
            for line in content_lines(file) {
                let name = line.split_once(": ").unwrap().0;
                assert!(WordClasses::named(name).is_some(), "{name}");
            }
        }
    }

    #[test]
    fn every_word_of_the_files_fits_a_key_and_the_table_is_never_full() {
        assert!(LEXICON.keys.iter().skip(1).all(|key| *key != Key::NONE));
        assert!(LEXICON.keys.len() * 2 < SLOTS);
    }

    #[test]
    fn words_are_found_in_any_case_and_with_either_apostrophe() {
        assert!(entry("THE").classes.intersects(WordClasses::DETERMINER));
        assert!(entry("Doesn’t").classes.intersects(WordClasses::AUXILIARY));
        assert!(entry("said").verb.is_some());
        assert!(entry("claims").verb.is_some() && entry("claims").noun.is_some());
        assert!(entry("she").pronoun.is_some());
        assert_eq!(entry("zyzzyva").classes, WordClasses::empty());
        assert_eq!(entry("ümlaut").classes, WordClasses::empty());
    }
}
