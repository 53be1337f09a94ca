//! Resolution of predicted speakers to gold entities.

use std::borrow::Cow;
use std::cell::OnceCell;

use smallvec::smallvec;

use super::IndexList;
use super::names::NameIndex;
use crate::model::{
    Entity, EntityIndex, FEW_ENTITIES, GoldDocument, MentionSet, PredictedQuotation, PredictedSpeaker, Prediction,
    Reserved, Span, Term, Units,
};
use crate::text::fold_name;

/// Finds entities of one document by id, knowledge-base id, name or surname.
pub(super) struct Resolver<'a> {
    gold: &'a GoldDocument,
    prediction: &'a Prediction,
    ids: OnceCell<Ids<'a>>,
    names: OnceCell<NameIndex<'a>>,
    gold_coreference: bool,
}

/// The speaker of a prediction in terms of gold, and the entities that its ambiguous names could mean.
#[derive(Clone, Debug)]
pub(super) struct Resolution {
    /// The speaker.
    pub(super) resolved: Resolved,
    /// The entities that ambiguous strings could mean, sorted and distinct; empty if no string is ambiguous.
    pub(super) ambiguous: Vec<EntityIndex>,
}

/// The speaker of a prediction in terms of gold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Resolved {
    /// A reserved word.
    Reserved(Reserved),
    /// Entities, and names that resolve to no entity: each list sorted and distinct, at least one of them nonempty.
    Speakers {
        /// Entities found.
        entities: IndexList,
        /// Folded names that no step resolves.
        unknown: Vec<String>,
    },
    /// Folded text of a mention that does not resolve, where no name is given.
    Mention(String),
    /// Neither a speaker nor a source.
    Abstained,
}

impl Resolved {
    /// The entities found; empty for any other variant.
    pub(super) fn entities(&self) -> &[EntityIndex] {
        self.counted().0
    }

    /// The entities found, and the number of names that resolve to no entity.
    pub(super) fn counted(&self) -> (&[EntityIndex], usize) {
        match self {
            Self::Speakers { entities, unknown } => (entities, unknown.len()),
            Self::Reserved(_) | Self::Mention(_) | Self::Abstained => (&[], 0),
        }
    }

    /// True if the speaker resolves to exactly these entities.
    pub(super) fn is_exactly(&self, gold: &[EntityIndex]) -> bool {
        matches!(self, Self::Speakers { entities, unknown } if unknown.is_empty() && entities[..] == *gold)
    }
}

impl<'a> Resolver<'a> {
    pub(super) fn new(gold: &'a GoldDocument, prediction: &'a Prediction, gold_coreference: bool) -> Self {
        Self { gold, prediction, ids: OnceCell::new(), names: OnceCell::new(), gold_coreference }
    }

    /// Resolves the speaker of a prediction.
    pub(super) fn speaker(
        &self,
        prediction: &PredictedQuotation,
        source: Option<&MentionSet>,
        units: &Units<'_>,
    ) -> Resolution {
        let mut ambiguous = Vec::new();
        let resolved = match &prediction.speaker {
            PredictedSpeaker::Reserved(word) => Resolved::Reserved(*word),
            PredictedSpeaker::Named(names) => self.named(names, &mut ambiguous),
            PredictedSpeaker::Absent => self.mentioned(prediction, source, units, &mut ambiguous),
        };
        if ambiguous.len() > 1 {
            ambiguous.sort_unstable();
            ambiguous.dedup();
        }
        Resolution { resolved, ambiguous }
    }

    fn named(&self, names: &[String], ambiguous: &mut Vec<EntityIndex>) -> Resolved {
        if let [only] = names
            && let [entity] = self.string(only)[..]
        {
            return Resolved::Speakers { entities: smallvec![entity], unknown: Vec::new() };
        }
        let (mut entities, mut unknown) = (IndexList::new(), Vec::new());
        for name in names {
            match self.string(name)[..] {
                [entity] => entities.push(entity),
                ref several => {
                    ambiguous.extend_from_slice(several);
                    unknown.push(fold_name(self.own(name).map_or(name, |own| &own.name)));
                }
            }
        }
        if names.len() > 1 {
            entities.sort_unstable();
            entities.dedup();
            unknown.sort_unstable();
            unknown.dedup();
        }
        Resolved::Speakers { entities, unknown }
    }

    fn mentioned(
        &self,
        prediction: &PredictedQuotation,
        units_of_source: Option<&MentionSet>,
        units: &Units<'_>,
        ambiguous: &mut Vec<EntityIndex>,
    ) -> Resolved {
        let Some(source) = &prediction.quotation.source else {
            return Resolved::Abstained;
        };
        let text = match source.spans() {
            [only] => Cow::Borrowed(only.of(self.gold.text())),
            _ => Cow::Owned(source.text(self.gold.text())),
        };
        let meant = self.string(&text);
        let one = || if let [entity] = meant[..] { Some(entity) } else { None };
        if let Some(entity) = one().or_else(|| self.coreferent(units_of_source, units)) {
            return Resolved::Speakers { entities: smallvec![entity], unknown: Vec::new() };
        }
        ambiguous.extend_from_slice(&meant);
        Resolved::Mention(fold_name(&text))
    }

    /// The prediction's own entity with this id.
    fn own(&self, string: &str) -> Option<&'a Entity> {
        self.prediction.entity(string)
    }

    /// Resolves one string. The id of one of the prediction's own entities stands for its name and, if that finds no entity, for
    /// its aliases.
    fn string(&self, string: &str) -> IndexList {
        match self.own(string) {
            None => self.in_gold(string),
            Some(own) => {
                let mut found = own.all_names().map(|name| self.in_gold(name));
                found.find(|meant| !meant.is_empty()).unwrap_or_default()
            }
        }
    }

    /// Looks up one string in gold by id, knowledge-base id and name; the first step that finds an entity decides.
    fn in_gold(&self, string: &str) -> IndexList {
        let entities = &self.gold.entities;
        if entities.len() <= FEW_ENTITIES
            && let Some(index) = entities.iter().position(|entity| entity.has_id(string))
        {
            return smallvec![index];
        }
        let ids = self.ids.get_or_init(|| Ids::of(entities));
        if let Some(index) = ids.entity(string) {
            return smallvec![index];
        }
        let of_kb = ids.kb_entities(string);
        if of_kb.is_empty() { self.names().meant(string) } else { of_kb }
    }

    /// Names of the speakers of a prediction: as written, or the name and aliases of the entity, its own or gold's, whose id is
    /// written.
    pub(super) fn calls<'s>(&'s self, names: &'s [String]) -> impl Iterator<Item = &'s str> {
        names.iter().flat_map(|name| {
            let by_id = self.own(name).or_else(|| self.gold.entities.iter().find(|entity| entity.has_id(name)));
            let written = Some(name.as_str()).filter(|_| by_id.is_none());
            written.into_iter().chain(by_id.into_iter().flat_map(Entity::all_names))
        })
    }

    /// The only entity with a mention around the source, in units; `None` unless gold coreference is allowed.
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

    /// True if a mention folds to the name or an alias of an entity.
    pub(super) fn is_name(&self, mention: &str) -> bool {
        self.names().has(&fold_name(mention))
    }

    fn names(&self) -> &NameIndex<'a> {
        self.names.get_or_init(|| NameIndex::of(&self.gold.entities))
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

    /// Entities with the knowledge-base id.
    fn kb_entities(&self, id: &str) -> IndexList {
        let from = self.kb_ids.partition_point(|(known, _)| *known < id);
        self.kb_ids[from..].iter().take_while(|(known, _)| *known == id).map(|&(_, index)| index).collect()
    }
}

/// Resolution of a string to an entity.
pub(super) const RESOLVING: Term = Term {
    name: "resolving",
    title: "which gold entity a predicted speaker means",
    explanation: "One predicted string is looked up in steps, and the first that finds anybody decides: the id of an entity; \
        a knowledge-base id; a name or alias, lightly folded; a name or alias, folded; the surname of a person, folded \
        (an entity without a type counts as a person). A step that finds several entities ends the search: the string \
        is ambiguous, and reports list the names it could mean. A prediction that names nobody but marks a source is \
        resolved by the text of the source in the same way.\n\
        Lightly folded: Unicode NFKC, case folded, one form of apostrophe and hyphen, a final 's dropped, commas \
        dropped, white space collapsed, edges trimmed of all but letters and digits. Folded: the same, then a leading \
        the and leading titles such as Mr. or President dropped. The surname is the last word of a name of several, \
        after jr, sr, ii, iii, iv, phd and md are dropped. Where the titles of the string tell one gender, the last two \
        steps leave out entities of the other: by their stated gender, or else by the titles of their names.\n\
        Edge cases: a prediction may bring a list of `entities` of its own. The id of one of those stands for its name \
        and, where that finds nobody, for its aliases, also where gold has the same id for somebody else. A pronoun \
        resolves to nobody, unless `--gold-coreference` is given: then a source that lies in a gold mention of exactly \
        one entity resolves to it, and the signature says `coref:gold`.\n\
        Example: gold has the persons Ann Lee, Bo Roe, Mia Roe, Mr. Hale and Mrs. Hale. lee, Ms. Lee’s and ANN LEE all \
        mean Ann Lee; Mrs. Hale and Lady Hale mean Mrs. Hale; Roe and Hale are ambiguous; she means nobody.",
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

    fn gold(entities: Vec<Entity>) -> GoldDocument {
        GoldDocument { entities, ..GoldDocument::default() }
    }

    #[test]
    fn steps_decide_in_order() {
        let gold = gold(vec![
            entity("lee", "Ann Lee", &["A. Lee"], Some("person")),
            entity("tom", "Tom Roe", &["Lee"], None),
            entity("board", "Water Board", &[], Some("organization")),
            entity("roe", "Sue Roe", &["Roe-Smith"], Some("person")),
        ]);
        let prediction = Prediction::default();
        let resolver = Resolver::new(&gold, &prediction, false);
        let meant = |string: &str| resolver.string(string).to_vec();
        assert_eq!(meant("lee"), [0], "an id comes first");
        assert_eq!(meant("Q1"), [0]);
        assert_eq!(meant("Mrs. Ann Lee’s"), [0]);
        assert_eq!(meant("Lee"), [1], "an alias of Tom comes before the surname of Ann");
        assert_eq!(meant("Roe"), [1, 3], "two people bear the surname");
        assert!(meant("Board").is_empty(), "an organisation has no surname");
        assert_eq!(meant("the Water Board"), [2]);
    }

    #[test]
    fn ids_of_own_entities_stand_for_their_names() {
        let gold = gold(vec![
            entity("a", "Ann Lee", &[], None),
            entity("b", "Bo Roe", &[], None),
            entity("c", "Cy Roe", &[], None),
        ]);
        let own = [("a", "Bo Roe", ""), ("m", "Roe", "Ann Lee"), ("x", "the Clerk", "Ann Lee"), ("z", "Nobody", "")];
        let own = own.map(|(id, name, alias)| entity(id, name, &[alias], None));
        let prediction = Prediction::default().with_entities(own.to_vec());
        let resolver = Resolver::new(&gold, &prediction, false);
        let meant = |string: &str| resolver.string(string).to_vec();
        assert_eq!(meant("a"), [1], "gold's entity of the same id is somebody else");
        assert_eq!(meant("b"), [1], "no id of the prediction's own");
        assert_eq!(meant("m"), [1, 2], "an ambiguous name ends the search");
        assert_eq!(meant("x"), [0], "the alias, for nobody has the name");
        assert!(meant("z").is_empty());
    }
}
