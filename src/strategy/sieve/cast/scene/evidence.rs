//! The candidates for the speaker of a turn, and the evidence for each.

use smallvec::SmallVec;

use super::turn::{Noted, Turn};
use crate::strategy::sieve::{cast::Cast, limits, weights};
use crate::text::Gender;

/// A possible speaker of a turn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) member: usize,
    pub(super) score: i32,
}

/// Speakers with their distance in turns.
type Neighbours = SmallVec<[(usize, usize); limits::NEIGHBOURS]>;

/// The candidates of every turn.
pub(super) fn candidates(cast: &Cast, turns: &[Turn]) -> Vec<Vec<Candidate>> {
    let before = neighbours(turns.iter());
    let mut after = neighbours(turns.iter().rev());
    after.reverse();
    let around = (0..turns.len()).map(|index| Around {
        cast,
        turn: &turns[index],
        previous: index.checked_sub(1).map(|index| &turns[index]).filter(|_| turns[index].gap <= limits::ANSWER),
        next: turns.get(index + 1).filter(|next| next.gap <= limits::ANSWER),
        before: &before[index],
        after: &after[index],
    });
    around.map(|around| around.candidates()).collect()
}

/// The last few named speakers before each turn.
fn neighbours<'a>(turns: impl Iterator<Item = &'a Turn>) -> Vec<Neighbours> {
    let mut recent = Neighbours::new();
    turns
        .enumerate()
        .map(|(index, turn)| {
            let near = recent.iter().map(|&(member, last)| (member, index - last)).collect();
            if let Some(speaker) = turn.firm {
                recent.retain(|&mut (member, _)| member != speaker);
                recent.insert(0, (speaker, index));
                recent.truncate(limits::NEIGHBOURS);
            }
            near
        })
        .collect()
}

/// A turn and its context.
struct Around<'a> {
    cast: &'a Cast,
    turn: &'a Turn,
    previous: Option<&'a Turn>,
    next: Option<&'a Turn>,
    before: &'a Neighbours,
    after: &'a Neighbours,
}

impl Around<'_> {
    fn candidates(&self) -> Vec<Candidate> {
        if let Some(member) = self.turn.firm {
            return vec![Candidate { member, score: 0 }];
        }
        let score = |member| Candidate { member, score: self.score(member) };
        self.people().into_iter().map(score).collect()
    }

    /// The people near enough to speak, likeliest first.
    fn people(&self) -> SmallVec<[usize; limits::CANDIDATES]> {
        let Self { turn, previous, next, .. } = self;
        let called = |turn: &Option<&Turn>| turn.map(|turn| turn.called.clone()).unwrap_or_default();
        let near = self.before.iter().chain(self.after).map(|&(member, _)| member);
        let narration = turn.trail.iter().chain(turn.lead.iter().rev()).chain(turn.before.iter().rev());
        let narration = narration.map(|noted| noted.member);
        let beside = previous.iter().flat_map(|turn| &turn.trail).map(|noted| noted.member);
        let all = turn.suggested.into_iter().chain(called(previous)).chain(near).chain(called(next));
        let kin = turn.kin.iter().flat_map(|kin| {
            let of = self.before.iter().filter_map(|&(member, _)| self.cast.related(*kin, &turn.called, member));
            of.flat_map(|member| self.cast.namesakes(member))
        });
        let all = all.chain(narration).chain(beside).chain(kin);
        let fits = |member| self.cast.fits(member, turn.gender) && !(turn.third && self.cast.narrator == Some(member));
        let mut people = SmallVec::new();
        for member in all {
            if people.len() < limits::CANDIDATES && !people.contains(&member) && fits(member) {
                people.push(member);
            }
        }
        people
    }

    fn score(&self, member: usize) -> i32 {
        let turn = self.turn;
        let known = &self.cast.members[member];
        let called = |turn: Option<&Turn>| turn.is_some_and(|turn| turn.called.contains(&member));
        let spoken_of = self.previous.is_some_and(|turn| turn.named.contains(&member)) && !called(self.previous);
        let stood_by = self
            .previous
            .is_some_and(|turn| turn.firm != Some(member) && turn.trail.iter().any(|noted| noted.member == member));
        let is = |noted: Option<&Noted>| noted.is_some_and(|noted| noted.member == member);
        let noted = |among: &[Noted], acts| among.iter().any(|noted| noted.member == member && noted.acts == acts);
        let signs = [
            (turn.suggested == Some(member), weights::TURN_SUGGESTED),
            (called(self.previous), weights::TURN_CALLED_BEFORE),
            (called(self.next), weights::TURN_CALLED_AFTER),
            (called(Some(turn)), -weights::TURN_CALLED),
            (turn.named.contains(&member), -weights::TURN_NAMED),
            (stood_by, weights::TURN_BESIDE_PREVIOUS),
            (spoken_of, -weights::TURN_SPOKEN_OF),
            (noted(&turn.lead, true), weights::TURN_ACTS_LEAD),
            (noted(&turn.lead, false), weights::TURN_LEAD),
            (is(turn.lead.last()), weights::TURN_LAST_LEAD),
            (noted(&turn.trail, true), weights::TURN_ACTS_TRAIL),
            (noted(&turn.trail, false), weights::TURN_TRAIL),
            (is(turn.trail.first()), weights::TURN_FIRST_TRAIL),
            (noted(&turn.before, true), weights::TURN_ACTS_BEFORE),
            (noted(&turn.before, false), weights::TURN_BEFORE),
            (is(turn.before.last()), weights::TURN_LAST_BEFORE),
            (turn.actor != Gender::Any && known.gender == turn.actor, weights::TURN_ACTOR),
            (!known.gender.agrees(turn.actor), -weights::TURN_OTHER_ACTOR),
        ];
        let shown: i32 = signs.iter().filter(|(holds, _)| *holds).map(|(_, weight)| weight).sum();
        let far =
            distance(self.before, member) * weights::TURN_SINCE + distance(self.after, member) * weights::TURN_UNTIL;
        let often = (known.mentions + 1).ilog2() as i32;
        shown - far + often * weights::TURN_MENTIONS
    }
}

/// The distance to the nearest turn of a member.
fn distance(near: &Neighbours, member: usize) -> i32 {
    let found = near.iter().find(|&&(other, _)| other == member);
    found.map_or(limits::TURNS_APART, |&(_, distance)| distance.min(limits::TURNS_APART)) as i32
}
