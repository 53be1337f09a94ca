//! The document annotated by a file, and its annotator.

use std::collections::HashSet;

use crate::dataset::format::{ReadOptions, stem_of};
use crate::dataset::formats::shared::annotators::{self, Annotated};
use crate::error::{Finding, Result};

/// The folders of a project with one folder per document, and in it one file per annotator.
const FOLDERS: [&str; 2] = ["annotation", "curation"];

/// Document extensions, which identify document folders if the folder above is not part of the path.
const DOCUMENTS: [&str; 8] = [".txt", ".pdf", ".html", ".htm", ".xml", ".xmi", ".tsv", ".conllu"];

/// The annotator name of the document as imported, without annotation.
const INITIAL: &str = "INITIAL_CAS";

/// The facts in a path: `annotation/DOCUMENT.txt/ANNOTATOR.tsv` in the export of a project, otherwise `DOCUMENT.tsv`.
pub(super) fn annotated(path: &str) -> Annotated {
    let mut parts = path.rsplit('/');
    let (file, folder, above) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    let in_project = |folder: &&str| {
        let is_above = above.is_some_and(|above| FOLDERS.contains(&above));
        is_above || DOCUMENTS.iter().any(|ending| folder.to_ascii_lowercase().ends_with(ending))
    };
    let stem = |name: &str| stem_of(name).to_owned();
    match folder.filter(in_project) {
        Some(folder) => Annotated {
            file: path.to_owned(),
            document: stem(folder),
            annotator: Some(stem(file)),
            place: folder.to_owned(),
        },
        None => Annotated { file: path.to_owned(), document: stem(file), annotator: None, place: path.to_owned() },
    }
}

/// Keeps one file of each document: that of the requested annotator, or else the first with annotation.
pub(super) fn select(files: &mut Vec<String>, options: &ReadOptions) -> Result<Vec<Finding>> {
    let mut all: Vec<Annotated> = files.iter().map(|file| annotated(file)).collect();
    if options.annotator.as_deref() != Some(INITIAL) {
        let is_initial = |one: &Annotated| one.annotator.as_deref() == Some(INITIAL);
        let with_annotation = all.iter().filter(|one| !is_initial(one)).map(|one| one.place.clone());
        let with_annotation: HashSet<String> = with_annotation.collect();
        all.retain(|one| !is_initial(one) || !with_annotation.contains(&one.place));
    }
    annotators::select("inception", files, all, options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_has_a_folder_for_each_document() {
        for (path, document, annotator) in [
            ("rain.tsv", "rain", None),
            ("gold/rain.tsv", "rain", None),
            ("annotation/rain.txt/ann.tsv", "rain", Some("ann")),
            ("x/curation/rain/CURATION_USER.tsv", "rain", Some("CURATION_USER")),
            ("rain.v2.txt/ann.tsv", "rain.v2", Some("ann")),
        ] {
            let found = annotated(path);
            assert_eq!((&*found.document, found.annotator.as_deref()), (document, annotator), "{path}");
        }
    }

    #[test]
    fn of_each_document_one_annotation_is_read_and_never_the_blank_one_where_there_is_another() {
        let chosen = |annotator: Option<&str>| {
            let paths =
                ["a.txt/INITIAL_CAS", "a.txt/ann", "a.txt/bo", "b.txt/INITIAL_CAS", "c.txt/INITIAL_CAS", "c.txt/bo"];
            let mut files = paths.map(|path| format!("annotation/{path}.tsv")).to_vec();
            let options = ReadOptions { annotator: annotator.map(str::to_owned), ..ReadOptions::default() };
            let findings = select(&mut files, &options)?.len();
            let short = |file: &String| file.replace("annotation/", "").replace(".tsv", "");
            Ok::<_, crate::error::Error>((files.iter().map(short).collect::<Vec<_>>().join(" "), findings))
        };
        assert_eq!(chosen(None).unwrap(), ("a.txt/ann b.txt/INITIAL_CAS c.txt/bo".to_owned(), 1));
        assert_eq!(chosen(Some("bo")).unwrap(), ("a.txt/bo c.txt/bo".to_owned(), 0));
        assert!(chosen(Some("cy")).is_err());
    }
}
