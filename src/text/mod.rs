//! Text analysis shared by all strategies: paragraphs, marks, tokens, sentences, names, pronouns, cues.
//!
//! Every pass is linear, leaves the text unchanged and returns byte spans. Word lists are files under `data`.

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
mod word_lists;

pub(crate) use cues::{CueEntry, CueForm, Frames};
pub(crate) use fold::{
    fold_lightly, fold_name, is_title, only_gender, surname, title_gender, title_genders, without_titles,
};
pub(crate) use lexicon::{Lexicon, LexiconEntry, WordClasses, WordNumber, entry, lexicon};
pub(crate) use mark_scan::MarkFamily;
pub(crate) use names::{Name, name_at};
pub(crate) use paragraphs::paragraphs;
pub(crate) use place::{Distance, region};
pub(crate) use pronouns::{Gender, Person, Pronoun, pronoun};
pub(crate) use quote_marks::{Marked, quote_marks};
pub(crate) use roles::same_role;
pub(crate) use sentences::{ends_sentence, sentence_end};
pub(crate) use token::{Kind, Token};
pub(crate) use tokens::{tokens, tokens_of};
pub(crate) use word_lists::WordList;

/// True if a mention is a listed pronoun and not written in two or more capitals, as the names US and WHO are.
#[must_use]
pub(crate) fn is_pronoun(mention: &str) -> bool {
    let is_shouted = mention.len() > 1 && !mention.contains(char::is_lowercase);
    !is_shouted && pronoun(mention).is_some()
}

#[cfg(test)]
mod tests {
    use super::is_pronoun;

    #[test]
    fn capitals_are_a_name() {
        assert!(is_pronoun("She") && is_pronoun("I"));
        assert!(!is_pronoun("WHO") && !is_pronoun("she said"));
    }
}
