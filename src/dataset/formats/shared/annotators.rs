//! Documents that several people annotated, in a file each: whose annotation is read.

use std::collections::{BTreeMap, HashSet};

use crate::dataset::format::fault::{Fault, did_you_mean};
use crate::dataset::format::{ReadOptions, rules};
use crate::error::{Error, Finding, Result};

/// What the name of an annotation file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::dataset::formats) struct Annotated {
    /// Id of the document.
    pub(in crate::dataset::formats) document: String,
    /// Who annotated, where the name says so.
    pub(in crate::dataset::formats) annotator: Option<String>,
    /// What tells documents of the same id apart.
    pub(in crate::dataset::formats) place: String,
}

/// Keeps of `files`, of which `all` tells, one of each document: that of the annotator asked for, else the first.
///
/// # Errors
/// When nobody of the name asked for annotated.
pub(in crate::dataset::formats) fn select(
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
    let mut index = 0;
    files.retain(|_| {
        index += 1;
        !surplus.contains(&(index - 1))
    });
    Ok(finding.into_iter().collect())
}

/// Tells that several people annotated documents.
fn notice(format: &str, all: &[Annotated], first: &[usize], count: usize) -> Finding {
    let who: Vec<&str> = first.iter().filter_map(|&index| all[index].annotator.as_deref()).collect();
    let document = &all[first[0]].document;
    let message = format!("documents with several annotators: {count}; what the first of each says is read");
    Fault::new(&rules::SEVERAL_ANNOTATORS, message)
        .found(format!("{} for {document}", who.join(", ")))
        .hint(Some(format!("`{format},annotator={}:PATH` reads what that one says", who.first().unwrap_or(&"NAME"))))
        .unplaced()
}
