//! The speaker of each quotation.

use std::cmp::Reverse;

use smallvec::SmallVec;

use super::Cast;
use super::antecedent::Spoken;
use super::gender::gender_of;
use super::referent::head;
use super::scene::{self, Reported};
use crate::model::{PredictedSpeaker, Reserved};
use crate::strategy::Linker;
use crate::strategy::sieve::board::{Board, Draft};
use crate::strategy::sieve::phrase::{Head, Phrase};
use crate::strategy::sieve::secondhand;
use crate::strategy::sieve::sieves::layout;
use crate::text::{Person, WordClasses};

/// How many quotations that may enclose others are kept at hand.
const DEPTH: usize = 32;

/// Who speaks together, nearly always one.
type Few = SmallVec<[usize; 1]>;

/// Who is in a text, and who has spoken up to the section that is on the board.
pub(in crate::strategy::sieve) struct Speakers<'a> {
    cast: Cast,
    linker: &'a Linker<'a>,
    spoken: Spoken,
    /// The speakers of the last quotation of the sections before that has a source.
    latest: Few,
}

impl<'a> Speakers<'a> {
    /// Reads who is in the text; nobody has spoken yet.
    pub(in crate::strategy::sieve) fn of(board: &Board<'_>, linker: &'a Linker<'a>) -> Self {
        let mut cast = Cast::of(&board.reading, linker);
        let mut spoken = Spoken::default();
        spoken.story = board.is_dialogue();
        cast.narrator = spoken.story.then(|| cast.find_narrator(&board.reading, linker)).flatten();
        Self { cast, linker, spoken, latest: Few::new() }
    }

    /// The speaker of each draft of the section: in the order of the text, and in a story, all of which is one section, then by
    /// the whole chain of turns.
    pub(in crate::strategy::sieve) fn of_section(&mut self, board: &Board<'_>) -> Vec<PredictedSpeaker> {
        let members = self.in_order(board);
        let (cast, linker) = (&self.cast, self.linker);
        if !board.is_dialogue() {
            let answer = |(draft, members): (&Draft, &Few)| match draft.source {
                Some(source) if members.is_empty() && is_author(board, &source) => {
                    PredictedSpeaker::Reserved(Reserved::Author)
                }
                _ => cast.answer(members, linker),
            };
            return board.drafts.iter().zip(&members).map(answer).collect();
        }
        let told = board.drafts.iter().zip(members).map(|(draft, members)| reported(cast, board, draft, members));
        let mut told: Vec<_> = told.collect();
        scene::settle(cast, board, &mut told);
        told.iter().map(|told| cast.answer(&told.members, linker)).collect()
    }

    /// The speakers of each draft, each found with what stands before it.
    fn in_order(&mut self, board: &Board<'_>) -> Vec<Few> {
        let r = &board.reading;
        let (cast, spoken) = (&mut self.cast, &mut self.spoken);
        let mut members = vec![Few::new(); board.drafts.len()];
        let mut latest: Option<usize> = None;
        let mut open: Vec<usize> = Vec::new();
        let place = |(index, draft): (usize, &Draft)| (draft.content[0].0, Reverse(last(draft)), index);
        let mut order: Vec<_> = board.drafts.iter().enumerate().map(place).collect();
        order.sort_unstable();
        for (_, _, index) in order {
            let draft = &board.drafts[index];
            if board.is_dialogue() {
                spoken.turns.enter(r.paragraph(draft.content[0].0), cast.called(r, &draft.content));
            }
            if let Some(other) = draft.follows {
                members[index] = members[other].clone();
            } else if let Some(source) = &draft.source {
                if !board.is_dialogue() {
                    spoken.told = None;
                    cast.read_on(r, source.first, spoken);
                }
                let outer = enclosing(board, &open, source.first).and_then(|outer| members[outer].first().copied());
                spoken.told = draft.cue.as_ref().and_then(|cue| cast.named_at(cue.end));
                if let Some(pair) = cast.pair(r, source) {
                    members[index].extend(pair);
                } else {
                    members[index].extend(cast.resolve(r, source, spoken, draft.content[0].0, outer));
                    let partners = cast.partners(r, source);
                    if source.head == Head::Common && !partners.is_empty() {
                        members[index].clear();
                    }
                    members[index].extend(partners);
                }
                let before = latest.map_or(&self.latest, |latest| &members[latest]);
                if is_they(source) && !board.is_dialogue() {
                    if let Some(several) = cast.several(r, source.first, draft.content[0].0, before) {
                        members[index] = several.into_iter().collect();
                    }
                } else if is_they(source) && before.len() > 1 {
                    members[index] = before.clone();
                }
            }
            latest = draft.source.map_or(latest, |_| Some(index));
            open.retain(|&outer| last(&board.drafts[outer]) > draft.content[0].0);
            if open.len() == DEPTH {
                open.remove(0);
            }
            open.push(index);
            if let (Some(&member), Some(source)) = (members[index].first(), &draft.source) {
                spoken.push(r.sentence_number(source.first), member);
                if source.head == Head::Common && !board.is_dialogue() {
                    cast.follow(r, source, member);
                }
            }
        }
        for (index, draft) in board.drafts.iter().enumerate() {
            if let Some(other) = draft.follows.filter(|_| members[index].is_empty()) {
                members[index] = members[other].clone();
            }
        }
        if let Some(latest) = latest {
            self.latest.clone_from(&members[latest]);
        }
        members
    }
}

/// `I` outside marks, in news: whoever writes.
fn is_author(board: &Board<'_>, source: &Phrase) -> bool {
    let first = matches!(source.head, Head::Pronoun(pronoun) if pronoun.person == Person::First);
    first && !board.reading.is_quoted(source.first)
}

/// What the phrase that names the speaker tells, and whether it leaves no doubt.
fn reported(cast: &Cast, board: &Board<'_>, draft: &Draft, members: SmallVec<[usize; 1]>) -> Reported {
    let r = &board.reading;
    let before = draft.content[0].0.checked_sub(1).and_then(|before| r.tokens.get(before));
    let told = draft.cue.is_some() || before.is_some_and(|before| !before.is_terminal());
    let Some(source) = draft.source.filter(|_| told) else {
        return Reported::default();
    };
    let reopened = scene::is_reopened(board, draft.content[0].0);
    let firm = match source.head {
        Head::Name(_) => true,
        Head::Pronoun(pronoun) => {
            pronoun.person == Person::First && !reopened || r.is(source.first, WordClasses::RELATIVE)
        }
        Head::Common => cast.is_named(r, &source),
    };
    let gender = match source.head {
        Head::Pronoun(pronoun) => pronoun.gender,
        Head::Name(name) => name.gender,
        Head::Common => gender_of(r, head(r, &source)),
    };
    let third = !matches!(source.head, Head::Pronoun(pronoun) if pronoun.person != Person::Third);
    let kin = cast.kin(r, &source);
    let known = members.iter().all(|&member| cast.is_known(member));
    Reported { firm: firm && known && !members.is_empty(), members, gender, third, kin }
}

/// Whether several people who spoke together go on.
fn is_they(source: &Phrase) -> bool {
    matches!(source.head, Head::Pronoun(pronoun) if secondhand::is_they(&pronoun))
}

/// The last token of a draft's content.
fn last(draft: &Draft) -> usize {
    draft.content.last().map_or(0, |&(_, last)| last)
}

/// The innermost of these drafts whose quoted content holds a token.
fn enclosing(board: &Board<'_>, open: &[usize], at: usize) -> Option<usize> {
    let holds = |&&draft: &&usize| board.drafts[draft].content.iter().any(|&(first, last)| first < at && at < last);
    let speaks = |&outer: &usize| board.reading.is_quoted(at) || board.drafts[outer].rule == layout::NAME;
    open.iter().rev().find(holds).copied().filter(speaks)
}
