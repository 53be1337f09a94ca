//! Lookup of the listed entity that a name refers to.

use super::Roster;
use super::entries::lower;
use super::styles::{LISTED, Style};
use crate::strategy::sieve::{List, cast::IndexList};
use crate::text::{Gender, Name, fold_name};

impl Roster {
    /// The entity that a name refers to: by the listed name, then without its title, then by the last word, then by the first; of
    /// several that fit, the best match for the title, and among equals the most recently named.
    pub(in crate::strategy::sieve::cast) fn find(&self, name: &Name, text: &str) -> Option<usize> {
        if self.is_empty() {
            return None;
        }
        let (span, bare) = (name.span.of(text), name.bare.of(text));
        let folded = fold_name(span);
        let stages = [
            self.exact.get(&lower(span)),
            self.exact.get(&lower(bare)),
            Some(&self.called_by(&folded)),
            self.given.get(&folded),
        ];
        // A last name may be a given name too, so only a title shows the gender.
        let gender = if bare.len() < span.len() { name.gender } else { Gender::Any };
        let style = Style::of(span)?;
        let epithet = epithet(text, name.span.start()).map(|word| format!("{} {}", lower(word), lower(span)));
        let whole = epithet.and_then(|whole| self.exact.get(&whole));
        let stages = std::iter::once(whole).chain(stages);
        stages.flatten().find_map(|few| self.likeliest(few, gender, &style))
    }

    /// True if a title rules out an entity.
    pub(in crate::strategy::sieve::cast) fn denies(&self, entity: usize, name: &str) -> bool {
        Style::of(name).is_some_and(|style| style.is_denied_by(&self.styles[entity]))
    }

    /// The entities with this name, titles aside, or with this last name.
    fn called_by(&self, folded: &str) -> IndexList {
        let mut few = self.folded.get(folded).cloned().unwrap_or_default();
        few.extend(self.last.get(folded).into_iter().flatten().copied());
        few
    }

    /// The best match for a name among these; a woman listed with a title is not called by her bare last name; then the entity
    /// most often named by first and last name, and among equals the most recently named.
    fn likeliest(&self, few: &IndexList, gender: Gender, style: &Style) -> Option<usize> {
        let styles = |entity: usize| self.styles[entity].as_slice();
        let fits = |&entity: &usize| self.genders[entity].agrees(gender) && !style.is_denied_by(styles(entity));
        let rank = |&entity: &usize| {
            let lady = self.genders[entity] == Gender::Female && styles(entity).iter().any(Style::is_titled);
            let ([bare, titled], suits) = (self.whole[entity], style.suits(styles(entity)));
            // Of two entities listed as Mr. Lee, the title alone does not refer to the one usually called Mr. Tom Lee.
            let whole = if suits.0 == LISTED { -titled } else { bare + titled };
            (suits, style.is_titled() || !lady, whole, self.named[entity])
        };
        few.iter().copied().rev().filter(fits).max_by_key(rank)
    }
}

/// The word before a name, if it may be part of the name: `old` in `old Mrs. Lee`.
fn epithet(text: &str, start: usize) -> Option<&str> {
    let word =
        text[..start].split_whitespace().next_back().filter(|word| word.bytes().all(|byte| byte.is_ascii_alphabetic()));
    word.filter(|word| List::Epithet.has(&word.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::KnownEntity;
    use crate::text::{name_at, tokens};

    fn known<'a>(name: &'a str, aliases: &'a [String], gender: Option<&'a str>) -> KnownEntity<'a> {
        KnownEntity { id: name, name, aliases, entity_type: None, gender, kb_id: None }
    }

    fn find(roster: &Roster, text: &str) -> Option<usize> {
        let tokens: Vec<_> = tokens(text, 0, text.len()).collect();
        roster.find(&name_at(text, &tokens, 0, false)?, text)
    }

    #[test]
    fn titles_tell_the_bearers_of_a_last_name_apart() {
        let entities = [known("Ann Lee", &[], Some("female")), known("Bob Lee", &[], Some("male"))];
        let mut roster = Roster::of(&entities);
        assert_eq!(find(&roster, "Mrs. Lee left"), Some(0));
        assert_eq!(find(&roster, "Mr. Lee left"), Some(1));
        roster.note(0);
        assert_eq!(find(&roster, "Lee left"), Some(0));
    }

    #[test]
    fn a_first_name_is_enough() {
        let entities = [known("Ann Lee", &[], None), known("Bob Holt", &[], None)];
        assert_eq!(find(&Roster::of(&entities), "Bob left"), Some(1));
    }

    #[test]
    fn a_wife_is_no_daughter() {
        let entities = [known("Mrs. Lee", &[], None), known("Bob Lee", &[], Some("male"))];
        assert_eq!(find(&Roster::of(&entities), "Miss Lee left"), None);
    }

    #[test]
    fn a_word_in_front_may_belong_to_the_name() {
        let entities = [known("Mrs. Lee", &[], None), known("Old Mrs. Lee", &[], Some("female"))];
        let roster = Roster::of(&entities);
        let text = "poor old Mrs. Lee left";
        let tokens: Vec<_> = tokens(text, 0, text.len()).collect();
        assert_eq!(roster.find(&name_at(text, &tokens, 2, false).unwrap(), text), Some(1));
        assert_eq!(find(&roster, "Mrs. Lee left"), Some(0));
    }

    #[test]
    fn the_last_name_of_brothers_is_that_of_the_one_called_by_both_names() {
        let entities = ["Lee", "Tom Lee", "Bob Lee", "General Lee"].map(|name| known(name, &[], Some("male")));
        let mut roster = Roster::of(&entities);
        roster.note_whole(1, false);
        roster.note(2);
        assert_eq!(find(&roster, "Lee left"), Some(1));
        assert_eq!(find(&roster, "Mr. Lee left"), Some(1));
        assert_eq!(find(&roster, "General Lee left"), Some(3));
    }
}
