//! Attributes of the speaker: source form on both sides; type and gender, which only gold has.

use super::attribute::{Attribute, Rule};
use crate::model::Fragments;
use crate::score::Aligned;
use crate::text::{Token, ends_sentence, is_pronoun, tokens};

pub(super) const SOURCE_FORM: Attribute = Attribute {
    name: "source-form",
    summary: "how the source names the speaker: named, nominal, pronoun; none without a source",
    explanation: "Values: the first that fits of `none` without a source; `named` where the mention folds to a name or alias of an \
        entity; `pronoun` where all of it is one of a closed list, in any case; `named` where it holds a word with a \
        capital letter that does not open a sentence; `nominal`.\n\
        Edge cases: a nominal that holds a name, such as the mayor of Rome, is `named`. Two capitals or more are no \
        pronoun: US and WHO are names.\n\
        Example: “I am done,” Ann Lee said, “for good.” is `named`; The board denied that it knew of any plan to \
        leave the town. is `nominal`, for The opens a sentence; with She as the source it would be `pronoun`.",
    rule: Rule::Quotation(|doc, quotation, _| Some(form(doc, quotation.source.as_ref()))),
};

fn form(doc: &Aligned<'_>, source: Option<&Fragments>) -> &'static str {
    let Some(source) = source else {
        return "none";
    };
    let mention = source.text(doc.gold.text());
    match () {
        () if doc.is_name(&mention) => "named",
        () if is_pronoun(&mention) => "pronoun",
        () if has_inner_capital(doc.gold.text(), source) => "named",
        () => "nominal",
    }
}

/// True if a token of the mention that does not open a sentence starts with a capital letter.
fn has_inner_capital(text: &str, source: &Fragments) -> bool {
    source.spans().iter().any(|span| {
        let mention = span.of(text);
        mention.split_whitespace().any(|token| {
            let at = span.start() + (token.as_ptr() as usize - mention.as_ptr() as usize);
            token.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase) && !starts_sentence(text, at)
        })
    })
}

/// True if the word at this offset starts a sentence; a full stop before it may also belong to `Mr.` or `J.`.
fn starts_sentence(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(|c: char| c.is_whitespace() || "“”\"‘’'«»„([".contains(c));
    if before.is_empty() || text[before.len()..at].contains('\n') {
        return true;
    }
    if !before.ends_with(['.', '!', '?', '…']) {
        return false;
    }
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let word_end = text[at..].find(char::is_whitespace).map_or(text.len(), |length| at + length);
    let tokens: Vec<Token> = tokens(text, line, word_end).collect();
    let stop = tokens.iter().rposition(|token| token.end() <= before.len());
    stop.is_none_or(|stop| ends_sentence(text, &tokens, stop))
}

pub(super) const TYPE: Attribute = Attribute {
    name: "speaker-type",
    summary: "type of the entities that speak: person, organization, …; unknown where gold does not say",
    explanation: "Values: as stated for the entities that speak.\n\
        Edge cases: several speakers of different types put a quotation into several slices; a quotation whose \
        speakers are no entities is in none. Only gold has it.\n\
        Example: “I am done,” Ann Lee said, “for good.” is by a `person`; The board denied that it knew of any plan \
        to leave the town. is by an `organization`.",
    rule: Rule::Speakers(|entity| entity.entity_type.as_deref()),
};

pub(super) const GENDER: Attribute = Attribute {
    name: "gender",
    summary: "gender of the entities that speak; unknown where gold does not say",
    explanation: "Values: as stated for the entities that speak.\n\
        Edge cases: several speakers of different genders put a quotation into several slices; a quotation whose \
        speakers are no entities is in none. Only gold has it.\n\
        Example: “I am done,” Ann Lee said, “for good.” is `female`, as gold says of Ann Lee; The board denied that \
        it knew of any plan to leave the town. is `unknown`.",
    rule: Rule::Speakers(|entity| entity.gender.as_deref()),
};

#[cfg(test)]
mod tests {
    use super::starts_sentence;

    #[test]
    fn a_stop_behind_a_title_or_an_initial_ends_no_sentence() {
        for (text, word, starts) in [
            ("He said it to Mr. Smith today.", "Smith", false),
            ("It was said by J. Roe today.", "Roe", false),
            ("The U.S. Senate said so.", "Senate", false),
            ("It rained. Smith said so.", "Smith", true),
            ("“It rained.” Smith said so.", "Smith", true),
            ("It rained\nSmith said so.", "Smith", true),
            ("Smith said so.", "Smith", true),
        ] {
            assert_eq!(starts_sentence(text, text.find(word).unwrap()), starts, "{text}");
        }
    }
}
