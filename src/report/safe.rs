//! Text of others on a terminal.

use anstream::adapter::strip_str;

/// Text without escape sequences and control characters of its own, which could drive the terminal.
///
/// ```
/// assert_eq!(quoteval::report::safe("a\u{1b}[2Jb\u{7}\tc\n"), "ab\tc\n");
/// ```
#[must_use]
pub fn safe(text: &str) -> String {
    strip_str(text).to_string().chars().filter(|&c| c == '\n' || c == '\t' || !c.is_control()).collect()
}
