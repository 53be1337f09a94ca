//! A quotation in context: marked, with a few words on each side, and with long pieces cut in the middle.

use std::ops::Range;

use crate::model::Fragments;

/// Number of words shown on each side of the quotation.
const AROUND: usize = 8;
/// Number of words kept at each end of a longer piece.
const ENDS: usize = 10;

/// A piece of an excerpt, inside or outside the quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Text on one line, cut in the middle if it is long.
    pub(super) text: String,
    /// True if the piece belongs to the quotation.
    pub(super) is_marked: bool,
}

/// Splits `window`, extended by some words on each side, into pieces.
pub(super) fn excerpt(text: &str, marked: &Fragments, window: Range<usize>) -> Vec<Piece> {
    let (start, end) = (words_before(text, window.start), words_after(text, window.end));
    let mut pieces = Vec::new();
    let mut push = |range: Range<usize>, is_marked| {
        if !range.is_empty() {
            pieces.push(Piece { text: shortened(&text[range]), is_marked });
        }
    };
    let mut at = start;
    for span in marked.spans() {
        push(at..span.start(), false);
        push(span.start()..span.end(), true);
        at = span.end();
    }
    push(at..end, false);
    if start > 0 {
        pieces.insert(0, Piece { text: "… ".into(), is_marked: false });
    }
    if end < text.len() {
        pieces.push(Piece { text: " …".into(), is_marked: false });
    }
    pieces
}

/// The start of the context before byte `at`.
fn words_before(text: &str, at: usize) -> usize {
    last_of_words(text[..at].char_indices().rev()).map_or(at, |(index, _)| index)
}

/// The end of the context after byte `at`.
fn words_after(text: &str, at: usize) -> usize {
    last_of_words(text[at..].char_indices()).map_or(at, |(index, c)| at + index + c.len_utf8())
}

/// The last character of the first `AROUND` words, with its index.
fn last_of_words(chars: impl Iterator<Item = (usize, char)>) -> Option<(usize, char)> {
    let (mut last, mut words, mut in_word) = (None, 0, false);
    for (index, c) in chars {
        if in_word && c.is_whitespace() {
            words += 1;
            if words == AROUND {
                break;
            }
        }
        in_word = !c.is_whitespace();
        if in_word {
            last = Some((index, c));
        }
    }
    last
}

/// Puts text on one line: white space at each end becomes one blank, and the middle of a long text is left out.
fn shortened(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let blank = |is_blank: bool| if is_blank { " " } else { "" };
    let (lead, trail) = (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
    let body = match words.len() {
        0 => return " ".into(),
        n if n > 2 * ENDS + 1 => format!("{} […] {}", words[..ENDS].join(" "), words[n - ENDS..].join(" ")),
        _ => words.join(" "),
    };
    format!("{}{body}{}", blank(lead), blank(trail))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    fn shown(text: &str, start: usize, end: usize) -> String {
        let marked = Span::new(text, start, end).unwrap().into();
        let mark = |piece: Piece| if piece.is_marked { format!("[{}]", piece.text) } else { piece.text };
        excerpt(text, &marked, start..end).into_iter().map(mark).collect()
    }

    #[test]
    fn eight_words_stand_on_either_side() {
        let text = "one two three four five six seven eight nine\n\nten MARK, a b c d e f g h i";
        let at = text.find("MARK").unwrap();
        assert_eq!(shown(text, at, at + 4), "… three four five six seven eight nine ten [MARK], a b c d e f g …");
        assert_eq!(shown(text, 0, 3), "[one] two three four five six seven eight nine …");
        assert_eq!(shown("é", 0, 2), "[é]");
    }

    #[test]
    fn a_long_stretch_is_cut_in_the_middle() {
        let text = (0..30).map(|index| index.to_string()).collect::<Vec<_>>().join(" ");
        let cut = "[0 1 2 3 4 5 6 7 8 9 […] 20 21 22 23 24 25 26 27 28 29]";
        assert_eq!(shown(&text, 0, text.len()), cut);
    }
}
