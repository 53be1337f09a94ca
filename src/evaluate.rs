//! Entry points for documents in memory: attribute, score, compare.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::caught::caught;
use crate::compare::{Changes, Comparison, Contest, JudgedDocument, Side, classes_of};
use crate::dataset::{Source, join};
use crate::error::{Error, Result};
use crate::model::{GoldDocument, Prediction, Setting, System, Task};
use crate::score::{DocumentScore, Evaluation, IntervalMethod, METRICS, ScoreOptions, Statistics, complete};
use crate::stats::{Interval, intervals};
use crate::strategy::Strategy;

/// Runs a strategy on the documents, in parallel, and returns one prediction per document, in their order.
///
/// A document on which the strategy fails or panics has a prediction with [`error`](Prediction::error) set, which is scored as
/// if all quotations were missed.
///
/// ```
/// use quoteval::{Dataset, Setting};
/// let gold = Dataset::load("challenge")?.into_documents();
/// let sieve = quoteval::strategy("sieve").unwrap();
/// let found = quoteval::attribute(sieve, &gold, Setting::EndToEnd);
/// assert_eq!(found.len(), gold.len());
/// # Ok::<(), quoteval::Error>(())
/// ```
#[must_use]
pub fn attribute(strategy: &dyn Strategy, gold: &[GoldDocument], setting: Setting) -> Vec<Prediction> {
    let answer = |gold: &GoldDocument| {
        let answered = caught(|| strategy.attribute(&Task::of(gold, setting)).map_err(|error| error.to_string()));
        answered.flatten().unwrap_or_else(|error| Prediction::failed(gold.id(), error))
    };
    gold.par_iter().map(answer).collect()
}

/// Scores predictions against gold, document by document, and sums the counts.
///
/// Predictions are matched with documents by id, in any order. A document without a prediction counts all its quotations as
/// missed. Documents that do not satisfy the conditions of the options are left out.
///
/// ```
/// use quoteval::{GoldDocument, Prediction, ScoreOptions, Setting, Task};
/// let gold = GoldDocument::from_json(
///     r#"{"id": "a-1", "text": "“It works,” Ann Lee said.", "entities": [{"id": "lee", "name": "Ann Lee"}],
///         "quotations": [{"content": ["“It works,”"], "speaker": "lee"}]}"#,
/// )?;
/// let found = r#"{"quotations": [{"content": ["It works"], "speaker": "Ann Lee"}]}"#;
/// let found = Prediction::from_json(found, &Task::of(&gold, Setting::EndToEnd))?;
/// let evaluation = quoteval::score(&[gold], &[found], &ScoreOptions::default())?;
/// assert_eq!(evaluation.value("attribution.iou50"), Some(1.0));
/// # Ok::<(), quoteval::Error>(())
/// ```
///
/// # Errors
/// When a document or prediction breaks a rule, an id occurs twice, or a prediction is about a document that gold does not have.
pub fn score(gold: &[GoldDocument], predictions: &[Prediction], options: &ScoreOptions) -> Result<Evaluation> {
    let checked = CheckedGold::new(gold, options)?;
    let scores = checked.visit(predictions, |gold, prediction| DocumentScore::new(gold, prediction, options))?;
    Ok(Evaluation::new(with_layers(options, gold), scores))
}

/// Scores the predictions of one source against the gold of another; memory does not grow with their texts.
///
/// Warnings are dropped; `quoteval validate` prints them.
///
/// # Errors
/// When a file cannot be read, or when a finding is an error; the error then holds every finding.
pub fn score_sources(gold: &Source, predictions: &Source, options: &ScoreOptions) -> Result<Evaluation> {
    let count = |gold: &GoldDocument, found: Option<&Prediction>| {
        options.wants(gold).then(|| DocumentScore::new(gold, found, options)).ok_or_else(|| gold.layers())
    };
    let (joined, findings) = join(gold, predictions, options.measure.setting, count)?;
    let joined = joined.ok_or(Error::Invalid(findings))?;
    let (mut options, mut scores) = (options.clone(), Vec::with_capacity(joined.results.len()));
    for visited in joined.results {
        match visited {
            Ok(score) => scores.push(score),
            Err(layers) => options.layers |= layers,
        }
    }
    Ok(Evaluation::new(options, scores))
}

impl Evaluation {
    /// The 95 % interval of a metric by jackknife over documents; `None` where the metric is undefined, or defined in fewer than
    /// 5 documents.
    ///
    /// ```
    /// use quoteval::{Dataset, ScoreOptions, Setting, attribute, score, strategy};
    /// let gold = Dataset::load("challenge")?.into_documents();
    /// let found = attribute(strategy("sieve").unwrap(), &gold, Setting::EndToEnd);
    /// let evaluation = score(&gold, &found, &ScoreOptions::default())?;
    /// let interval = evaluation.interval("attribution.iou50").unwrap();
    /// assert!(interval.low < 0.75 && 0.74 < interval.high);
    /// # Ok::<(), quoteval::Error>(())
    /// ```
    #[must_use]
    pub fn interval(&self, id: &str) -> Option<Interval> {
        let index = METRICS.iter().position(|metric| metric.id() == id)?;
        intervals(self, IntervalMethod::Jackknife).swap_remove(index).ok()
    }
}

/// The options of a comparison.
///
/// ```
/// let mut options = quoteval::CompareOptions::default();
/// options.seed = 7;
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CompareOptions {
    /// Scoring options of both sides; rows of quotations are kept regardless.
    pub score: ScoreOptions,
    /// The seed of randomisation tests [default: 42].
    pub seed: u64,
    /// Minimum number of gold quotations in a slice; smaller slices are left out [default: 20].
    pub min_items: u64,
}

impl Default for CompareOptions {
    fn default() -> Self {
        Self { score: ScoreOptions::default(), seed: Statistics::default().seed, min_items: MIN_ITEMS }
    }
}

/// Compares the predictions of two systems on the same gold: the difference of every metric with its interval and p value, the
/// quotations that were fixed and broken, and a verdict.
///
/// ```
/// use quoteval::{CompareOptions, Dataset, Setting, attribute, compare, strategy};
/// let gold = Dataset::load("challenge")?.into_documents();
/// let [base, head] =
///     ["nearest", "sieve"].map(|name| attribute(strategy(name).unwrap(), &gold, Setting::EndToEnd));
/// let comparison = compare(&gold, &base, &head, &CompareOptions::default())?;
/// assert!(comparison.changes.is_some_and(|changes| !changes.fixed.is_empty()));
/// # Ok::<(), quoteval::Error>(())
/// ```
///
/// # Errors
/// Same as [`score`].
pub fn compare(
    gold: &[GoldDocument],
    base: &[Prediction],
    head: &[Prediction],
    options: &CompareOptions,
) -> Result<Comparison> {
    let score = ScoreOptions { per_quotation: true, ..with_layers(&options.score, gold) };
    let side = |name: &str, judged| {
        let system = System { name: name.into(), ..System::default() };
        Side::new(system, "memory", score.clone(), judged, Statistics { seed: options.seed, ..Statistics::default() })
    };
    let judge = |gold: &GoldDocument, found: Option<&Prediction>| DocumentScore::new(gold, found, &score);
    let checked = CheckedGold::new(gold, &score)?;
    let base = checked.visit(base, |gold, found| JudgedDocument::new(judge(gold, found), &score))?;
    let base = side("base", base);
    let visited = checked.visit(head, |gold, found| {
        let score_of_head = judge(gold, found);
        let (before, after) = (base.classes_of(gold.id()).unwrap_or_default(), classes_of(&score_of_head.items));
        let changes = Changes::of_document(gold, &score_of_head.items, before, &after);
        (JudgedDocument::new(score_of_head, &score), changes)
    })?;
    let (judged, of_documents): (Vec<JudgedDocument>, Vec<Option<Changes>>) = visited.into_iter().unzip();
    let mut changes = Changes::default();
    of_documents.into_iter().flatten().for_each(|of_document| changes.add(of_document));
    let heads = vec![(side("head", judged), Some(changes))];
    let mut contest = Contest::new(&base, heads, options.seed, options.min_items);
    Ok(contest.comparisons.remove(0))
}

/// Minimum number of items in a slice; smaller slices cannot be distinguished from chance.
const MIN_ITEMS: u64 = 20;

/// Adds the layers of speaker annotation of all documents to the options.
fn with_layers(options: &ScoreOptions, gold: &[GoldDocument]) -> ScoreOptions {
    let mut options = options.clone();
    gold.iter().for_each(|gold| options.layers |= gold.layers());
    options
}

/// Gold documents that were checked once, whatever the number of systems.
struct CheckedGold<'g> {
    by_id: HashMap<&'g str, &'g GoldDocument>,
    /// The documents that satisfy the conditions.
    wanted: Vec<&'g GoldDocument>,
    setting: Setting,
}

impl<'g> CheckedGold<'g> {
    fn new(gold: &'g [GoldDocument], options: &ScoreOptions) -> Result<Self> {
        let by_id = by_id(gold, GoldDocument::id, "gold documents")?;
        let wanted: Vec<&GoldDocument> = gold.iter().filter(|gold| options.wants(gold)).collect();
        each(&wanted, GoldDocument::check)?;
        Ok(Self { by_id, wanted, setting: options.measure.setting })
    }

    /// Checks the predictions and visits, in parallel, each wanted document with its prediction.
    fn visit<T: Send>(
        &self,
        predictions: &[Prediction],
        visit: impl Fn(&GoldDocument, Option<&Prediction>) -> T + Sync,
    ) -> Result<Vec<T>> {
        let found = by_id(predictions, |prediction| &prediction.document, "predictions")?;
        if let Some(stray) = predictions.iter().find(|found| !self.by_id.contains_key(found.document.as_str())) {
            return Err(Error::Usage(format!("gold has no document {}, which a prediction is about", stray.document)));
        }
        each(&self.wanted, |gold| {
            let Some(prediction) = found.get(gold.id()) else { return Ok(visit(gold, None)) };
            prediction.check(&Task::of(gold, self.setting))?;
            if self.setting == Setting::EndToEnd || prediction.error.is_some() {
                return Ok(visit(gold, Some(prediction)));
            }
            let completed = complete(gold, (*prediction).clone());
            let completed = completed.map_err(|error| Error::Usage(format!("document {}: {error}", gold.id())))?;
            Ok(visit(gold, Some(&completed)))
        })
    }
}

/// The results for all documents, computed in parallel, or the first fault in the order of documents; a panic is a fault.
fn each<T: Send>(gold: &[&GoldDocument], work: impl Fn(&GoldDocument) -> Result<T> + Sync) -> Result<Vec<T>> {
    let work = |gold: &&GoldDocument| {
        let fault = |panic| Err(Error::Internal(format!("document {}: {panic}", gold.id())));
        caught(|| work(gold)).unwrap_or_else(fault)
    };
    let results: Vec<Result<T>> = gold.par_iter().map(work).collect();
    results.into_iter().collect()
}

fn by_id<'d, D>(documents: &'d [D], id: impl Fn(&'d D) -> &'d str, what: &str) -> Result<HashMap<&'d str, &'d D>> {
    let mut by_id = HashMap::with_capacity(documents.len());
    for document in documents {
        if by_id.insert(id(document), document).is_some() {
            return Err(Error::Usage(format!("two {what} have the id {}", id(document))));
        }
    }
    Ok(by_id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Dataset;
    use crate::model::{Entity, GoldQuotation, PredictedQuotation, Quotation, Span};
    use crate::score::Measure;
    use crate::strategy;

    fn wire() -> Vec<GoldDocument> {
        Dataset::load("wire").unwrap().into_documents()
    }

    /// “It works,” by Ann Lee; characters 0 to 11 are bytes 0 to 15.
    fn gold() -> GoldDocument {
        let mut gold = GoldDocument::new("a", "“It works,” Ann Lee said.");
        let content = Span::new(gold.text(), 0, 15).unwrap();
        gold.entities.push(Entity { id: "lee".into(), name: "Ann Lee".into(), ..Entity::default() });
        gold.quotations.push(GoldQuotation::by(Quotation::new("q1", content), [0]));
        gold
    }

    fn found(content: Span, speaker: &str) -> Prediction {
        Prediction { quotations: vec![PredictedQuotation::by("p1", content, speaker)], ..Prediction::empty("a") }
    }

    /// Panics on one document and finds nothing in all other documents.
    struct Panicky;

    impl Strategy for Panicky {
        fn name(&self) -> &str {
            "panicky"
        }

        fn attribute(&self, task: &Task<'_>) -> Result<Prediction, crate::strategy::StrategyError> {
            assert_ne!(task.id, "b", "invariant: no document is b");
            Ok(Prediction::empty(task.id))
        }
    }

    #[test]
    fn a_panic_fails_its_document_alone() {
        let gold = ["a", "b", "c"].map(|id| GoldDocument::new(id, "No."));
        let found = attribute(&Panicky, &gold, Setting::EndToEnd);
        let errors: Vec<_> = found.iter().map(|found| found.error.as_deref()).collect();
        assert!(matches!(errors[..], [None, Some(_), None]), "{errors:?}");
        assert!(errors[1].is_some_and(|error| error.contains("no document is b")), "{errors:?}");
        let panic = CheckedGold::new(&gold, &ScoreOptions::default())
            .unwrap()
            .visit(&found, |gold, _| assert_ne!(gold.id(), "c"));
        assert!(refusal(panic).starts_with("internal error: document c: panicked"));
    }

    fn refusal<T>(result: Result<T>) -> String {
        result.err().unwrap().to_string()
    }

    #[test]
    fn documents_in_memory_have_the_counts_of_files() {
        let gold = wire();
        for setting in Setting::ALL {
            let found = attribute(strategy::by_name("rules").unwrap(), &gold, setting);
            let options =
                ScoreOptions { measure: Measure { setting, ..Measure::default() }, ..ScoreOptions::default() };
            let in_memory = score(&gold, &found, &options).unwrap();
            let file = tempfile::NamedTempFile::with_suffix(".jsonl").unwrap();
            let texts = gold.iter().map(GoldDocument::text);
            let lines: String = found.iter().zip(texts).map(|(found, text)| found.to_json(text)).collect();
            std::fs::write(file.path(), lines).unwrap();
            let predictions = Source::from_path(file.path()).unwrap();
            let of_files = score_sources(&Source::open("wire").unwrap(), &predictions, &options).unwrap();
            assert_eq!(in_memory.totals, of_files.totals, "{setting}");
            assert_eq!(in_memory.gold_hash, of_files.gold_hash);
        }
    }

    #[test]
    fn gold_goes_through_json_and_back() {
        for gold in wire() {
            assert_eq!(GoldDocument::from_json(&gold.to_json()).unwrap(), gold.checked().unwrap());
        }
    }

    #[test]
    fn input_that_breaks_a_rule_is_refused() {
        let options = ScoreOptions::default();
        let whole = Span::new(gold().text(), 0, 15).unwrap();
        assert_eq!(
            score(&[gold()], &[found(whole, "Ann Lee")], &options).unwrap().value("attribution.exact"),
            Some(1.0)
        );
        let outside = Span::new(&"x".repeat(99), 0, 99).unwrap();
        assert!(refusal(score(&[gold()], &[found(outside, "Ann Lee")], &options)).contains("offset-out-of-range"));
        assert!(refusal(score(&[gold()], &[found(whole, "")], &options)).contains("speaker-empty"));
        let stray = Prediction::empty("b");
        assert!(refusal(score(&[gold()], &[stray], &options)).contains("no document b"));
        assert!(refusal(score(&[gold(), gold()], &[], &options)).contains("two gold documents"));
        let mut nobody = gold();
        nobody.quotations[0] = GoldQuotation::by(nobody.quotations[0].quotation.clone(), [7]);
        assert!(refusal(nobody.checked()).contains("speaker-empty"));
        let given = ScoreOptions {
            measure: Measure { setting: Setting::GoldQuotations, ..Measure::default() },
            ..ScoreOptions::default()
        };
        assert!(refusal(score(&[gold()], &[found(whole, "Ann Lee")], &given)).contains("answer-unknown"));
    }

    #[test]
    fn json_that_is_no_document_is_refused() {
        for json in ["", "[]", "{}", "{\"id\":\"a\",\"text\":\"b\",\"quotations\":[]}\n{}"] {
            assert!(GoldDocument::from_json(json).is_err(), "{json}");
        }
        let gold = gold();
        let task = Task::of(&gold, Setting::EndToEnd);
        for json in ["", "[]", "{}", r#"{"id":"b","quotations":[]}"#, r#"{"quotations":[{"content":[[0,99]]}]}"#] {
            assert!(Prediction::from_json(json, &task).is_err(), "{json}");
        }
    }

    #[test]
    fn a_system_compared_with_itself_differs_in_nothing() {
        let gold = wire();
        let sides =
            ["nearest", "sieve"].map(|name| attribute(strategy::by_name(name).unwrap(), &gold, Setting::EndToEnd));
        let same = compare(&gold, &sides[0], &sides[0], &CompareOptions::default()).unwrap();
        let changes = same.changes.unwrap();
        assert!(changes.fixed.is_empty() && changes.broken.is_empty() && !changes.still_wrong.is_empty());
        let other = compare(&gold, &sides[0], &sides[1], &CompareOptions::default()).unwrap();
        assert!(other.primary().unwrap().difference.value() > Some(0.0));
    }
}
