//! Reading of text that no strategy owns: names, marks, sentences, cues, mentions.

mod fold;

pub use fold::{fold_name, is_title, surname};
