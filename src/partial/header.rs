//! The first line: the system, the dataset and the settings of the counts.

use serde::{Deserialize, Serialize};

use super::Partial;
use super::fault::Fault;
use crate::error::Error;
use crate::model::{Layers, System, unicode_version};
use crate::score::profiles::profile;
use crate::score::slices::ATTRIBUTES;
use crate::score::{METRICS, METRICS_VERSION, Measure, ScoreOptions, metric};

/// The schema that this program reads and writes.
pub(super) const SCHEMA: &str = "quoteval-partial/1";

/// The header as stored in the file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Header {
    schema: String,
    version: String,
    metrics_version: u32,
    unicode: String,
    setting: String,
    unit: String,
    criterion: String,
    gold_coreference: bool,
    by: Vec<String>,
    #[serde(rename = "where")]
    conditions: Vec<String>,
    gap: Option<String>,
    profile: Option<String>,
    per_quotation: bool,
    pub(super) speaker_layer: bool,
    // Missing from partials of earlier metrics versions, which `check` rejects.
    #[serde(default)]
    pub(super) source_layer: bool,
    system: SystemName,
    dataset: String,
    metrics: Vec<String>,
    pub(super) documents: u64,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SystemName {
    name: String,
    version: String,
}

/// The `schema` field of any JSON object.
#[derive(Deserialize)]
struct Peek {
    schema: Option<String>,
}

impl Header {
    pub(super) fn of(partial: &Partial) -> Self {
        let ScoreOptions { measure, by, conditions, gap, per_quotation, profile, layers } = &partial.options;
        let System { name, version } = partial.system.clone();
        Self {
            schema: SCHEMA.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            metrics_version: METRICS_VERSION,
            unicode: unicode_version(),
            setting: measure.setting.to_string(),
            unit: measure.unit.to_string(),
            criterion: measure.criterion.to_string(),
            gold_coreference: measure.gold_coreference,
            by: by.iter().map(ToString::to_string).collect(),
            conditions: conditions.iter().map(ToString::to_string).collect(),
            gap: gap.map(|attribute| attribute.name().to_owned()),
            profile: profile.map(|profile| profile.name().to_owned()),
            per_quotation: *per_quotation,
            speaker_layer: layers.speaker,
            source_layer: layers.source,
            system: SystemName { name, version },
            dataset: partial.dataset.clone(),
            metrics: METRICS.iter().map(|metric| metric.id().to_owned()).collect(),
            documents: partial.documents.len() as u64,
        }
    }

    /// Parses the header line.
    pub(super) fn read(line: &[u8]) -> Result<Self, Fault> {
        let not_one = |message: &str| {
            Fault::new("partial-header", message)
                .expected(format!("{{\"schema\":\"{SCHEMA}\", …}}"))
                .hint("partials are written by `quoteval score --partial`")
        };
        let Ok(Peek { schema }) = serde_json::from_slice(line) else {
            return Err(not_one("not a partial: the first line is no header"));
        };
        match schema.as_deref() {
            Some(SCHEMA) => serde_json::from_slice(line).map_err(|error| Fault::of_json(&error)),
            Some(other) if other.starts_with("quoteval-partial/") => {
                Err(Fault::new("schema-unknown", "a schema that this program does not read")
                    .found(other)
                    .expected(SCHEMA)
                    .hint("merge with the version of the program that wrote it, or score again"))
            }
            Some(other) => Err(not_one("not a partial: a file of another schema").found(other)),
            None => Err(not_one("not a partial: no `schema` in the first line")),
        }
    }

    /// Rejects counts made by other definitions than this program's.
    pub(super) fn check(&self, shown: &str) -> Result<(), Error> {
        let ids: Vec<&str> = METRICS.iter().map(|metric| metric.id()).collect();
        let this = |what: &str, found: &str, own: &str| {
            let hint = "score again with this version of the program";
            Err(Error::NotComparable(format!("{shown}: {what} {found}, this program has {own}\n  hint: {hint}")))
        };
        if self.metrics_version != METRICS_VERSION {
            return this("metrics version", &self.metrics_version.to_string(), &METRICS_VERSION.to_string());
        }
        if self.unicode != unicode_version() {
            return this("Unicode", &self.unicode, &unicode_version());
        }
        if let Some(unknown) = self.metrics.iter().find(|id| metric(id).is_none()) {
            return Err(Fault::unknown("metric", unknown).at(shown, 1));
        }
        if self.metrics != ids {
            let lacking: Vec<&str> =
                ids.iter().copied().filter(|id| !self.metrics.iter().any(|own| own == id)).collect();
            return match lacking[..] {
                [] => this("metrics in the order", &self.metrics.join(", "), &ids.join(", ")),
                _ => this("metrics without", &lacking.join(", "), "them"),
            };
        }
        Ok(())
    }

    /// A partial without its documents.
    pub(super) fn into_partial(self) -> Result<Partial, Fault> {
        let unknown = Fault::unknown;
        let named = |name: &String| ATTRIBUTES.iter().copied().find(|attribute| attribute.name() == name);
        let group = |name: &String| named(name).filter(|attribute| attribute.is_of_speakers());
        let measure = Measure {
            setting: Fault::parse(&self.setting)?,
            unit: Fault::parse(&self.unit)?,
            criterion: Fault::parse(&self.criterion)?,
            gold_coreference: self.gold_coreference,
        };
        let by = self.by.iter().map(|name| name.parse().map_err(|_| unknown("attribute in `by`", name)));
        let conditions =
            self.conditions.iter().map(|text| text.parse().map_err(|_| unknown("condition in `where`", text)));
        let options = ScoreOptions {
            measure,
            by: by.collect::<Result<_, _>>()?,
            conditions: conditions.collect::<Result<_, _>>()?,
            gap: self.gap.map(|name| group(&name).ok_or_else(|| unknown("group of speakers", &name))).transpose()?,
            per_quotation: self.per_quotation,
            layers: Layers { speaker: self.speaker_layer, source: self.source_layer },
            profile: self.profile.map(|name| profile(&name).ok_or_else(|| unknown("profile", &name))).transpose()?,
        };
        let SystemName { name, version } = self.system;
        Ok(Partial { system: System { name, version }, dataset: self.dataset, options, documents: Vec::new() })
    }
}
