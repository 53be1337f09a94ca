//! The signature: one line that identifies the data and the settings of a result.

use std::fmt;
use std::str::FromStr;

use super::evaluation::Evaluation;
use crate::model::{Term, UnitProfile};
use crate::named::named;

/// Version of the metric definitions; incremented when a result can change.
pub(crate) const METRICS_VERSION: u32 = 2;

/// The data and the settings that two results must share to be comparable, and the version of the program.
///
/// Written `quoteval|data:…|gold:…|docs:…|…|v:…`.
///
/// ```
/// let line = "quoteval|data:news|gold:7f3a91c2|docs:1|quotations:15|setting:end-to-end|unit:words|\
///     criterion:attribution.iou50|profile:none|coref:system|ci:jackknife|seed:42|metrics:2|v:0.1.0";
/// let signature: quoteval::Signature = line.parse()?;
/// assert_eq!(signature.to_string(), line);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature(Vec<(&'static str, String)>);

/// The settings of the statistics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statistics {
    /// Method of the intervals.
    pub intervals: IntervalMethod,
    /// Seed of the randomisation test.
    pub seed: u64,
}

/// The method of intervals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum IntervalMethod {
    /// By leaving out each document in turn.
    #[default]
    Jackknife,
    /// No intervals are requested.
    None,
}

named!(IntervalMethod: "interval method");

impl Default for Statistics {
    fn default() -> Self {
        Self { intervals: IntervalMethod::default(), seed: 42 }
    }
}

impl Statistics {
    /// Counts alone, without intervals.
    #[must_use]
    pub fn without_intervals() -> Self {
        Self { intervals: IntervalMethod::None, ..Self::default() }
    }
}

impl Signature {
    /// The signature of an evaluation of the dataset called `data`.
    #[doc(hidden)]
    #[must_use]
    pub fn new(data: &str, evaluation: &Evaluation, statistics: Statistics) -> Self {
        let measure = evaluation.options.measure;
        let coreference = if measure.gold_coreference { "gold" } else { "system" };
        Self(vec![
            ("data", clean(data)),
            ("gold", evaluation.gold_hash.to_hex()[..8].to_owned()),
            ("docs", evaluation.documents.len().to_string()),
            ("quotations", evaluation.gold.to_string()),
            ("setting", measure.setting.to_string()),
            ("unit", measure.unit.to_string()),
            ("criterion", measure.criterion.to_string()),
            ("profile", evaluation.options.profile.map_or("none", |profile| profile.name()).to_owned()),
            ("coref", coreference.to_owned()),
            ("ci", statistics.intervals.as_str().to_owned()),
            ("seed", statistics.seed.to_string()),
            ("metrics", METRICS_VERSION.to_string()),
            ("v", env!("CARGO_PKG_VERSION").to_owned()),
        ])
    }
}

/// The fields of a signature, in the order of the line.
const FIELDS: [&str; 13] = [
    "data",
    "gold",
    "docs",
    "quotations",
    "setting",
    "unit",
    "criterion",
    "profile",
    "coref",
    "ci",
    "seed",
    "metrics",
    "v",
];

/// A field in which two signatures differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// Name of the field.
    pub field: &'static str,
    /// Its value in the first signature; empty if absent.
    pub base: String,
    /// Its value in the second signature.
    pub head: String,
}

impl Signature {
    /// Fields that make two results incomparable: all fields in which their signatures differ, except the version of the program.
    #[must_use]
    pub(crate) fn disagreements(&self, other: &Self) -> Vec<Disagreement> {
        let of = |field: &'static str| {
            let (base, head) = (self.field(field), other.field(field));
            (base != head).then(|| Disagreement { field, base: base.to_owned(), head: head.to_owned() })
        };
        FIELDS.into_iter().filter(|field| *field != "v").filter_map(of).collect()
    }

    /// The value of a field; empty if absent.
    #[must_use]
    pub fn field(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| *field == name).map_or("", |(_, value)| value)
    }
}

/// Reason why a line is not a signature of this program.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// The line is not a signature.
    #[error("'{0}' is no signature")]
    NotOne(String),
    /// Its fields are not those of a signature.
    #[error("'{0}' lacks a field of a signature, or has one too many")]
    Fields(String),
    /// The signature has another version of the metric definitions.
    #[error(
        "its numbers follow version {found} of the definitions of the metrics, this program follows version \
         {METRICS_VERSION}"
    )]
    Version {
        /// The version found.
        found: String,
    },
}

impl FromStr for Signature {
    type Err = SignatureError;

    /// Parses a signature line.
    fn from_str(line: &str) -> Result<Self, SignatureError> {
        let Some(fields) = line.strip_prefix("quoteval|") else {
            return Err(SignatureError::NotOne(line.to_owned()));
        };
        let version = fields.split('|').find_map(|part| part.strip_prefix("metrics:"));
        if let Some(found) = version.filter(|version| *version != METRICS_VERSION.to_string()) {
            return Err(SignatureError::Version { found: found.to_owned() });
        }
        let field = |part: &str| {
            let (name, value) = part.split_once(':')?;
            Some((FIELDS.into_iter().find(|field| *field == name)?, value.to_owned()))
        };
        let read: Option<Vec<_>> = fields.split('|').map(field).collect();
        let is_whole = |read: &Vec<(&str, String)>| read.iter().map(|(name, _)| *name).eq(FIELDS);
        read.filter(is_whole).map(Self).ok_or_else(|| SignatureError::Fields(line.to_owned()))
    }
}

impl Signature {
    /// The signature of the agreement of annotators on documents with this gold hash.
    #[must_use]
    pub(crate) fn of_annotators(names: &[String], gold_hash: &str, documents: usize, unit: UnitProfile) -> Self {
        let names: Vec<String> = names.iter().map(|name| clean(name)).collect();
        Self(vec![
            ("annotators", names.join(",")),
            ("gold", gold_hash.chars().take(8).collect()),
            ("docs", documents.to_string()),
            ("unit", unit.to_string()),
            ("metrics", METRICS_VERSION.to_string()),
            ("v", env!("CARGO_PKG_VERSION").to_owned()),
        ])
    }
}

/// Replaces the characters of a name that would break the line.
fn clean(name: &str) -> String {
    name.chars().map(|c| if c.is_control() || c.is_whitespace() || c == '|' { '_' } else { c }).collect()
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("quoteval")?;
        self.0.iter().try_for_each(|(key, value)| write!(f, "|{key}:{value}"))
    }
}

/// The identity of a result.
pub(super) const SIGNATURE: Term = Term {
    name: "signature",
    title: "one line that says what a number is a number of",
    explanation: "Stands in every report, in one line: \
        `quoteval|data:…|gold:…|docs:…|quotations:…|setting:…|unit:…|criterion:…|profile:…|coref:…|ci:…|seed:…|metrics:…|v:…`. \
        Two numbers may be compared if their signatures differ in nothing but `v:`.\n\
        Formula: `gold:` is the beginning of a BLAKE3 hash over the documents' hashes, each over id, text, entities \
        and quotations, in an order of their own, so that file order, format and offset unit do not matter; \
        `metrics:` is the version of the definitions on this page, which rises when a number can change; `ci:` says how \
        the intervals are made, `seed:` is the seed of the randomisation test; `v:` is the version of the program.\n\
        Edge cases: titles, outlets and other metadata are not in the hash. `ci:none` says that no intervals were \
        asked for. A baseline, a partial or a JSON evaluation of another `metrics:` is refused.\n\
        Example: a gold quotation that is corrected changes `gold:`; `--unit chars` changes `unit:`; the same files \
        in another order change nothing.",
};
