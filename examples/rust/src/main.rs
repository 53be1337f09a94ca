//! A quotation extractor in Rust, evaluated through the library: implement `Strategy`, score it on a dataset.
//!
//! `cargo run --manifest-path examples/rust/Cargo.toml -- esper`

use quoteval::{
    Dataset, Fragments, Given, PredictedQuotation, Prediction, ScoreOptions, Setting, Span, Strategy, StrategyError,
    Task,
};

/// Everything between curly quotation marks, by the capitalised words after the next `said`.
struct Marks;

impl Strategy for Marks {
    fn name(&self) -> &str {
        "marks"
    }

    fn attribute(&self, task: &Task<'_>) -> Result<Prediction, StrategyError> {
        let quotations = match &task.given {
            None => marked(task.text).map(|span| answer(task.text, span.start().to_string(), span.into())).collect(),
            Some(Given { quotations, .. }) => {
                quotations.iter().map(|given| answer(task.text, given.id.to_owned(), given.content.clone())).collect()
            }
        };
        Ok(Prediction { quotations, ..Prediction::empty(task.id) })
    }
}

/// The spans from each `“` to the next `”`.
fn marked(text: &str) -> impl Iterator<Item = Span> {
    text.match_indices('“').filter_map(|(start, _)| {
        let end = start + text[start..].find('”')? + '”'.len_utf8();
        Span::new(text, start, end).ok()
    })
}

fn answer(text: &str, id: String, content: Fragments) -> PredictedQuotation {
    match speaker(&text[content.end()..]) {
        Some(name) => PredictedQuotation::by(id, content, name),
        None => PredictedQuotation::abstention(id, content),
    }
}

/// `Ann Lee` in ` said Ann Lee, …` and in ` Ann Lee said. …`.
fn speaker(after: &str) -> Option<String> {
    let clause = after.split(['.', '“', '\n']).next()?;
    let (before, behind) = clause.split_once("said")?;
    let name = |words: &str| {
        let capitalised = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
        let words = words.split([' ', ',']).filter(|word| !word.is_empty()).skip_while(|word| !capitalised(word));
        let name = words.take_while(capitalised).collect::<Vec<_>>().join(" ");
        (!name.is_empty()).then_some(name)
    };
    name(before).or_else(|| name(behind))
}

/// Scores the strategy on a dataset: its name, then its figures.
pub(crate) fn report(dataset: &str) -> quoteval::Result<String> {
    let gold = Dataset::load(dataset)?.into_documents();
    let found = quoteval::attribute(&Marks, &gold, Setting::EndToEnd);
    let evaluation = quoteval::score(&gold, &found, &ScoreOptions::default())?;
    let mut report = format!("{} on {dataset}\n", Marks.name());
    for metric in ["detection.iou50", "attribution.iou50"] {
        if let Some(counts) = evaluation.counts(metric) {
            let [precision, recall] = [counts.precision(), counts.recall()].map(|ratio| ratio.unwrap_or(0.0));
            report.push_str(&format!("{metric}: precision {precision:.3}, recall {recall:.3}\n"));
        }
    }
    Ok(report)
}

#[cfg_attr(test, expect(dead_code, reason = "a test takes the report"))]
fn main() -> quoteval::Result<()> {
    let dataset = std::env::args().nth(1).unwrap_or_else(|| "esper".to_owned());
    print!("{}", report(&dataset)?);
    Ok(())
}
