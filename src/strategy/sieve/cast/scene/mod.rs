//! A story as a chain of turns: unnamed speakers are chosen so that the whole chain is most likely.
//!
//! `turn` collects the turns, `evidence` scores the candidates of each, `chain` finds the best sequence.

mod chain;
mod evidence;
mod turn;

pub(super) use self::turn::is_reopened;
use super::Cast;
use super::kin::Kin;
use super::resolver::Resolver;
use super::speakers::Resolution;
use crate::strategy::sieve::Board;
use crate::text::Gender;

/// The evidence about the speaker of a quotation from reading the text in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Reported {
    /// The speakers, as far as the phrase that names the speaker shows.
    pub(super) speakers: Resolution,
    /// True if that phrase is unambiguous.
    pub(super) firm: bool,
    /// The gender that the phrase shows.
    pub(super) gender: Gender,
    /// True if the phrase is in the third person.
    pub(super) third: bool,
    /// The kinship that the phrase expresses: `her mother`.
    pub(super) kin: Option<Kin>,
}

/// Decides the speakers of the turns of a story.
pub(super) fn settle(cast: &Cast, board: &Board<'_>, reported: &mut [Reported]) {
    let turns = turn::turns(cast, board, reported);
    let candidates = evidence::candidates(cast, &turns);
    let speakers = chain::best(cast, &turns, &candidates);
    for (turn, speaker) in turns.iter().zip(speakers) {
        let Some(speaker) = speaker else { continue };
        for &draft in &turn.drafts {
            let known = &mut reported[draft];
            if !known.firm {
                known.speakers = Resolution::of([speaker], Resolver::Chain);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::found;

    /// The speakers of the last turns of a story that ends in this conversation.
    fn speakers(end: &str, count: usize) -> Vec<String> {
        let turns =
            "\n\n“Are you cold?” asked Tom Lee.\n\n“I am not cold,” said Ann Holt.\n\n“It is late.”\n\n“It is.”";
        let found = found(&format!(
            "Tom Lee met Ann Holt and Eve Moss.{}\n\nNight fell.\n\nThe house was dark.\n\n{end}",
            turns.repeat(8)
        ));
        let speaker = |line: &String| line.rsplit(" / ").next().unwrap_or("").to_owned();
        found[found.len() - count..].iter().map(speaker).collect()
    }

    #[test]
    fn whoever_is_named_later_settles_the_turns_before() {
        let end = "“One?”\n\n“Two.”\n\n“Three?”\n\n“Four,” said Eve Moss.\n\n“Five,” said Tom Lee.";
        assert_eq!(speakers(end, 5), ["Tom Lee", "Eve Moss", "Tom Lee", "Eve Moss", "Tom Lee"]);
    }

    #[test]
    fn whoever_is_called_by_name_answers() {
        let end = "“What do you say, Eve?” asked Tom Lee.\n\n“I say nothing.”";
        assert_eq!(speakers(end, 1), ["Eve Moss"]);
    }

    #[test]
    fn what_somebody_does_beside_their_words_tells() {
        let end = "“One,” said Tom Lee.\n\nEve Moss laughed. “I say nothing.” She turned away.";
        assert_eq!(speakers(end, 1), ["Eve Moss"]);
    }

    #[test]
    fn a_pronoun_is_not_the_one_who_has_just_spoken() {
        let end = "“One,” said Ann Holt to Eve Moss.\n\n“I say nothing,” she answered.";
        assert_eq!(speakers(end, 1), ["Eve Moss"]);
    }
}
