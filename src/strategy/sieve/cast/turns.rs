//! The likely next speaker in a conversation: a person addressed by name rather than the previous speaker.

use super::{Cast, IndexList};
use crate::strategy::sieve::{At, ParsedText, limits, weights};
use crate::text::Kind;

/// A paragraph with speech.
#[derive(Default)]
struct Turn {
    paragraph: usize,
    speakers: IndexList,
    /// The people addressed by name in it.
    called: IndexList,
}

/// The current turn and the previous one.
#[derive(Default)]
pub(super) struct Turns {
    now: Turn,
    before: Turn,
}

impl Turns {
    /// Moves to a quotation in this paragraph that addresses these people by name.
    pub(super) fn enter(&mut self, paragraph: usize, called: impl Iterator<Item = usize>) {
        if paragraph != self.now.paragraph {
            let before = std::mem::replace(&mut self.now, Turn { paragraph, ..Turn::default() });
            let near = paragraph.abs_diff(before.paragraph) <= limits::PAUSE;
            self.before = if near { before } else { Turn::default() };
        }
        self.now.called.extend(called);
    }

    /// Records a speaker of the turn.
    pub(super) fn spoke(&mut self, member: usize) {
        self.now.speakers.push(member);
    }

    /// The people addressed by name in the previous turn.
    pub(super) fn called(&self) -> &[usize] {
        &self.before.called
    }

    /// The weight of a member as the current speaker.
    pub(super) fn weight(&self, member: usize) -> i32 {
        let has = |people: &[usize], weight: i32| if people.contains(&member) { weight } else { 0 };
        has(&self.before.called, weights::CALLED)
            - has(&self.before.speakers, weights::JUST_SPOKE)
            - has(&self.now.called, weights::CALLS)
    }
}

impl Cast {
    /// The people addressed by name in a quotation: `No, Lee.`
    pub(super) fn called<'a>(
        &'a self,
        r: &'a ParsedText<'_>,
        content: &'a [(At, At)],
    ) -> impl Iterator<Item = usize> + 'a {
        let sign =
            |at: At| matches!(r.kind(at), Kind::Comma | Kind::Stop | Kind::Question | Kind::Exclamation | Kind::Mark);
        content.iter().flat_map(move |&(first, last)| {
            let from = self.mentions.first_from(first);
            let inside = self.mentions[from..].iter().take_while(move |mention| mention.end <= last + 1);
            let called =
                inside.filter(move |mention| mention.first.checked_sub(1).is_some_and(sign) && sign(mention.end));
            called.map(|mention| mention.member)
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::found;

    #[test]
    fn whoever_is_called_answers() {
        let turns = "\n\n“Are you cold, Bob?” asked Tom Lee.\n\n“I am not cold,” he said.";
        let found = found(&format!("Tom Lee met Bob Holt.{}", turns.repeat(24)));
        let answers: Vec<_> = found.iter().filter(|line| line.contains("/ he /")).collect();
        assert_eq!(answers.len(), 24);
        assert!(answers.iter().all(|line| line.ends_with("/ Bob Holt")), "{answers:?}");
    }

    #[test]
    fn news_are_no_conversation() {
        let found = found("Tom Lee met Bob Holt. “Bob, it works,” he said.");
        assert!(found[0].ends_with("/ Tom Lee"), "{found:?}");
    }
}
