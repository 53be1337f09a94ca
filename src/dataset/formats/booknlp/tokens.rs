//! The token offsets of a text.

use super::rows;
use crate::dataset::format::fault::Fault;
use crate::dataset::format::rules;
use crate::dataset::formats::shared::finding::syntax;
use crate::model::OffsetUnit;

const COLUMNS: [&str; 4] = ["token_ID_within_document", "word", "byte_onset", "byte_offset"];

/// Start and end offset of each token.
#[derive(Debug, Default)]
pub(super) struct TokenOffsets {
    places: Vec<(i64, i64)>,
    /// Number of tokens whose length equals that of their word in characters, and in bytes, among words where the two differ.
    fits: [usize; 2],
}

impl TokenOffsets {
    pub(super) fn read(text: &str) -> Result<Self, Fault> {
        let mut tokens = Self::default();
        for row in rows(text, &COLUMNS) {
            let (line, [id, word, start, end]) = row.map_err(|(line, fault)| within(line, fault))?;
            let number = |cell: &str| {
                cell.parse::<i64>().map_err(|_| within(line, syntax("the cell is no number", cell, "a number")))
            };
            if number(id)? != i64::try_from(tokens.places.len()).unwrap_or(i64::MAX) {
                let expected = tokens.places.len().to_string();
                return Err(within(line, syntax("the tokens are not numbered one by one", id, &expected)));
            }
            let (start, end) = (number(start)?, number(end)?);
            tokens.places.push((start, end));
            let length = end.saturating_sub(start);
            if word.chars().count() < word.len() {
                let lengths = [word.chars().count(), word.len()];
                tokens.fits[0] += usize::from(i64::try_from(lengths[0]) == Ok(length));
                tokens.fits[1] += usize::from(i64::try_from(lengths[1]) == Ok(length));
            }
        }
        Ok(tokens)
    }

    /// The offset unit: bytes, as the column names say, unless the token lengths fit characters better.
    pub(super) const fn unit(&self) -> OffsetUnit {
        if self.fits[0] > self.fits[1] { OffsetUnit::Char } else { OffsetUnit::Byte }
    }

    /// Returns the start and end of a run of tokens, both inclusive.
    pub(super) fn run(&self, first: &str, last: &str) -> Result<(i64, i64), Fault> {
        let token = |id: &str| {
            let place = id.parse::<usize>().ok().and_then(|id| self.places.get(id));
            place.ok_or_else(|| {
                let fault = Fault::new(&rules::FORMAT_REFERENCE, "there is no such token").found(id);
                fault.expected(format!("the number of a token below {}, or None", self.places.len()))
            })
        };
        Ok((token(first)?.0, token(last)?.1))
    }
}

/// Assigns a fault to a line of the token file.
fn within(line: usize, fault: Fault) -> Fault {
    fault.within(&format!("line {} of the tokens", line + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "token_ID_within_document\tword\tbyte_onset\tbyte_offset\n";

    #[test]
    fn the_lengths_of_tokens_say_the_unit() {
        let unit = |rows: &str| TokenOffsets::read(&format!("{HEADER}{rows}")).unwrap().unit();
        assert_eq!(unit("0\t“\t0\t3\n1\tYes\t3\t6\n"), OffsetUnit::Byte);
        assert_eq!(unit("0\t“\t0\t1\n1\tYes\t1\t4\n"), OffsetUnit::Char);
        assert_eq!(unit("0\tYes\t0\t3\n"), OffsetUnit::Byte, "as the columns say");
    }

    #[test]
    fn runs_are_inclusive_and_what_is_not_there_is_a_fault() {
        let tokens = TokenOffsets::read(&format!("{HEADER}0\tOh\t0\t2\n1\tno\t3\t5\n")).unwrap();
        assert_eq!(tokens.run("0", "1").unwrap(), (0, 5));
        assert_eq!(tokens.run("1", "2").unwrap_err().finding.rule, rules::FORMAT_REFERENCE.id);
        assert_eq!(tokens.run("None", "1").unwrap_err().finding.rule, rules::FORMAT_REFERENCE.id);
        let error = TokenOffsets::read(&format!("{HEADER}0\tOh\t0\t2\n2\tno\t3\t5\n")).unwrap_err();
        assert_eq!(
            (error.finding.rule, &*error.finding.message),
            (rules::FORMAT_SYNTAX.id, "line 3 of the tokens: the tokens are not numbered one by one")
        );
    }
}
