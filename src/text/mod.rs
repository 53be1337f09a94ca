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

pub use cues::{CueEntry, Form, Frames, cue_noun, cue_verb};
pub use fold::{fold_name, is_title, surname};
pub use lexicon::{Classes, Entry, Lexicon, WordNumber, entry, lexicon};
pub use mark_scan::MarkFamily;
pub use names::{Name, name_at};
pub use paragraphs::paragraphs;
pub use place::{Distance, region};
pub use pronouns::{Gender, Person, Pronoun, pronoun};
pub use quote_marks::{Marked, quote_marks};
pub use roles::same_role;
pub use sentences::{ends_sentence, sentence_end};
pub use token::{Kind, Token};
pub use tokens::{Tokens, tokens, tokens_of};

/// Whether a mention is a pronoun: a closed list.
#[must_use]
pub fn is_pronoun(mention: &str) -> bool {
    pronoun(&fold_name(mention)).is_some()
}
