//! Slices: the same counts for a subset of the items, by any attribute.
//!
//! A gold quotation and its partner may have different values, so a slice counts gold and predicted items separately: recall over
//! gold items with the value, precision over predictions with the value.

mod attribute;
mod condition;
mod context;
mod cut;
mod shape;
mod speaker;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use super::Aligned;
use super::counts::Counts;
use super::criterion::Criterion;
use super::ratios::SCALE;
use crate::model::{GoldDocument, Term};
use crate::named::UnknownName;
pub(crate) use attribute::{Attribute, Values};
pub(crate) use condition::Condition;
use cut::Cut;

/// Every attribute, in the order of help texts.
pub const ATTRIBUTES: &[&Attribute] = &[
    &shape::TYPE,
    &speaker::SOURCE_FORM,
    &shape::FRAGMENTS,
    &context::NESTING,
    &shape::LENGTH,
    &context::REGION,
    &shape::MARKS,
    &shape::CUE_POSITION,
    &shape::DISTANCE,
    &speaker::TYPE,
    &speaker::GENDER,
    &context::POLARITY,
    &context::TAG,
    &context::DOCUMENT,
];

/// One attribute of the table, or a key of the metadata (`meta.outlet`).
#[derive(Clone)]
pub(crate) enum SliceKey {
    /// An attribute of the table.
    Attribute(&'static Attribute),
    /// A key of the document's `meta`.
    Meta(String),
}

/// The value of `--by`: one attribute, or two attributes, the second refining the first (`type,source-form`).
#[derive(Clone)]
pub struct SliceBy(Vec<SliceKey>);

impl fmt::Display for SliceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Attribute(attribute) => f.write_str(attribute.name()),
            Self::Meta(key) => write!(f, "meta.{key}"),
        }
    }
}

impl fmt::Display for SliceBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, key) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(",")?;
            }
            key.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Debug for SliceBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SliceBy({self})")
    }
}

/// Error in parsing attributes or a condition.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SliceError {
    /// An unknown attribute.
    #[error(transparent)]
    Unknown(#[from] UnknownName),
    /// More than two attributes.
    #[error("'{names}' names {count} attributes: at most two can be nested")]
    TooMany {
        /// The text.
        names: String,
        /// The number of attributes.
        count: usize,
    },
    /// A condition without `=`.
    #[error("'{0}' is not ATTR=VALUE")]
    NoValue(String),
}

impl FromStr for SliceKey {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        if let Some(key) = name.strip_prefix("meta.") {
            return Ok(Self::Meta(key.to_owned()));
        }
        let found = ATTRIBUTES.iter().copied().find(|attribute| attribute.name() == name);
        found.map(Self::Attribute).ok_or_else(|| UnknownName {
            kind: "attribute",
            name: name.to_owned(),
            known: ATTRIBUTES.iter().map(|attribute| attribute.name()).chain(["meta.KEY"]).collect(),
        })
    }
}

impl FromStr for SliceBy {
    type Err = SliceError;

    fn from_str(names: &str) -> Result<Self, SliceError> {
        let keys: Vec<SliceKey> = names.split(',').map(str::parse).collect::<Result<_, _>>()?;
        if keys.len() > 2 {
            return Err(SliceError::TooMany { names: names.to_owned(), count: keys.len() });
        }
        Ok(Self(keys))
    }
}

impl SliceKey {
    fn of_gold<'d>(&self, doc: &'d Aligned<'_>, gold: usize) -> Values<'d> {
        match self {
            Self::Attribute(attribute) => attribute.of_gold(doc, gold),
            Self::Meta(key) => context::meta_values(doc.gold, key),
        }
    }

    fn is_on_both(&self) -> bool {
        match self {
            Self::Attribute(attribute) => attribute.is_on_both(),
            Self::Meta(_) => true,
        }
    }

    /// Values shared by all items of a document; `None` if they vary between items.
    fn of_document<'d>(&self, gold: &'d GoldDocument) -> Option<Values<'d>> {
        match self {
            Self::Attribute(attribute) => attribute.of_document(gold),
            Self::Meta(key) => Some(context::meta_values(gold, key)),
        }
    }

    fn of_predicted<'d>(&self, doc: &'d Aligned<'_>, predicted: usize) -> Values<'d> {
        match self {
            Self::Attribute(attribute) => attribute.of_predicted(doc, predicted),
            Self::Meta(key) => context::meta_values(doc.gold, key),
        }
    }
}

impl SliceBy {
    /// Values of a gold quotation.
    #[must_use]
    pub fn of_gold(&self, doc: &Aligned<'_>, gold: usize) -> Vec<String> {
        combined(self.0.iter().map(|key| key.of_gold(doc, gold)).collect())
    }

    /// Values of a predicted quotation; `None` where only gold has the attribute.
    #[must_use]
    pub fn of_predicted(&self, doc: &Aligned<'_>, predicted: usize) -> Option<Vec<String>> {
        let parts = || self.0.iter().map(|key| key.of_predicted(doc, predicted)).collect();
        self.is_on_both().then(|| combined(parts()))
    }

    /// True if predictions have the values too.
    #[must_use]
    pub fn is_on_both(&self) -> bool {
        self.0.iter().all(SliceKey::is_on_both)
    }

    /// Values shared by all items of a document; `None` if they vary between items.
    fn of_document(&self, gold: &GoldDocument) -> Option<Vec<String>> {
        Some(combined(self.0.iter().map(|key| key.of_document(gold)).collect::<Option<_>>()?))
    }
}

/// Sort key of a value: `6–15` comes before `16–40`, and `>40` comes last; words are in alphabetical order.
#[must_use]
pub(crate) fn natural_order(value: &str) -> (u64, &str) {
    let digits = value.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    let first = if value.starts_with('>') { u64::MAX } else { digits.parse().unwrap_or(0) };
    (first, value)
}

/// Every combination of the attributes' values, joined by commas.
fn combined(parts: Vec<Values<'_>>) -> Vec<String> {
    let mut parts = parts.into_iter();
    let first = parts.next().unwrap_or_default().into_iter().map(Cow::into_owned).collect();
    parts.fold(first, |so_far: Vec<String>, values| {
        so_far.iter().flat_map(|before| values.iter().map(move |value| format!("{before},{value}"))).collect()
    })
}

/// Number of items of one side in a slice, and number of these that each criterion counts as right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SideCounts {
    /// Items with the value.
    pub items: u64,
    /// Right items per criterion, in the order of [`Criterion::ALL`].
    pub correct: [u64; Criterion::ALL.len()],
}

/// Both sides of a slice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SliceCounts {
    /// Gold quotations with the value.
    pub gold: SideCounts,
    /// Predictions with the value; `None` where only gold has the attribute.
    pub predicted: Option<SideCounts>,
}

/// Counts by attribute and value.
pub(crate) type Slices = BTreeMap<(String, String), SliceCounts>;

impl SliceCounts {
    /// Precision and recall under the criterion at this index of [`Criterion::ALL`], as partial credit with full credit for each
    /// right item, so that F1 is their harmonic mean; recall alone without predictions.
    #[must_use]
    pub fn figure(&self, criterion: usize, has_predictions: bool) -> Counts {
        let right = self.gold.correct[criterion];
        if !has_predictions {
            return Counts::Share { numerator: right, denominator: self.gold.items };
        }
        let predicted = self.predicted.unwrap_or_default();
        Counts::Soft {
            precision_sum: u128::from(predicted.correct[criterion]) * u128::from(SCALE),
            recall_sum: u128::from(right) * u128::from(SCALE),
            gold: self.gold.items,
            predicted: predicted.items,
        }
    }

    /// Adds counts of the same slice.
    pub fn add(&mut self, other: &Self) {
        self.gold.add(&other.gold);
        if let Some(predicted) = &other.predicted {
            self.predicted.get_or_insert_default().add(predicted);
        }
    }
}

impl SideCounts {
    /// Number of integers of a side.
    pub const WIDTH: usize = 1 + Criterion::ALL.len();

    /// Number of items, then number of right items by each criterion.
    #[must_use]
    pub fn numbers(&self) -> [u64; Self::WIDTH] {
        std::array::from_fn(|index| if index == 0 { self.items } else { self.correct[index - 1] })
    }

    /// The side with these [`numbers`](Self::numbers).
    #[must_use]
    pub const fn of_numbers([items, correct @ ..]: [u64; Self::WIDTH]) -> Self {
        Self { items, correct }
    }

    fn add(&mut self, other: &Self) {
        self.items += other.items;
        self.correct.iter_mut().zip(other.correct).for_each(|(own, other)| *own += other);
    }
}

/// The names under which slices are counted, each with true if predictions are counted too.
#[must_use]
pub(crate) fn attributes(by: &[SliceBy], conditions: &[Condition]) -> Vec<(String, bool)> {
    Cut::all(by, conditions).iter().map(|cut| (cut.name.clone(), cut.is_on_both())).collect()
}

/// Counts the items of one document that satisfy the conditions, by each attribute; by the conditions alone if there are no
/// attributes. Conditions on whole documents select documents, not items.
#[must_use]
pub(crate) fn count(doc: &Aligned<'_>, by: &[SliceBy], conditions: &[Condition]) -> Slices {
    let mut slices = Slices::new();
    for cut in Cut::all(by, conditions) {
        let empty = SliceCounts { gold: SideCounts::default(), predicted: cut.is_on_both().then(SideCounts::default) };
        let key = |value: String| (cut.name.clone(), value);
        for gold in 0..doc.gold_count() {
            for value in cut.of_gold(doc, gold) {
                let slice = slices.entry(key(value)).or_insert(empty);
                slice.gold.add(&outcome(doc, doc.alignment().of_gold(gold)));
            }
        }
        for predicted in 0..doc.prediction.quotations.len() {
            for value in cut.of_predicted(doc, predicted) {
                let side = slices.entry(key(value)).or_insert(empty).predicted.get_or_insert_default();
                side.add(&outcome(doc, doc.alignment().of_predicted(predicted)));
            }
        }
    }
    slices
}

fn outcome(doc: &Aligned<'_>, pair: Option<crate::align::Overlap>) -> SideCounts {
    let is_right = |criterion: Criterion| pair.is_some_and(|pair| doc.satisfies(criterion, pair));
    SideCounts { items: 1, correct: Criterion::ALL.map(|criterion| u64::from(is_right(criterion))) }
}

/// Results for a part of the items.
pub(super) const SLICE: Term = Term {
    name: "slice",
    title: "results for a part of the items: `--by` and `--where`",
    explanation: "Any attribute below, any key of the metadata (`meta.outlet`), or two attributes of which the second refines \
        the first (`type,source-form`). A gold quotation and its partner may have different values, so a slice has \
        no TP, FP and FN of its own: the two sides are counted apart.\n\
        Formula: recall = right gold quotations with the value ÷ gold quotations with the value; precision = right \
        predictions with the value ÷ predictions with the value; F1 = their harmonic mean.\n\
        Edge cases: an attribute that only gold has gives recall alone. Under 20 items of a side (`--min-items`) its \
        ratio is left out and the counts stand alone. A prediction whose text is nowhere is in no slice. A quotation \
        with several values, such as tags, is in several slices.\n\
        Example: by `type`, gold has 4 direct quotations, 3 of them found; 5 predictions are direct, 3 of them \
        right: recall 3/4, precision 3/5, F1 2·0.750·0.600 / (0.750 + 0.600) = 0.667.",
};
