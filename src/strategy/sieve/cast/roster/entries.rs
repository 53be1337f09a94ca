//! The names and the gender of a listed entity.

use crate::model::KnownEntity;
use crate::text::{Gender, WordClasses, entry};

/// All names of an entity.
pub(super) fn names<'a>(entity: &KnownEntity<'a>) -> impl Iterator<Item = &'a str> {
    std::iter::once(entity.name).chain(entity.aliases.iter().map(String::as_str))
}

/// The gender given in the list, otherwise shown by a title, otherwise by a given name.
pub(super) fn gender(entity: &KnownEntity<'_>) -> Gender {
    match entity.gender.unwrap_or("").as_bytes() {
        [b'f' | b'F', ..] => return Gender::Female,
        [b'm' | b'M', ..] => return Gender::Male,
        _ => {}
    }
    let shown = |female: WordClasses, male: WordClasses| {
        let classes = names(entity).filter_map(|name| name.split_whitespace().next());
        let classes = classes.map(|word| entry(word.trim_end_matches('.')).classes);
        classes.fold(Gender::Any, |known, classes| match known {
            Gender::Any if classes.intersects(female) => Gender::Female,
            Gender::Any if classes.intersects(male) => Gender::Male,
            _ => known,
        })
    };
    match shown(WordClasses::FEMALE_TITLE, WordClasses::MALE_TITLE) {
        Gender::Any => shown(WordClasses::FEMALE, WordClasses::MALE),
        known => known,
    }
}

/// The name in lower case, with white space collapsed and full stops dropped.
pub(super) fn lower(name: &str) -> String {
    let words = name.split_whitespace().map(|word| word.trim_end_matches('.').to_lowercase());
    words.collect::<Vec<_>>().join(" ")
}

/// The name without its article.
pub(super) fn undetermined(name: &str) -> &str {
    ["the ", "a ", "an "].iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name)
}
