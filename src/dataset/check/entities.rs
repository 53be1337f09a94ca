//! The entities of a gold document.

use std::borrow::Cow;

use super::quotation::unknown_speaker_word;
use super::spans::SpanResolver;
use crate::dataset::format::draft::DraftEntity;
use crate::dataset::format::fault::{Fault, Item, Log, did_you_mean};
use crate::dataset::format::{fields, rules};
use crate::model::{Entity, EntityIndex, FEW_ENTITIES, Reserved, Span};

/// The entities of a document, found by id.
pub(super) struct Entities {
    pub(super) list: Vec<Entity>,
    /// Indices of the entities, sorted by id.
    by_id: Vec<EntityIndex>,
}

impl Entities {
    pub(super) fn read(drafts: Vec<DraftEntity<'_>>, spans: &SpanResolver<'_>, log: &mut Log<'_>) -> Self {
        let (by_id, twins) = sorted(&drafts);
        let mut list = Vec::with_capacity(drafts.len());
        for (index, draft) in drafts.into_iter().enumerate() {
            let item = Item::Entity(index, draft.id.as_deref(), draft.line);
            unknown_fields(&draft.unknown, fields::ENTITY, item, log);
            check_id(draft.id.as_deref(), item, log);
            if let (Some([first, _]), Some(id)) = (twins.iter().find(|twins| twins[1] == index), &draft.id) {
                let message = format!("entity #{} has the id of entity #{}", index + 1, first + 1);
                log.add(item, Fault::new(&rules::DUPLICATE_ENTITY, message).found(&**id));
            }
            let mentions = mentions(&draft, spans, item, log);
            list.push(entity(draft, mentions));
        }
        Self { list, by_id }
    }

    /// Returns the index of the entity with this id; `None` if there is none, which is reported.
    pub(super) fn index_of(&self, id: &str, item: Item<'_>, log: &mut Log<'_>) -> Option<EntityIndex> {
        if self.list.len() <= FEW_ENTITIES
            && let Some(index) = self.list.iter().position(|entity| entity.has_id(id))
        {
            return Some(index);
        }
        if let Ok(place) = self.by_id.binary_search_by(|&index| self.list[index].id.as_str().cmp(id)) {
            return Some(self.by_id[place]);
        }
        let fault = match id.starts_with('@') {
            true => unknown_speaker_word(id),
            false => Fault::new(&rules::SPEAKER_UNKNOWN, "the speaker is no entity of the document")
                .found(id)
                .expected("the id of an entity")
                .hint(did_you_mean(id, self.list.iter().map(|entity| &*entity.id))),
        };
        log.add(item, fault);
        None
    }
}

/// Returns the indices of the entities sorted by id, and pairs of indices with the same id.
fn sorted(drafts: &[DraftEntity<'_>]) -> (Vec<EntityIndex>, Vec<[EntityIndex; 2]>) {
    let id = |index: EntityIndex| drafts[index].id.as_deref().unwrap_or_default();
    let mut by_id: Vec<EntityIndex> = (0..drafts.len()).collect();
    by_id.sort_by(|&a, &b| id(a).cmp(id(b)));
    let pairs = by_id.windows(2).map(|pair| [pair[0], pair[1]]);
    let twins = pairs.filter(|&[first, second]| !id(first).is_empty() && id(first) == id(second)).collect();
    (by_id, twins)
}

fn check_id(id: Option<&str>, item: Item<'_>, log: &mut Log<'_>) {
    let Some(id) = id else {
        return log.add(item, Fault::new(&rules::MISSING_FIELD, "`id` is missing"));
    };
    if id.is_empty() {
        return log.add(item, Fault::new(&rules::EMPTY_ID, "the entity's id is empty"));
    }
    if id.parse::<Reserved>().is_ok() {
        let fault = Fault::new(&rules::SPEAKER_MIXED, "a reserved word cannot be the id of an entity");
        log.add(item, fault.found(id));
    }
}

fn mentions(draft: &DraftEntity<'_>, spans: &SpanResolver<'_>, item: Item<'_>, log: &mut Log<'_>) -> Vec<Span> {
    let mut mentions = Vec::with_capacity(draft.mentions.len());
    for (number, mention) in draft.mentions.iter().enumerate() {
        unknown_fields(&mention.unknown, fields::SPAN, item, log);
        match spans.span(mention) {
            Ok(span) => mentions.push(span),
            Err(fault) => log.add(item, fault.within(&format!("mention {}", number + 1))),
        }
    }
    mentions.sort_unstable();
    mentions.dedup();
    mentions
}

fn entity(draft: DraftEntity<'_>, mentions: Vec<Span>) -> Entity {
    let owned = |text: Option<Cow<'_, str>>| text.map(Cow::into_owned);
    let id = owned(draft.id).unwrap_or_default();
    let name = owned(draft.name).unwrap_or_else(|| id.clone());
    let aliases = draft.aliases.into_iter().map(Cow::into_owned).filter(|alias| *alias != name).collect();
    let (entity_type, gender, kb_id) = (owned(draft.entity_type), owned(draft.gender), owned(draft.kb_id));
    Entity { id, name, aliases, entity_type, gender, kb_id, mentions }
}

/// Returns the entities of a prediction, without mentions. Leaves out entities that have no name or alias beyond the id.
pub(super) fn own_entities(drafts: Vec<DraftEntity<'_>>, ignored: &mut Vec<String>, log: &mut Log<'_>) -> Vec<Entity> {
    let (_, twins) = sorted(&drafts);
    let mut own: Vec<Entity> = Vec::with_capacity(drafts.len());
    let is_twin = |index| twins.iter().any(|twins| twins[1] == index);
    for (index, mut draft) in drafts.into_iter().enumerate() {
        ignored.append(&mut draft.unknown);
        let (line, is_twin) = (draft.line, is_twin(index));
        let entity = entity(draft, Vec::new());
        match own.iter().find(|other| is_twin && other.id == entity.id) {
            Some(other) if *other == entity => {}
            Some(_) => {
                let fault = Fault::new(&rules::DUPLICATE_ENTITY, "two entities of the prediction have the same id");
                log.add(Item::Entity(index, Some(&entity.id), line), fault.found(&*entity.id));
            }
            None if entity.id.is_empty() || (entity.name == entity.id && entity.aliases.is_empty()) => {}
            None => own.push(entity),
        }
    }
    own
}

/// Reports fields that are unknown in gold.
pub(super) fn unknown_fields(unknown: &[String], known: &[&str], item: Item<'_>, log: &mut Log<'_>) {
    for field in unknown {
        let hint = match fields::OF_PREDICTIONS.contains(&field.as_str()) {
            true => Some("only predictions have it".to_owned()),
            false => did_you_mean(field, known.iter().copied()),
        };
        log.add(item, Fault::new(&rules::UNKNOWN_FIELD, format!("unknown field `{field}`")).hint(hint));
    }
}
