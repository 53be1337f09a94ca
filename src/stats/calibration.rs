//! Reliability of a system's confidence: curves over falling confidence, and the figures that summarise them.

use crate::model::Term;

/// The confidence of one prediction, and the verdict on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct JudgedPrediction {
    /// From 0 to 1.
    pub confidence: f64,
    /// True if the prediction is right by the criterion.
    pub is_right: bool,
}

/// Number of predictions down to one confidence, on the alignment of all predictions.
#[derive(Clone, Copy, Debug, PartialEq)]
struct CurveBlock {
    kept: u64,
    right: u64,
}

impl CurveBlock {
    fn precision(self) -> f64 {
        self.right as f64 / self.kept as f64
    }

    fn risk(self) -> f64 {
        (self.kept - self.right) as f64 / self.kept as f64
    }
}

/// One bin of the reliability table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// Lower end, included.
    pub from: f64,
    /// Number of predictions in the bin.
    pub items: u64,
    /// Their mean confidence.
    pub confidence: f64,
    /// Share of right predictions.
    pub accuracy: f64,
}

/// Calibration figures of a system; `None` where a figure is undefined.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    /// Gold items.
    pub gold: u64,
    /// Predictions.
    pub items: u64,
    /// Right predictions.
    pub right: u64,
    /// Nonempty bins, in rising order.
    pub bins: Vec<Bin>,
    /// Mean risk over coverage: `(1/n) Σ_k errors(k)/k`; lower is better.
    pub aurc: f64,
    /// `(1/n²) Σ_k errors(k)`; lower is better.
    pub augrc: f64,
    /// Probability that a right prediction has a higher confidence than a wrong one, with ties counted ½; `None` unless both
    /// exist.
    pub auroc: Option<f64>,
    /// Mean over gold of the precision at each right prediction; `None` without gold.
    pub average_precision: Option<f64>,
    /// Mean squared difference of confidence and outcome; lower is better.
    pub brier: f64,
    /// Mean over predictions of |confidence - accuracy| in ten bins of equal width, the last one closed; lower is better.
    pub ece: f64,
}

impl Calibration {
    /// Computes the figures, with equal confidences as one block; `None` without predictions.
    #[must_use]
    pub fn new(mut items: Vec<JudgedPrediction>, gold: u64) -> Option<Self> {
        if items.is_empty() {
            return None;
        }
        items.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then_with(|| a.is_right.cmp(&b.is_right)));
        let curve = curve(&items);
        let bins = bins(&items);
        let n = items.len() as f64;
        let squared = |item: &JudgedPrediction| (item.confidence - f64::from(u8::from(item.is_right))).powi(2);
        Some(Self {
            gold,
            items: items.len() as u64,
            right: items.iter().filter(|item| item.is_right).count() as u64,
            aurc: steps(&curve).map(|(step, block)| step * block.risk()).sum::<f64>() / n,
            augrc: steps(&curve).map(|(step, block)| step * (block.kept - block.right) as f64).sum::<f64>() / (n * n),
            auroc: auroc(&curve),
            average_precision: average_precision(&curve, gold),
            brier: items.iter().map(squared).sum::<f64>() / n,
            ece: bins.iter().map(|bin| bin.items as f64 * (bin.confidence - bin.accuracy).abs()).sum::<f64>() / n,
            bins,
        })
    }
}

/// One block per distinct confidence, in falling order.
fn curve(items: &[JudgedPrediction]) -> Vec<CurveBlock> {
    let (mut kept, mut right) = (0, 0);
    let blocks = items.chunk_by(|a, b| a.confidence == b.confidence);
    blocks
        .map(|block| {
            kept += block.len() as u64;
            right += block.iter().filter(|item| item.is_right).count() as u64;
            CurveBlock { kept, right }
        })
        .collect()
}

/// Each block with the number of items it adds.
fn steps(curve: &[CurveBlock]) -> impl Iterator<Item = (f64, CurveBlock)> {
    let before = std::iter::once(0).chain(curve.iter().map(|block| block.kept));
    curve.iter().zip(before).map(|(&block, before)| ((block.kept - before) as f64, block))
}

fn auroc(curve: &[CurveBlock]) -> Option<f64> {
    let last = curve.last()?;
    let (right, wrong) = (last.right as f64, (last.kept - last.right) as f64);
    let (mut area, mut above, mut seen) = (0.0, 0.0, 0.0);
    for block in curve {
        let (block_right, block_wrong) = (block.right as f64 - above, (block.kept - block.right) as f64 - seen);
        area += block_wrong * (above + block_right / 2.0);
        above += block_right;
        seen += block_wrong;
    }
    (right > 0.0 && wrong > 0.0).then(|| area / (right * wrong))
}

fn average_precision(curve: &[CurveBlock], gold: u64) -> Option<f64> {
    let before = std::iter::once(0).chain(curve.iter().map(|block| block.right));
    let sum: f64 =
        curve.iter().zip(before).map(|(block, before)| (block.right - before) as f64 * block.precision()).sum();
    (gold > 0).then(|| sum / gold as f64)
}

fn bins(items: &[JudgedPrediction]) -> Vec<Bin> {
    let mut sums = [(0u64, 0.0, 0u64); 10];
    for item in items {
        let bin = &mut sums[((item.confidence * 10.0) as usize).min(9)];
        *bin = (bin.0 + 1, bin.1 + item.confidence, bin.2 + u64::from(item.is_right));
    }
    let filled = sums.iter().enumerate().filter(|(_, bin)| bin.0 > 0);
    filled
        .map(|(index, &(items, confidence, right))| Bin {
            from: index as f64 / 10.0,
            items,
            confidence: confidence / items as f64,
            accuracy: right as f64 / items as f64,
        })
        .collect()
}

/// Mean risk over coverage.
pub(super) const AURC: Term = Term {
    name: "aurc",
    title: "mean risk over coverage; 0 is best",
    explanation: "Of `quoteval sweep`. The risk at every number of predictions kept, averaged. A good ranking and few mistakes \
        both lower it.\n\
        Formula: (1/n)·Σ_k errors(k)/k, errors(k) being the wrong ones among the k surest; equal confidences are one \
        block, all of whose items have the risk at its end.\n\
        Edge cases: it is defined wherever there is a prediction; a mistake among the surest few weighs heavily: see \
        `augrc`.\n\
        Example: five predictions, by falling confidence 0.95 right, 0.90 right, 0.80 wrong, 0.60 right, 0.55 wrong: \
        (0/1 + 0/2 + 1/3 + 1/4 + 2/5) / 5 = 0.197.\n\
        Source: Geifman, Uziel and El-Yaniv 2019.",
};

/// Mean share of wrong predictions kept.
pub(super) const AUGRC: Term = Term {
    name: "augrc",
    title: "mean share of wrong ones kept; 0 is best",
    explanation: "Of `quoteval sweep`. As `aurc`, but wrong ones out of all n predictions instead of those kept, so that a \
        mistake among the surest few does not weigh more than it costs.\n\
        Formula: (1/n²)·Σ_k errors(k), equal confidences as one block.\n\
        Edge cases: it is at most 1, and (n + 1)/(2·n) for a system that is always wrong and whose confidences \
        differ.\n\
        Example: five predictions, by falling confidence 0.95 right, 0.90 right, 0.80 wrong, 0.60 right, 0.55 wrong: \
        (0 + 0 + 1 + 1 + 2) / 25 = 0.160.\n\
        Source: Traub et al. 2024.",
};

/// Ranking of right over wrong predictions.
pub(super) const AUROC: Term = Term {
    name: "auroc",
    title: "chance that a right one is surer than a wrong one; ½ is luck",
    explanation: "Of `quoteval sweep`. How well confidence ranks right predictions over wrong ones, however many there are of \
        each.\n\
        Formula: of all pairs of a right and a wrong prediction, the share in which the right one has the higher \
        confidence, ties ½.\n\
        Edge cases: undefined unless there are both right and wrong ones.\n\
        Example: five predictions, by falling confidence 0.95 right, 0.90 right, 0.80 wrong, 0.60 right, 0.55 wrong. \
        Of 3·2 pairs, two right ones are surer than the wrong one at 0.80 and all three than the one at 0.55: 5/6 = \
        0.833.\n\
        Source: Hanley and McNeil 1982.",
};

/// Precision down the ranking.
pub(super) const AVERAGE_PRECISION: Term = Term {
    name: "average_precision",
    title: "mean precision over gold; 1 is best",
    explanation: "Of `quoteval sweep`. Precision at each right prediction on the way down the ranking, averaged over gold; it \
        pays to find much and to be surest of what is right.\n\
        Formula: (1/|G|)·Σ over right predictions of the precision of all that are at least as sure.\n\
        Edge cases: gold quotations that were never found count 0. Undefined without gold quotations.\n\
        Example: five predictions, by falling confidence 0.95 right, 0.90 right, 0.80 wrong, 0.60 right, 0.55 wrong; \
        4 gold quotations: (1/1 + 2/2 + 3/4) / 4 = 0.688.",
};

/// Squared error of the confidence.
pub(super) const BRIER: Term = Term {
    name: "brier",
    title: "mean squared error of the confidence; 0 is best",
    explanation: "Of `quoteval sweep`. How far confidences are from what came true, taken as probabilities.\n\
        Formula: mean over predictions of (confidence - 1)² where right, confidence² where wrong.\n\
        Edge cases: saying ½ everywhere gives 0.25, whatever is right.\n\
        Example: five predictions, by falling confidence 0.95 right, 0.90 right, 0.80 wrong, 0.60 right, 0.55 wrong: \
        (0.0025 + 0.01 + 0.64 + 0.16 + 0.3025) / 5 = 0.223.\n\
        Source: Brier 1950.",
};

/// Distance between confidence and accuracy.
pub(super) const ECE: Term = Term {
    name: "ece",
    title: "mean distance of confidence and accuracy; 0 is best",
    explanation: "Of `quoteval sweep`. Expected calibration error: of predictions that claim 80 %, are 80 % right?\n\
        Formula: ten bins of equal width, the last one closed; mean over predictions of |mean confidence - share of \
        right ones| of their bin.\n\
        Edge cases: it depends on the bins, and with few predictions it is too high; it is 0 for a system that \
        always says the share it gets right, though that ranks nothing.\n\
        Example: five predictions, by falling confidence 0.95 right, 0.90 right, 0.80 wrong, 0.60 right, 0.55 wrong. \
        The bins from 0.9, 0.8, 0.6 and 0.5 on hold 2, 1, 1 and 1: (2·0.075 + 0.80 + 0.40 + 0.55) / 5 = 0.380.\n\
        Source: Naeini, Cooper and Hauskrecht 2015.",
};
