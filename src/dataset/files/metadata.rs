//! `dataset.json`: what a dataset is called, who may use it and how to cite it.

use serde::Deserialize;

use crate::dataset::format::fault::Fault;
use crate::dataset::format::rules;
use crate::error::Finding;

/// Name of the file.
pub(super) const FILE: &str = "dataset.json";

/// What `dataset.json` says; further fields are free.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// Short name, as in signatures.
    pub name: Option<String>,
    /// Full name.
    pub title: Option<String>,
    /// Version of the annotation.
    pub version: Option<String>,
    /// Terms of use.
    #[serde(alias = "license")]
    pub licence: Option<String>,
    /// How to cite it.
    pub citation: Option<String>,
    /// What it holds.
    pub description: Option<String>,
    /// Language of the texts.
    pub language: Option<String>,
}

impl Metadata {
    /// Reads `dataset.json`, which is shown as `file`.
    pub(super) fn read(bytes: &[u8], file: &str) -> Result<Self, Box<Finding>> {
        serde_json::from_slice(bytes).map_err(|error| {
            let rule = if error.is_data() { &rules::JSON_SHAPE } else { &rules::JSON_SYNTAX };
            Box::new(Fault::new(rule, error.to_string()).at(file, error.line()))
        })
    }
}
