//! The turns of a story: the speech of one person in one paragraph, and the narration around it.

use std::cmp::Reverse;

use smallvec::SmallVec;

use super::Reported;
use crate::strategy::sieve::{
    At, Board, ParsedText,
    cast::kin::Kin,
    cast::member::Mention,
    cast::{Cast, IndexList},
    limits,
};
use crate::text::{Gender, Person};

/// A person named in the narration next to a turn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Noted {
    pub(super) member: usize,
    /// True if the person acts.
    pub(super) acts: bool,
}

/// The quotations of one person in one paragraph.
#[derive(Debug, Default)]
pub(super) struct Turn {
    /// The quotations.
    pub(super) drafts: Vec<usize>,
    /// First token of the first quotation and last token of the last.
    place: (At, At),
    first_paragraph: usize,
    last_paragraph: usize,
    /// True if the turn opens the paragraph.
    pub(super) opens: bool,
    /// True if a third-person phrase refers to the speaker, which excludes the narrator.
    pub(super) third: bool,
    /// The kinship that the phrase for the speaker expresses: `her mother`.
    pub(super) kin: Option<Kin>,
    /// The speaker, if named unambiguously.
    pub(super) firm: Option<usize>,
    /// The speaker suggested by reading the text in order.
    pub(super) suggested: Option<usize>,
    /// The gender that the phrase for the speaker shows.
    pub(super) gender: Gender,
    /// The gender of a pronoun that opens a sentence of narration in the paragraph.
    pub(super) actor: Gender,
    /// The people addressed by name in the speech.
    pub(super) called: IndexList,
    /// The people named in the speech.
    pub(super) named: SmallVec<[usize; 4]>,
    /// The people named in the narration before the turn in its paragraph.
    pub(super) lead: Vec<Noted>,
    /// The people named in the narration within and after the turn in its paragraph.
    pub(super) trail: Vec<Noted>,
    /// The people named in the paragraphs of narration between the previous turn and this one.
    pub(super) before: Vec<Noted>,
    /// Number of paragraphs from the previous turn to this one.
    pub(super) gap: usize,
}

/// The turns in order: the quotations between marks that are not nested in another.
pub(super) fn turns(cast: &Cast, board: &Board<'_>, reported: &[Reported]) -> Vec<Turn> {
    let r = &board.parsed;
    let mut turns: Vec<Turn> = Vec::new();
    for (place, draft) in outermost(board) {
        let told = &reported[draft];
        let (paragraph, reopened) = (r.paragraph(place.0), is_reopened(board, place.0));
        let last = turns.last_mut().filter(|turn| turn.admits(told) && (turn.last_paragraph == paragraph || reopened));
        let turn = match last {
            Some(turn) => turn,
            None => {
                let gap = turns.last().map_or(usize::MAX, |turn| paragraph.saturating_sub(turn.last_paragraph));
                let opens = r.paragraphs.get(paragraph).is_some_and(|range| range.start == place.0);
                turns.push(Turn { place, first_paragraph: paragraph, gap, opens, ..Turn::default() });
                let Some(turn) = turns.last_mut() else { continue };
                turn
            }
        };
        turn.add(draft, told);
        (turn.place.1, turn.last_paragraph) = (place.1, r.paragraph(place.1));
        // Skips names in a reopened speech: a story within the story names everybody.
        if !reopened {
            let content = &board.drafts[draft].content;
            turn.called.extend(cast.called(r, content));
            let spoken = content.iter().flat_map(|&(from, to)| cast.between(from, to + 1));
            turn.named.extend(spoken.map(|mention| mention.member));
        }
    }
    look_around(cast, r, &mut turns);
    turns
}

/// The quotations between marks that are not nested in another, in order, with their first and last token.
fn outermost(board: &Board<'_>) -> Vec<((At, At), usize)> {
    let place = |(draft, content): (usize, &[(At, At)])| Some(((content.first()?.0, content.last()?.1), draft));
    let contents = board.drafts.iter().map(|draft| draft.content.as_slice()).enumerate();
    let mut found: Vec<_> = contents.filter_map(place).collect();
    found.sort_by_key(|&((first, last), draft)| (first, Reverse(last), draft));
    let mut end = None;
    found.retain(|&((first, last), _)| {
        let kept = board.parsed.is_quoted(first + 1) && end.is_none_or(|end| last > end);
        end = if kept { Some(last) } else { end };
        kept
    });
    found
}

impl Turn {
    /// True if the evidence allows the same speaker.
    fn admits(&self, told: &Reported) -> bool {
        let firm = told.speakers.members.first().copied().filter(|_| told.firm);
        firm.is_none() || self.firm.is_none() || self.firm == firm
    }

    fn add(&mut self, draft: usize, told: &Reported) {
        let member = told.speakers.members.first().copied();
        self.drafts.push(draft);
        self.firm = self.firm.or(member.filter(|_| told.firm));
        self.suggested = self.suggested.or(member);
        self.kin = self.kin.or(told.kin);
        self.third |= told.third;
        if self.gender == Gender::Any {
            self.gender = told.gender;
        }
    }
}

/// True if the text here continues a piece that the previous paragraph left open.
pub(in crate::strategy::sieve::cast) fn is_reopened(board: &Board<'_>, first: At) -> bool {
    let pieces = board.pieces();
    let end = pieces.partition_point(|piece| piece.first <= first);
    let around =
        pieces[end.saturating_sub(limits::MARKS)..end].iter().rev().find(|piece| !piece.nested && piece.last >= first);
    around.is_some_and(|piece| piece.reopened)
}

/// Records the people named in the narration around each turn.
fn look_around(cast: &Cast, r: &ParsedText<'_>, turns: &mut [Turn]) {
    let start = |paragraph: usize| r.paragraphs.get(paragraph).map_or(r.tokens.len(), |range| range.start);
    let mut end = 0;
    for index in 0..turns.len() {
        let next = turns.get(index + 1).map_or(r.tokens.len(), |next| next.place.0);
        let turn = &mut turns[index];
        let opening = start(turn.first_paragraph);
        let closing = start(turn.last_paragraph + 1).min(next);
        let far = start(turn.first_paragraph.saturating_sub(limits::NARRATION));
        turn.before = noted(cast, r, end.max(far), opening);
        turn.lead = noted(cast, r, end.max(opening), turn.place.0);
        turn.trail = noted(cast, r, turn.place.0, closing);
        turn.actor = actor(r, end.max(opening), closing);
        end = closing;
    }
}

/// The people named outside marks.
fn noted(cast: &Cast, r: &ParsedText<'_>, from: At, to: At) -> Vec<Noted> {
    let outside = cast.between(from, to).filter(|mention| !r.is_quoted(mention.first));
    let noted = |mention: &Mention| Noted { member: mention.member, acts: mention.acts && !mention.governed };
    outside.take(limits::NARRATION_NAMES).map(noted).collect()
}

/// The gender of a pronoun that opens a sentence outside marks.
fn actor(r: &ParsedText<'_>, from: At, to: At) -> Gender {
    let steps = std::iter::successors(Some(from), |&at| Some(r.next(at))).take_while(|&at| at < to);
    let opening = steps.filter(|&at| r.opens_piece(at).is_none() && r.sentence(at).start == at);
    let pronouns = opening.filter_map(|at| r.entry(at).pronoun);
    let person = |&gender: &Gender| matches!(gender, Gender::Female | Gender::Male);
    pronouns
        .filter(|pronoun| pronoun.person == Person::Third)
        .map(|pronoun| pronoun.gender)
        .find(person)
        .unwrap_or_default()
}
