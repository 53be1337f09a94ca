//! Which gold entities a predicted speaker means.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;

use smallvec::{SmallVec, smallvec};

use crate::model::{
    Entity, EntityIndex, FEW_ENTITIES, GoldDocument, MentionSet, PredictedQuotation, PredictedSpeaker, Reserved, Span,
    Term, Units,
};
use crate::text::{fold_name, surname};

/// Finds entities of one document by id, knowledge-base id, name or surname.
pub(super) struct Resolver<'a> {
    gold: &'a GoldDocument,
    ids: OnceCell<Ids<'a>>,
    names: OnceCell<Names>,
    gold_coreference: bool,
}

/// Folded forms to the entities that bear them; `None` where there are several.
struct Names {
    names: HashMap<String, Option<EntityIndex>>,
    surnames: HashMap<String, Option<EntityIndex>>,
}

/// What a prediction says of the speaker, in terms of gold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Resolved {
    /// A reserved word.
    Reserved(Reserved),
    /// Entities and names that are none: each list sorted and distinct; both may not be empty at once.
    Speakers {
        /// Entities found.
        entities: SmallVec<[EntityIndex; 2]>,
        /// Folded names that no step resolves.
        unknown: Vec<String>,
    },
    /// No name, only a mention that does not resolve; its folded text.
    Mention(String),
    /// Neither a speaker nor a source.
    Abstained,
}

impl Resolved {
    /// The entities found; empty for everything else.
    pub(super) fn entities(&self) -> &[EntityIndex] {
        self.counted().0
    }

    /// The entities found, and how many names are none.
    pub(super) fn counted(&self) -> (&[EntityIndex], usize) {
        match self {
            Self::Speakers { entities, unknown } => (entities, unknown.len()),
            Self::Reserved(_) | Self::Mention(_) | Self::Abstained => (&[], 0),
        }
    }

    /// Whether these entities, and nobody else, are meant.
    pub(super) fn is_exactly(&self, gold: &[EntityIndex]) -> bool {
        matches!(self, Self::Speakers { entities, unknown } if unknown.is_empty() && entities[..] == *gold)
    }
}

impl<'a> Resolver<'a> {
    pub(super) fn new(gold: &'a GoldDocument, gold_coreference: bool) -> Self {
        Self { gold, ids: OnceCell::new(), names: OnceCell::new(), gold_coreference }
    }

    /// Resolves what a prediction says.
    pub(super) fn speaker(
        &self,
        prediction: &PredictedQuotation,
        source: Option<&MentionSet>,
        units: &Units<'_>,
    ) -> Resolved {
        match &prediction.speaker {
            PredictedSpeaker::Reserved(word) => Resolved::Reserved(*word),
            PredictedSpeaker::Named(names) => self.named(names),
            PredictedSpeaker::Absent => self.mentioned(prediction, source, units),
        }
    }

    fn named(&self, names: &[String]) -> Resolved {
        if let [only] = names {
            return match self.string(only) {
                Some(entity) => Resolved::Speakers { entities: smallvec![entity], unknown: Vec::new() },
                None => Resolved::Speakers { entities: SmallVec::new(), unknown: vec![fold_name(only)] },
            };
        }
        let (mut entities, mut unknown) = (SmallVec::new(), Vec::new());
        for name in names {
            match self.string(name) {
                Some(entity) => entities.push(entity),
                None => unknown.push(fold_name(name)),
            }
        }
        entities.sort_unstable();
        entities.dedup();
        unknown.sort_unstable();
        unknown.dedup();
        Resolved::Speakers { entities, unknown }
    }

    fn mentioned(
        &self,
        prediction: &PredictedQuotation,
        units_of_source: Option<&MentionSet>,
        units: &Units<'_>,
    ) -> Resolved {
        let Some(source) = &prediction.quotation.source else {
            return Resolved::Abstained;
        };
        let text = match source.spans() {
            [only] => Cow::Borrowed(only.of(self.gold.text())),
            _ => Cow::Owned(source.text(self.gold.text())),
        };
        match self.string(&text).or_else(|| self.coreferent(units_of_source, units)) {
            Some(entity) => Resolved::Speakers { entities: smallvec![entity], unknown: Vec::new() },
            None => Resolved::Mention(fold_name(&text)),
        }
    }

    /// One string: the first step that finds anything decides; one that finds several ends it, unresolved.
    fn string(&self, string: &str) -> Option<EntityIndex> {
        let entities = &self.gold.entities;
        if entities.len() <= FEW_ENTITIES
            && let Some(index) = entities.iter().position(|entity| entity.has_id(string))
        {
            return Some(index);
        }
        let ids = self.ids.get_or_init(|| Ids::of(entities));
        if let Some(index) = ids.entity(string) {
            return Some(index);
        }
        if let Some(found) = ids.kb_entity(string) {
            return found;
        }
        let (names, folded) = (self.names(), fold_name(string));
        *names.names.get(&folded).or_else(|| names.surnames.get(&folded))?
    }

    /// The one entity that has a mention around the source, in units, where gold coreference is allowed.
    fn coreferent(&self, source: Option<&MentionSet>, units: &Units<'_>) -> Option<EntityIndex> {
        let Some(MentionSet::Units(source)) = source.filter(|_| self.gold_coreference) else {
            return None;
        };
        let is_around = |mention: &Span| source.is_inside(&units.touched(&(*mention).into()));
        let is_meant = |entity: &Entity| entity.mentions.iter().any(is_around);
        let mut found = (0..self.gold.entities.len()).filter(|&index| is_meant(&self.gold.entities[index]));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// Whether a folded name is the name or an alias of an entity.
    pub(super) fn is_name(&self, folded: &str) -> bool {
        self.names().names.contains_key(folded)
    }

    fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::of(&self.gold.entities))
    }
}

/// Identifiers of the entities, sorted.
struct Ids<'a> {
    ids: Vec<(&'a str, EntityIndex)>,
    kb_ids: Vec<(&'a str, EntityIndex)>,
}

impl<'a> Ids<'a> {
    fn of(entities: &'a [Entity]) -> Self {
        let sorted = |mut list: Vec<(&'a str, EntityIndex)>| {
            list.sort_unstable();
            list
        };
        let ids = entities.iter().enumerate().map(|(index, entity)| (&*entity.id, index)).collect();
        let kb_ids = entities.iter().enumerate().filter_map(|(index, entity)| Some((entity.kb_id.as_deref()?, index)));
        Self { ids: sorted(ids), kb_ids: sorted(kb_ids.collect()) }
    }

    fn entity(&self, id: &str) -> Option<EntityIndex> {
        self.ids.binary_search_by(|(known, _)| (*known).cmp(id)).ok().map(|found| self.ids[found].1)
    }

    /// `None` where no entity has the knowledge-base id, an inner `None` where several have.
    fn kb_entity(&self, id: &str) -> Option<Option<EntityIndex>> {
        let from = self.kb_ids.partition_point(|(known, _)| *known < id);
        match self.kb_ids[from..] {
            [(first, _), (second, _), ..] if first == id && second == id => Some(None),
            [(first, index), ..] if first == id => Some(Some(index)),
            _ => None,
        }
    }
}

impl Names {
    fn of(entities: &[Entity]) -> Self {
        let (mut names, mut surnames) = (HashMap::new(), HashMap::new());
        for (index, entity) in entities.iter().enumerate() {
            let full = fold_name(&entity.name);
            if let Some(surname) = surname(&full).filter(|_| entity.is_person()) {
                enter(&mut surnames, surname.to_owned(), index);
            }
            enter(&mut names, full, index);
            for alias in &entity.aliases {
                enter(&mut names, fold_name(alias), index);
            }
        }
        Self { names, surnames }
    }
}

fn enter(forms: &mut HashMap<String, Option<EntityIndex>>, form: String, entity: EntityIndex) {
    forms.entry(form).and_modify(|known| *known = known.filter(|&other| other == entity)).or_insert(Some(entity));
}

/// From a string to an entity.
pub(super) const RESOLVING: Term = Term {
    name: "resolving",
    title: "which gold entity a predicted speaker means",
    explanation: "One predicted string is looked up in steps, and the first that finds anything decides: the id of an entity; \
        a knowledge-base id; a name or alias, folded; the surname of a person, folded (an entity without a type \
        counts as a person). A prediction that names nobody but marks a source is resolved by the text of the source \
        in the same way. Folded: Unicode NFKC, case folded, a final 's dropped, white space collapsed, edges trimmed \
        of all but letters and digits, a leading the and titles such as Mr. or President dropped. The surname is the \
        last word of a name of several, after jr, sr, ii, iii, iv, phd and md are dropped.\n\
        Edge cases: a step that finds several entities ends the search, unresolved. A pronoun resolves to nobody, \
        unless `--gold-coreference` is given: then a source that lies in a gold mention of exactly one entity \
        resolves to it, and the signature says `coref:gold`.\n\
        Example: gold has the persons Ann Lee, Bo Roe and Mia Roe. lee, Ms. Lee’s and ANN LEE all mean Ann Lee; Roe \
        means nobody, for two bear the name; she means nobody.",
};

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(id: &str, name: &str, aliases: &[&str], kind: Option<&str>) -> Entity {
        Entity {
            id: id.into(),
            name: name.into(),
            aliases: aliases.iter().map(ToString::to_string).collect(),
            entity_type: kind.map(Into::into),
            kb_id: (id == "lee").then(|| "Q1".into()),
            ..Entity::default()
        }
    }

    #[test]
    fn steps_decide_in_order() {
        let gold = GoldDocument {
            entities: vec![
                entity("lee", "Ann Lee", &["A. Lee"], Some("person")),
                entity("tom", "Tom Roe", &["Lee"], None),
                entity("board", "Water Board", &[], Some("organization")),
                entity("roe", "Sue Roe", &["Roe-Smith"], Some("person")),
            ],
            ..GoldDocument::default()
        };
        let resolver = Resolver::new(&gold, false);
        assert_eq!(resolver.string("lee"), Some(0), "an id comes first");
        assert_eq!(resolver.string("Q1"), Some(0));
        assert_eq!(resolver.string("Mrs. Ann Lee’s"), Some(0));
        assert_eq!(resolver.string("Lee"), Some(1), "an alias of Tom comes before the surname of Ann");
        assert_eq!(resolver.string("Roe"), None, "two people bear the surname");
        assert_eq!(resolver.string("Board"), None, "an organisation has no surname");
        assert_eq!(resolver.string("the Water Board"), Some(2));
    }
}
