//! The document annotated by a file, its annotator, and its text file.

use crate::dataset::format::ReadOptions;
use crate::dataset::formats::shared::annotators::{self, Annotated};
use crate::error::{Finding, Result};

/// The facts in the name of an annotation file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Id of the document.
    pub(super) document: String,
    /// The annotator, if the name states one.
    pub(super) annotator: Option<String>,
    /// The text file, or the expected one if there is none.
    pub(super) text: String,
}

impl Place {
    /// Looks for the text beside the file and in the folder `text` beside its folder, under the file's name with and without
    /// `_ANNOTATOR`.
    pub(super) fn of(name: &str, has: &dyn Fn(&str) -> bool) -> Self {
        let (folder, file) = name.rsplit_once('/').map_or(("", name), |(folder, file)| (folder, file));
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let sibling = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
        let inside = |folder: &str, stem: &str| match folder {
            "" => format!("{stem}.txt"),
            folder => format!("{folder}/{stem}.txt"),
        };
        let text_folder = if sibling.is_empty() { "text".to_owned() } else { format!("{sibling}/text") };
        let named = |document: &str, annotator: Option<&str>| {
            let texts = [inside(folder, document), inside(&text_folder, document)];
            let text = texts.into_iter().find(|text| has(text))?;
            Some(Self { document: document.to_owned(), annotator: annotator.map(str::to_owned), text })
        };
        named(stem, None)
            .or_else(|| stem.rsplit_once('_').and_then(|(document, annotator)| named(document, Some(annotator))))
            .unwrap_or_else(|| Self { document: stem.to_owned(), annotator: None, text: inside(folder, stem) })
    }
}

/// Keeps one annotation of each document: that of the requested annotator, or else the first.
pub(super) fn select(files: &mut Vec<String>, names: &[String], options: &ReadOptions) -> Result<Vec<Finding>> {
    let has = |text: &str| names.binary_search_by(|name| name.as_str().cmp(text)).is_ok();
    let annotated = |file: String| {
        let Place { document, annotator, text } = Place::of(&file, &has);
        Annotated { file, document, annotator, place: text }
    };
    let all = files.drain(..).map(annotated).collect();
    annotators::select("brat", files, all, options)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(name: &str, texts: &[&str]) -> (String, Option<String>, String) {
        let Place { document, annotator, text } = Place::of(name, &|name| texts.contains(&name));
        (document, annotator, text)
    }

    #[test]
    fn the_text_is_beside_or_in_its_own_folder() {
        let stated = |annotator: &str| Some(annotator.to_owned());
        assert_eq!(place("a_b.ann", &["a_b.txt"]), ("a_b".into(), None, "a_b.txt".into()));
        assert_eq!(place("a_b.ann", &["a.txt"]), ("a".into(), stated("b"), "a.txt".into()));
        assert_eq!(place("attributions/a_b.ann", &["text/a.txt"]), ("a".into(), stated("b"), "text/a.txt".into()));
        assert_eq!(place("x/ann/a.ann", &["x/text/a.txt"]), ("a".into(), None, "x/text/a.txt".into()));
        assert_eq!(place("a_b.ann", &[]), ("a_b".into(), None, "a_b.txt".into()));
    }

    #[test]
    fn one_annotation_of_each_document_is_read() {
        let names: Vec<String> =
            ["a.txt", "a_x.ann", "a_y.ann", "b.txt", "b_y.ann", "c.ann", "c.txt"].map(String::from).into();
        let chosen = |annotator: Option<&str>| {
            let mut files: Vec<String> = names.iter().filter(|name| name.ends_with(".ann")).cloned().collect();
            let options = ReadOptions { annotator: annotator.map(str::to_owned), ..ReadOptions::default() };
            select(&mut files, &names, &options).map(|findings| (files, findings.len()))
        };
        let of = |files: &[&str]| files.iter().map(|file| (*file).to_owned()).collect::<Vec<_>>();
        assert_eq!(chosen(None).unwrap(), (of(&["a_x.ann", "b_y.ann", "c.ann"]), 1));
        assert_eq!(chosen(Some("y")).unwrap(), (of(&["a_y.ann", "b_y.ann"]), 0));
        assert!(chosen(Some("z")).is_err());
    }
}
