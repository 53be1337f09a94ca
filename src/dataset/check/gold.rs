//! The rules of gold. Every fault of a document is reported, not only the first.

use smallvec::SmallVec;

use super::entities::{Entities, unknown_fields};
use super::quotation::{Said, common, derive_ids, id, rank_gold, report_twins, said};
use super::spans::SpanResolver;
use super::{structure, text};
use crate::dataset::format::draft::{DraftDocument, DraftQuotation, DraftSpan, DraftSpeakers};
use crate::dataset::format::fault::{Fault, Item, Log, did_you_mean, shown};
use crate::dataset::format::{Folder, GoldEntry, TextOrigin, fields, rules};
use crate::error::Finding;
use crate::model::{Document, EntityIndex, Fragments, GoldDocument, GoldQuotation, GoldSpeaker, Reserved};

/// The result of checking the draft of a gold document.
#[derive(Debug, Default)]
pub struct GoldCheck {
    /// Id of the document, if stated.
    pub document: Option<String>,
    /// File that contains the document.
    pub file: String,
    /// Line of the file on which the document begins, from 1.
    pub line: usize,
    /// The document; `None` if any finding is an error.
    pub entry: Option<GoldEntry>,
    /// The findings about the document.
    pub findings: Vec<Finding>,
    /// True if any quotation has a speaker or a source.
    pub has_speaker_layer: bool,
    /// Index, id and line of each quotation with neither. These become findings only if the dataset has a speaker layer.
    silent: Vec<(usize, Option<String>, usize)>,
}

impl GoldCheck {
    /// Returns the findings about quotations without a speaker, for a dataset with a speaker layer.
    #[must_use]
    pub fn speakerless(&self) -> Vec<Finding> {
        let log = Log::new(&self.file, self.line, self.document.clone());
        let finding = |(index, id, line): &(usize, Option<String>, usize)| {
            let fault = Fault::new(&rules::SPEAKER_MISSING, "the quotation has neither a speaker nor a source");
            let expected = "entity ids, @implicit, @author, or a source";
            log.finding(Item::Quotation(*index, id.as_deref(), *line), fault.expected(expected))
        };
        self.silent.iter().map(finding).collect()
    }

    /// True if any quotation has neither speaker nor source.
    pub(in crate::dataset) const fn has_speakerless(&self) -> bool {
        !self.silent.is_empty()
    }
}

/// Checks a gold document read from `file` in `folder`.
#[must_use]
pub(crate) fn check_gold(mut draft: DraftDocument<'_>, file: &str, folder: &Folder) -> GoldCheck {
    let document = draft.id.as_deref().filter(|id| !id.is_empty()).map(str::to_owned);
    let mut log = Log::new(file, draft.line, document.clone());
    let (line, quotations) = (draft.line, draft.quotations.take());
    let silent = silent(quotations.as_deref().unwrap_or_default());
    let has_speaker_layer = quotations.as_ref().is_some_and(|quotations| quotations.len() > silent.len());
    let entry = entry(draft, quotations, folder, &mut log);
    let entry = entry.filter(|_| !log.has_errors()).map(|entry| GoldEntry { file: file.to_owned(), line, ..entry });
    let (file, findings) = (file.to_owned(), log.into_findings());
    GoldCheck { document, file, line, entry, findings, has_speaker_layer, silent }
}

fn entry(
    mut draft: DraftDocument<'_>,
    quotations: Option<Vec<DraftQuotation<'_>>>,
    folder: &Folder,
    log: &mut Log<'_>,
) -> Option<GoldEntry> {
    let id = text::id(&mut draft, log);
    text::check_schema(&draft, log);
    check_fields(&mut draft, quotations.is_none(), log);
    let unit = text::unit(&draft, log);
    let origin = TextOrigin {
        file: draft.text_file.as_deref().map(str::to_owned),
        sha256: draft.text_sha256.as_deref().map(str::to_ascii_lowercase),
    };
    let text = text::resolve(&mut draft, folder, log);
    let spans = SpanResolver::new(text.as_deref()?, unit);
    text::check_hash(spans.text(), draft.text_sha256.as_deref(), log);
    let entities = Entities::read(draft.entities, &spans, log);
    let quotations = GoldReader { spans: &spans, entities: &entities, log }.read(&quotations.unwrap_or_default());
    let document = Document { id, text: text?.into_owned(), meta: draft.meta };
    Some(GoldEntry {
        gold: GoldDocument { document, entities: entities.list, quotations },
        text: origin,
        ..GoldEntry::default()
    })
}

/// Reports fields unknown to the gold schema, and missing `quotations`.
fn check_fields(draft: &mut DraftDocument<'_>, without_quotations: bool, log: &mut Log<'_>) {
    if draft.error.is_some() {
        draft.unknown.push("error".to_owned());
    }
    unknown_fields(&draft.unknown, fields::DOCUMENT, Item::Document, log);
    if without_quotations {
        let hint = did_you_mean("quotations", draft.unknown.iter().map(String::as_str));
        let fault = Fault::new(&rules::MISSING_FIELD, "`quotations` is missing").hint(hint);
        log.add(Item::Document, fault.expected("a list, empty where the document has none"));
    }
}

/// Returns the index, id and line of quotations that state neither speaker nor source.
fn silent(quotations: &[DraftQuotation<'_>]) -> Vec<(usize, Option<String>, usize)> {
    let silent = |draft: &&DraftQuotation<'_>| draft.speaker.is_none() && draft.source().is_empty();
    let numbered = quotations.iter().enumerate().filter(|(_, draft)| silent(draft));
    numbered.map(|(index, draft)| (index, draft.id.as_deref().map(str::to_owned), draft.line)).collect()
}

/// Reads the quotations of a document whose text and entities are known.
struct GoldReader<'t, 'l, 'f> {
    spans: &'l SpanResolver<'t>,
    entities: &'l Entities,
    log: &'l mut Log<'f>,
}

impl GoldReader<'_, '_, '_> {
    fn read(mut self, drafts: &[DraftQuotation<'_>]) -> Vec<GoldQuotation> {
        let items = drafts
            .iter()
            .enumerate()
            .map(|(index, draft)| (item(index, draft.id.as_deref(), draft.line), draft.id.as_deref()));
        report_twins(items, self.log);
        let lines: Vec<usize> = drafts.iter().map(|draft| draft.line).collect();
        let mut quotations = Vec::with_capacity(drafts.len());
        for (index, draft) in drafts.iter().enumerate() {
            if let Some(quotation) = self.quotation(index, draft) {
                quotations.push(quotation);
            }
        }
        if quotations.len() == drafts.len() {
            derive_ids(&mut quotations, &self.spans.chars(), |gold| rank_gold(gold, &self.entities.list));
            structure::check(self.spans.text(), &quotations, &lines, self.log);
        }
        quotations
    }

    /// Reads a quotation; `None` if its content is unusable, which is reported.
    fn quotation(&mut self, index: usize, draft: &DraftQuotation<'_>) -> Option<GoldQuotation> {
        let stated = draft.id.as_deref();
        let item = item(index, stated, draft.line);
        self.check_fields(draft, item);
        let id = id(stated, item, self.log);
        let content = self.fragments("content", &draft.content, item);
        let cue = self.fragments("cue", draft.cue(), item);
        let source = self.fragments("source", draft.source(), item);
        if let Some(content) = content.as_ref().filter(|content| !self.has_word(content)) {
            let fault = Fault::new(&rules::CONTENT_WITHOUT_WORD, "the content holds no letter or digit");
            self.log.add(item, fault.found(shown(&content.text(self.spans.text()))));
        }
        let speaker = self.speaker(draft.speaker.as_ref(), item);
        if speaker == GoldSpeaker::Reserved(Reserved::Unnamed) && draft.source().is_empty() {
            let fault =
                Fault::new(&rules::UNNAMED_WITHOUT_SOURCE, "@unnamed needs a source: the mention of the speaker");
            self.log.add(item, fault);
        }
        let quotation = common(draft, id, [content, cue, source], item, self.log)?;
        Some(GoldQuotation { quotation, speaker })
    }

    fn check_fields(&mut self, draft: &DraftQuotation<'_>, item: Item<'_>) {
        unknown_fields(&draft.unknown, fields::QUOTATION, item, self.log);
        if let Some(rare) = &draft.rare {
            let of_predictions = [(rare.confidence.is_some(), "confidence"), (rare.rule.is_some(), "rule")];
            let stated = of_predictions.iter().filter(|field| field.0).map(|field| field.1.to_owned());
            unknown_fields(&stated.collect::<Vec<_>>(), fields::QUOTATION, item, self.log);
        }
        for spans in [&draft.content, draft.cue(), draft.source()] {
            spans.iter().for_each(|span| unknown_fields(&span.unknown, fields::SPAN, item, self.log));
        }
        if draft.content.is_empty() {
            let hint = did_you_mean("content", draft.unknown.iter().map(String::as_str));
            let fault = Fault::new(&rules::MISSING_FIELD, "`content` is missing or empty").hint(hint);
            self.log.add(item, fault.expected("a list of spans"));
        }
    }

    fn fragments(&mut self, what: &str, drafts: &[DraftSpan<'_>], item: Item<'_>) -> Option<Fragments> {
        if drafts.is_empty() {
            return None;
        }
        let log = &mut *self.log;
        self.spans.fragments(drafts, &mut |fault| log.add(item, fault.within(what)))
    }

    fn has_word(&self, content: &Fragments) -> bool {
        content.spans().iter().any(|&span| span.of(self.spans.text()).contains(char::is_alphanumeric))
    }

    fn speaker(&mut self, speakers: Option<&DraftSpeakers<'_>>, item: Item<'_>) -> GoldSpeaker {
        match said(speakers, item, self.log) {
            Said::Nothing => GoldSpeaker::Absent,
            Said::Reserved(word) => GoldSpeaker::Reserved(word),
            Said::Names(names) => {
                let mut indices = SmallVec::<[EntityIndex; 1]>::new();
                for name in names {
                    if let Some(index) = self.entities.index_of(name, item, self.log) {
                        indices.push(index);
                    }
                }
                indices.sort_unstable();
                indices.dedup();
                if indices.is_empty() { GoldSpeaker::Absent } else { GoldSpeaker::Entities(indices) }
            }
        }
    }
}

const fn item<'a>(index: usize, id: Option<&'a str>, line: usize) -> Item<'a> {
    Item::Quotation(index, id, line)
}
