//! The counts of one document.

use blake3::Hash;

use super::METRICS;
use super::aligned::Aligned;
use super::class_counts::ClassCounts;
use super::counts::Counts;
use super::error_class::ErrorClass;
use super::errors::ItemClasses;
use super::gaps::{Groups, groups};
use super::items::{ItemRow, item_rows};
use super::located::LocatedCounts;
use super::measured::Measure;
use super::name_counts::NameCounts;
use super::profiles::{Profile, Tally};
use super::slices::{self, Attribute, Condition, SliceBy, Slices};
use super::sums::{PackedSums, Sums};
use super::type_confusion::TypeConfusion;
use crate::dataset::document_hash;
use crate::model::{GoldDocument, Layers, Prediction};
use crate::named::named;

/// Scoring settings: the measure, and the slices, groups, rows and profile to count.
///
/// ```
/// use quoteval::{Measure, ScoreOptions, Setting};
/// let measure = Measure { setting: Setting::GoldQuotations, ..Measure::default() };
/// let options = ScoreOptions { measure, ..ScoreOptions::default() };
/// ```
#[derive(Clone, Debug, Default)]
pub struct ScoreOptions {
    /// The settings by which documents are measured and aligned.
    pub measure: Measure,
    /// Attributes to slice by.
    pub by: Vec<SliceBy>,
    /// Speaker annotation that the dataset is known to have, even if the scored documents lack it.
    pub layers: Layers,
    /// The conditions on documents, and on the quotations of slices.
    pub conditions: Vec<Condition>,
    /// The attribute that defines the groups of speakers to compare.
    pub gap: Option<&'static Attribute>,
    /// True to keep one row per item.
    pub per_quotation: bool,
    /// Published scorer to apply in addition to the metrics.
    pub profile: Option<&'static Profile>,
}

impl ScoreOptions {
    /// True if any condition selects documents.
    #[must_use]
    pub(crate) fn is_selective(&self) -> bool {
        self.conditions.iter().any(Condition::is_of_documents)
    }

    /// True if a document satisfies the conditions on documents.
    #[doc(hidden)]
    #[must_use]
    pub fn wants(&self, gold: &GoldDocument) -> bool {
        self.conditions.iter().all(|condition| condition.wants(gold))
    }
}

/// Status of the system's answer to a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Status {
    /// The system gave a prediction, possibly empty.
    Answered,
    /// There is no prediction: all gold quotations are missed.
    Missing,
    /// The system failed on the document: all gold quotations are missed.
    Failed,
}

named!(Status: "status");

/// The counts of one document.
#[derive(Clone, Debug)]
pub struct DocumentScore {
    /// Id of the document.
    pub id: String,
    /// Fingerprint of the gold document.
    pub gold_hash: Hash,
    /// Status of the answer.
    pub status: Status,
    /// Gold quotations.
    pub gold: u64,
    /// Predicted quotations.
    pub predicted: u64,
    /// Speaker annotation of the gold document.
    pub layers: Layers,
    /// The counts that add up over documents.
    pub(crate) packed: PackedSums,
    /// Slice counts by attribute and value.
    pub slices: Slices,
    /// Counts by group of speakers.
    pub groups: Groups,
    /// One row per item, if requested.
    pub items: Vec<ItemRow>,
    /// Tallies of the profile's figures, in order; empty without a profile.
    pub profile: Vec<Tally>,
}

impl DocumentScore {
    /// Scores one document; without a prediction, all gold quotations are missed.
    #[must_use]
    pub fn new(gold: &GoldDocument, prediction: Option<&Prediction>, options: &ScoreOptions) -> Self {
        let nothing = Prediction::empty(gold.id());
        let status = match prediction {
            None => Status::Missing,
            Some(prediction) if prediction.error.is_some() => Status::Failed,
            Some(_) => Status::Answered,
        };
        let prediction = prediction.unwrap_or(&nothing);
        let doc = Aligned::new(gold, prediction, options.measure);
        let classes = ItemClasses::of(&doc);
        assert!(classes_add_up(&doc, &classes), "invariant: classes of {} add up", gold.id());
        Self {
            id: gold.id().to_owned(),
            gold_hash: document_hash(gold),
            status,
            gold: doc.gold_count() as u64,
            predicted: doc.predicted_count() as u64,
            layers: gold.layers(),
            packed: PackedSums::from(&Sums {
                counts: METRICS.iter().map(|metric| metric.count(&doc)).collect(),
                classes: ClassCounts::of(&doc, &classes),
                types: TypeConfusion::of(&doc),
                located: LocatedCounts::of(prediction),
                names: NameCounts::of(&doc),
            }),
            slices: slices::count(&doc, &options.by, &options.conditions),
            groups: options.gap.map_or_else(Groups::new, |attribute| groups(&doc, attribute)),
            items: if options.per_quotation { item_rows(&doc, &classes) } else { Vec::new() },
            profile: options.profile.map_or_else(Vec::new, |profile| profile.count(&doc)),
        }
    }

    /// The counts that add up over documents.
    pub(crate) fn sums(&self) -> Sums {
        self.packed.unpack()
    }

    /// Counts per metric, in the order of [`METRICS`].
    #[must_use]
    pub fn counts(&self) -> Vec<Counts> {
        self.sums().counts
    }
}

/// Checks that TP + S + D = |G| and TP + S + I = |P|, with the TP of the criterion's metric.
fn classes_add_up(doc: &Aligned<'_>, classes: &ItemClasses) -> bool {
    let right = doc.right(doc.measure.criterion);
    let correct = |side: &[ErrorClass]| side.iter().filter(|&&class| class == ErrorClass::Correct).count();
    classes.gold.len() == doc.gold_count()
        && classes.predicted.len() == doc.predicted_count()
        && correct(&classes.gold) == right
        && correct(&classes.predicted) == right
}
