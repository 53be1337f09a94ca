//! Line breaking between words.

/// Breaks text into lines shorter than `width`, if words allow it. No line begins with an operator, so formulas stay readable
/// and Markdown sees neither lists nor quotations.
pub(super) fn lines(paragraph: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for part in unbreakable(paragraph) {
        if !line.is_empty() && line.chars().count() + part.chars().count() >= width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&part);
    }
    lines.push(line);
    lines
}

/// Words, each joined with a following operator or list number, which must not begin a line.
fn unbreakable(paragraph: &str) -> Vec<String> {
    let is_number =
        |word: &str| word.trim_end_matches(|c: char| c.is_ascii_digit() || [')', '.', ','].contains(&c)).is_empty();
    let is_operator = |word: &str| {
        ["+", "-", ">", "<", "=", "≥", "≤", "÷", "/", "|", "#", "*"].contains(&word)
            || is_number(word) && word.ends_with([')', '.'])
    };
    let mut parts: Vec<String> = Vec::new();
    for word in paragraph.split_whitespace() {
        match parts.last_mut().filter(|_| is_operator(word)) {
            Some(before) => before.extend([" ", word]),
            None => parts.push(word.to_owned()),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_end_lines() {
        assert_eq!(lines("a = b - c", 4), ["a =", "b -", "c"]);
        assert_eq!(lines("(a + 1) b", 4), ["(a + 1)", "b"], "1) would begin a list");
        assert_eq!(lines("ab cd", 6), ["ab cd"]);
        assert_eq!(lines("averylongword b", 5), ["averylongword", "b"]);
    }
}
