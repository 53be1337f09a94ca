//! Sentence ends, with regard to abbreviations, initials and marks.

use super::chars::is_letter_or_digit;
use super::lexicon::WordClasses;
use super::token::{Kind, Token};

/// True if the sentence ends with this token: a stop, or an acronym with one, that nothing continues.
#[must_use]
pub(crate) fn ends_sentence(text: &str, tokens: &[Token], at: usize) -> bool {
    let token = tokens[at];
    if !token.is_terminal() {
        return token.is_word() && text.as_bytes()[token.end() - 1] == b'.' && followed_by_opener(tokens, at + 1);
    }
    if token.kind == Kind::Stop && at > 0 && shortens(text, tokens, at) {
        return false;
    }
    let next = tokens[at + 1..].iter().find(|token| !is_closing(text, **token));
    next.is_none_or(|next| {
        matches!(
            next.kind,
            Kind::Break | Kind::Capital | Kind::Number | Kind::Mark | Kind::Open | Kind::Dash | Kind::Other
        )
    })
}

/// Index after the last token of the sentence that contains `from`, including closing marks and brackets.
#[must_use]
pub(crate) fn sentence_end(text: &str, tokens: &[Token], from: usize) -> usize {
    let Some(stop) = (from..tokens.len()).find(|&at| tokens[at].kind == Kind::Break || ends_sentence(text, tokens, at))
    else {
        return tokens.len();
    };
    if tokens[stop].kind == Kind::Break {
        return stop;
    }
    let closing = tokens[stop + 1..].iter().take_while(|token| is_closing(text, **token)).count();
    stop + 1 + closing
}

/// True for a closing bracket, or for a mark that touches only its left neighbour.
fn is_closing(text: &str, token: Token) -> bool {
    match token.kind {
        Kind::Close => true,
        Kind::Mark => {
            let before = text[..token.start()].chars().next_back();
            let after = text[token.end()..].chars().next();
            before.is_some_and(|c| !c.is_whitespace()) && after.is_none_or(|c| !is_letter_or_digit(c))
        }
        _ => false,
    }
}

/// True if the stop at `at` belongs to an initial or an abbreviation.
fn shortens(text: &str, tokens: &[Token], at: usize) -> bool {
    let before = tokens[at - 1];
    if before.end() != tokens[at].start() {
        return false;
    }
    let word = before.of(text);
    let initial = before.kind == Kind::Capital && word.len() == 1 && word != "I";
    let abbreviation = before.is_word() && before.entry().classes.intersects(WordClasses::ABBREVIATION);
    let ends_anyway = before.kind == Kind::Lower && followed_by_opener(tokens, at + 1);
    initial || (abbreviation && !ends_anyway && !is_last(tokens, at))
}

fn is_last(tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_none_or(|next| next.kind == Kind::Break)
}

fn followed_by_opener(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_none_or(|next| match next.kind {
        Kind::Break => true,
        Kind::Capital => next.entry().classes.intersects(WordClasses::OPENER),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;

    fn sentences(text: &str) -> Vec<&str> {
        let tokens: Vec<_> = tokens(text, 0, text.len()).collect();
        let mut found = Vec::new();
        let mut from = 0;
        while from < tokens.len() {
            let end = sentence_end(text, &tokens, from).max(from + 1);
            found.push(&text[tokens[from].start()..tokens[end - 1].end()]);
            from = end;
        }
        found
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_sentences() {
        assert_eq!(
            sentences("Dr. J. Holt left at 5 p.m. sharp. Ann stayed."),
            ["Dr. J. Holt left at 5 p.m. sharp.", "Ann stayed."]
        );
        assert_eq!(
            sentences("“Will it?” she asked Mr. J. Holt. He left."),
            ["“Will it?” she asked Mr. J. Holt.", "He left."]
        );
        assert_eq!(sentences("He left the U.S. The rest stayed."), ["He left the U.S.", "The rest stayed."]);
        assert_eq!(sentences("It rose 4.2 percent... and fell. Why? Nobody knew!").len(), 3);
    }

    #[test]
    fn marks_close_with_their_sentence() {
        assert_eq!(sentences("“I left.” She stayed."), ["“I left.”", "She stayed."]);
        assert_eq!(sentences("“Why?” she asked. (Really.) Yes."), ["“Why?” she asked.", "(Really.)", "Yes."]);
    }
}
