//! The narrator of a first-person story.

use super::Cast;
use crate::strategy::Linker;
use crate::strategy::sieve::{At, ParsedText, limits};

impl Cast {
    /// The member who says *I* outside marks: the listed narrator, or else the person who is addressed by name in the speech
    /// of others and hardly named in the narration.
    pub(super) fn find_narrator(&self, r: &ParsedText<'_>, linker: &Linker<'_>) -> Option<usize> {
        let outside = |word: &str| (0..r.tokens.len()).filter(|&at| r.says(at, word) && !r.is_quoted(at)).count();
        let told = outside("I");
        if told < limits::NARRATOR || told * limits::NARRATOR_SHARE < outside("he") + outside("she") {
            return None;
        }
        let listed = |member: &usize| self.members[*member].entity.is_some_and(|entity| is_narrator(linker, entity));
        (0..self.members.len()).find(listed).or_else(|| self.most_called(r))
    }

    /// The person addressed by name more often than named outside marks, by the widest margin.
    fn most_called(&self, r: &ParsedText<'_>) -> Option<usize> {
        let mut counts = vec![(0_usize, 0_usize); self.members.len()];
        let inner: Vec<(At, At)> = r.pieces.iter().map(|piece| (piece.first, piece.last)).collect();
        self.called(r, &inner).for_each(|member| counts[member].0 += 1);
        let outside = self.mentions.iter().filter(|mention| !r.is_quoted(mention.first));
        outside.for_each(|mention| counts[mention.member].1 += 1);
        let clear =
            |&(_, &(called, named)): &(usize, &(usize, usize))| called >= limits::NARRATOR_CALLED && called > named;
        let most = counts.iter().enumerate().filter(clear).max_by_key(|(_, (called, named))| called - named);
        most.map(|(member, _)| member)
    }
}

/// True if the list calls an entity the narrator, or only by a pronoun.
fn is_narrator(linker: &Linker<'_>, entity: usize) -> bool {
    let known = linker.entity(entity);
    let mut names = std::iter::once(known.name).chain(known.aliases.iter().map(String::as_str));
    names.any(|name| ["i", "me", "narr", "narrator", "the narrator"].contains(&name.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::found;

    #[test]
    fn whoever_is_called_but_never_named_tells_the_story() {
        let turns =
            "\n\n“Are you cold, Bob?” asked Tom Lee.\n\n“I am not,” I said.\n\n“It is late, Bob,” said Eve Moss.";
        let found = found(&format!("I met Tom Lee and Eve Moss.{}", turns.repeat(12)));
        let told: Vec<_> = found.iter().filter(|line| line.contains("/ I /")).collect();
        assert_eq!(told.len(), 12);
        assert!(told.iter().all(|line| line.ends_with("/ Bob")), "{told:?}");
    }

    #[test]
    fn a_story_about_others_has_no_narrator() {
        let turns = "\n\n“Are you cold, Bob?” asked Tom Lee. He sat down.\n\n“I am not,” he said.\n\n“It is late, Bob,” she said.";
        let found = found(&format!("Tom Lee met Eve Moss.{}\n\n“One,” I said.", turns.repeat(12)));
        let told: Vec<_> = found.iter().filter(|line| line.contains("/ he /")).collect();
        assert!(told.iter().all(|line| line.ends_with("/ Bob")), "{told:?}");
    }
}
