//! Who may speak in a turn, and what speaks for each.

use smallvec::SmallVec;

use super::turn::{Noted, Turn};
use super::weights::{WEIGHTS, Weights};
use crate::strategy::sieve::cast::Cast;
use crate::text::Gender;

/// Most candidates of a turn.
const MOST: usize = 16;

/// How many other speakers before and after a turn are considered.
const NEAR: usize = 6;

/// Most paragraphs from a turn to one that answers it.
const ANSWER: usize = 3;

/// The furthest distance between turns that is told apart.
const FAR: usize = 10;

/// Somebody who may speak in a turn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) member: usize,
    pub(super) score: i32,
}

/// Speakers by how many turns away they speak.
type Neighbours = SmallVec<[(usize, usize); NEAR]>;

/// The candidates of every turn.
pub(super) fn candidates(cast: &Cast, turns: &[Turn]) -> Vec<Vec<Candidate>> {
    let before = neighbours(turns.iter());
    let mut after = neighbours(turns.iter().rev());
    after.reverse();
    let mut spoken = vec![0; cast.members.len()];
    turns.iter().filter_map(|turn| turn.firm).for_each(|member| spoken[member] += 1);
    let around = (0..turns.len()).map(|index| Around {
        cast,
        turn: &turns[index],
        previous: index.checked_sub(1).map(|index| &turns[index]).filter(|_| turns[index].gap <= ANSWER),
        next: turns.get(index + 1).filter(|next| next.gap <= ANSWER),
        before: &before[index],
        after: &after[index],
        spoken: &spoken,
    });
    around.map(|around| around.candidates()).collect()
}

/// For each turn the last few named speakers before it.
fn neighbours<'a>(turns: impl Iterator<Item = &'a Turn>) -> Vec<Neighbours> {
    let mut recent = Neighbours::new();
    turns
        .enumerate()
        .map(|(index, turn)| {
            let near = recent.iter().map(|&(member, last)| (member, index - last)).collect();
            if let Some(speaker) = turn.firm {
                recent.retain(|&mut (member, _)| member != speaker);
                recent.insert(0, (speaker, index));
                recent.truncate(NEAR);
            }
            near
        })
        .collect()
}

/// A turn and what stands around it.
struct Around<'a> {
    cast: &'a Cast,
    turn: &'a Turn,
    previous: Option<&'a Turn>,
    next: Option<&'a Turn>,
    before: &'a Neighbours,
    after: &'a Neighbours,
    /// In how many turns each member is known to speak.
    spoken: &'a [usize],
}

impl Around<'_> {
    fn candidates(&self) -> Vec<Candidate> {
        if let Some(member) = self.turn.firm {
            return vec![Candidate { member, score: 0 }];
        }
        let score = |member| Candidate { member, score: self.score(member) };
        self.people().into_iter().map(score).collect()
    }

    /// Who is near enough to speak, the likeliest first.
    fn people(&self) -> SmallVec<[usize; MOST]> {
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
            if people.len() < MOST && !people.contains(&member) && fits(member) {
                people.push(member);
            }
        }
        people
    }

    fn score(&self, member: usize) -> i32 {
        let (turn, w): (&Turn, &Weights) = (self.turn, &WEIGHTS);
        let known = &self.cast.members[member];
        let called = |turn: Option<&Turn>| turn.is_some_and(|turn| turn.called.contains(&member));
        let spoken_of = self.previous.is_some_and(|turn| turn.named.contains(&member)) && !called(self.previous);
        let stood_by = self
            .previous
            .is_some_and(|turn| turn.firm != Some(member) && turn.trail.iter().any(|noted| noted.member == member));
        let is = |noted: Option<&Noted>| noted.is_some_and(|noted| noted.member == member);
        let noted = |among: &[Noted], acts| among.iter().any(|noted| noted.member == member && noted.acts == acts);
        let signs = [
            (turn.suggested == Some(member), w.suggested),
            (called(self.previous), w.called_before),
            (called(self.next), w.called_after),
            (called(Some(turn)), -w.called),
            (turn.named.contains(&member), -w.named),
            (stood_by, w.beside_previous),
            (spoken_of, -w.spoken_of),
            (noted(&turn.lead, true), w.acts_lead),
            (noted(&turn.lead, false), w.lead),
            (is(turn.lead.last()), w.last_lead),
            (noted(&turn.trail, true), w.acts_trail),
            (noted(&turn.trail, false), w.trail),
            (is(turn.trail.first()), w.first_trail),
            (noted(&turn.before, true), w.acts_before),
            (noted(&turn.before, false), w.before),
            (is(turn.before.last()), w.last_before),
            (turn.actor != Gender::Any && known.gender == turn.actor, w.actor),
            (!known.gender.agrees(turn.actor), -w.other_actor),
        ];
        let shown: i32 = signs.iter().filter(|(holds, _)| *holds).map(|(_, weight)| weight).sum();
        let far = distance(self.before, member) * w.since + distance(self.after, member) * w.until;
        let often = |count: usize| (count + 1).ilog2() as i32;
        shown - far + often(known.mentions) * w.mentions + often(self.spoken[member]) * w.speaks
    }
}

/// How many turns away somebody speaks.
fn distance(near: &Neighbours, member: usize) -> i32 {
    let found = near.iter().find(|&&(other, _)| other == member);
    found.map_or(FAR, |&(_, distance)| distance.min(FAR)) as i32
}
