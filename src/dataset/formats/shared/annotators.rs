//! Selection among several annotations of a document, each in its own file.

use std::collections::{BTreeMap, BTreeSet};

use crate::dataset::format::fault::{Fault, did_you_mean};
use crate::dataset::format::{ReadOptions, rules};
use crate::error::{Error, Finding, Result};

/// An annotation file and the facts in its name.
#[derive(Debug)]
pub(crate) struct Annotated {
    pub(crate) file: String,
    /// Id of the document.
    pub(crate) document: String,
    /// The annotator, if the name states one.
    pub(crate) annotator: Option<String>,
    /// Place that distinguishes documents with the same id.
    pub(crate) place: String,
}

/// Puts one annotation of each document into `files`: that of the requested annotator, or else the first.
///
/// # Errors
/// When the requested annotator does not exist.
pub(crate) fn select(
    format: &str,
    files: &mut Vec<String>,
    mut all: Vec<Annotated>,
    options: &ReadOptions,
) -> Result<Vec<Finding>> {
    let mut of_document: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    if let Some(asked) = options.annotator.as_deref().filter(|_| !all.is_empty()) {
        let known: BTreeSet<&str> = all.iter().filter_map(|one| one.annotator.as_deref()).collect();
        if !known.contains(asked) {
            let hint = did_you_mean(asked, known.iter().copied()).map_or_else(String::new, |hint| format!("; {hint}"));
            let known = known.into_iter().collect::<Vec<_>>().join(", ");
            return Err(Error::Usage(format!("nobody called {asked} annotated ({known}){hint}")));
        }
        all.retain(|one| one.annotator.as_deref() == Some(asked));
    } else {
        all.retain(|one| {
            let Some(annotator) = &one.annotator else { return true };
            let annotators = of_document.entry((one.document.clone(), one.place.clone())).or_default();
            annotators.push(annotator.clone());
            annotators.len() == 1
        });
    }
    *files = all.into_iter().map(|one| one.file).collect();
    let several: Vec<_> = of_document.iter().filter(|(_, annotators)| annotators.len() > 1).collect();
    let first = several.first().map(|((document, _), annotators)| notice(format, document, annotators, several.len()));
    Ok(first.into_iter().collect())
}

/// The warning that documents have several annotators, with the first such document.
fn notice(format: &str, document: &str, annotators: &[String], count: usize) -> Finding {
    let message = format!("documents with several annotators: {count}; what the first of each says is read");
    Fault::new(&rules::SEVERAL_ANNOTATORS, message)
        .found(format!("{} for {document}", annotators.join(", ")))
        .hint(Some(format!("`{format},annotator={}:PATH` reads what that one says", annotators[0])))
        .unplaced()
}
