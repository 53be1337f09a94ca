//! Text of others on a terminal.

/// Text whose control characters are shown instead of carried out, so that none of it drives the terminal or turns a line
/// around; tabs and line breaks stay.
///
/// ```
/// assert_eq!(quoteval::report::safe("a\u{1b}[2Jb\tc\n"), "a\\u{1b}[2Jb\tc\n");
/// ```
#[must_use]
pub fn safe(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => shown.push(c),
            _ if c.is_control() || is_direction(c) => shown.extend(c.escape_unicode()),
            _ => shown.push(c),
        }
    }
    shown
}

/// Marks, embeddings, overrides and isolates of writing direction.
pub(super) const fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
