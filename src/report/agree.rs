//! Agreement of annotators.

use serde_json::{Value, json};

use super::csv::{lines, number};
use super::layout::{Section, figure};
use super::safe::safe;
use super::sheet::Sheet;
use super::table::render_all;
use crate::agree::{Agreement, PairAgreement, PairCounts};
use crate::error::Result;

/// CSV columns; later versions only append to the list.
const COLUMNS: &str = "schema,row,first,second,documents,units,first_spans,second_spans,aligned,matched,exact,f1_exact,f1_iou50,\
    agr_first,agr_second,agr_mean,observed,kappa,alpha,first_compared,second_compared,speaker_first,\
    speaker_second,speaker_mean,signature,unitizing_alpha";

/// The meaning of the columns of the table.
const LEGEND: [&str; 5] = [
    "F1: quotations with IoU > 1/2; exact: with equal units. agr: matched quotations (IoU",
    "> 1/2) divided by those of the first annotator (→) and of the second (←). κ, α: labels",
    "of units (cue, source, content, none). uα: unitizing α of outermost quotations.",
    "speaker: right speakers in matched pairs, mean of both directions. mean: over pairs;",
    "all: counts of all pairs together, α and uα over all documents and annotators.",
];

/// Maximum number of left-out documents named in the table.
const NAMED: usize = 10;

impl Agreement {
    fn row(&self, pair: &PairAgreement) -> Vec<String> {
        let counts = &pair.counts;
        let name = |index: usize| self.annotators[index].clone();
        let mut cells = vec![name(pair.first), name(pair.second)];
        cells.extend(count_cells(counts));
        cells.extend([pair.kappa(), pair.alpha(), pair.unitizing_alpha(), counts.mean_speaker()].map(figure));
        cells
    }

    /// Two summary rows: the means over pairs, and the figures of all pairs together.
    fn summary_rows(&self) -> [Vec<String>; 2] {
        let of_counts = |get: fn(&PairCounts) -> Option<f64>| self.mean(|pair| get(&pair.counts));
        let figures = [
            of_counts(PairCounts::f1),
            of_counts(PairCounts::f1_exact),
            of_counts(|counts| counts.agr()[0]),
            of_counts(|counts| counts.agr()[1]),
            self.mean(PairAgreement::kappa),
            self.mean(PairAgreement::alpha),
            self.mean(PairAgreement::unitizing_alpha),
            of_counts(PairCounts::mean_speaker),
        ];
        let head = ["mean", "", "", "", ""].map(str::to_owned);
        let mean = head.into_iter().chain(figures.map(figure)).collect();
        let mut all = vec!["all".to_owned(), String::new()];
        all.extend(count_cells(&self.all));
        all.extend([None, self.alpha, self.unitizing_alpha, self.all.mean_speaker()].map(figure));
        [mean, all]
    }

    fn pairs_section(&self) -> Section {
        let mut rows: Vec<Vec<String>> = self.pairs.iter().map(|pair| self.row(pair)).collect();
        if self.pairs.len() > 1 {
            rows.extend(self.summary_rows());
        }
        Section {
            text_columns: 2,
            ..Section::new(
                format!("{} annotators, {} documents, {}", self.annotators.len(), self.documents, self.unit),
                "first,second,documents,spans,spans,F1,exact,agr →,agr ←,κ,α,uα,speaker".split(',').collect(),
                rows,
            )
        }
    }

    /// F1 of every pair of annotators, if there are more than two.
    fn matrix(&self) -> Option<String> {
        if self.annotators.len() < 3 {
            return None;
        }
        let cell = |a: usize, b: usize| figure(self.pair(a, b).and_then(|pair| pair.counts.f1()));
        let widest = self.annotators.iter().map(|name| name.chars().count()).max().unwrap_or(0).max(5);
        let line = |first: &str, cells: Vec<String>| {
            let cells: String = cells.iter().map(|cell| format!("  {cell:>widest$}")).collect();
            format!("{first:widest$}{cells}\n")
        };
        let everybody = || 0..self.annotators.len();
        let mut text = line("F1", self.annotators.clone());
        for a in everybody() {
            text.push_str(&line(&self.annotators[a], everybody().map(|b| cell(a, b)).collect()));
        }
        Some(text)
    }

    fn left_out_note(&self) -> Option<String> {
        let named = self.left_out.iter().take(NAMED).map(|(id, annotator)| format!("{id} ({annotator})"));
        let more = self.left_out.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let list = named.collect::<Vec<_>>().join(", ");
        (!self.left_out.is_empty())
            .then(|| format!("left out, annotated by only one ({}): {list}{more}", self.left_out.len()))
    }

    fn csv_row(
        &self,
        kind: &str,
        pair: Option<&PairAgreement>,
        counts: &PairCounts,
        [alpha, unitizing]: [Option<f64>; 2],
    ) -> Vec<String> {
        let name = |index: Option<usize>| index.map_or_else(String::new, |index| self.annotators[index].clone());
        let mut cells = vec!["quoteval-agree/1".to_owned(), kind.to_owned()];
        cells.extend([pair.map(|pair| pair.first), pair.map(|pair| pair.second)].map(name));
        cells.push(counts.documents.to_string());
        cells.push(pair.map_or_else(String::new, |pair| pair.units().to_string()));
        let [a, b] = counts.spans;
        cells.extend([a, b, counts.aligned, counts.matched, counts.exact].map(|count| count.to_string()));
        let [agr_first, agr_second] = counts.agr();
        let of_spans = [counts.f1_exact(), counts.f1(), agr_first, agr_second, counts.mean_agr()];
        cells.extend(of_spans.map(number));
        cells.extend([pair.and_then(PairAgreement::observed), pair.and_then(PairAgreement::kappa), alpha].map(number));
        cells.extend(counts.compared.map(|count| count.to_string()));
        let [first, second] = counts.speaker();
        cells.extend([first, second, counts.mean_speaker()].map(number));
        cells.extend([self.signature.to_string(), number(unitizing)]);
        cells
    }
}

/// Cells for documents, spans, F1 and agr.
fn count_cells(counts: &PairCounts) -> Vec<String> {
    let [a, b] = counts.spans;
    let mut cells: Vec<String> = [counts.documents, a, b].map(|count| count.to_string()).to_vec();
    let [first, second] = counts.agr();
    cells.extend([counts.f1(), counts.f1_exact(), first, second].map(figure));
    cells
}

impl Sheet for Agreement {
    fn text(&self) -> String {
        if self.pairs.is_empty() {
            let left_out = self.left_out_note().unwrap_or_default();
            return safe(&format!("no document was annotated by two annotators\n{left_out}\n\n{}\n", self.signature));
        }
        let mut parts = vec![render_all(&[self.pairs_section()])];
        parts.extend(self.matrix());
        parts.push(LEGEND.map(|line| format!("{line}\n")).concat());
        parts.extend(self.left_out_note().map(|note| format!("{note}\n")));
        parts.push(format!("{}\n", self.signature));
        safe(&parts.join("\n"))
    }

    fn csv(&self) -> Result<String> {
        let row = |pair: &PairAgreement| {
            self.csv_row("pair", Some(pair), &pair.counts, [pair.alpha(), pair.unitizing_alpha()])
        };
        let pairs = self.pairs.iter().map(row);
        let all = self.csv_row("all", None, &self.all, [self.alpha, self.unitizing_alpha]);
        lines(COLUMNS, pairs.chain(std::iter::once(all)).collect())
    }

    fn json(&self) -> Value {
        let pair = |pair: &PairAgreement| {
            let mut object = counts_json(&pair.counts);
            object["first"] = json!(self.annotators[pair.first]);
            object["second"] = json!(self.annotators[pair.second]);
            let labels = [pair.observed(), pair.kappa(), pair.alpha()];
            object["unit_labels"] =
                json!({"units": pair.units(), "observed": labels[0], "kappa": labels[1], "alpha": labels[2]});
            object["unitizing_alpha"] = json!(pair.unitizing_alpha());
            object
        };
        let of_counts = |get: fn(&PairCounts) -> Option<f64>| self.mean(|pair| get(&pair.counts));
        let left_out = |(id, annotator): &(String, String)| json!({"document": id, "annotator": annotator});
        json!({
            "schema": "quoteval-agree/1",
            "signature": self.signature.to_string(),
            "annotators": self.annotators,
            "documents": self.documents,
            "unit": self.unit.as_str(),
            "pairs": self.pairs.iter().map(pair).collect::<Value>(),
            "mean": {
                "f1_iou50": of_counts(PairCounts::f1),
                "f1_exact": of_counts(PairCounts::f1_exact),
                "agr": of_counts(PairCounts::mean_agr),
                "kappa": self.mean(PairAgreement::kappa),
                "alpha": self.mean(PairAgreement::alpha),
                "unitizing_alpha": self.mean(PairAgreement::unitizing_alpha),
                "speaker": of_counts(PairCounts::mean_speaker),
            },
            "all": counts_json(&self.all),
            "alpha": self.alpha,
            "unitizing_alpha": self.unitizing_alpha,
            "left_out": self.left_out.iter().map(left_out).collect::<Value>(),
        })
    }
}

fn counts_json(counts: &PairCounts) -> Value {
    let [agr_first, agr_second] = counts.agr();
    let [first, second] = counts.speaker();
    json!({
        "documents": counts.documents,
        "spans": counts.spans,
        "aligned": counts.aligned,
        "matched": counts.matched,
        "exact": counts.exact,
        "f1_exact": counts.f1_exact(),
        "f1_iou50": counts.f1(),
        "agr": {"first": agr_first, "second": agr_second, "mean": counts.mean_agr()},
        "speaker": {"compared": counts.compared, "right": counts.same_speaker, "first": first, "second": second,
            "mean": counts.mean_speaker()},
    })
}
