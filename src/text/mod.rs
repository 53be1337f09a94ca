//! Reading of text that no strategy owns: paragraphs, marks, tokens, sentences, names, pronouns, cues.
//!
//! Every pass is linear, reads the text as it is and speaks of it in byte spans. Word lists are files under `data`.

mod chars;
mod cues;
mod fold;
mod lexicon;
mod mark_scan;
mod names;
mod paragraphs;
mod place;
mod pronouns;
mod quote_marks;
mod roles;
mod sentences;
mod token;
mod tokens;
mod word_key;

pub use cues::{CueEntry, CueForm, Frames, cue_noun, cue_verb};
pub use fold::{fold_lightly, fold_name, is_title, only_gender, surname, title_gender, title_genders, without_titles};
pub use lexicon::{Lexicon, LexiconEntry, WordClasses, WordNumber, entry, lexicon};
pub use mark_scan::MarkFamily;
pub use names::{Name, name_at};
pub use paragraphs::paragraphs;
pub use place::{Distance, region};
pub use pronouns::{Gender, Person, Pronoun, pronoun};
pub use quote_marks::{Marked, quote_marks};
pub use roles::same_role;
pub use sentences::{ends_sentence, sentence_end};
pub use token::{Kind, Token};
pub use tokens::{TokenIter, tokens, tokens_of};

/// Whether a mention is a pronoun: the whole of it is in a closed list, and it is not written in capitals of two letters or
/// more, as names such as US and WHO are.
///
/// ```
/// use quoteval::text::is_pronoun;
/// assert!(is_pronoun("She") && is_pronoun("I"));
/// assert!(!is_pronoun("WHO") && !is_pronoun("she said"));
/// ```
#[must_use]
pub fn is_pronoun(mention: &str) -> bool {
    let is_shouted = mention.len() > 1 && !mention.contains(char::is_lowercase);
    !is_shouted && pronoun(mention).is_some()
}
