//! `PARIS, May 4 (Newswire) — Lee said …`: a dateline is not part of the first sentence.

use super::{At, limits};
use crate::text::{Kind, Token};

/// The first token after the dateline that opens a paragraph.
pub(super) fn end(text: &str, tokens: &[Token], first: At) -> Option<At> {
    let town = tokens.get(first).filter(|token| token.kind == Kind::Capital)?.of(text);
    if town.len() < limits::DATELINE_TOWN || town.chars().any(char::is_lowercase) {
        return None;
    }
    for at in first + 1..(first + limits::DATELINE).min(tokens.len()) {
        match tokens[at].kind {
            Kind::Dash => return tokens.get(at + 1).filter(|next| next.kind != Kind::Break).map(|_| at + 1),
            Kind::Capital | Kind::Number | Kind::Comma | Kind::Stop | Kind::Open | Kind::Close | Kind::Other => {}
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn a_town_is_no_speaker() {
        for dateline in ["PARIS —", "NEW HULL, Neb. (Newswire) -", "HULL, May 4 (Newswire) --"] {
            let text = format!("{dateline} Ann Lee signed the bill, saying it works.");
            assert_found(&[(&text, &["participle: it works / saying / Ann Lee / Ann Lee"])]);
        }
    }

    #[test]
    fn capitals_and_a_verb_are_no_dateline() {
        assert_found(&[("NORAD said it works — twice.", &["bare-clause: it works — twice / said / NORAD / NORAD"])]);
    }
}
