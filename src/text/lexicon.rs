//! What is known about a word: one look-up for all readers of text.
//!
//! The words themselves are data files under `text/data`; this is the only place that loads them.

use std::sync::LazyLock;

use super::cues::{self, CueEntry};
use super::pronouns::{self, Pronoun};

/// Longest word that is looked up: as many bytes as a key holds.
const MAX_WORD: usize = 16;

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
    /// As a reporting noun.
    pub noun: Option<CueEntry>,
    /// As a pronoun.
    pub pronoun: Option<Pronoun>,
}

/// What is known about a word that is not listed.
static UNKNOWN: Entry = Entry { classes: Classes(0), verb: None, noun: None, pronoun: None };

static LEXICON: LazyLock<Lexicon> = LazyLock::new(load);

/// The entry of a word in any case, with straight or curly apostrophe; empty for a word that is not listed.
#[must_use]
pub fn entry(word: &str) -> &'static Entry {
    let Some(key) = Key::of(word) else { return &UNKNOWN };
    LEXICON.get(key).unwrap_or(&UNKNOWN)
}

/// A word of at most sixteen bytes as a number: its bytes in lower case, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key(u128);

impl Key {
    /// `None` for a word too long or in another script.
    fn of(word: &str) -> Option<Self> {
        let bytes = word.as_bytes();
        let packed = pack(bytes)?;
        if packed & HIGH == 0 { Some(Self(lower(packed))) } else { Self::straightened(word) }
    }

    /// The key of a word with curly apostrophes.
    fn straightened(word: &str) -> Option<Self> {
        let mut folded = [0; MAX_WORD];
        let mut length = 0;
        for c in word.chars() {
            let c = if c == '’' { '\'' } else { c };
            *folded.get_mut(length)? = u8::try_from(c).ok().filter(u8::is_ascii)?;
            length += 1;
        }
        Some(Self(lower(pack(&folded[..length])?)))
    }

    /// Where its search begins, in a table of so many slots, a power of two.
    fn slot(self, slots: usize) -> usize {
        let (low, high) = (self.0 as u64, (self.0 >> 64) as u64);
        let mixed = (low ^ high.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> 40) as usize & (slots - 1)
    }
}

/// The high bit of every byte.
const HIGH: u128 = u128::from_le_bytes([0x80; 16]);

/// Up to sixteen bytes as a number, by loads that overlap instead of one for each byte.
fn pack(bytes: &[u8]) -> Option<u128> {
    let length = bytes.len();
    Some(match length {
        0 => 0,
        1..=3 => {
            let (first, middle, last) = (bytes[0], bytes[length / 2], bytes[length - 1]);
            u128::from(first) | u128::from(middle) << (8 * (length / 2)) | u128::from(last) << (8 * (length - 1))
        }
        4..=7 => {
            let (first, last) = (bytes.first_chunk::<4>()?, bytes.last_chunk::<4>()?);
            u128::from(u32::from_le_bytes(*first)) | u128::from(u32::from_le_bytes(*last)) << (8 * (length - 4))
        }
        8..=MAX_WORD => {
            let (first, last) = (bytes.first_chunk::<8>()?, bytes.last_chunk::<8>()?);
            u128::from(u64::from_le_bytes(*first)) | u128::from(u64::from_le_bytes(*last)) << (8 * (length - 8))
        }
        _ => return None,
    })
}

/// ASCII letters in lower case, sixteen at once: a byte from `A` to `Z` has its bit 0x20 set.
fn lower(word: u128) -> u128 {
    const fn each(byte: u8) -> u128 {
        u128::from_le_bytes([byte; 16])
    }
    let from_a = word + each(0x80 - b'A');
    let after_z = word + each(0x7F - b'Z');
    word | (from_a & !after_z & HIGH) >> 2
}

/// Every listed word, found by open addressing: most words of a text are not listed and end at an empty slot at once.
struct Lexicon {
    /// Index of an entry plus one; 0 for an empty slot.
    slots: Vec<u16>,
    entries: Vec<(Key, Entry)>,
}

impl Lexicon {
    const SLOTS: usize = 1 << 14;

    fn get(&self, key: Key) -> Option<&Entry> {
        self.find(key).ok().map(|index| &self.entries[index].1)
    }

    /// Index of the entry, or the empty slot that it would take.
    fn find(&self, key: Key) -> Result<usize, usize> {
        let mut slot = key.slot(self.slots.len());
        loop {
            match usize::from(self.slots[slot]).checked_sub(1) {
                None => return Err(slot),
                Some(index) if self.entries[index].0 == key => return Ok(index),
                Some(_) => slot = (slot + 1) & (self.slots.len() - 1),
            }
        }
    }

    /// The entry of a word, added if it is new; words of the data files fit a key, which a test checks.
    fn entry(&mut self, word: &str) -> &mut Entry {
        let key = Key::of(word).unwrap_or(Key(0));
        let index = self.find(key).unwrap_or_else(|slot| {
            self.entries.push((key, Entry::default()));
            self.slots[slot] = u16::try_from(self.entries.len()).unwrap_or(0);
            self.entries.len() - 1
        });
        &mut self.entries[index].1
    }
}

fn load() -> Lexicon {
    let mut lexicon = Lexicon { slots: vec![0; Lexicon::SLOTS], entries: Vec::new() };
    for line in content_lines(include_str!("data/words.txt")).chain(content_lines(include_str!("data/given_names.txt")))
    {
        let (name, words) = line.split_once(": ").unwrap_or((line, ""));
        let class =
            CLASS_NAMES.iter().find(|(known, _)| *known == name).map_or(Classes::default(), |(_, class)| *class);
        for word in words.split_whitespace() {
            let entry = lexicon.entry(word);
            entry.classes = entry.classes.or(class);
        }
    }
    for title in include_str!("titles.txt").lines() {
        let entry = lexicon.entry(title);
        entry.classes = entry.classes.or(Classes::TITLE);
    }
    for (form, pronoun) in pronouns::load() {
        lexicon.entry(form).pronoun = Some(pronoun);
    }
    for (form, cue) in cues::load() {
        let entry = lexicon.entry(form);
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
        assert!(LEXICON.entries.iter().all(|(key, _)| *key != Key(0)));
        assert!(LEXICON.entries.len() * 2 < LEXICON.slots.len());
    }

    #[test]
    fn keys_hold_every_byte_in_lower_case() {
        for word in ["a", "Ab", "aBc", "abcD", "ABCDEFG", "abcdefgh", "ABCDEFGHIJKLMNOP", "@[`{z", "it's"] {
            let mut bytes = [0; MAX_WORD];
            bytes[..word.len()].copy_from_slice(word.to_ascii_lowercase().as_bytes());
            assert_eq!(Key::of(word), Some(Key(u128::from_le_bytes(bytes))), "{word}");
        }
        assert_eq!(Key::of("it’s"), Key::of("it's"));
        assert_eq!(Key::of("a word that is too long"), None);
        assert_eq!(Key::of("ümlaut"), None);
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
