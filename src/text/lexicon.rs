//! The lexicon: a single look-up for everything in the data files about a word.

use std::sync::LazyLock;

use bitflags::bitflags;
use foldhash::HashMap;

use super::cues::{self, CueEntry};
use super::fold;
use super::pronouns::{self, Pronoun};
use super::word_key::WordKey;
use super::word_lists;

bitflags! {
    /// A set of word classes. The files `data/words.txt` and `data/given_names.txt` list the words of each class under the name
    /// of its constant, in lower case with hyphens.
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
        /// Capitalised at the start of a sentence, but not a name.
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
        /// Abbreviation whose full stop does not end a sentence.
        const ABBREVIATION = 1 << 17;
        /// `reporters`, `him`: can stand between a cue and the quotation.
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
        /// `wrongdoing`, `involvement`: denying it is speech, whereas denying a request is an act.
        const DENIABLE = 1 << 24;
        /// `company`, `union`: can refer back to any organisation.
        const BODY_NOUN = 1 << 25;
        /// `according`, `put`: forms a cue together with the next word.
        const CUE_WORD = 1 << 26;
        /// `QC`, `MP`: capitals after a name.
        const HONOUR = 1 << 27;
        /// `lost`, `sent`: a past tense that is also a participle, so that only its position distinguishes the two.
        const PAST = 1 << 28;
        /// `adamant`, `confident`: reports when a *that*-clause follows.
        const STANCE = 1 << 29;
        /// Can stand before a name; listed in `titles.txt`.
        const TITLE = 1 << 30;
    }
}

impl WordClasses {
    /// Returns the class named by a line of a data file.
    fn named(name: &str) -> Option<Self> {
        Self::from_name(&name.to_ascii_uppercase().replace('-', "_"))
    }
}

/// Everything in the data files about one word form.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LexiconEntry {
    /// Its word classes.
    pub classes: WordClasses,
    /// Use as a reporting verb.
    pub verb: Option<CueEntry>,
    /// Use as a reporting verb with a particle, as in `pointed out`: the particles, joined by `/`, and the verb.
    pub phrasal: Option<(&'static str, CueEntry)>,
    /// Use as a reporting noun.
    pub noun: Option<CueEntry>,
    /// The pronoun, if the word is one.
    pub pronoun: Option<Pronoun>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(load);

/// Returns the entry of a word in any case, with a straight or curly apostrophe; empty for an unlisted word.
#[must_use]
pub(crate) fn entry(word: &str) -> &'static LexiconEntry {
    let lexicon = lexicon();
    lexicon.entry(lexicon.number(word.as_bytes(), 0, word.len()))
}

/// Returns the words of the data files.
#[must_use]
pub(crate) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

/// Number of a listed word, which represents the word in a token; 0 for unlisted words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct WordNumber(u16);

/// The listed words with their entries.
#[derive(Debug)]
pub(crate) struct Lexicon {
    numbers: HashMap<WordKey, WordNumber>,
    /// Entries by word number; the first is empty.
    entries: Vec<LexiconEntry>,
}

impl Lexicon {
    /// Returns the number of the word from `start` to `end`, in any case, with a straight or curly apostrophe.
    #[must_use]
    #[inline]
    pub(super) fn number(&self, text: &[u8], start: usize, end: usize) -> WordNumber {
        WordKey::at(text, start, end).and_then(|key| self.numbers.get(&key)).copied().unwrap_or_default()
    }

    /// Returns the entry of the word with a number; empty for number 0.
    #[must_use]
    #[inline]
    pub(crate) fn entry(&self, number: WordNumber) -> &LexiconEntry {
        &self.entries[usize::from(number.0)]
    }

    /// Returns the entry of a word, added if it is new.
    #[expect(clippy::expect_used, reason = "the data files come with the program, and every test loads them")]
    fn entry_mut(&mut self, word: &str) -> &mut LexiconEntry {
        let key = WordKey::at(word.as_bytes(), 0, word.len()).expect("invariant: a listed word fits a key");
        let number = self.numbers.entry(key).or_insert_with(|| {
            self.entries.push(LexiconEntry::default());
            WordNumber(u16::try_from(self.entries.len() - 1).expect("invariant: fewer than 65,536 words are listed"))
        });
        &mut self.entries[usize::from(number.0)]
    }
}

#[expect(clippy::expect_used, reason = "the data files come with the program, and every test loads them")]
fn load() -> Lexicon {
    let mut lexicon = Lexicon { numbers: HashMap::default(), entries: vec![LexiconEntry::default()] };
    for line in content_lines(include_str!("data/words.txt")).chain(content_lines(include_str!("data/given_names.txt")))
    {
        let (name, words) = line.split_once(": ").expect("invariant: a line is a class and its words");
        let class = WordClasses::named(name).expect("invariant: the class is known");
        for word in words.split_whitespace() {
            lexicon.entry_mut(word).classes |= class;
        }
    }
    // A key can hold only ASCII, and so can the names that strategies read.
    for title in fold::titles().filter(|title| title.is_ascii()) {
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
    for word in word_lists::load().flat_map(|(_, words)| words.split(' ')) {
        lexicon.entry_mut(word);
    }
    lexicon
}

/// Returns the lines of a data file that are neither empty nor comments.
pub(super) fn content_lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

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
