//! What the figures of calibration, agreement and power are, for tables and `quoteval explain`.

/// A figure that is no metric of a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Name in reports.
    pub name: &'static str,
    /// A few words for tables.
    pub title: &'static str,
    /// Definition, formula, edge cases and source.
    pub explanation: &'static str,
}

/// All figures.
pub const FIGURES: [Figure; 10] = [
    Figure {
        name: "aurc",
        title: "mean risk over coverage; 0 is best",
        explanation: "Of `quoteval sweep`. Predictions by falling confidence, equal ones as one block: (1/n)·Σ_k errors(k)/k, \
            errors(k) being the wrong ones among the k surest. A good ranking and few errors both lower it (Geifman and \
            El-Yaniv, 2017).",
    },
    Figure {
        name: "augrc",
        title: "mean share of wrong ones kept; 0 is best",
        explanation: "Of `quoteval sweep`. As aurc, but out of all n: (1/n²)·Σ_k errors(k), so that a mistake among the surest \
            few does not weigh more than it costs (Traub et al., 2024).",
    },
    Figure {
        name: "auroc",
        title: "chance that a right one is surer than a wrong one; ½ is luck",
        explanation: "Of `quoteval sweep`. Share of pairs of a right and a wrong prediction in which the right one has the \
            higher confidence, ties ½. Undefined unless there are both.",
    },
    Figure {
        name: "average_precision",
        title: "mean precision over gold; 1 is best",
        explanation: "Of `quoteval sweep`. Precision at each right prediction, by falling confidence, summed and divided by \
            |G|: quotations that were never found count 0. Undefined without gold quotations.",
    },
    Figure {
        name: "brier",
        title: "mean squared error of the confidence; 0 is best",
        explanation: "Of `quoteval sweep`. Mean over predictions of (confidence - 1)² where right, confidence² where wrong \
            (Brier, 1950).",
    },
    Figure {
        name: "ece",
        title: "mean distance of confidence and accuracy; 0 is best",
        explanation: "Of `quoteval sweep`. Expected calibration error: ten bins of equal width, the last one closed; mean over \
            predictions of |mean confidence - share of right ones| of their bin (Naeini et al., 2015).",
    },
    Figure {
        name: "agr",
        title: "matched quotations out of the annotator's own",
        explanation: "Of `quoteval agree`. Pairs with IoU > 1/2 ÷ quotations of one annotator, in both directions; their \
            alignment is the one of scoring. Undefined without a quotation (Wiebe, Wilson and Cardie, 2005).",
    },
    Figure {
        name: "kappa",
        title: "agreement of two on labels of units beyond chance",
        explanation: "Of `quoteval agree`. Cohen's κ: (observed - expected) / (1 - expected), expected from each one's own \
            shares of labels. A unit's label is cue, source, content or none, the first of these that covers it. Undefined \
            where both use one and the same label throughout (Cohen, 1960).",
    },
    Figure {
        name: "alpha",
        title: "agreement of any number on labels of units beyond chance",
        explanation: "Of `quoteval agree`. Krippendorff's α for nominal labels: 1 - observed / expected disagreement. Labels \
            as for kappa; documents need not have the same annotators. Undefined where only one label occurs \
            (Krippendorff, 2011).",
    },
    Figure {
        name: "smallest_difference",
        title: "the smallest true difference that a gold set can show",
        explanation: "Of `quoteval power`. 2.80 · SE of the difference in F1 of two systems: what is found with 80 % power at \
            the 5 % level. SE from the bootstrap replicates over documents of two given systems; of one, √(2(1 - ρ)) · SE(F1) \
            with ρ = ½ assumed. Undefined under ten documents and where nothing varies.",
    },
];

/// The figure of that name.
#[must_use]
pub fn figure(name: &str) -> Option<&'static Figure> {
    FIGURES.iter().find(|figure| figure.name == name)
}
