//! Lookup of the entities of a document by name.

use std::cell::OnceCell;

use smallvec::SmallVec;

use super::IndexList;
use crate::model::{Entity, EntityIndex};
use crate::text::{Gender, fold_lightly, only_gender, surname, title_gender, title_genders, without_titles};

/// Lookup index of the names and aliases of some entities.
pub(super) struct NameIndex<'a> {
    entities: &'a [Entity],
    forms: Vec<NameForm>,
    /// Indices into `forms`, sorted by the lightly folded name.
    by_light: Vec<u32>,
    /// Indices into `forms`, sorted by the folded name.
    by_folded: OnceCell<Vec<u32>>,
    /// Indices of persons' full names that have a surname, sorted by surname.
    by_surname: OnceCell<Vec<u32>>,
    /// Gender of each entity, as stated or as implied by the titles of its names.
    genders: OnceCell<Vec<Option<Gender>>>,
}

/// A name or alias.
struct NameForm {
    /// Lightly folded.
    light: String,
    /// Byte offset in `light` at which the folded name starts.
    folded: u32,
    entity: u32,
    is_alias: bool,
}

impl NameForm {
    fn new(name: &str, entity: EntityIndex, is_alias: bool) -> Self {
        let light = fold_lightly(name);
        let folded = light.len() - without_titles(&light).len();
        Self { light, folded: folded as u32, entity: entity as u32, is_alias }
    }

    fn light(&self) -> &str {
        &self.light
    }

    fn folded(&self) -> &str {
        &self.light[self.folded as usize..]
    }

    /// The surname; empty if there is none.
    fn surname(&self) -> &str {
        surname(self.folded()).unwrap_or_default()
    }
}

impl<'a> NameIndex<'a> {
    pub(super) fn of(entities: &'a [Entity]) -> Self {
        let mut forms = Vec::with_capacity(entities.iter().map(|entity| 1 + entity.aliases.len()).sum());
        for (index, entity) in entities.iter().enumerate() {
            let aliases = entity.aliases.iter().map(|alias| NameForm::new(alias, index, true));
            forms.extend(std::iter::once(NameForm::new(&entity.name, index, false)).chain(aliases));
        }
        let by_light = sorted(&forms, |_| true, NameForm::light);
        let (by_folded, by_surname, genders) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { entities, forms, by_light, by_folded, by_surname, genders }
    }

    /// Entities that a name means, several if it is ambiguous: looked up by lightly folded form, then by folded form, then by
    /// surname. The last two steps leave out entities whose gender contradicts the titles of the name.
    pub(super) fn meant(&self, name: &str) -> IndexList {
        let light = fold_lightly(name);
        let found = self.bearers(&self.by_light, NameForm::light, &light);
        if !found.is_empty() {
            return found;
        }
        let (folded, gender) = (without_titles(&light), title_gender(&light));
        let suitable = |mut found: IndexList| {
            found.retain(|entity| !self.is_of_another_gender(*entity, gender));
            found
        };
        let found = suitable(self.bearers(self.by_folded(), NameForm::folded, folded));
        if !found.is_empty() {
            return found;
        }
        suitable(self.bearers(self.by_surname(), NameForm::surname, folded))
    }

    /// True if a folded name is the name or an alias of an entity.
    pub(super) fn has(&self, folded: &str) -> bool {
        !self.bearers(self.by_folded(), NameForm::folded, folded).is_empty()
    }

    fn by_folded(&self) -> &[u32] {
        self.by_folded.get_or_init(|| sorted(&self.forms, |_| true, NameForm::folded))
    }

    fn by_surname(&self) -> &[u32] {
        let has_one = |form: &NameForm| {
            !form.is_alias && self.entities[form.entity as usize].is_person() && !form.surname().is_empty()
        };
        self.by_surname.get_or_init(|| sorted(&self.forms, has_one, NameForm::surname))
    }

    /// Entities of the forms with this key, sorted and distinct.
    fn bearers(&self, places: &[u32], key: fn(&NameForm) -> &str, wanted: &str) -> IndexList {
        let form = |place: &u32| &self.forms[*place as usize];
        let from = places.partition_point(|place| key(form(place)) < wanted);
        let equal = places[from..].iter().map(form).take_while(|form| key(form) == wanted);
        let mut found: IndexList = equal.map(|form| form.entity as EntityIndex).collect();
        found.dedup();
        found
    }

    fn is_of_another_gender(&self, entity: EntityIndex, told: Option<Gender>) -> bool {
        let Some(told) = told else { return false };
        let genders = self.genders.get_or_init(|| self.told_genders());
        genders[entity].is_some_and(|gender| gender != told)
    }

    fn told_genders(&self) -> Vec<Option<Gender>> {
        let stated = |entity: &Entity| match entity.gender.as_deref() {
            Some("female") => Some(Gender::Female),
            Some("male") => Some(Gender::Male),
            _ => None,
        };
        let mut titled = vec![SmallVec::<[Gender; 2]>::new(); self.entities.len()];
        for form in &self.forms {
            titled[form.entity as usize].extend(title_genders(&form.light));
        }
        let told = |(entity, titled): (&Entity, SmallVec<[Gender; 2]>)| {
            stated(entity).or_else(|| only_gender(titled.into_iter()))
        };
        self.entities.iter().zip(titled).map(told).collect()
    }
}

/// Indices of the wanted forms, sorted by key and then by index, which is entity order.
fn sorted(forms: &[NameForm], is_wanted: impl Fn(&NameForm) -> bool, key: fn(&NameForm) -> &str) -> Vec<u32> {
    let places = forms.iter().enumerate().filter(|(_, form)| is_wanted(form)).map(|(place, _)| place as u32);
    let mut places: Vec<u32> = places.collect();
    places.sort_unstable_by(|&a, &b| key(&forms[a as usize]).cmp(key(&forms[b as usize])).then(a.cmp(&b)));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(name: &str, aliases: &[&str], gender: Option<&str>) -> Entity {
        Entity {
            name: name.into(),
            aliases: aliases.iter().map(ToString::to_string).collect(),
            gender: gender.map(Into::into),
            ..Entity::default()
        }
    }

    fn meant(entities: &[Entity], name: &str) -> Vec<EntityIndex> {
        NameIndex::of(entities).meant(name).to_vec()
    }

    #[test]
    fn an_exact_name_never_loses_to_another_title() {
        let pair = [entity("Mr. Wren", &[], None), entity("Mrs. Wren", &[], None), entity("Wren", &[], None)];
        assert_eq!(meant(&pair, "Mrs. Wren"), [1]);
        assert_eq!(meant(&pair, "wren"), [2], "lightly folded it is a name, so the titled ones do not matter");
        assert_eq!(meant(&pair, "Dr. Wren"), [0, 1, 2], "a title that tells no gender");
        assert_eq!(meant(&pair, "Lady Wren"), [1, 2], "of nobody is known that she is no lady but of Mr. Wren");
    }

    #[test]
    fn a_gender_is_stated_or_told_by_the_titles_of_all_names() {
        let people = [
            entity("Ida Wren", &["Miss Wren"], None),
            entity("Sir Kim Dale", &["Lady Dale"], None),
            entity("Lord Vane", &[], Some("female")),
            entity("Robin Ash", &[], Some("nonbinary")),
            entity("Sir Lady Holt", &["Mr. Jo Holt"], None),
        ];
        assert!(meant(&people, "Mr. Ida Wren").is_empty(), "an alias tells the gender");
        assert_eq!(meant(&people, "Mr. Kim Dale"), [1], "the titles tell two, so none");
        assert_eq!(meant(&people, "Mme. Vane"), [2], "what is stated comes before titles");
        assert!(meant(&people, "Mr. Vane").is_empty());
        assert_eq!(meant(&people, "Mr. Ash"), [3]);
        assert_eq!(
            meant(&people, "Lady Jo Holt"),
            [4],
            "one name tells two genders, the other one: two in all, so none"
        );
    }

    #[test]
    fn a_step_without_anybody_of_the_gender_gives_way_to_the_next() {
        let people = [entity("Mrs. Pryce", &[], None), entity("Owen Pryce", &[], Some("male"))];
        assert_eq!(meant(&people, "Mr. Pryce"), [1], "nobody of that gender has the name, one has the surname");
        let twins = [entity("Al Orr", &["Mr. Orr"], None), entity("Bea Orr", &["Mrs. Orr"], None)];
        assert_eq!(meant(&twins, "Ms. Orr"), [1], "both have an alias that folds alike");
        assert_eq!(meant(&twins, "Orr"), [0, 1]);
    }

    #[test]
    fn one_entity_may_have_a_form_twice() {
        assert_eq!(meant(&[entity("Ann Lee", &["ANN LEE", "Ms. Ann Lee"], None)], "Dr. Ann Lee’s"), [0]);
    }
}
