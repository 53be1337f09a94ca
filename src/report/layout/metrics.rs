//! Every metric of one system: first the metrics with precision and recall, then the rest.

use super::section::{Section, describe, figure, range};
use crate::report::model::Scored;
use crate::score::Counts;

pub(super) fn matches(scored: &Scored) -> Section {
    let evaluation = &scored.evaluation;
    let with_f1 = evaluation
        .metrics()
        .zip(&scored.intervals)
        .filter(|((_, total), _)| total.is_some_and(|total| total.counts.has_f1()));
    let rows = with_f1.map(|((metric, total), interval)| {
        let counts = total.map(|total| total.counts);
        let [tp, fp, fn_] = match counts {
            Some(Counts::Matches { tp, fp, fn_ }) => [tp, fp, fn_].map(|count| count.to_string()),
            _ => Default::default(),
        };
        vec![
            metric.id().to_owned(),
            figure(counts.and_then(|counts| counts.precision())),
            figure(counts.and_then(|counts| counts.recall())),
            figure(counts.and_then(|counts| counts.headline())),
            range(*interval),
            figure(total.and_then(|total| total.macro_f1())),
            tp,
            fp,
            fn_,
        ]
    });
    Section::new(
        format!("{} on {}", scored.system, describe(scored)),
        vec!["metric", "P", "R", "F1", "95 %", "macro", "TP", "FP", "FN"],
        rows,
    )
}

pub(super) fn values(scored: &Scored) -> Section {
    let others = scored.evaluation.metrics().zip(&scored.intervals).filter_map(|((metric, total), interval)| {
        let Some(total) = total else {
            return Some(vec![metric.id().to_owned(), "–".to_owned(), String::new(), "undefined here".to_owned()]);
        };
        let of = match total.counts {
            Counts::Share { numerator, denominator } => format!("{numerator}/{denominator}"),
            Counts::Mean { items, .. } => format!("mean of {items}"),
            Counts::Types(_) => "mean of types".to_owned(),
            Counts::Matches { .. } | Counts::Soft { .. } => return None,
        };
        Some(vec![metric.id().to_owned(), figure(total.counts.headline()), range(*interval), of])
    });
    Section::new("", vec!["metric", "value", "95 %", "of"], others)
}
