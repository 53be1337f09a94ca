//! Groups of speakers side by side.

use super::section::{Section, figure, range, signed};
use crate::report::model::Scored;

/// Table of the groups, if gold has at least two.
pub(super) fn gap(scored: &Scored) -> Option<Section> {
    let attribute = scored.evaluation.options.gap?;
    let rows = scored.gaps.iter().map(|gap| {
        let [gold, asked, right, predicted] = gap.counts.numbers().map(|count| count.to_string());
        let mut row = vec![
            gap.group.clone(),
            gold,
            asked,
            right,
            predicted,
            figure(gap.recall.value),
            figure(gap.accuracy.value),
        ];
        let differences = [gap.recall_difference, gap.accuracy_difference, gap.share_difference];
        row.extend(differences.into_iter().flat_map(|of| [signed(of.value), range(of.interval)]));
        row
    });
    (scored.gaps.len() > 1).then(|| {
        Section::new(
            format!("speaker gap by {}", attribute.name()),
            "group,gold,asked,right,predicted,recall,accuracy,Δ recall,95 %,Δ accuracy,95 %,Δ share,95 %"
                .split(',')
                .collect(),
            rows,
        )
    })
}
