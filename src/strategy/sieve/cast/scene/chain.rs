//! The most likely sequence of speakers, looking two turns back.

use std::cmp::Reverse;

use super::evidence::Candidate;
use super::turn::Turn;
use crate::strategy::sieve::{cast::Cast, limits, weights};

/// Best score of a chain that ends in a candidate of a turn and a candidate of the turn before, with the candidate before both.
type Step = Vec<Vec<(i32, usize)>>;

/// The candidates of a turn without possible speakers.
const NOBODY: &[Candidate] = &[Candidate { member: usize::MAX, score: 0 }];

/// The speaker of each turn; `None` where there is no candidate.
pub(super) fn best(cast: &Cast, turns: &[Turn], candidates: &[Vec<Candidate>]) -> Vec<Option<usize>> {
    let of = |index: Option<usize>| match index.map(|index| candidates[index].as_slice()) {
        None | Some([]) => NOBODY,
        Some(candidates) => candidates,
    };
    let mut steps: Vec<Step> = Vec::with_capacity(turns.len());
    for index in 0..turns.len() {
        let [here, before, first] = [Some(index), index.checked_sub(1), index.checked_sub(2)].map(of);
        let known = |last: usize, second: usize| steps.last().map_or(0, |step| step[last][second].0);
        let score = |now: &Candidate, at: usize| {
            let earlier = first.iter().enumerate().map(|(second, one)| {
                let moved = transition(turns, index, [one.member, before[at].member, now.member])
                    + kin(cast, &turns[index], before[at].member, now.member);
                (known(at, second) + moved + now.score, Reverse(second))
            });
            earlier.max().map_or((now.score, 0), |(score, Reverse(second))| (score, second))
        };
        let step = here.iter().map(|now| (0..before.len()).map(|at| score(now, at)).collect()).collect();
        steps.push(step);
    }
    trace(&steps, candidates)
}

/// Traces the best chain from its end back to the beginning.
fn trace(steps: &[Step], candidates: &[Vec<Candidate>]) -> Vec<Option<usize>> {
    let mut speakers = vec![None; steps.len()];
    let ends = steps.last().into_iter().flatten().enumerate().flat_map(|(here, row)| {
        row.iter().enumerate().map(move |(before, &(score, _))| (score, Reverse((here, before))))
    });
    let Some((_, Reverse((mut here, mut before)))) = ends.max() else { return speakers };
    for index in (0..steps.len()).rev() {
        speakers[index] = candidates[index].get(here).map(|candidate| candidate.member);
        (here, before) = (before, steps[index][here][before].1);
    }
    speakers
}

/// The weight of the last of three consecutive speakers, given the first two.
fn transition(turns: &[Turn], index: usize, [first, before, now]: [usize; 3]) -> i32 {
    let gap = turns[index].gap;
    let earlier = index.checked_sub(1).map_or(usize::MAX, |index| turns[index].gap);
    match gap {
        _ if gap > limits::PAUSE => 0,
        0 if now == before => weights::TURN_GOES_ON,
        1 if now == before && turns[index].opens => -weights::TURN_REPEATS,
        1 if now == before => -weights::TURN_NARRATED,
        _ if now == before => -weights::TURN_RESUMES,
        _ if now != first || earlier > limits::PAUSE => 0,
        _ if gap <= 1 && earlier <= 1 => weights::TURN_ALTERNATES,
        _ => weights::TURN_RETURNS,
    }
}

/// The weight of a shared last name where the speaker is called a relative of another person.
fn kin(cast: &Cast, turn: &Turn, before: usize, now: usize) -> i32 {
    let Some(kin) = turn.kin else { return 0 };
    let of = cast.related(kin, &turn.called, before);
    if of.is_some_and(|of| cast.are_kin(kin, of, now)) { weights::TURN_KIN } else { 0 }
}
