//! One record of gold, read and checked.

use crate::dataset::check::{GoldCheck, check_gold, derive_types, join_split};
use crate::dataset::format::{Drafts, Record, Side};
use crate::error::Finding;
use crate::model::GoldDocument;

/// Reads and checks the documents of one record of gold; the returned findings concern the record itself.
#[must_use]
pub fn read_gold(record: &Record<'_>) -> (Vec<GoldCheck>, Vec<Finding>) {
    let checked = check(record, record.read(Side::Gold));
    let is_flawed = checked.0.iter().any(|check| !check.findings.is_empty() || check.has_speakerless());
    if is_flawed && record.has_lines() { check(record, record.read_with_lines(Side::Gold)) } else { checked }
}

fn check(record: &Record<'_>, drafts: Drafts<'_>) -> (Vec<GoldCheck>, Vec<Finding>) {
    let check = |draft| {
        let mut check = check_gold(draft, record.file, record.folder);
        if let Some(entry) = &mut check.entry {
            let GoldDocument { document, quotations, .. } = &mut entry.gold;
            if record.options.join_split {
                join_split(&document.text, quotations);
            }
            if record.options.derive_types {
                derive_types(&document.text, quotations.iter_mut().map(|gold| &mut gold.quotation));
            }
        }
        check
    };
    (drafts.documents.into_iter().map(check).collect(), drafts.findings)
}
