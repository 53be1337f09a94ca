//! Parses the lines of an annotation file.

/// An annotation as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// The id: `T1`, `E1`, `R1`, `A1`, `N1`, `#1`; equivalence relations have `*`.
    pub(super) id: &'a str,
    /// The text between the first two tabs.
    pub(super) body: &'a str,
    /// The text after the second tab, on several lines if the text of a span contains line breaks.
    pub(super) tail: &'a str,
    /// Line of the file, from 1.
    pub(super) number: usize,
}

impl<'a> Line<'a> {
    /// Parses a line; `None` if it does not begin with an id and a tab.
    pub(super) fn parse(line: &'a str) -> Option<Self> {
        let (id, rest) = line.split_once('\t')?;
        let number = id.strip_prefix(['T', 'E', 'R', 'A', 'M', 'N', '#'])?;
        let is_id = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let (body, tail) = rest.split_once('\t').unwrap_or((rest, ""));
        is_id.then_some(Self { id, body, tail, number: 0 })
    }

    /// The first word of the body: the label or the type.
    pub(super) fn kind(&self) -> &'a str {
        self.body.split(' ').next().unwrap_or_default()
    }

    /// The other words of the body.
    pub(super) fn words(&self) -> &'a str {
        self.body.split_once(' ').map_or("", |(_, words)| words)
    }
}

/// Returns the annotations of a file. Lines without an id continue the text of a span; other such lines are returned with their
/// number.
pub(super) fn lines(text: &str) -> (Vec<Line<'_>>, Vec<(usize, &str)>) {
    let (mut lines, mut strays): (Vec<Line<'_>>, Vec<(usize, &str)>) = (Vec::new(), Vec::new());
    let mut tail_start = 0;
    let mut at = 0;
    for (index, whole) in text.split_inclusive('\n').enumerate() {
        let start = at;
        at += whole.len();
        let line = whole.trim_end_matches(['\n', '\r']);
        if let Some(body) = line.strip_prefix("*\t") {
            lines.push(Line { id: "*", body, tail: "", number: index + 1 });
        } else if let Some(parsed) = Line::parse(line) {
            tail_start = start + line.len() - parsed.tail.len();
            lines.push(Line { number: index + 1, ..parsed });
        } else if let Some(span) = lines.last_mut().filter(|last| last.id.starts_with('T') && !last.tail.is_empty()) {
            span.tail = &text[tail_start..start + line.len()];
        } else if !line.trim().is_empty() {
            strays.push((index + 1, line));
        }
    }
    (lines, strays)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_over_several_lines_is_one() {
        let (lines, strays) = lines("T1\tContent 0 9\ta b\n\nc\r\nE1\tAttribution:T1\nx\n\n*\tAlias T1 T2\n");
        assert_eq!(lines.iter().map(|line| line.number).collect::<Vec<_>>(), [1, 4, 7]);
        assert_eq!((lines[0].kind(), lines[0].words(), lines[0].tail), ("Content", "0 9", "a b\n\nc"));
        assert_eq!((lines[1].kind(), lines[1].tail), ("Attribution:T1", ""));
        assert_eq!(strays, [(5, "x")]);
    }

    #[test]
    fn an_id_is_a_letter_and_a_number() {
        for line in ["T1", "T\tx", "T1x\tx", "X1\tx", "QUOTE\tQ1", "1\tx", ""] {
            assert_eq!(Line::parse(line), None, "{line}");
        }
    }
}
