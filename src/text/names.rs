//! Names: runs of capitalised words with their titles, initials, particles and suffixes.

use super::cues::CueForm;
use super::lexicon::WordClasses;
use super::pronouns::Gender;
use super::token::{Kind, Token};
use crate::model::Span;

/// A name in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// Name with titles: `Prime Minister Ana Ferro-Lund`.
    pub span: Span,
    /// Name without titles: `Ana Ferro-Lund`.
    pub bare: Span,
    /// Index of the first token.
    pub first: usize,
    /// Index after the last token.
    pub end: usize,
    /// Gender implied by the title and the given name.
    pub gender: Gender,
    /// True if it names an organisation rather than a person.
    pub organization: bool,
}

/// Returns the name that begins at a token, if there is one.
///
/// `opens` is true if the token opens a sentence, where a capital letter is no evidence of a name.
#[must_use]
pub(crate) fn name_at(text: &str, tokens: &[Token], first: usize, opens: bool) -> Option<Name> {
    let token = tokens.get(first).filter(|token| token.kind == Kind::Capital)?;
    let known = token.entry();
    if known.pronoun.is_some()
        || known.classes.intersects(WordClasses::TIME)
        || (opens && known.classes.intersects(WordClasses::OPENER))
    {
        return None;
    }
    let end = run_end(text, tokens, first);
    let given = known.classes.intersects(WordClasses::MALE | WordClasses::FEMALE);
    let orders = known.verb.is_some_and(|verb| verb.form == CueForm::Base && verb.grade == 1) && !given;
    if opens && orders && end > first + 2 {
        return None;
    }
    if opens && end == first + 1 && token.of(text).ends_with("ing") && known.classes == WordClasses::empty() {
        return None;
    }
    let bare = bare_start(text, tokens, first, end).max(portfolio_end(text, tokens, first, end));
    let bare = given_start(text, tokens, bare, end);
    let bare = if opens && bare == first { after_job(text, tokens, first, end) } else { bare };
    let name = &tokens[first..end];
    let organization = names_organization(text, name);
    let bare = if organization { first } else { bare };
    let classes = name.iter().fold(WordClasses::empty(), |all, token| all | token.entry().classes);
    let only_role = bare == end;
    let start = if only_role { first } else { bare };
    let given = tokens[start].entry().classes;
    let titled = start > first && end == start + 1;
    Some(Name {
        span: Span::new(text, token.start(), tokens[end - 1].end()).ok()?,
        bare: Span::new(text, tokens[start].start(), tokens[honours_start(text, tokens, start, end) - 1].end()).ok()?,
        first,
        end,
        gender: gender(if titled { WordClasses::empty() } else { given }, classes),
        organization,
    })
}

/// True if the last word, or a word before *of*, denotes an organisation: `Hartwell Council`, `Bank of Hartwell`.
fn names_organization(text: &str, name: &[Token]) -> bool {
    let group = |token: &Token| is_class(*token, WordClasses::ORGANIZATION_NOUN);
    name.last().is_some_and(group)
        || name.iter().any(|token| token.kind == Kind::Other && token.of(text) == "&")
        || name.windows(2).any(|pair| matches!(pair[1].of(text), "of" | "for" | "on") && group(&pair[0]))
}

fn gender(given: WordClasses, all: WordClasses) -> Gender {
    match (all.intersects(WordClasses::FEMALE_TITLE), all.intersects(WordClasses::MALE_TITLE)) {
        (true, _) => Gender::Female,
        (_, true) => Gender::Male,
        _ if given.intersects(WordClasses::FEMALE) => Gender::Female,
        _ if given.intersects(WordClasses::MALE) => Gender::Male,
        _ => Gender::Any,
    }
}

/// Maximum length of a name, in tokens.
const MAX_NAME: usize = 14;

/// Index after the last token of a name.
fn run_end(text: &str, tokens: &[Token], first: usize) -> usize {
    let mut end = first + 1;
    while let Some(next) = tokens.get(end).filter(|_| end - first < MAX_NAME) {
        end = match next.kind {
            Kind::Capital if continues(text, *next) => end + 1,
            Kind::Stop if adjacent(tokens, end) && is_shortened(tokens[end - 1]) && capital(tokens, end + 1) => end + 2,
            Kind::Comma if is_suffix(tokens, end + 1) => end + 2,
            Kind::Lower if joins(text, tokens, first, end) => end + 2,
            Kind::Lower if joins(text, tokens, first, end + 1) && is_class(*next, WordClasses::PARTICLE) => end + 3,
            Kind::Mark if is_nickname(tokens, end) => end + 4,
            Kind::Mark if is_plural_possessive(text, tokens, end) => end + 2,
            Kind::Other if next.of(text) == "&" && capital(tokens, end + 1) => end + 2,
            _ => break,
        };
    }
    end
}

fn continues(text: &str, token: Token) -> bool {
    let known = token.entry();
    let reports = known.verb.is_some_and(|verb| verb.form == CueForm::Present) && known.noun.is_none();
    known.pronoun.is_none() && !reports && !known.classes.intersects(WordClasses::TIME)
        || known.classes.intersects(WordClasses::MALE | WordClasses::FEMALE)
        || matches!(token.of(text), "May" | "March")
}

fn capital(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.kind == Kind::Capital)
}

fn is_class(token: Token, classes: WordClasses) -> bool {
    token.entry().classes.intersects(classes)
}

/// True if a token directly follows the token before it.
fn adjacent(tokens: &[Token], at: usize) -> bool {
    tokens[at - 1].end() == tokens[at].start()
}

/// True for `J` or `Mr`, whose full stop belongs to the name.
fn is_shortened(token: Token) -> bool {
    token.len() == 1 || is_class(token, WordClasses::ABBREVIATION)
}

fn is_suffix(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.kind == Kind::Capital && is_class(*token, WordClasses::SUFFIX))
}

/// True if a lower-case word links two parts of a name: `van`, and `of`, `for` or `on` within an organisation.
fn joins(text: &str, tokens: &[Token], first: usize, at: usize) -> bool {
    let Some(word) = tokens.get(at) else { return false };
    let day = tokens.get(at + 1).is_some_and(|next| is_class(*next, WordClasses::TIME));
    if word.kind != Kind::Lower || !capital(tokens, at + 1) || day {
        return false;
    }
    let organization = || tokens[first..at].iter().any(|token| is_class(*token, WordClasses::ORGANIZATION_NOUN));
    is_class(*word, WordClasses::PARTICLE) || matches!(word.of(text), "of" | "for" | "on") && organization()
}

/// True for the apostrophe of `Workers’ Union`.
fn is_plural_possessive(text: &str, tokens: &[Token], at: usize) -> bool {
    let group = tokens.get(at + 1).is_some_and(|next| is_class(*next, WordClasses::ORGANIZATION_NOUN));
    group && capital(tokens, at + 1) && adjacent(tokens, at) && tokens[at - 1].of(text).ends_with('s')
}

/// True for `“Shorty”` in `Joe “Shorty” Lee`: marks around one word, followed by a capitalised word.
fn is_nickname(tokens: &[Token], at: usize) -> bool {
    let kind = |index: usize| tokens.get(index).map(|token| token.kind);
    kind(at + 1) == Some(Kind::Capital) && kind(at + 2) == Some(Kind::Mark) && kind(at + 3) == Some(Kind::Capital)
}

/// Start of the name proper, after titles and offices; `end` if nothing else is left.
fn bare_start(text: &str, tokens: &[Token], first: usize, end: usize) -> usize {
    let office = WordClasses::TITLE | WordClasses::PERSON_NOUN;
    let is_given = |token: &Token| is_class(*token, WordClasses::MALE | WordClasses::FEMALE);
    let end = honours_start(text, tokens, first, end);
    let is_office = |at: usize| is_class(tokens[at], office) || at + 1 < end && is_foreign_office(tokens[at].of(text));
    let last = (first..end).rfind(|&at| is_office(at) && !(is_given(&tokens[at]) && at + 1 < end));
    let Some(last) = last else { return first };
    (last + 1..end).find(|&at| tokens[at].is_word()).unwrap_or(end)
}

/// True for `Bürgermeisterin`, `Präsident`: a non-ASCII office missing from the word lists, recognised by its ending.
fn is_foreign_office(word: &str) -> bool {
    const ENDINGS: &str = "meister meisterin sident sidentin hrer hrerin rztin ltin rätin tär tärin itän";
    !word.is_ascii() && ENDINGS.split(' ').any(|ending| word.ends_with(ending))
}

/// Start of the honours after a name, as in `Ann Lee QC`; `end` if there are none.
fn honours_start(text: &str, tokens: &[Token], first: usize, end: usize) -> usize {
    let letters = |word: &str| word.len() > 1 && word.len() < 4 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let honour = |at: usize| letters(tokens[at].of(text)) && is_class(tokens[at], WordClasses::HONOUR);
    let kept = (first + 2..end).rev().take_while(|&at| honour(at)).last();
    kept.unwrap_or(end)
}

/// Index of the given name in `Kentucky Democrat Ann Lee`; `first` if no given name follows other words.
fn given_start(text: &str, tokens: &[Token], first: usize, end: usize) -> usize {
    let group = |at: usize| is_class(tokens[at], WordClasses::ORGANIZATION_NOUN);
    let is_given = |&at: &usize| is_class(tokens[at], WordClasses::MALE | WordClasses::FEMALE);
    let plain =
        first < end && tokens[first..end].iter().all(|token| token.kind == Kind::Capital) && !(first..end).any(group);
    let given = (first..end.saturating_sub(1)).find(is_given).filter(|_| plain);
    given.filter(|&given| (first..given).all(|at| is_described(tokens[at].of(text)))).unwrap_or(first)
}

/// Start of the name in `Shopkeeper Zubair Holt` at the start of a sentence: after a word formed like an occupation.
fn after_job(text: &str, tokens: &[Token], first: usize, end: usize) -> usize {
    let word = tokens[first].of(text);
    let job =
        word.len() > 5 && ["er", "or", "ist", "man", "woman", "ian", "eer"].iter().any(|form| word.ends_with(form));
    let group = (first..end).any(|at| is_class(tokens[at], WordClasses::ORGANIZATION_NOUN));
    let words = tokens[first..end].iter().all(|token| token.kind == Kind::Capital);
    let known = is_class(tokens[first], WordClasses::MALE | WordClasses::FEMALE | WordClasses::NATIONALITY);
    let aged = word.ends_with("-year-old") && end > first + 1;
    if aged || job && words && !group && !known && end - first > 2 { first + 1 } else { first }
}

/// True if a word before a given name can be a description rather than part of the name: `Democrat`, `MP`.
fn is_described(word: &str) -> bool {
    word.len() > 2 || word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Start of the name after the portfolio of an office, as in `Minister of Labour Ana Holt`; `first` if there is no portfolio.
///
/// The name starts at a given name; without one, it is the last two of at least three words.
fn portfolio_end(text: &str, tokens: &[Token], first: usize, end: usize) -> usize {
    let office = WordClasses::TITLE | WordClasses::PERSON_NOUN;
    let follows_office =
        first >= 2 && matches!(tokens[first - 1].of(text), "of" | "for") && is_class(tokens[first - 2], office);
    if !follows_office {
        return first;
    }
    let is_given = |at: &usize| is_class(tokens[*at], WordClasses::MALE | WordClasses::FEMALE);
    let words: Vec<usize> = (first..end).filter(|&at| tokens[at].is_word()).collect();
    let last_two = words.len().checked_sub(2).filter(|&at| at > 0).map(|at| words[at]);
    (first + 1..end).find(is_given).or(last_two).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;

    fn name(text: &str) -> Option<(&str, &str)> {
        let tokens: Vec<_> = tokens(text, 0, text.len()).collect();
        name_at(text, &tokens, 0, true).map(|name| (name.span.of(text), name.bare.of(text)))
    }

    #[test]
    fn names_keep_titles_initials_particles_and_suffixes() {
        for (text, span, bare) in [
            ("Mr. J. R. Holt said", "Mr. J. R. Holt", "J. R. Holt"),
            ("Prime Minister Ana de la Cruz left", "Prime Minister Ana de la Cruz", "Ana de la Cruz"),
            ("Ann Lee QC left", "Ann Lee QC", "Ann Lee"),
            ("Ann Lee, Jr. left", "Ann Lee, Jr", "Ann Lee, Jr"),
            ("Joe “Shorty” Lee left", "Joe “Shorty” Lee", "Joe “Shorty” Lee"),
            ("Bank of Hartwell rates", "Bank of Hartwell", "Bank of Hartwell"),
            ("House Speaker Pat Holt on", "House Speaker Pat Holt", "Pat Holt"),
            ("Ferro-Lund’s letter", "Ferro-Lund", "Ferro-Lund"),
            ("Farland Democrat Ann Lee left", "Farland Democrat Ann Lee", "Ann Lee"),
            ("Ann Lee Denies Fault", "Ann Lee", "Ann Lee"),
            ("Bürgermeisterin Petra Holt sagte", "Bürgermeisterin Petra Holt", "Petra Holt"),
            ("Lee & Holt closed", "Lee & Holt", "Lee & Holt"),
            ("Ten-year-old Zac Holt ran", "Ten-year-old Zac Holt", "Zac Holt"),
        ] {
            assert_eq!(name(text), Some((span, bare)), "{text}");
        }
    }

    #[test]
    fn the_portfolio_of_an_office_is_no_part_of_the_name() {
        for (text, bare) in [
            ("Minister of Labour Ana Holt spoke", "Ana Holt"),
            ("Secretary for Foreign Affairs Qoro Vantel spoke", "Qoro Vantel"),
            ("President of South Farland spoke", "South Farland"),
        ] {
            let tokens: Vec<_> = tokens(text, 0, text.len()).collect();
            assert_eq!(name_at(text, &tokens, 2, false).map(|name| name.bare.of(text)), Some(bare), "{text}");
        }
    }

    #[test]
    fn openers_pronouns_and_days_are_no_names() {
        for text in ["The board met", "She left", "Tuesday came", "However, it", "According to"] {
            assert_eq!(name(text), None, "{text}");
        }
    }

    #[test]
    fn gender_comes_from_title_and_given_name() {
        let gender = |text: &str| {
            let tokens: Vec<_> = tokens(text, 0, text.len()).collect();
            name_at(text, &tokens, 0, true).unwrap().gender
        };
        assert_eq!(gender("Mrs. Holt"), Gender::Female);
        assert_eq!(gender("Maria Holt"), Gender::Female);
        assert_eq!(gender("Peter Holt"), Gender::Male);
        assert_eq!(gender("Holt"), Gender::Any);
    }
}
