//! Paragraphs: the unit in which quotation marks are paired.

use memchr::memchr_iter;

use crate::model::Span;

/// Maximum line length of a text that is wrapped at a fixed width, in bytes.
const WRAP_WIDTH: usize = 90;

/// Returns the paragraphs of a text, trimmed of white space.
///
/// A blank line ends a paragraph. So does every line break, unless the text is wrapped at a fixed width, that is, unless most
/// lines that precede another line stop in the middle of a sentence.
#[must_use]
pub(crate) fn paragraphs(text: &str) -> Vec<Span> {
    let wrapped = is_wrapped(text);
    let mut paragraphs = Vec::new();
    let mut start = 0;
    let mut at = 0;
    for line in lines(text) {
        if !wrapped || line.trim().is_empty() {
            push_trimmed(text, start, at + line.len(), &mut paragraphs);
            start = at + line.len() + 1;
        }
        at += line.len() + 1;
    }
    push_trimmed(text, start.min(text.len()), text.len(), &mut paragraphs);
    paragraphs
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    memchr_iter(b'\n', text.as_bytes()).chain(std::iter::once(text.len())).map(move |end| {
        let line = &text[start..end];
        start = end + 1;
        line
    })
}

fn push_trimmed(text: &str, start: usize, end: usize, paragraphs: &mut Vec<Span>) {
    if start >= end {
        return;
    }
    let piece = &text[start..end];
    let (lead, length) =
        if is_trimmed(piece) { (0, piece.len()) } else { (piece.len() - piece.trim_start().len(), piece.trim().len()) };
    if let Ok(span) = Span::new(text, start + lead, start + lead + length) {
        paragraphs.push(span);
    }
}

/// True if a line begins and ends with ASCII characters other than white space; false if it needs a closer look.
fn is_trimmed(line: &str) -> bool {
    let plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    plain(line.as_bytes().first()) && plain(line.as_bytes().last())
}

/// True if lines break inside sentences, as in plain-text books.
fn is_wrapped(text: &str) -> bool {
    let (mut followed, mut broken) = (0_usize, 0_usize);
    let mut previous: Option<&str> = None;
    for line in lines(text) {
        let line = if is_trimmed(line) { line } else { line.trim_end() };
        if let Some(before) = previous.filter(|_| !line.is_empty()) {
            followed += 1;
            let unfinished = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | '-'));
            if unfinished && (30..=WRAP_WIDTH).contains(&before.len()) {
                broken += 1;
            }
        }
        previous = (!line.is_empty()).then_some(line);
    }
    followed > 2 && broken * 2 > followed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        paragraphs(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn each_line_of_a_web_page_is_a_paragraph() {
        assert_eq!(texts("One.\n Two. \r\n\r\n\nThree"), ["One.", "Two.", "Three"]);
        assert!(texts(" \n\t\n").is_empty());
        assert!(texts("").is_empty());
        assert_eq!(texts("A headline\nThe first one.\n\nThe second."), ["A headline", "The first one.", "The second."]);
    }

    #[test]
    fn wrapped_lines_belong_together() {
        let book = "The harbour lay quiet that evening, and nobody had\nasked what the boats were waiting for, until the\n\
                    oldest of the pilots put down his glass and went\nout to look.\n\nThere was fog.";
        assert_eq!(texts(book).len(), 2);
        assert!(texts(book)[0].ends_with("out to look."));
    }
}
