//! Versions of each document by different annotators, matched by id.

use std::collections::BTreeMap;

use crate::dataset::Dataset;
use crate::error::{Error, Result};
use crate::model::GoldDocument;

/// The annotators and their versions of each document.
#[derive(Clone, Debug, Default)]
pub struct Annotators<'d> {
    names: Vec<String>,
    /// Versions of each document, by annotator index.
    documents: BTreeMap<String, BTreeMap<usize, &'d GoldDocument>>,
}

impl<'d> Annotators<'d> {
    /// Takes one annotator per dataset, under the name given; documents are matched by id.
    ///
    /// # Errors
    /// If versions of a document have different texts.
    pub fn of_datasets(datasets: &'d [(String, Dataset)]) -> Result<Self> {
        let mut annotators = Self::default();
        for (index, (name, dataset)) in datasets.iter().enumerate() {
            annotators.names.push(name.clone());
            dataset.documents().try_for_each(|gold| annotators.enter(gold.id(), index, gold))?;
        }
        annotators.check_texts()?;
        Ok(annotators)
    }

    /// Takes several annotators from the same datasets: each document's `meta` names its annotator under `key`, and its id may
    /// end in `@` and that name.
    ///
    /// # Errors
    /// If a document does not name its annotator, has two versions by one annotator, or has versions with different texts.
    pub fn by_meta(datasets: &'d [(String, Dataset)], key: &str) -> Result<Self> {
        let documents = || datasets.iter().flat_map(|(_, dataset)| dataset.documents());
        let name = |gold: &GoldDocument| Some(gold.document.meta.get(key)?.as_str()?.to_owned());
        let mut names: Vec<String> = Vec::new();
        for gold in documents() {
            names.push(name(gold).ok_or_else(|| {
                Error::Usage(format!("document {}: its meta has no annotator under '{key}'", gold.id()))
            })?);
        }
        names.sort_unstable();
        names.dedup();
        let mut annotators = Self { names, ..Self::default() };
        for gold in documents() {
            let name = name(gold).unwrap_or_default();
            let id = gold.id().strip_suffix(&name).and_then(|id| id.strip_suffix('@')).unwrap_or(gold.id());
            let index = annotators.names.binary_search(&name).unwrap_or_default();
            annotators.enter(id, index, gold)?;
        }
        annotators.check_texts()?;
        Ok(annotators)
    }

    fn enter(&mut self, id: &str, annotator: usize, gold: &'d GoldDocument) -> Result<()> {
        match self.documents.entry(id.to_owned()).or_default().insert(annotator, gold) {
            None => Ok(()),
            Some(_) => {
                Err(Error::Usage(format!("document {id} has two versions by annotator '{}'", self.names[annotator])))
            }
        }
    }

    fn check_texts(&self) -> Result<()> {
        for (id, versions) in &self.documents {
            let mut versions = versions.iter();
            let Some((&first, gold)) = versions.next() else {
                continue;
            };
            if let Some((&other, _)) = versions.find(|(_, other)| other.text() != gold.text()) {
                let (first, other) = (&self.names[first], &self.names[other]);
                return Err(Error::NotComparable(format!(
                    "document {id}: the texts of '{first}' and '{other}' differ"
                )));
            }
        }
        Ok(())
    }

    /// Names of the annotators, in index order.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Versions of each document with two or more annotators, in order of document id.
    pub fn shared(&self) -> impl Iterator<Item = Vec<(usize, &'d GoldDocument)>> + '_ {
        let shared = self.documents.values().filter(|versions| versions.len() > 1);
        shared.map(|versions| versions.iter().map(|(&annotator, &gold)| (annotator, gold)).collect())
    }

    /// Documents with a single annotator, each with the annotator's name.
    pub fn left_out(&self) -> Vec<(String, String)> {
        let alone = self.documents.iter().filter(|(_, versions)| versions.len() == 1);
        let named = |(id, versions): (&String, &BTreeMap<usize, &GoldDocument>)| {
            let annotator = versions.keys().next().map_or("", |&index| &self.names[index]);
            (id.clone(), annotator.to_owned())
        };
        alone.map(named).collect()
    }
}
