//! The rules of predictions: offsets must hold, texts are looked for, what is not found is kept as invalid.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use smallvec::SmallVec;

use super::quotation::{Said, common, derive_ids, derived_id, id, report_twins, said, unknown_speaker_word};
use super::spans::Spans;
use super::text;
use super::words::Words;
use crate::dataset::draft::{DraftDocument, DraftQuotation, DraftSpan, Speakers};
use crate::dataset::fault::{Fault, Item, Log, did_you_mean, nearest, shown};
use crate::dataset::locate::{Locator, Near};
use crate::dataset::rules;
use crate::error::Finding;
use crate::model::{
    Fragments, InvalidQuotation, Located, OffsetMap, OffsetUnit, PredictedQuotation, PredictedSpeaker, Prediction,
    Quotation, Reserved, Span, Task, TaskQuotation,
};

/// What checking made of a draft of a prediction.
#[derive(Debug, Default)]
pub struct PredictionCheck {
    /// The prediction; `None` if any finding is an error.
    pub prediction: Option<Prediction>,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
    /// Fields that were ignored, once for each time they occur.
    pub ignored: Vec<String>,
}

/// Checks a prediction, read from `file`, that answers `task`.
///
/// Offsets become bytes of the task's text; content without offsets is located in it. In the gold-quotations setting
/// answers are paired by id and take the content of gold.
#[must_use]
pub fn check_prediction(mut draft: DraftDocument<'_>, task: &Task<'_>, file: &str) -> PredictionCheck {
    let mut log = Log::new(file, draft.line, Some(task.id.to_owned()));
    text::check_schema(&draft, &mut log);
    let unit = text::unit(&draft, &mut log);
    check_text(&draft, task, &mut log);
    let mut ignored = std::mem::take(&mut draft.unknown);
    let mut prediction = Prediction::empty(task.id);
    prediction.error = draft.error.take().map(Cow::into_owned);
    let quotations = quotations(&mut draft, prediction.error.is_some(), &ignored, &mut log);
    let spans = Spans::new(task.text, unit);
    let reader = Reader {
        spans: &spans,
        task,
        log: &mut log,
        locator: Locator::new(task.text),
        taken: HashSet::new(),
        previous: 0,
        ignored: &mut ignored,
    };
    reader.read(quotations, &mut prediction);
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

/// Where the content of a quotation was found, or what is known of one without a place.
enum Content {
    At(Fragments, Located),
    Invalid(InvalidQuotation),
    Faulty,
}

struct Reader<'t, 'l, 'f> {
    spans: &'l Spans<'t>,
    task: &'l Task<'t>,
    log: &'l mut Log<'f>,
    locator: Locator<'t>,
    /// Places that content without offsets was given.
    taken: HashSet<Span>,
    /// End of the previous quotation.
    previous: usize,
    ignored: &'l mut Vec<String>,
}

impl Reader<'_, '_, '_> {
    fn read(mut self, mut drafts: Vec<DraftQuotation<'_>>, prediction: &mut Prediction) {
        let ids = drafts.iter().enumerate().map(|(index, draft)| {
            let id = draft.id.as_deref();
            (Item::Quotation(index, id, draft.line), id)
        });
        report_twins(ids, self.log);
        let answers: Option<HashMap<&str, TaskQuotation<'_>>> =
            self.task.given.as_ref().map(|given| given.quotations.iter().map(|given| (given.id, *given)).collect());
        for (index, draft) in drafts.iter_mut().enumerate() {
            self.quotation(index, draft, answers.as_ref(), prediction);
        }
        let chars = OffsetMap::new(self.spans.text(), OffsetUnit::Char);
        derive_ids(&mut prediction.quotations, &chars);
        number_invalid(&mut prediction.invalid);
    }

    fn quotation(
        &mut self,
        index: usize,
        draft: &mut DraftQuotation<'_>,
        answers: Option<&HashMap<&str, TaskQuotation<'_>>>,
        prediction: &mut Prediction,
    ) {
        let stated = draft.id.clone();
        let item = Item::Quotation(index, stated.as_deref(), draft.line);
        self.ignore(draft);
        let id = id(draft, item, self.log).unwrap_or_default();
        let placed = self.placed(&draft.source, "source", item);
        let answered = answers.and_then(|answers| answers.get(&*id));
        let content = match (answered, answers) {
            (Some(given), _) => self.answer(draft, given, item),
            (None, Some(answers)) if !id.is_empty() => return self.unanswered(&id, answers, item),
            (None, _) => self.content(draft, &id, placed.as_ref(), item),
        };
        let (content, located) = match content {
            Content::At(content, located) => (content, located),
            Content::Invalid(invalid) => return prediction.invalid.push(invalid),
            Content::Faulty => return,
        };
        if let Some(answers) = answers.filter(|_| id.is_empty()) {
            let derived = self.derived(&content);
            if !answers.contains_key(&*derived) {
                return self.unanswered(&derived, answers, item);
            }
        }
        self.previous = content.end();
        let source = placed.or_else(|| self.mention(&draft.source, "source", &content, item));
        let cue = self.placed(&draft.cue, "cue", item).or_else(|| self.mention(&draft.cue, "cue", &content, item));
        let speaker = self.speaker(draft.speaker.take(), item);
        let confidence = self.confidence(draft, item);
        let rule = draft.rule.take().map(Cow::into_owned);
        if let Some(quotation) = common(draft, [Some(content), cue, source], item, self.log) {
            let quotation = Quotation { id, ..quotation };
            prediction.quotations.push(PredictedQuotation { quotation, speaker, confidence, rule, located });
        }
    }

    fn ignore(&mut self, draft: &mut DraftQuotation<'_>) {
        self.ignored.append(&mut draft.unknown);
        for span in draft.content.iter_mut().chain(&mut draft.cue).chain(&mut draft.source) {
            self.ignored.append(&mut span.unknown);
        }
    }

    /// The place of spans that all state offsets; `None` if one does not, or if a fault was reported.
    fn placed(&mut self, drafts: &[DraftSpan<'_>], what: &str, item: Item<'_>) -> Option<Fragments> {
        if drafts.is_empty() || drafts.iter().any(DraftSpan::is_text_only) {
            return None;
        }
        let log = &mut *self.log;
        self.spans.fragments(drafts, &mut |fault| log.add(item, within(what, fault)))
    }

    fn content(&mut self, draft: &DraftQuotation<'_>, id: &str, source: Option<&Fragments>, item: Item<'_>) -> Content {
        if draft.content.is_empty() {
            let fault = Fault::new(&rules::MISSING_FIELD, "`content` is missing or empty");
            self.log.add(item, fault.expected("a list of spans or texts"));
            return Content::Faulty;
        }
        if !draft.content.iter().any(DraftSpan::is_text_only) {
            let placed = self.placed(&draft.content, "content", item);
            return placed.map_or(Content::Faulty, |content| Content::At(content, Located::Given));
        }
        let near = source.map_or(Near::After(self.previous), |source| Near::Around(source.start(), source.end()));
        self.located(&draft.content, id, near, item)
    }

    /// Looks for pieces of which at least one has no offsets.
    fn located(&mut self, drafts: &[DraftSpan<'_>], id: &str, mut near: Near, item: Item<'_>) -> Content {
        let (mut spans, mut located) = (SmallVec::new(), Located::Given);
        for draft in drafts {
            let Some(text) = draft.text.as_deref().filter(|_| draft.is_text_only()) else {
                match self.spans.span(draft) {
                    Ok(span) => spans.push(span),
                    Err(fault) => {
                        self.log.add(item, within("content", fault));
                        return Content::Faulty;
                    }
                }
                continue;
            };
            let found = match draft.occurrence {
                Some(_) => self.spans.occurrence(text, draft.occurrence).ok().map(|span| (span, Located::Exact)),
                None => self.locator.find(text, near, &self.taken),
            };
            let Some((span, how)) = found else { return invalid(drafts, id, text) };
            near = Near::After(span.end());
            located = located.max(how);
            spans.push(span);
        }
        self.taken.extend(spans.iter().copied());
        match self.spans.ordered(spans) {
            Ok(content) => Content::At(content, located),
            Err(fault) => Content::Invalid(unplaced(drafts, id, fault.message)),
        }
    }

    /// The content of the gold quotation that is answered; content of the answer, if any, must agree.
    fn answer(&mut self, draft: &DraftQuotation<'_>, given: &TaskQuotation<'_>, item: Item<'_>) -> Content {
        let gold = given.content;
        if !draft.content.is_empty() {
            let found = match self.placed(&draft.content, "content", item) {
                Some(content) => Some(content),
                None if !draft.content.iter().any(DraftSpan::is_text_only) => return Content::Faulty,
                None => match self.located(&draft.content, given.id, Near::At(gold.start()), item) {
                    Content::At(content, _) => Some(content),
                    Content::Invalid(_) => None,
                    Content::Faulty => return Content::Faulty,
                },
            };
            if !found.is_some_and(|found| self.same_words(&found, gold)) {
                let fault = Fault::new(&rules::ANSWER_DIFFERS, "the content is not that of the gold quotation");
                let expected = shown(&gold.text(self.spans.text()));
                self.log.add(item, fault.expected(expected).hint(Some("leave `content` out".into())));
            }
        }
        Content::At(gold.clone(), Located::Given)
    }

    fn same_words(&self, found: &Fragments, gold: &Fragments) -> bool {
        found == gold || {
            let words = Words::new(self.spans.text());
            words.set(found) == words.set(gold)
        }
    }

    fn derived(&self, content: &Fragments) -> String {
        derived_id(content, &OffsetMap::new(self.spans.text(), OffsetUnit::Char))
    }

    fn unanswered(&mut self, id: &str, answers: &HashMap<&str, TaskQuotation<'_>>, item: Item<'_>) {
        let mut known: Vec<&str> = answers.keys().copied().collect();
        known.sort_unstable();
        let fault = Fault::new(&rules::ANSWER_UNKNOWN, "the answer is to no gold quotation").found(id);
        self.log.add(item, fault.expected("the id of a gold quotation").hint(did_you_mean(id, known)));
    }

    /// The place nearest to the content of a cue or source without offsets.
    fn mention(
        &mut self,
        drafts: &[DraftSpan<'_>],
        what: &str,
        content: &Fragments,
        item: Item<'_>,
    ) -> Option<Fragments> {
        if !drafts.iter().any(DraftSpan::is_text_only) {
            return None;
        }
        let near = Near::Around(content.start(), content.end());
        let mut spans = Vec::new();
        for draft in drafts {
            match (&draft.text, draft.is_text_only(), draft.occurrence) {
                (Some(text), true, None) => match self.locator.find(text, near, &HashSet::new()) {
                    Some((span, _)) => spans.push(span),
                    None => self.log.add(item, missing_mention(what, text)),
                },
                _ => match self.spans.span(draft) {
                    Ok(span) => spans.push(span),
                    Err(fault) => self.log.add(item, within(what, fault)),
                },
            }
        }
        spans.sort_unstable();
        spans.dedup();
        Fragments::new(spans)
    }

    fn speaker(&mut self, speakers: Option<Speakers<'_>>, item: Item<'_>) -> PredictedSpeaker {
        match said(speakers, item, self.log) {
            Said::Nothing => PredictedSpeaker::Absent,
            Said::Reserved(word) => PredictedSpeaker::Reserved(word),
            Said::Names(names) => {
                let words = Reserved::ALL.map(Reserved::as_str);
                for name in names.0.iter().filter(|name| name.starts_with('@')) {
                    if nearest(name, words).is_some() {
                        self.log.add(item, unknown_speaker_word(name));
                    }
                }
                PredictedSpeaker::Named(names.0.into_iter().map(Cow::into_owned).collect())
            }
        }
    }

    fn confidence(&mut self, draft: &DraftQuotation<'_>, item: Item<'_>) -> Option<f64> {
        let confidence = draft.confidence?;
        if !(0.0..=1.0).contains(&confidence) {
            let fault = Fault::new(&rules::CONFIDENCE_RANGE, "the confidence is no probability");
            self.log.add(item, fault.found(confidence.to_string()).expected("a number from 0 to 1"));
        }
        Some(confidence)
    }
}

fn missing_mention(what: &str, text: &str) -> Fault {
    let message = format!("{what}: the document does not hold the text; it counts as not stated");
    Fault::new(&rules::MENTION_NOT_FOUND, message).found(shown(text))
}

fn invalid(drafts: &[DraftSpan<'_>], id: &str, piece: &str) -> Content {
    let reason = match piece.trim().is_empty() {
        true => "the text is empty".to_owned(),
        false if drafts.len() > 1 => format!("the document does not hold {}", shown(piece)),
        false => "the document does not hold the text".to_owned(),
    };
    Content::Invalid(unplaced(drafts, id, reason))
}

fn unplaced(drafts: &[DraftSpan<'_>], id: &str, reason: String) -> InvalidQuotation {
    let text = drafts.iter().filter_map(|draft| draft.text.as_deref()).collect::<Vec<_>>().join(" ");
    InvalidQuotation { id: id.to_owned(), text, reason }
}

/// Numbers the invalid quotations without an id by the rank of their text.
fn number_invalid(invalid: &mut [InvalidQuotation]) {
    invalid.sort_by(|a, b| a.text.cmp(&b.text).then_with(|| a.id.cmp(&b.id)));
    for (rank, invalid) in invalid.iter_mut().enumerate().filter(|(_, invalid)| invalid.id.is_empty()) {
        invalid.id = format!("invalid-{}", rank + 1);
    }
}

fn within(what: &str, fault: Fault) -> Fault {
    Fault { message: format!("{what}: {}", fault.message), ..fault }
}
