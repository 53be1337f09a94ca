//! Checks a line of a partial against the settings and converts it back to a document score.

use std::borrow::Cow;
use std::collections::BTreeMap;

use blake3::Hash;

use super::counts::{MOST, names, read};
use super::document::{ClassItems, ItemLine, Line, SliceLine, TallyLine};
use super::fault::Fault;
use crate::model::{GoldDocument, Layers};
use crate::score::profiles::{Fraction, Tally};
use crate::score::slices::{SideCounts, SliceCounts, Slices, attributes};
use crate::score::{
    ClassCounts, Counts, Criterion, DocumentScore, ErrorClass, GroupCounts, Groups, ItemRow, LocatedCounts, METRICS,
    NameCounts, PackedSums, PerClass, ScoreOptions, Sums, TypeConfusion,
};

/// Settings and kinds of counts against which lines are checked.
pub(super) struct RestoreContext<'o> {
    options: &'o ScoreOptions,
    /// Allowed slice names, each with true if predictions have the attribute too.
    by: Vec<(String, bool)>,
    /// The score of an empty document, which gives the kind of every figure of the profile.
    nothing: DocumentScore,
    /// The kind of counts of each metric.
    kinds: Vec<Counts>,
}

impl<'o> RestoreContext<'o> {
    pub(super) fn new(options: &'o ScoreOptions) -> Self {
        let nothing = DocumentScore::new(&GoldDocument::default(), None, options);
        Self { options, by: attributes(&options.by, &options.conditions), kinds: nothing.counts(), nothing }
    }

    /// Converts a line to a document score.
    pub(super) fn document(&self, line: Line<'_>) -> Result<DocumentScore, Fault> {
        let sums = self.sums(&line)?;
        must_be_possible(&line)?;
        must_add_up(&line, &sums, self.options)?;
        let id = line.id.into_owned();
        if id.is_empty() {
            return Err(Fault::new("empty-id", "the document's id is empty"));
        }
        Ok(DocumentScore {
            gold_hash: Hash::from_hex(line.gold_hash.as_bytes())
                .map_err(|_| Fault::new("json-shape", "`gold_hash` is no hash").found(&line.gold_hash))?,
            status: Fault::parse(&line.status)?,
            gold: line.gold,
            predicted: line.predicted,
            layers: Layers { speaker: line.speaker_layer, source: line.source_layer },
            packed: PackedSums::from(&sums),
            slices: self.slices(line.slices)?,
            groups: self.groups(line.groups)?,
            items: self.items(line.items, &id)?,
            profile: self.profile(&line.profile)?,
            id,
        })
    }

    fn sums(&self, line: &Line<'_>) -> Result<Sums, Fault> {
        if line.counts.len() != METRICS.len() {
            let fault = Fault::of_counts("`counts` has a list for each metric of the header");
            return Err(fault.found(line.counts.len()).expected(METRICS.len()));
        }
        let metrics = METRICS.iter().zip(&self.kinds).zip(&line.counts);
        let counts = metrics.map(|((metric, kind), numbers)| {
            read(kind, numbers).ok_or_else(|| {
                let fault = Fault::of_counts("not the counts of this metric").item(format!("metric {}", metric.id()));
                fault.found(format!("{numbers:?}")).expected(names(kind))
            })
        });
        Ok(Sums {
            counts: counts.collect::<Result<_, _>>()?,
            classes: ClassCounts {
                gold: per_class(&line.classes.gold)?,
                predicted: per_class(&line.classes.prediction)?,
                aligned: per_class(&line.classes.aligned)?,
            },
            types: TypeConfusion::of_rows(line.types),
            located: LocatedCounts::of_numbers(line.located),
            names: NameCounts::of_numbers(line.names),
        })
    }

    fn slices(&self, lines: Vec<SliceLine<'_>>) -> Result<Slices, Fault> {
        let mut slices = Slices::new();
        for SliceLine(attribute, value, gold, predicted) in lines {
            let fault = |message: &str| Fault::of_counts(message).item(format!("slice {attribute}={value}"));
            let Some((_, is_on_both)) = self.by.iter().find(|(name, _)| *name == attribute) else {
                return Err(fault("the header's `by` and `where` do not name the attribute"));
            };
            if *is_on_both != predicted.is_some() {
                return Err(fault("predictions are counted where they have the attribute, and only there"));
            }
            let sides = [Some(gold), predicted].into_iter().flatten();
            if sides.into_iter().any(|side| side[0] > MOST || side.iter().any(|&right| right > side[0])) {
                return Err(fault("more items are right than there are"));
            }
            let counts =
                SliceCounts { gold: SideCounts::of_numbers(gold), predicted: predicted.map(SideCounts::of_numbers) };
            if slices.insert((attribute.to_string(), value.to_string()), counts).is_some() {
                return Err(fault("counted twice"));
            }
        }
        Ok(slices)
    }

    fn groups(&self, lines: BTreeMap<Cow<'_, str>, [u64; 4]>) -> Result<Groups, Fault> {
        let mut groups = Groups::new();
        for (name, numbers) in lines {
            let fault = |message: &str| Fault::of_counts(message).item(format!("group {name}"));
            if self.options.gap.is_none() {
                return Err(fault("the header's `gap` names no attribute"));
            }
            let [gold, asked, right, predicted] = numbers;
            if right > asked || asked > gold || gold.max(predicted) > MOST {
                return Err(
                    fault("right are at most as many as asked, and these as gold").found(format!("{numbers:?}"))
                );
            }
            groups.insert(name.into_owned(), GroupCounts::of_numbers(numbers));
        }
        Ok(groups)
    }

    fn profile(&self, lines: &[TallyLine]) -> Result<Vec<Tally>, Fault> {
        let figures = self.options.profile.map_or(&[][..], |profile| profile.figures());
        if lines.len() != figures.len() {
            let fault = Fault::of_counts("`profile` has an entry for each figure of the profile");
            return Err(fault.found(lines.len()).expected(figures.len()));
        }
        let tallies = self.nothing.profile.iter().zip(figures).zip(lines);
        let tally = |((kind, figure), line): ((&Tally, &&str), &TallyLine)| {
            let ratios: Vec<Fraction> = line.ratios.iter().map(|(n, d)| Fraction::of_scaled(n.0, *d)).collect();
            // Profiles also count pairs of quotations, so these numbers may exceed any number of quotations.
            let is_possible = line.counts.iter().chain(line.ratios.iter().map(|(_, d)| d)).all(|&n| n < 1 << 48)
                && line.ratios.iter().all(|(n, _)| n.0 < 1 << 96);
            kind.with(&line.counts, &ratios)
                .filter(|_| is_possible)
                .ok_or_else(|| Fault::of_counts("not the counts of this figure").item(format!("figure {figure}")))
        };
        tallies.map(tally).collect()
    }

    fn items(&self, lines: Vec<ItemLine<'_>>, document: &str) -> Result<Vec<ItemRow>, Fault> {
        if !self.options.per_quotation && !lines.is_empty() {
            return Err(Fault::of_counts("rows of quotations, which the header does not announce"));
        }
        lines.into_iter().map(|line| item(line, document)).collect()
    }
}

fn per_class(items: &ClassItems<'_>) -> Result<PerClass, Fault> {
    items.iter().map(|(name, &items)| Ok((Fault::parse(name)?, possible(items)?))).collect()
}

fn item(line: ItemLine<'_>, document: &str) -> Result<ItemRow, Fault> {
    if line.overlap.is_some_and(|(shared, union)| shared > union || union == 0) {
        return Err(Fault::of_counts("an overlap is [shared units, units of either]"));
    }
    let all = |names: Vec<Cow<'_, str>>| names.into_iter().map(Cow::into_owned).collect();
    Ok(ItemRow {
        document: document.to_owned(),
        gold: line.gold.map(Cow::into_owned),
        predicted: line.predicted.map(Cow::into_owned),
        overlap: line.overlap,
        class: Fault::parse(&line.class)?,
        boundary: line.boundary.as_deref().map(Fault::parse).transpose()?,
        gold_speaker: all(line.gold_speaker),
        predicted_speaker: all(line.predicted_speaker),
        ambiguous: all(line.ambiguous),
    })
}

/// Rejects numbers larger than a document can hold, so that no sum overflows.
fn must_be_possible(line: &Line<'_>) -> Result<(), Fault> {
    let located = line.located.iter().chain(&line.names).chain([&line.gold, &line.predicted]);
    located.chain(line.types.as_flattened()).try_for_each(|&number| possible(number).map(|_| ()))
}

fn possible(number: u64) -> Result<u64, Fault> {
    if number <= MOST {
        return Ok(number);
    }
    Err(Fault::of_counts("more than a document can hold").found(number).expected(format!("at most {MOST}")))
}

/// Rejects counts that contradict each other, so that no later subtraction underflows.
fn must_add_up(line: &Line<'_>, sums: &Sums, options: &ScoreOptions) -> Result<(), Fault> {
    let Sums { counts, classes, types, .. } = sums;
    let rows = types.rows();
    let alone = rows.len() - 1;
    let of_criteria: Vec<(Criterion, u64, u64, u64)> = METRICS
        .iter()
        .zip(counts)
        .filter_map(|(metric, counts)| match (metric.id().parse(), counts) {
            (Ok(criterion), &Counts::Matches { tp, fp, fn_ }) => Some((criterion, tp, tp + fp, tp + fn_)),
            _ => None,
        })
        .collect();
    let equal = [
        ("gold and its `classes`", line.gold, classes.gold.total()),
        ("predicted and its `classes`", line.predicted, classes.predicted.total()),
        ("gold and its `types`", line.gold, rows.iter().flat_map(|row| &row[..alone]).sum()),
        ("predicted and its `types`", line.predicted, rows[..alone].iter().flatten().sum()),
    ];
    let of_criterion = of_criteria.iter().filter(|(criterion, ..)| *criterion == options.measure.criterion);
    let correct = of_criterion.flat_map(|&(_, right, ..)| {
        let [gold, predicted] = [&classes.gold, &classes.predicted].map(|side| side.of(ErrorClass::Correct));
        [
            ("right ones by the criterion and correct ones of gold", right, gold),
            ("right ones by the criterion and correct predictions", right, predicted),
        ]
    });
    let of_pairs = of_criteria.iter().flat_map(|&(_, _, predicted, gold)| {
        [("predicted and its `counts`", line.predicted, predicted), ("gold and its `counts`", line.gold, gold)]
    });
    let mut equal = equal.into_iter().chain(correct).chain(of_pairs);
    let do_not = |what: &str, found: u64, expected: String| {
        Err(Fault::of_counts(format!("{what} do not add up")).found(found).expected(expected))
    };
    if let Some((what, expected, found)) = equal.find(|(_, one, other)| one != other) {
        return do_not(what, found, expected.to_string());
    }
    for (class, aligned) in classes.aligned.occurring() {
        let most = classes.gold.of(class).min(classes.predicted.of(class));
        if aligned > most {
            return do_not(&format!("aligned pairs of {}", class.as_str()), aligned, format!("at most {most}"));
        }
    }
    Ok(())
}
