//! Reading of text that no strategy owns: names, marks, sentences, cues, mentions.

mod fold;
mod place;

pub use fold::{fold_name, is_title, surname};
pub use place::{Distance, region};

/// Personal and demonstrative pronouns that can be a source, folded.
const PRONOUNS: [&str; 24] = [
    "i",
    "we",
    "you",
    "he",
    "she",
    "it",
    "they",
    "him",
    "her",
    "them",
    "us",
    "me",
    "who",
    "whom",
    "this",
    "that",
    "these",
    "those",
    "himself",
    "herself",
    "one",
    "others",
    "some",
    "themselves",
];

/// Whether a mention is a pronoun: a closed list.
#[must_use]
pub fn is_pronoun(mention: &str) -> bool {
    PRONOUNS.contains(&fold_name(mention).as_str())
}
