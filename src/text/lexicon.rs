//! What is known about a word: one look-up for all readers of text.
//!
//! The words themselves are data files under `text/data`; this is the only place that loads them.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use super::cues::{self, CueEntry};
use super::pronouns::{self, Pronoun};

/// Longest word that is looked up.
const MAX_WORD: usize = 20;

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

static LEXICON: LazyLock<HashMap<&'static [u8], Entry, BuildHasherDefault<WordHasher>>> = LazyLock::new(load);

/// The entry of a word in any case, with straight or curly apostrophe; empty for a word that is not listed.
#[must_use]
pub fn entry(word: &str) -> &'static Entry {
    let mut buffer = [0_u8; MAX_WORD];
    let Some(length) = fold_into(word, &mut buffer) else { return &UNKNOWN };
    LEXICON.get(&buffer[..length]).unwrap_or(&UNKNOWN)
}

/// Lower-cases ASCII and straightens apostrophes; `None` for a word too long or in another script.
fn fold_into(word: &str, buffer: &mut [u8; MAX_WORD]) -> Option<usize> {
    let bytes = word.as_bytes();
    if let Some(target) = buffer.get_mut(..bytes.len()) {
        target.copy_from_slice(bytes);
        if target.is_ascii() {
            target.make_ascii_lowercase();
            return Some(bytes.len());
        }
    }
    let mut length = 0;
    for c in word.chars() {
        let folded = match c {
            '’' => b'\'',
            c => u8::try_from(c).ok().filter(u8::is_ascii)?.to_ascii_lowercase(),
        };
        *buffer.get_mut(length)? = folded;
        length += 1;
    }
    Some(length)
}

fn load() -> HashMap<&'static [u8], Entry, BuildHasherDefault<WordHasher>> {
    let mut lexicon: HashMap<&'static [u8], Entry, BuildHasherDefault<WordHasher>> = HashMap::default();
    for line in content_lines(include_str!("data/words.txt")).chain(content_lines(include_str!("data/given_names.txt")))
    {
        let (name, words) = line.split_once(": ").unwrap_or((line, ""));
        let class =
            CLASS_NAMES.iter().find(|(known, _)| *known == name).map_or(Classes::default(), |(_, class)| *class);
        for word in words.split_whitespace() {
            let entry = lexicon.entry(word.as_bytes()).or_default();
            entry.classes = entry.classes.or(class);
        }
    }
    for title in include_str!("titles.txt").lines() {
        let entry = lexicon.entry(title.as_bytes()).or_default();
        entry.classes = entry.classes.or(Classes::TITLE);
    }
    for (form, pronoun) in pronouns::load() {
        lexicon.entry(form.as_bytes()).or_default().pronoun = Some(pronoun);
    }
    for (form, cue) in cues::load() {
        let entry = lexicon.entry(form.as_bytes()).or_default();
        let slot = if cue.frames.any(cues::Frames::NOUN) { &mut entry.noun } else { &mut entry.verb };
        slot.get_or_insert(cue);
    }
    lexicon
}

/// The lines of a data file that are neither empty nor comments.
pub(super) fn content_lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// A multiplicative hash, for short words from our own files: no adversary chooses the keys of this table.
#[derive(Default)]
struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
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
