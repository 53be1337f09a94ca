//! The rules of predictions: offsets must be valid, texts are searched for, and texts that are not found are kept as invalid.

use std::borrow::Cow;

use super::answers::GivenContents;
use super::entities::own_entities;
use super::place::{ContentPlace, Places};
use super::quotation::{Said, common, derive_ids, id, rank_predicted, report_twins, said, unknown_speaker_word};
use super::text;
use crate::dataset::format::draft::{DraftDocument, DraftQuotation, DraftSpan, DraftSpeakers};
use crate::dataset::format::fault::{Fault, Item, Log, did_you_mean, nearest};
use crate::dataset::format::rules;
use crate::dataset::locate::LocateEffort;
use crate::error::Finding;
use crate::model::{Fragments, InvalidQuotation, PredictedQuotation, PredictedSpeaker, Prediction, Reserved, Task};

/// The result of checking the draft of a prediction.
#[derive(Debug, Default)]
pub struct PredictionCheck {
    /// The prediction; `None` if any finding is an error.
    pub prediction: Option<Prediction>,
    /// The findings about it.
    pub findings: Vec<Finding>,
    /// Fields that were ignored, one entry per occurrence.
    pub ignored: Vec<String>,
}

/// Checks a prediction for `task`, read from `file`.
///
/// Offsets are converted to bytes of the task's text; content without offsets is located in it. In the gold-quotations setting,
/// answers are paired by id and take over the content of gold.
#[must_use]
pub fn check_prediction(
    mut draft: DraftDocument<'_>,
    task: &Task<'_>,
    effort: LocateEffort,
    file: &str,
) -> PredictionCheck {
    let mut log = Log::new(file, draft.line, Some(task.id.to_owned()));
    text::check_schema(&draft, &mut log);
    let unit = text::unit(&draft, &mut log);
    check_text(&draft, task, &mut log);
    let mut ignored = std::mem::take(&mut draft.unknown);
    let mut prediction = Prediction::empty(task.id);
    prediction.error = draft.error.take().map(Cow::into_owned);
    if !draft.entities.is_empty() {
        let own = own_entities(std::mem::take(&mut draft.entities), &mut ignored, &mut log);
        prediction = prediction.with_entities(own);
    }
    let quotations = quotations(&mut draft, prediction.error.is_some(), &ignored, &mut log);
    let places = Places::new(task.text, unit, effort);
    let answers = task.given.as_ref().map(GivenContents::new);
    PredictionReader { places, answers, log: &mut log, ignored: &mut ignored }.read(quotations, &mut prediction);
    let prediction = (!log.has_errors()).then_some(prediction);
    PredictionCheck { prediction, findings: log.into_findings(), ignored }
}

fn check_text(draft: &DraftDocument<'_>, task: &Task<'_>, log: &mut Log<'_>) {
    if draft.text.as_deref().is_some_and(|text| text != task.text) {
        let fault = Fault::new(&rules::TEXT_DIFFERS, "the prediction is about another text than gold");
        log.add(Item::Document, fault.hint(Some("leave `text` out, or predict on the text of gold".into())));
    }
    text::check_hash(task.text, draft.text_sha256.as_deref(), log);
}

fn quotations<'a>(
    draft: &mut DraftDocument<'a>,
    failed: bool,
    unknown: &[String],
    log: &mut Log<'_>,
) -> Vec<DraftQuotation<'a>> {
    match (draft.quotations.take(), failed) {
        (Some(quotations), false) => quotations,
        (Some(quotations), true) => {
            if !quotations.is_empty() {
                log.add(Item::Document, Fault::new(&rules::ERROR_WITH_QUOTATIONS, "`error` stands beside quotations"));
            }
            Vec::new()
        }
        (None, true) => Vec::new(),
        (None, false) => {
            let hint = did_you_mean("quotations", unknown.iter().map(String::as_str));
            let fault = Fault::new(&rules::MISSING_FIELD, "`quotations` is missing").hint(hint);
            log.add(Item::Document, fault.expected("a list, empty where nothing was found, or `error`"));
            Vec::new()
        }
    }
}

/// Reads the quotations of one document.
struct PredictionReader<'t, 'l, 'f> {
    places: Places<'t>,
    /// The gold quotations, in the gold-quotations setting.
    answers: Option<GivenContents<'l>>,
    log: &'l mut Log<'f>,
    ignored: &'l mut Vec<String>,
}

impl PredictionReader<'_, '_, '_> {
    fn read(mut self, mut drafts: Vec<DraftQuotation<'_>>, prediction: &mut Prediction) {
        let ids = drafts.iter().enumerate().map(|(index, draft)| {
            let id = draft.id.as_deref();
            (Item::Quotation(index, id, draft.line), id)
        });
        report_twins(ids, self.log);
        prediction.quotations.reserve(drafts.len());
        for (index, draft) in drafts.iter_mut().enumerate() {
            self.ignore(draft);
            self.quotation(index, draft, prediction);
        }
        derive_ids(&mut prediction.quotations, &self.places.chars(), rank_predicted);
        if let Some(answers) = self.answers.as_ref().filter(|_| prediction.error.is_none()) {
            answers.complete(prediction);
        }
        number_invalid(&mut prediction.invalid);
    }

    fn quotation(&mut self, index: usize, draft: &DraftQuotation<'_>, prediction: &mut Prediction) {
        let stated = draft.id.as_deref();
        let item = Item::Quotation(index, stated, draft.line);
        let id = id(stated, item, self.log);
        let source = self.places.given("source", draft.source(), item, self.log);
        let found = match &self.answers {
            Some(answers) => answers.find(&id, &draft.content, &mut self.places, item, self.log),
            None => self.places.content(&draft.content, (draft.source(), source.as_ref()), item, self.log),
        };
        let (content, located) = match found {
            ContentPlace::At(content, located) => (content, located),
            ContentPlace::Nowhere(reason) => {
                let confidence = self.confidence(draft, item);
                return prediction.invalid.push(invalid(&draft.content, id, reason, confidence));
            }
            ContentPlace::Faulty => return,
        };
        let [cue, source] = match draft.rare {
            Some(_) => self.mentions(draft, &content, source, item),
            None => [None, None],
        };
        let speaker = self.speaker(draft.speaker.as_ref(), item);
        let confidence = self.confidence(draft, item);
        let rule = draft.rare.as_ref().and_then(|rare| rare.rule.as_deref()).map(|rule| Cow::Owned(rule.to_owned()));
        if let Some(quotation) = common(draft, id, [Some(content), cue, source], item, self.log) {
            prediction.quotations.push(PredictedQuotation { quotation, speaker, confidence, rule, located });
        }
    }

    /// Returns the cue and the source; `source` is the source placed by offsets, if any.
    fn mentions(
        &mut self,
        draft: &DraftQuotation<'_>,
        content: &Fragments,
        source: Option<Fragments>,
        item: Item<'_>,
    ) -> [Option<Fragments>; 2] {
        let source = source.or_else(|| self.places.mention("source", draft.source(), content, item, self.log));
        let cue = self.places.given("cue", draft.cue(), item, self.log);
        let cue = cue.or_else(|| self.places.mention("cue", draft.cue(), content, item, self.log));
        [cue, source]
    }

    fn ignore(&mut self, draft: &mut DraftQuotation<'_>) {
        let mut ignore = |unknown: &mut Vec<String>| {
            if !unknown.is_empty() {
                self.ignored.append(unknown);
            }
        };
        ignore(&mut draft.unknown);
        draft.content.iter_mut().for_each(|span| ignore(&mut span.unknown));
        if let Some(rare) = &mut draft.rare {
            rare.cue.iter_mut().chain(&mut rare.source).for_each(|span| ignore(&mut span.unknown));
        }
    }

    fn speaker(&mut self, speakers: Option<&DraftSpeakers<'_>>, item: Item<'_>) -> PredictedSpeaker {
        match said(speakers, item, self.log) {
            Said::Nothing => PredictedSpeaker::Absent,
            Said::Reserved(word) => PredictedSpeaker::Reserved(word),
            Said::Names(names) => {
                let words = Reserved::ALL.map(Reserved::as_str);
                for name in names.iter().filter(|name| name.starts_with('@')) {
                    if nearest(name, words).is_some() {
                        self.log.add(item, unknown_speaker_word(name));
                    }
                }
                PredictedSpeaker::Named(match names {
                    [name] => name.to_string().into(),
                    names => names.iter().map(Cow::to_string).collect(),
                })
            }
        }
    }

    fn confidence(&mut self, draft: &DraftQuotation<'_>, item: Item<'_>) -> Option<f64> {
        let confidence = draft.rare.as_ref()?.confidence?;
        if !(0.0..=1.0).contains(&confidence) {
            let fault = Fault::new(&rules::CONFIDENCE_RANGE, "the confidence is no probability");
            self.log.add(item, fault.found(confidence.to_string()).expected("a number from 0 to 1"));
        }
        Some(confidence)
    }
}

fn invalid(drafts: &[DraftSpan<'_>], id: String, reason: String, confidence: Option<f64>) -> InvalidQuotation {
    let text = drafts.iter().filter_map(|draft| draft.text.as_deref()).collect::<Vec<_>>().join(" ");
    InvalidQuotation { id, text, reason, confidence }
}

/// Sorts the invalid quotations by their texts and numbers those without an id.
fn number_invalid(invalid: &mut [InvalidQuotation]) {
    invalid.sort_by(|a, b| a.text.cmp(&b.text).then_with(|| a.rank(b)));
    for (rank, invalid) in invalid.iter_mut().enumerate().filter(|(_, invalid)| invalid.id.is_empty()) {
        invalid.id = format!("invalid-{}", rank + 1);
    }
}
