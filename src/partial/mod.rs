//! Partials: files with the counts of scored documents, which can be merged into the results of one run.
//!
//! A partial, `quoteval-partial/1`, is JSON Lines. The first line is the header:
//!
//! ```text
//! schema           "quoteval-partial/1"
//! version          the program that counted; partials of different versions can be merged
//! metrics_version  of the definitions of the metrics
//! unicode          version of the rules by which units are cut
//! setting, unit, criterion, gold_coreference, by, where, gap, profile, per_quotation
//!                  the settings, named like the options of `quoteval score`
//! system           name and version
//! dataset          name
//! metrics          ids, in the order of the counts
//! speaker_layer    true if gold is known to state speakers or sources, though the documents below may not
//! source_layer     true if gold is known to state sources
//! documents        number of lines that follow, so that a truncated file is noticed
//! ```
//!
//! A line for each document follows, sorted by id:
//!
//! ```text
//! id, gold_hash    of the document; the hash in hexadecimal
//! status           answered, missing or failed
//! speaker_layer    true if gold has a speaker or a source in it
//! source_layer     true if gold has a source in it
//! gold, predicted  quotations of either side
//! counts           per metric: [tp, fp, fn]; [numerator, denominator]; [sum, items] of a mean;
//!                  [precision sum, recall sum, gold, predicted] of partial credit; [tp, fp, fn, gold] for
//!                  direct, indirect and mixed of type.macro_f1, in one list. Sums are in units of 2⁻³²
//! classes          items per error class: of gold, of the prediction, and the aligned pairs among them
//! types            a row per predicted type (direct, indirect, mixed, none, missed), a column per gold type
//!                  (direct, indirect, mixed, none, spurious)
//! located          found by text exactly, after folding, approximately, not at all
//! names            predictions with an ambiguous name; matched pairs whose name could not be judged
//! slices           [attribute, value, gold, predicted]; a side is [items, right ones by each criterion: detection.exact, .iou80,
//!                  .iou50, .any, attribution.exact, .iou50, .mention, .relation], null where only gold has the attribute
//! groups           group of speakers → [gold, asked, right, predicted]
//! profile          per figure of the profile its counts and its ratios [numerator in units of 2⁻³², denominator]
//! items            the rows of --per-quotation: gold and predicted ids, overlap [shared units, units of either], class, boundary,
//!                  speakers of both sides, names that an ambiguous one could mean
//! ```
//!
//! All numbers are integers; a number that does not fit 64 bits is a string of digits. The last four fields are omitted if empty.
//!
//! ```
//! use quoteval::internals::partial::Partial;
//! use quoteval::{ScoreOptions, System};
//!
//! let empty = Partial { system: System::default(), dataset: "news".into(), options: ScoreOptions::default(), documents: vec![] };
//! let mut file = Vec::new();
//! empty.write(&mut file).unwrap();
//! let again = Partial::read(&mut file.as_slice(), "a.jsonl")?;
//! assert_eq!(Partial::merge(vec![("a.jsonl".into(), again)])?.evaluation().documents.len(), 0);
//! # Ok::<(), quoteval::Error>(())
//! ```

mod counts;
mod document;
mod fault;
mod header;
mod merge;
mod read;
mod restore;
mod wide;

use std::io::{self, BufRead, Write};

use crate::error::Result;
use crate::model::System;
use crate::score::{DocumentScore, Evaluation, ScoreOptions};

/// Scores of some documents, with the system, the dataset and the settings.
#[derive(Clone, Debug)]
pub struct Partial {
    /// The system that made the predictions.
    pub system: System,
    /// Name of the documents' dataset.
    pub dataset: String,
    /// Scoring settings.
    pub options: ScoreOptions,
    /// The scores, in any order.
    pub documents: Vec<DocumentScore>,
}

impl Partial {
    /// Writes the partial; the same documents give the same bytes in any order.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut documents: Vec<&DocumentScore> = self.documents.iter().collect();
        documents.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        serde_json::to_writer(&mut *out, &header::Header::of(self))?;
        out.write_all(b"\n")?;
        for score in documents {
            serde_json::to_writer(&mut *out, &document::Line::of(score))?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    /// Reads a partial; `shown` names it in errors.
    ///
    /// # Errors
    /// When the input cannot be read, is invalid, or was counted by other definitions than this program's.
    pub fn read(input: &mut dyn BufRead, shown: &str) -> Result<Self> {
        read::read(input, shown)
    }

    /// Merges partials into one; their order does not matter.
    ///
    /// # Errors
    /// When there are no partials, a document occurs twice, or the partials differ in system, dataset or options.
    pub fn merge(parts: Vec<(String, Self)>) -> Result<Self> {
        merge::merge(parts)
    }

    /// Sums the documents.
    #[must_use]
    pub fn evaluation(self) -> Evaluation {
        Evaluation::new(self.options, self.documents)
    }
}
