//! Project Dialogism Novel Corpus: a folder per novel with `novel_text.txt`, `quotation_info.csv` and `character_info.csv`.
//!
//! The folder is the document. All quotations are direct; the kind of reference to the speaker (explicit, anaphoric, implicit) is
//! a tag. Characters are entities, and so are speakers missing from the list of characters; `_unknowable` is `@implicit`.
//! Mentions inside quotations are mentions of the entities that they name, by main name or by alias. Referring expressions and
//! addressees are left out.

mod literal;
mod read;

use crate::dataset::format::Feature::*;
use crate::dataset::format::{Claim, Format, Read, ReadResult, Record, Sample, Side};

/// The file of the text.
const TEXT: &str = "novel_text.txt";

/// The file of the quotations.
const QUOTATIONS: &str = "quotation_info.csv";

/// The file of the characters.
const CHARACTERS: &str = "character_info.csv";

pub(super) const FORMAT: Format = Format {
    name: "pdnc",
    summary: "Project Dialogism Novel Corpus: a folder per novel, quotation_info.csv, character_info.csv, novel_text.txt",
    features: &[Discontinuous, Types, Speakers, Entities, Mentions, Tags, Ids],
    lies_deeper: true,
    ..Format::for_gold(&Reader)
};

struct Reader;

impl Read for Reader {
    fn recognise(&self, sample: &Sample<'_>) -> Option<Claim> {
        match sample.name.rsplit('/').next() {
            Some(QUOTATIONS) => return Some(Claim::Documents),
            Some(CHARACTERS) => return Some(Claim::Companion),
            _ => {}
        }
        let header = Sample { bytes: sample.first_line(), ..*sample };
        if header.has("quoteByteSpans") && header.has("speaker") {
            return Some(Claim::Documents);
        }
        (header.has("Main Name") && header.has("Aliases")).then_some(Claim::Companion)
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> ReadResult<'a> {
        read::read(record)
    }
}
