//! The rules of gold: every fault of a document is found, not only the first.

use std::borrow::Cow;
use std::collections::HashMap;

use smallvec::SmallVec;

use super::quotation::{Said, common, derive_ids, id, report_twins, said, unknown_speaker_word};
use super::spans::Spans;
use super::{structure, text, words};
use crate::dataset::draft::{DraftDocument, DraftEntity, DraftQuotation, Speakers};
use crate::dataset::fault::{Fault, Item, Log, did_you_mean};
use crate::dataset::folder::Folder;
use crate::dataset::{Entry, TextOrigin, native, rules};
use crate::error::Finding;
use crate::model::{
    Document, Entity, EntityIndex, Fragments, GoldDocument, GoldQuotation, GoldSpeaker, OffsetMap, OffsetUnit, Reserved,
};

/// What checking made of a draft of gold.
#[derive(Debug, Default)]
pub struct GoldCheck {
    /// The document; `None` if any finding is an error.
    pub entry: Option<Entry>,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
    /// Whether any quotation of it has a speaker or a source.
    pub has_speaker_layer: bool,
    speakerless: Speakerless,
}

/// The quotations with neither speaker nor source, kept small: a dataset without a speaker layer has no others.
#[derive(Debug, Default)]
struct Speakerless {
    file: String,
    line: usize,
    document: Option<String>,
    /// Index, id and line of each.
    quotations: Vec<(usize, Option<String>, usize)>,
}

impl GoldCheck {
    /// What is wrong with the document if the dataset has a speaker layer, in this document or in another.
    #[must_use]
    pub fn speakerless(&self) -> Vec<Finding> {
        let Speakerless { file, line, document, quotations } = &self.speakerless;
        let log = Log::new(file, *line, document.clone());
        let finding = |(index, id, line): &(usize, Option<String>, usize)| {
            let fault = Fault::new(&rules::SPEAKER_MISSING, "the quotation has neither a speaker nor a source");
            let expected = "entity ids, @implicit, @author, or a source";
            log.finding(Item::Quotation(*index, id.as_deref(), *line), fault.expected(expected))
        };
        quotations.iter().map(finding).collect()
    }

    /// Whether any quotation has neither speaker nor source.
    pub(in crate::dataset) fn has_speakerless(&self) -> bool {
        !self.speakerless.quotations.is_empty()
    }
}

/// Checks a document of gold that was read from `file` in `folder`.
#[must_use]
pub fn check_gold(mut draft: DraftDocument<'_>, file: &str, folder: &Folder) -> GoldCheck {
    let shown = draft.id.as_deref().filter(|id| !id.is_empty()).map(str::to_owned);
    let mut log = Log::new(file, draft.line, shown.clone());
    let quotations = draft.quotations.take();
    let silent = speakerless(quotations.as_deref().unwrap_or_default());
    let (line, file) = (draft.line, file.to_owned());
    let gold = GoldCheck {
        has_speaker_layer: quotations.iter().flatten().any(|draft| draft.speaker.is_some() || !draft.source.is_empty()),
        speakerless: Speakerless { file: file.clone(), line, document: shown, quotations: silent },
        ..GoldCheck::default()
    };
    let entry = entry(draft, quotations, folder, &mut log);
    let entry = entry.filter(|_| !log.has_errors()).map(|entry| Entry { file, ..entry });
    GoldCheck { entry, findings: log.into_findings(), ..gold }
}

fn entry(
    mut draft: DraftDocument<'_>,
    quotations: Option<Vec<DraftQuotation<'_>>>,
    folder: &Folder,
    log: &mut Log<'_>,
) -> Option<Entry> {
    let id = text::id(&mut draft, log);
    text::check_schema(&draft, log);
    check_fields(&mut draft, quotations.is_none(), log);
    let unit = text::unit(&draft, log);
    let origin = TextOrigin {
        file: draft.text_file.as_deref().map(str::to_owned),
        sha256: draft.text_sha256.as_deref().map(str::to_ascii_lowercase),
    };
    let text = text::resolve(&mut draft, folder, log);
    let spans = Spans::new(text.as_deref()?, unit);
    text::check_hash(spans.text(), draft.text_sha256.as_deref(), log);
    let (entities, quotations) = Reader::new(&spans, log).read(draft.entities, quotations.unwrap_or_default());
    let document = Document { id, text: text?.into_owned(), meta: draft.meta };
    Some(Entry {
        gold: GoldDocument { document, entities, quotations },
        text: origin,
        file: String::new(),
        line: draft.line,
    })
}

/// Reports what the schema does not know, or does not know in gold, and `quotations` if missing.
fn check_fields(draft: &mut DraftDocument<'_>, without_quotations: bool, log: &mut Log<'_>) {
    if draft.error.is_some() {
        draft.unknown.push("error".to_owned());
    }
    unknown_fields(&draft.unknown, native::fields::DOCUMENT, Item::Document, log);
    if without_quotations {
        let hint = did_you_mean("quotations", draft.unknown.iter().map(String::as_str));
        let fault = Fault::new(&rules::MISSING_FIELD, "`quotations` is missing").hint(hint);
        log.add(Item::Document, fault.expected("a list, empty where the document has none"));
    }
}

fn unknown_fields(unknown: &[String], known: &[&str], item: Item<'_>, log: &mut Log<'_>) {
    for field in unknown {
        let hint = match native::fields::OF_PREDICTIONS.contains(&field.as_str()) {
            true => Some("only predictions have it".to_owned()),
            false => did_you_mean(field, known.iter().copied()),
        };
        log.add(item, Fault::new(&rules::UNKNOWN_FIELD, format!("unknown field `{field}`")).hint(hint));
    }
}

/// Index, id and line of the quotations that say nothing of their speaker.
fn speakerless(quotations: &[DraftQuotation<'_>]) -> Vec<(usize, Option<String>, usize)> {
    let silent = |draft: &&DraftQuotation<'_>| draft.speaker.is_none() && draft.source.is_empty();
    let numbered = quotations.iter().enumerate().filter(|(_, draft)| silent(draft));
    numbered.map(|(index, draft)| (index, draft.id.as_deref().map(str::to_owned), draft.line)).collect()
}

/// Reads entities and quotations of one document, whose text is known.
struct Reader<'t, 'l, 'f> {
    spans: &'l Spans<'t>,
    log: &'l mut Log<'f>,
    /// Index of each entity by id.
    entities: HashMap<String, EntityIndex>,
}

impl<'t, 'l, 'f> Reader<'t, 'l, 'f> {
    fn new(spans: &'l Spans<'t>, log: &'l mut Log<'f>) -> Self {
        Self { spans, log, entities: HashMap::new() }
    }

    fn read(
        mut self,
        entities: Vec<DraftEntity<'_>>,
        mut drafts: Vec<DraftQuotation<'_>>,
    ) -> (Vec<Entity>, Vec<GoldQuotation>) {
        let entities = entities.into_iter().enumerate().map(|(index, draft)| self.entity(index, draft)).collect();
        let items = drafts
            .iter()
            .enumerate()
            .map(|(index, draft)| (item(index, draft.id.as_deref(), draft.line), draft.id.as_deref()));
        report_twins(items, self.log);
        let lines: Vec<usize> = drafts.iter().map(|draft| draft.line).collect();
        let mut quotations = Vec::with_capacity(drafts.len());
        for (index, draft) in drafts.iter_mut().enumerate() {
            quotations.extend(self.quotation(index, draft));
        }
        if quotations.len() == drafts.len() {
            let chars = OffsetMap::new(self.spans.text(), OffsetUnit::Char);
            derive_ids(&mut quotations, &chars);
            structure::check(self.spans.text(), &quotations, &lines, self.log);
        }
        (entities, quotations)
    }

    fn entity(&mut self, index: EntityIndex, mut draft: DraftEntity<'_>) -> Entity {
        let id = draft.id.take().map(Cow::into_owned);
        let item = Item::Entity(index, id.as_deref(), draft.line);
        unknown_fields(&draft.unknown, native::fields::ENTITY, item, self.log);
        match id.as_deref() {
            None => self.log.add(item, Fault::new(&rules::MISSING_FIELD, "`id` is missing")),
            Some("") => self.log.add(item, Fault::new(&rules::EMPTY_ID, "the entity's id is empty")),
            Some(id) => self.declare(id, index, item),
        }
        let mut mentions = Vec::with_capacity(draft.mentions.len());
        for (number, mention) in draft.mentions.iter().enumerate() {
            unknown_fields(&mention.unknown, native::fields::SPAN, item, self.log);
            match self.spans.span(mention) {
                Ok(span) => mentions.push(span),
                Err(fault) => self.log.add(item, within(&format!("mention {}", number + 1), fault)),
            }
        }
        mentions.sort_unstable();
        mentions.dedup();
        let id = id.unwrap_or_default();
        let owned = |text: Option<Cow<'_, str>>| text.map(Cow::into_owned);
        let name = owned(draft.name).unwrap_or_else(|| id.clone());
        let aliases = draft.aliases.into_iter().map(Cow::into_owned).filter(|alias| *alias != name).collect();
        let (entity_type, gender, kb_id) = (owned(draft.entity_type), owned(draft.gender), owned(draft.kb_id));
        Entity { id, name, aliases, entity_type, gender, kb_id, mentions }
    }

    fn declare(&mut self, id: &str, index: EntityIndex, item: Item<'_>) {
        if id.parse::<Reserved>().is_ok() {
            let fault = Fault::new(&rules::SPEAKER_MIXED, "a reserved word cannot be the id of an entity");
            self.log.add(item, fault.found(id));
        }
        if let Some(first) = self.entities.insert(id.to_owned(), index) {
            let message = format!("entity #{} has the id of entity #{}", index + 1, first + 1);
            self.log.add(item, Fault::new(&rules::DUPLICATE_ENTITY, message).found(id));
        }
    }

    /// One quotation; `None` if its content is unusable, which is reported.
    fn quotation(&mut self, index: usize, draft: &mut DraftQuotation<'_>) -> Option<GoldQuotation> {
        let stated = draft.id.clone();
        let item = item(index, stated.as_deref(), draft.line);
        self.check_fields(draft, item);
        let id = id(draft, item, self.log).unwrap_or_default();
        let parts = [("content", &draft.content), ("cue", &draft.cue), ("source", &draft.source)]
            .map(|(what, drafts)| self.fragments(what, drafts, item));
        if let Some(content) = parts[0].as_ref().filter(|content| !self.has_word(content)) {
            let fault = Fault::new(&rules::CONTENT_WITHOUT_WORD, "the content holds no letter or digit");
            self.log.add(item, fault.found(crate::dataset::fault::shown(&content.text(self.spans.text()))));
        }
        let speaker = self.speaker(draft.speaker.take(), item);
        if speaker == GoldSpeaker::Reserved(Reserved::Unnamed) && draft.source.is_empty() {
            let fault =
                Fault::new(&rules::UNNAMED_WITHOUT_SOURCE, "@unnamed needs a source: the mention of the speaker");
            self.log.add(item, fault);
        }
        let quotation = common(draft, parts, item, self.log)?;
        Some(GoldQuotation { quotation: crate::model::Quotation { id, ..quotation }, speaker })
    }

    fn check_fields(&mut self, draft: &mut DraftQuotation<'_>, item: Item<'_>) {
        for (given, field) in [(draft.confidence.is_some(), "confidence"), (draft.rule.is_some(), "rule")] {
            if given {
                draft.unknown.push(field.to_owned());
            }
        }
        unknown_fields(&draft.unknown, native::fields::QUOTATION, item, self.log);
        for span in draft.content.iter().chain(&draft.cue).chain(&draft.source) {
            unknown_fields(&span.unknown, native::fields::SPAN, item, self.log);
        }
        if draft.content.is_empty() {
            let hint = did_you_mean("content", draft.unknown.iter().map(String::as_str));
            let fault = Fault::new(&rules::MISSING_FIELD, "`content` is missing or empty").hint(hint);
            self.log.add(item, fault.expected("a list of spans"));
        }
    }

    fn fragments(
        &mut self,
        what: &str,
        drafts: &[crate::dataset::draft::DraftSpan<'_>],
        item: Item<'_>,
    ) -> Option<Fragments> {
        if drafts.is_empty() {
            return None;
        }
        let log = &mut *self.log;
        self.spans.fragments(drafts, &mut |fault| log.add(item, within(what, fault)))
    }

    fn has_word(&self, content: &Fragments) -> bool {
        content.spans().iter().any(|&span| words::core(self.spans.text(), span).is_some())
    }

    fn speaker(&mut self, speakers: Option<Speakers<'_>>, item: Item<'_>) -> GoldSpeaker {
        match said(speakers, item, self.log) {
            Said::Nothing => GoldSpeaker::Absent,
            Said::Reserved(word) => GoldSpeaker::Reserved(word),
            Said::Names(names) => {
                let mut indices: SmallVec<[EntityIndex; 1]> =
                    names.0.iter().filter_map(|name| self.entity_of(name, item)).collect();
                indices.sort_unstable();
                indices.dedup();
                if indices.is_empty() { GoldSpeaker::Absent } else { GoldSpeaker::Entities(indices) }
            }
        }
    }

    fn entity_of(&mut self, id: &str, item: Item<'_>) -> Option<EntityIndex> {
        if let Some(&index) = self.entities.get(id) {
            return Some(index);
        }
        let fault = match id.starts_with('@') {
            true => unknown_speaker_word(id),
            false => {
                let mut known: Vec<&str> = self.entities.keys().map(String::as_str).collect();
                known.sort_unstable();
                let fault = Fault::new(&rules::SPEAKER_UNKNOWN, "the speaker is no entity of the document").found(id);
                fault.expected("the id of an entity").hint(did_you_mean(id, known))
            }
        };
        self.log.add(item, fault);
        None
    }
}

const fn item<'a>(index: usize, id: Option<&'a str>, line: usize) -> Item<'a> {
    Item::Quotation(index, id, line)
}

fn within(what: &str, fault: Fault) -> Fault {
    Fault { message: format!("{what}: {}", fault.message), ..fault }
}
