//! The Project Dialogism Novel Corpus: per novel a folder of `novel_text.txt`, `quotation_info.csv` and `character_info.csv`.
//!
//! The folder is the document. All quotations are direct; how they refer to their speaker (explicit, anaphoric, implicit) is a
//! tag. Characters are entities, and so are speakers that are not in the list of characters; `_unknowable` is `@implicit`.
//! Mentions inside quotations are mentions of the entities that they name, by main name or by an alias. Referring expressions and addressees have no place.

mod literal;
mod read;

use crate::dataset::format::{Carries, Claim, Drafts, Feature, Format, Framing, Record, Side};

/// The file of the text.
const TEXT: &str = "novel_text.txt";

/// The file of the quotations.
const QUOTATIONS: &str = "quotation_info.csv";

/// The file of the characters.
const CHARACTERS: &str = "character_info.csv";

/// The format of the PDNC.
#[derive(Debug)]
pub struct Pdnc;

impl Format for Pdnc {
    fn name(&self) -> &'static str {
        "pdnc"
    }

    fn summary(&self) -> &'static str {
        "Project Dialogism Novel Corpus: a folder per novel, quotation_info.csv, character_info.csv, novel_text.txt"
    }

    fn carries(&self) -> Carries {
        Carries::READ_GOLD.with(&[
            Feature::Discontinuous,
            Feature::Types,
            Feature::Speakers,
            Feature::Entities,
            Feature::Mentions,
            Feature::Tags,
            Feature::Ids,
        ])
    }

    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    fn recognise(&self, name: &str, sample: &[u8]) -> Option<Claim> {
        match name.rsplit('/').next() {
            Some(QUOTATIONS) => return Some(Claim::Documents),
            Some(CHARACTERS) => return Some(Claim::Companion),
            _ => {}
        }
        let header = sample.split(|&byte| byte == b'\n').next().unwrap_or_default();
        let has = |column: &[u8]| memchr::memmem::find(header, column).is_some();
        if has(b"quoteByteSpans") && has(b"speaker") {
            return Some(Claim::Documents);
        }
        (has(b"Main Name") && has(b"Aliases")).then_some(Claim::Companion)
    }

    fn lies_deeper(&self) -> bool {
        true
    }

    fn framing(&self, _name: &str) -> Framing {
        Framing::Whole
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> Drafts<'a> {
        read::read(record)
    }
}
