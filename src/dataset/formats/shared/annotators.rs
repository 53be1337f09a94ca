//! The choice among several annotations of a document, each in a file of its own.

use std::collections::{BTreeMap, HashSet};

use crate::dataset::format::fault::{Fault, did_you_mean};
use crate::dataset::format::{ReadOptions, rules};
use crate::error::{Error, Finding, Result};

/// The facts that the name of an annotation file states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Annotated {
    /// Id of the document.
    pub(crate) document: String,
    /// The annotator, where the name states one.
    pub(crate) annotator: Option<String>,
    /// The place that tells documents of the same id apart.
    pub(crate) place: String,
}

/// Keeps one of the `files` of each document, whose facts are `all`: that of the annotator asked for, else the first.
///
/// # Errors
/// When no annotator has the name asked for.
pub(crate) fn select(
    format: &str,
    files: &mut Vec<String>,
    all: &[Annotated],
    options: &ReadOptions,
) -> Result<Vec<Finding>> {
    let mut annotators: Vec<&str> = all.iter().filter_map(|one| one.annotator.as_deref()).collect();
    annotators.sort_unstable();
    annotators.dedup();
    if let Some(asked) = options.annotator.as_deref().filter(|_| !files.is_empty()) {
        if !annotators.contains(&asked) {
            let hint =
                did_you_mean(asked, annotators.iter().copied()).map_or_else(String::new, |hint| format!("; {hint}"));
            return Err(Error::Usage(format!("nobody called {asked} annotated ({}){hint}", annotators.join(", "))));
        }
        let mut kept = all.iter().map(|one| one.annotator.as_deref() == Some(asked));
        files.retain(|_| kept.next().unwrap_or(false));
        return Ok(Vec::new());
    }
    let mut of_document: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (index, one) in all.iter().enumerate().filter(|(_, one)| one.annotator.is_some()) {
        of_document.entry((&one.document, &one.place)).or_default().push(index);
    }
    let several: Vec<_> = of_document.values().filter(|annotations| annotations.len() > 1).collect();
    let finding = several.first().map(|first| notice(format, all, first, several.len()));
    let surplus: HashSet<usize> = several.iter().flat_map(|annotations| annotations[1..].iter().copied()).collect();
    let mut indices = 0..;
    files.retain(|_| indices.next().is_some_and(|index| !surplus.contains(&index)));
    Ok(finding.into_iter().collect())
}

/// The warning that several people annotated documents.
fn notice(format: &str, all: &[Annotated], first: &[usize], count: usize) -> Finding {
    let names: Vec<&str> = first.iter().filter_map(|&index| all[index].annotator.as_deref()).collect();
    let document = &all[first[0]].document;
    let message = format!("documents with several annotators: {count}; what the first of each says is read");
    Fault::new(&rules::SEVERAL_ANNOTATORS, message)
        .found(format!("{} for {document}", names.join(", ")))
        .hint(Some(format!("`{format},annotator={}:PATH` reads what that one says", names.first().unwrap_or(&"NAME"))))
        .at("", 0)
}
