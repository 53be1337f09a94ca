//! Columns as in CoNLL: one token per line with its label last (IOB1 or IOB2), and a blank line between documents.
//!
//! A document's id is its number in the file, from 1; its text is the tokens joined by one space. If lines `-DOCSTART-`
//! separate the documents, a blank line ends a paragraph. Each content gets the nearest source and cue in its paragraph;
//! `LeftSpeaker` and `RightSpeaker` are contents that specify the side, `Unknown` is a content by `@implicit`.
//!
//! As in CoNLL-U, the first column may number the tokens of each block, 1, 2, 3 …; the second column then holds the tokens. A
//! block may begin with comments: lines that begin with `# ` and do not end with a label.

use super::shared::finding::{syntax, utf8};
use super::shared::labels::{self, is_label};
use super::shared::tokens::Tokens;
use crate::dataset::format::Feature::*;
use crate::dataset::format::{Claim, Drafts, Format, Read, ReadResult, Record, Sample, Side};

/// The line that separates documents.
const DIVIDER: &str = "-DOCSTART-";

pub(super) const FORMAT: Format = Format {
    name: "columns",
    summary: "CoNLL columns: one token per line, its IOB1 or IOB2 label last (content, cue, source), a blank line between documents",
    features: &[Cues, Sources],
    extensions: &["conll", "iob", "bio"],
    owns_extensions: true,
    ..Format::for_both(&Reader)
};

struct Reader;

impl Read for Reader {
    fn recognise(&self, sample: &Sample<'_>) -> Option<Claim> {
        let text = String::from_utf8_lossy(sample.bytes);
        let mut lines = text
            .lines()
            .filter(|line| !line.trim().is_empty() && !line.starts_with(DIVIDER) && !is_comment(line))
            .take(20);
        let is_token = |line: &str| {
            cells(line).is_some_and(|Cells { label, .. }| {
                matches!(label, "O" | "Out") || label.starts_with("B-") || label.starts_with("I-")
            })
        };
        // The sample may end inside a line.
        let whole = sample.bytes.len() < 4096 || text.lines().count() > 20;
        (whole && lines.clone().count() > 1 && lines.all(is_token)).then_some(Claim::Documents)
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> ReadResult<'a> {
        let text = utf8(record)?;
        let mut file = File { is_counted: is_counted(text), ..File::default() };
        let divided = text.lines().any(|line| line.starts_with(DIVIDER));
        for (number, line) in (record.at.line..).zip(text.lines()) {
            match cells(line) {
                _ if line.starts_with(DIVIDER) => file.end(record),
                _ if line.trim().is_empty() && divided => file.paragraph(),
                _ if line.trim().is_empty() => file.end(record),
                _ if file.block.is_empty() && is_comment(line) => {}
                Some(cells) => file.block.push((number, cells.token(file.is_counted), cells.label)),
                None => {
                    let fault = syntax("the line has no label", line, "TOKEN LABEL");
                    file.drafts.findings.push(fault.at(record.file, number));
                }
            }
        }
        file.end(record);
        Ok(file.drafts)
    }
}

/// The relevant cells of a line.
struct Cells<'l> {
    first: &'l str,
    /// `None` if there are only two cells, a token and a label.
    second: Option<&'l str>,
    label: &'l str,
}

impl<'l> Cells<'l> {
    const fn token(&self, is_counted: bool) -> &'l str {
        match self.second {
            Some(second) if is_counted => second,
            _ => self.first,
        }
    }
}

/// Returns the first, the second and the last cell of a line.
fn cells(line: &str) -> Option<Cells<'_>> {
    let mut cells = line.split([' ', '\t']).map(str::trim).filter(|cell| !cell.is_empty());
    let (first, label) = (cells.next()?, cells.next_back()?);
    Some(Cells { first, second: cells.next(), label })
}

/// True if a line at the start of a block is a comment rather than a token `#`.
fn is_comment(line: &str) -> bool {
    line.starts_with("# ") && cells(line).is_none_or(|cells| !is_label(cells.label))
}

/// True if the first column numbers the tokens of every block from 1, and another column holds the tokens.
fn is_counted(text: &str) -> bool {
    let (mut count, mut most) = (0_usize, 0);
    for line in text.lines() {
        if line.trim().is_empty() || line.starts_with(DIVIDER) {
            count = 0;
        } else if count > 0 || !is_comment(line) {
            count += 1;
            most = most.max(count);
            let counts = |cells: Cells<'_>| cells.second.is_some() && cells.first.parse() == Ok(count);
            if !cells(line).is_some_and(counts) {
                return false;
            }
        }
    }
    most > 1
}

/// The documents of a file being read.
#[derive(Default)]
struct File<'l, 'a> {
    drafts: Drafts<'a>,
    /// Lines, tokens and labels of the current paragraph.
    block: Vec<(usize, &'l str, &'l str)>,
    paragraphs: Vec<Vec<(usize, &'l str, &'l str)>>,
    /// True if the first column numbers the tokens.
    is_counted: bool,
}

impl File<'_, '_> {
    fn paragraph(&mut self) {
        if !self.block.is_empty() {
            self.paragraphs.push(std::mem::take(&mut self.block));
        }
    }

    fn end(&mut self, record: &Record<'_>) {
        self.paragraph();
        let paragraphs = std::mem::take(&mut self.paragraphs);
        let Some(&(line, _, _)) = paragraphs.first().and_then(|first| first.first()) else { return };
        let id = (self.drafts.documents.len() + 1).to_string();
        let mut tokens = Tokens::default();
        for paragraph in &paragraphs {
            tokens.sentence(paragraph.iter().map(|(_, token, _)| *token));
        }
        let labels = paragraphs.iter().flatten().map(|(line, _, label)| (*line, *label));
        let (mut document, findings) = labels::document(record, id, tokens, labels);
        document.line = line;
        self.drafts.documents.push(document);
        self.drafts.findings.extend(findings);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_column_counts_only_where_it_does_throughout() {
        for (text, expected) in [
            ("# text = Rain fell\n1 Rain O\n2 fell O\n\n1 It O\n", true),
            ("1\tRain\tNN\tO\n2\tfell\tVB\tO\n", true),
            ("1 CD O\n", false),
            ("1 O\n2 O\n", false),
            ("1 Rain O\n3 fell O\n", false),
            ("1 Rain O\n2 fell O\n\nIt PRP O\n", false),
            ("", false),
        ] {
            assert_eq!(is_counted(text), expected, "{text}");
        }
    }

    #[test]
    fn a_comment_is_no_token() {
        for line in ["# text = Rain", "# newdoc id = 7", "# "] {
            assert!(is_comment(line), "{line}");
        }
        for line in ["# O", "# NN B-content", "#tag O", "Rain O"] {
            assert!(!is_comment(line), "{line}");
        }
    }
}
