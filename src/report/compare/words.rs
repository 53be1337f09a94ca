//! The results of a comparison, in sentences.

use super::model::{ComparisonReport, Head};
use crate::compare::gate::Rule;
use crate::compare::{Change, Comparison, Verdict};
use crate::report::layout::{figure, plural, signed, span, told_from};
use crate::stats::Difference;

/// The title of a comparison: `mine 2 against mine 1`.
pub(super) fn title(comparison: &Comparison) -> String {
    format!("{} against {}", comparison.head.0, comparison.base.0)
}

/// The data and setting of the head: `gold · 40 documents · 120 quotations · end-to-end`.
pub(super) fn ground(comparison: &Comparison) -> String {
    let signature = &comparison.head.1;
    let count = |field: &str, word: &str| plural(signature.field(field).parse().unwrap_or(0), word);
    let counts = [count("docs", "document"), count("quotations", "quotation")];
    format!("{} · {} · {}", signature.field("data"), counts.join(" · "), signature.field("setting"))
}

/// The reasons for the verdict, one sentence each.
pub(super) fn reasons(report: &ComparisonReport) -> Vec<String> {
    if let Some(refusal) = &report.refusal {
        return refusal.reasons.clone();
    }
    let comparisons = &report.contest.comparisons;
    if let Some(refused) = comparisons.iter().find(|comparison| !comparison.disagreements.is_empty()) {
        let hint = "`quoteval baseline accept` replaces the baseline with the current results".to_owned();
        let is_new_gold = report.gate.is_some() && refused.changed_documents.is_some();
        return refusal(refused).into_iter().chain(is_new_gold.then_some(hint)).collect();
    }
    match &report.gate {
        Some(gate) => {
            let worst = gate.judgement.verdict;
            let deciding =
                gate.judgement.rules.iter().filter(|rule| rule.verdict != Verdict::Pass && rule.verdict == worst);
            let mut reasons: Vec<String> = deciding.map(broken_rule).collect();
            if let Some(comparison) = comparisons.first() {
                match worst {
                    Verdict::Inconclusive => reasons.push(smallest(comparison, gate.metric)),
                    Verdict::Pass => reasons.push(sentence(comparison, gate.metric)),
                    _ => {}
                }
            }
            reasons
        }
        None if comparisons.len() == 1 => comparisons.iter().flat_map(of_comparison).collect(),
        None => comparisons.iter().flat_map(of_one_among_others).collect(),
    }
}

fn of_one_among_others(comparison: &Comparison) -> Vec<String> {
    let named = |reason| format!("{}: {}: {reason}", comparison.head.0, comparison.verdict);
    of_comparison(comparison).into_iter().map(named).collect()
}

fn of_comparison(comparison: &Comparison) -> Vec<String> {
    let mut reasons = vec![sentence(comparison, comparison.primary_id())];
    if comparison.verdict == Verdict::Inconclusive {
        reasons.push(smallest(comparison, comparison.primary_id()));
    }
    reasons
}

/// The difference in one metric: `attribution.iou50 0.634 → 0.857, +0.223 (95 % +0.010–+0.400), p = 0.031`.
fn sentence(comparison: &Comparison, id: &str) -> String {
    let Some(difference) = comparison.figure(id).map(|figure| &figure.difference) else {
        return format!("{id} is undefined");
    };
    let interval =
        difference.interval.map_or_else(|_| String::new(), |interval| format!(" (95 % {})", span(Ok(interval))));
    let p = difference.p().map_or_else(|| "no p".to_owned(), p_sentence);
    let (base, head, signed) = (figure(difference.base), figure(difference.head), signed(difference.value()));
    format!("{id} {base} → {head}, {signed}{interval}, {p}")
}

/// The smallest difference that this gold can detect.
fn smallest(comparison: &Comparison, id: &str) -> String {
    let documents: u64 = comparison.head.1.field("docs").parse().unwrap_or(0);
    let difference = comparison.figure(id).map(|figure| &figure.difference);
    let those = plural(documents, "document");
    match difference.and_then(Difference::smallest) {
        Some(smallest) => {
            format!(
                "the smallest difference between these two that {those} can show is {smallest:.3} (80 % power at 5 %)"
            )
        }
        None => match difference.and_then(|difference| difference.spread.err()) {
            Some(reason) => format!("the smallest difference that {those} can show cannot be estimated: {reason}"),
            None => {
                "the two systems answer alike, so the smallest difference that this gold can show cannot be estimated"
                    .to_owned()
            }
        },
    }
}

/// Describes a rule that did not pass.
fn broken_rule(rule: &Rule) -> String {
    let whole = |value: f64| format!("{value:.0}");
    let of = rule.of.as_ref().map(|of| format!(" ({of})")).unwrap_or_default();
    let metric = rule.metric.unwrap_or_default();
    let Some(observed) = rule.observed else {
        return format!("{}{of}: undefined on both sides", rule.rule);
    };
    let nothing = if rule.predicted_nothing { ": the head predicted nothing, which counts as 0" } else { "" };
    let quotations = || plural(observed as u64, "quotation");
    match rule.rule {
        "never_break" => format!("never_break{of}: {} broken that must stay right", quotations()),
        "max_broken" => format!("max_broken: {} broken, {} allowed", quotations(), whole(rule.limit)),
        "floor" => format!("floor: {metric} is {}, below {}{nothing}", told_from(observed, rule.limit), rule.limit),
        "min_documents" => {
            format!("min_documents: {}, {} required", plural(observed as u64, "document"), whole(rule.limit))
        }
        _ => {
            let shown = if rule.verdict == Verdict::Regression { "" } else { ", which may be chance" };
            let dropped = told_from(observed, rule.limit);
            format!("max_drop{of}: {metric} dropped by {dropped}, {} allowed{shown}{nothing}", rule.limit)
        }
    }
}

/// The differences that prevent a comparison of two sides, and the documents concerned.
pub(super) fn refusal(comparison: &Comparison) -> Vec<String> {
    let line = |field: &str, base: &str, head: &str| {
        let shown = |value: &str| if value.is_empty() { "nothing".to_owned() } else { value.to_owned() };
        format!("{field}: {} in the base, {} in the head", shown(base), shown(head))
    };
    let fields = comparison.disagreements.iter();
    let mut lines: Vec<String> = fields.map(|field| line(field.field, &field.base, &field.head)).collect();
    if let Some(changed) = &comparison.changed_documents {
        let kinds = ["only in the base", "only in the head", "gold changed"];
        let listed = kinds.into_iter().zip(changed).filter(|(_, ids)| !ids.is_empty());
        lines.extend(listed.map(|(kind, ids)| format!("{kind}: {}", first_of(ids))));
    }
    lines
}

/// The first ten ids and the number of further ids.
fn first_of(ids: &[String]) -> String {
    let more = if ids.len() > 10 { format!(" and {} more", ids.len() - 10) } else { String::new() };
    format!("{}{more}", ids.iter().take(10).cloned().collect::<Vec<_>>().join(", "))
}

/// A p value with three decimals, or `<0.001`.
pub(super) fn p_value(p: f64) -> String {
    if p < 0.001 { "<0.001".to_owned() } else { format!("{p:.3}") }
}

/// A p value in a sentence: `p = 0.031`, `p < 0.001`.
fn p_sentence(p: f64) -> String {
    match p_value(p) {
        below if below.starts_with('<') => below.replace('<', "p < "),
        value => format!("p = {value}"),
    }
}

/// The number of quotations by change: `fixed 12 · broken 3 · still wrong 20 (4 in a different way) · still right 85`.
fn tally(comparison: &Comparison) -> String {
    let Some(changes) = &comparison.changes else {
        return "the changed quotations are unknown: a side has no classes of quotations".to_owned();
    };
    let otherwise = match changes.still_wrong.iter().filter(|change| change.before != change.after).count() {
        0 => String::new(),
        count => format!(" ({count} in a different way)"),
    };
    format!(
        "fixed {} · broken {} · still wrong {}{otherwise} · still right {}",
        changes.fixed.len(),
        changes.broken.len(),
        changes.still_wrong.len(),
        changes.still_right
    )
}

/// The notes below the figures, one line each.
pub(super) fn notes(comparison: &Comparison, head: &Head) -> Vec<String> {
    let mut notes = vec![tally(comparison)];
    let warning = "too small, since quotations of one document depend on each other";
    notes.extend(comparison.mcnemar.map(|p| format!("McNemar on the quotations: {}; {warning}", p_sentence(p))));
    let lists = [(&head.missing, "documents without a prediction"), (&head.failed, "failed documents")];
    let filled = lists.into_iter().filter(|(ids, _)| !ids.is_empty());
    notes.extend(filled.map(|(ids, what)| format!("{what} ({}): {}", ids.len(), first_of(ids))));
    notes
}

/// The class before and after: `speaker-other → correct`.
pub(super) fn became(change: &Change) -> String {
    format!("{} → {}", change.before.as_str(), change.after.as_str())
}

/// Annotations for code review, each with its severity, title and text; the verdict comes first.
pub(crate) fn annotations(report: &ComparisonReport) -> Vec<(Verdict, String, String)> {
    let verdict = report.verdict();
    let title = format!("quoteval {}: {verdict}", report.command());
    let mut all = vec![(verdict, title, reasons(report).join("; "))];
    let is_grave = |change: &Change| report.gate.as_ref().is_some_and(|gate| gate.judgement.forbidden.contains(change));
    let broken = report.contest.comparisons.iter().filter_map(|comparison| comparison.changes.as_ref());
    let mut broken: Vec<&Change> = broken.flat_map(|changes| &changes.broken).collect();
    broken.sort_by_key(|change| !is_grave(change));
    all.extend(broken.into_iter().map(|change| {
        let verdict = if is_grave(change) { Verdict::Regression } else { Verdict::Inconclusive };
        let title = format!("broken: {} {}", change.document, change.quotation);
        (verdict, title, format!("{}: {}", became(change), change.text))
    }));
    all
}
