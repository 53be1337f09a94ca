//! The quotations that were fixed, were broken, or are still wrong.

use crate::model::GoldDocument;
use crate::score::{ErrorClass, ItemRow};

/// Maximum length of the shown text of a quotation, in characters.
const TEXT: usize = 120;

/// A gold quotation that is wrong in the base, in the head or in both.
///
/// ```
/// let show = |change: &quoteval::Change| format!("{}: {} → {}", change.quotation, change.before, change.after);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Id of the document.
    pub document: String,
    /// Id of the quotation.
    pub quotation: String,
    /// Class in the base.
    pub before: ErrorClass,
    /// Class in the head.
    pub after: ErrorClass,
    /// Tags of the quotation.
    pub tags: Vec<String>,
    /// Beginning of the quotation, on one line.
    pub text: String,
    /// The gold speaker: names, or a reserved word; empty if gold states none.
    pub gold_speaker: String,
    /// The speaker predicted by the head; empty if there is none, or if only the counts of the head are known.
    pub predicted_speaker: String,
}

/// The changes in gold quotations from base to head.
///
/// ```
/// let changes = quoteval::Changes::default();
/// assert!(changes.fixed.is_empty() && changes.broken.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Wrong before and right now.
    pub fixed: Vec<Change>,
    /// Right before and wrong now.
    pub broken: Vec<Change>,
    /// Wrong before and now.
    pub still_wrong: Vec<Change>,
    /// The number of quotations that were right before and are right now.
    pub still_right: u64,
}

impl Changes {
    /// Returns the changes in one document. `rows` holds its gold quotations in the order of both lists of classes; the classes
    /// in the rows are ignored. Returns `None` if the numbers differ, because the two sides have different gold.
    #[must_use]
    pub(crate) fn of_document(
        gold: &GoldDocument,
        rows: &[ItemRow],
        before: &[ErrorClass],
        after: &[ErrorClass],
    ) -> Option<Self> {
        let rows: Vec<&ItemRow> = rows.iter().filter(|row| row.gold.is_some()).collect();
        if rows.len() != before.len() || rows.len() != after.len() {
            return None;
        }
        let mut changes = Self::default();
        for (row, (&before, &after)) in rows.into_iter().zip(before.iter().zip(after)) {
            let is_right = |class| class == ErrorClass::Correct;
            let list = match (is_right(before), is_right(after)) {
                (true, true) => {
                    changes.still_right += 1;
                    continue;
                }
                (false, true) => &mut changes.fixed,
                (true, false) => &mut changes.broken,
                (false, false) => &mut changes.still_wrong,
            };
            list.push(change(gold, row, before, after));
        }
        Some(changes)
    }

    /// Adds the changes of another document.
    pub(crate) fn add(&mut self, other: Self) {
        self.fixed.extend(other.fixed);
        self.broken.extend(other.broken);
        self.still_wrong.extend(other.still_wrong);
        self.still_right += other.still_right;
    }

    /// Sorts by document; the changes in one document keep their order.
    pub(super) fn sort(&mut self) {
        for list in [&mut self.fixed, &mut self.broken, &mut self.still_wrong] {
            list.sort_by(|a, b| a.document.cmp(&b.document));
        }
    }
}

fn change(gold: &GoldDocument, row: &ItemRow, before: ErrorClass, after: ErrorClass) -> Change {
    let id = row.gold.clone().unwrap_or_default();
    let found = gold.quotations.iter().find(|quotation| quotation.quotation.id == id);
    let name = |id: &String| {
        let entity = gold.entities.iter().find(|entity| entity.id == *id);
        entity.map_or_else(|| id.clone(), |entity| entity.name.clone())
    };
    Change {
        document: gold.id().to_owned(),
        before,
        after,
        tags: found.map(|quotation| quotation.quotation.tags.clone()).unwrap_or_default(),
        text: found.map(|quotation| beginning(&quotation.quotation.content.text(gold.text()))).unwrap_or_default(),
        gold_speaker: row.gold_speaker.iter().map(name).collect::<Vec<_>>().join("; "),
        predicted_speaker: row.predicted_speaker_shown(),
        quotation: id,
    }
}

fn beginning(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(TEXT) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
