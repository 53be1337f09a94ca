//! What is known about a word: one look-up for all readers of text.
//!
//! The words themselves are data files under `text/data`; this is the only place that loads them.

use std::sync::LazyLock;

use super::cues::{self, CueEntry};
use super::pronouns::{self, Pronoun};
use super::word_key::Key;

/// A set of word classes; see `data/words.txt`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Classes(u32);

macro_rules! classes {
    ($($constant:ident $name:literal $doc:literal),* $(,)?) => {
        classes!(@step 0; $($constant $name $doc,)*);
        const CLASS_NAMES: &[(&str, Classes)] = &[$(($name, Classes::$constant)),*];
    };
    (@step $bit:expr; $constant:ident $name:literal $doc:literal, $($rest:tt)*) => {
        impl Classes {
            #[doc = $doc]
            pub const $constant: Self = Self(1 << $bit);
        }
        classes!(@step $bit + 1; $($rest)*);
    };
    (@step $bit:expr;) => {};
}

classes! {
    DETERMINER "determiner" "`the`, `some`, `five`.",
    POSSESSIVE "possessive" "`his`, `their`.",
    PREPOSITION "preposition" "`of`, `for`, `in`.",
    CONJUNCTION "conjunction" "`and`, `but`.",
    SUBORDINATOR "subordinator" "`that`, `because`, `when`.",
    RELATIVE "relative" "`who`, `which`.",
    AUXILIARY "auxiliary" "`has`, `did`, `was`.",
    MODAL "modal" "`would`, `can`.",
    NEGATION "negation" "`not`, `never`.",
    ADVERB "adverb" "`also`, `later`; any word in -ly counts as one too.",
    TIME "time" "`Tuesday`, `March`.",
    OPENER "opener" "Capitalised at the start of a sentence without being a name.",
    NATIONALITY "nationality" "`Iraqi`, `Democratic`.",
    PERSON_NOUN "person-noun" "`spokesman`, `officials`.",
    ORGANIZATION_NOUN "organization-noun" "`ministry`, `campaign`.",
    PARTICLE "particle" "Inside a name: `van`, `de`.",
    SUFFIX "suffix" "After a name: `Jr`.",
    ABBREVIATION "abbreviation" "Its stop does not end a sentence.",
    ADDRESSEE "addressee" "`reporters`, `him`: may stand between a cue and what was said.",
    FINITE "finite" "A finite verb.",
    FEMALE "female" "A given name of women.",
    MALE "male" "A given name of men.",
    FEMALE_TITLE "female-title" "`Mrs`, `sister`.",
    MALE_TITLE "male-title" "`Mr`, `brother`.",
    DENIABLE "deniable" "`wrongdoing`, `involvement`: who denies it speaks, where a denied request is an act.",
    BODY_NOUN "body-noun" "`company`, `union`: may take up any organisation.",
    CUE_WORD "cue-word" "`according`, `put`: a cue with the word after it.",
    HONOUR "honour" "`QC`, `MP`: capitals behind a name.",
    PAST "past" "`lost`, `sent`: a past tense that is a participle too, so that only its place tells.",
    STANCE "stance" "`adamant`, `confident`: with a *that*-clause it reports.",
    TITLE "title" "May stand before a name; see `titles.txt`.",
}

impl Classes {
    /// Whether the two share a class.
    #[must_use]
    pub const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// The classes of either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Everything the data files say about one form.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    /// Word classes.
    pub classes: Classes,
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
pub fn entry(word: &str) -> &'static Entry {
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
    entries: Vec<Entry>,
}

/// A power of two.
const SLOTS: usize = 1 << 14;

impl Lexicon {
    fn new() -> Self {
        Self { slots: Box::new([0; SLOTS]), keys: vec![Key::NONE], entries: vec![Entry::default()] }
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
    pub fn entry(&self, number: WordNumber) -> &Entry {
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
    fn entry_mut(&mut self, word: &str) -> &mut Entry {
        let key = Key::at(word.as_bytes(), 0, word.len()).unwrap_or(Key::NONE);
        let number = self.find(key).unwrap_or_else(|slot| {
            let number = u16::try_from(self.keys.len()).unwrap_or(0);
            self.keys.push(key);
            self.entries.push(Entry::default());
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
        let class =
            CLASS_NAMES.iter().find(|(known, _)| *known == name).map_or(Classes::default(), |(_, class)| *class);
        for word in words.split_whitespace() {
            let entry = lexicon.entry_mut(word);
            entry.classes = entry.classes.or(class);
        }
    }
    // The key of a word holds ASCII alone, and so do the names that strategies read.
    for title in include_str!("titles.txt").lines().filter(|title| title.is_ascii()) {
        let entry = lexicon.entry_mut(title);
        entry.classes = entry.classes.or(Classes::TITLE);
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
        let slot = if cue.frames.any(cues::Frames::NOUN) { &mut entry.noun } else { &mut entry.verb };
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
                assert!(CLASS_NAMES.iter().any(|(known, _)| *known == name), "{name}");
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
        assert!(entry("THE").classes.any(Classes::DETERMINER));
        assert!(entry("Doesn’t").classes.any(Classes::AUXILIARY));
        assert!(entry("said").verb.is_some());
        assert!(entry("claims").verb.is_some() && entry("claims").noun.is_some());
        assert!(entry("she").pronoun.is_some());
        assert_eq!(entry("zyzzyva").classes, Classes::default());
        assert_eq!(entry("ümlaut").classes, Classes::default());
    }
}
