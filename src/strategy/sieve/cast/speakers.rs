//! The speaker of each quotation.

use std::cmp::Reverse;

use super::antecedent::Spoken;
use super::gender::gender_of;
use super::referent::head;
use super::resolver::{Mentioned, Resolver};
use super::scene::{self, Reported};
use super::{Cast, IndexList};
use crate::model::{PredictedSpeaker, Reserved};
use crate::strategy::Linker;
use crate::strategy::sieve::{Board, Draft, Head, Phrase, Rule, limits, secondhand};
use crate::text::{Person, WordClasses};

/// The people who speak in a quotation, nearly always one, and the resolver that found them.
#[derive(Clone, Debug, Default)]
pub(super) struct Resolution {
    pub(super) members: IndexList,
    pub(super) resolver: Option<Resolver>,
}

impl Resolution {
    pub(super) fn of(members: impl IntoIterator<Item = usize>, resolver: Resolver) -> Self {
        let members: IndexList = members.into_iter().collect();
        let resolver = (!members.is_empty()).then_some(resolver);
        Self { members, resolver }
    }

    /// The same people as speakers of a quotation that continues theirs.
    fn following(&self) -> Self {
        Self::of(self.members.iter().copied(), Resolver::Following)
    }
}

/// The people of a text, and those who have spoken up to the current section.
pub(in crate::strategy::sieve) struct Speakers<'a> {
    cast: Cast,
    linker: &'a Linker<'a>,
    spoken: Spoken,
    /// The speakers of the last quotation with a source in the previous sections.
    latest: IndexList,
}

impl<'a> Speakers<'a> {
    /// Collects the people of the text; nobody has spoken yet.
    pub(in crate::strategy::sieve) fn of(board: &Board<'_>, linker: &'a Linker<'a>) -> Self {
        let mut cast = Cast::of(&board.parsed, linker);
        let mut spoken = Spoken::default();
        spoken.story = board.is_dialogue();
        cast.narrator = spoken.story.then(|| cast.find_narrator(&board.parsed, linker)).flatten();
        Self { cast, linker, spoken, latest: IndexList::new() }
    }

    /// The speaker of each draft of the section: found in text order, and for a story, which is a single section, then by the
    /// whole chain of turns.
    pub(in crate::strategy::sieve) fn of_section(
        &mut self,
        board: &Board<'_>,
    ) -> Vec<(PredictedSpeaker, Option<Resolver>)> {
        let found = self.in_order(board);
        let (cast, linker) = (&self.cast, self.linker);
        let answer = |found: &Resolution| (cast.answer(&found.members, linker), found.resolver);
        if !board.is_dialogue() {
            let in_news = |(draft, found): (&Draft, &Resolution)| match draft.source {
                Some(source) if found.members.is_empty() && is_author(board, &source) => {
                    (PredictedSpeaker::Reserved(Reserved::Author), Some(Resolver::Author))
                }
                _ => answer(found),
            };
            return board.drafts.iter().zip(&found).map(in_news).collect();
        }
        let told = board.drafts.iter().zip(found).map(|(draft, found)| reported(cast, board, draft, found));
        let mut told: Vec<_> = told.collect();
        scene::settle(cast, board, &mut told);
        told.iter().map(|told| answer(&told.speakers)).collect()
    }

    /// The speakers of each draft, each resolved from the text before it.
    fn in_order(&mut self, board: &Board<'_>) -> Vec<Resolution> {
        let r = &board.parsed;
        let (cast, spoken) = (&mut self.cast, &mut self.spoken);
        let mut found = vec![Resolution::default(); board.drafts.len()];
        let mut latest: Option<usize> = None;
        let mut open: Vec<usize> = Vec::new();
        let place = |(index, draft): (usize, &Draft)| (draft.content[0].0, Reverse(last(draft)), index);
        let mut order: Vec<_> = board.drafts.iter().enumerate().map(place).collect();
        order.sort_unstable();
        for (content, _, index) in order {
            let draft = &board.drafts[index];
            if board.is_dialogue() {
                spoken.turns.enter(r.paragraph(content), cast.called(r, &draft.content));
            }
            if let Some(other) = draft.follows {
                found[index] = found[other].following();
            } else if let Some(source) = &draft.source {
                if !board.is_dialogue() {
                    spoken.told = None;
                    cast.read_on(r, source.first, spoken);
                }
                let outer = enclosing(board, &open, source.first);
                let outer = outer.and_then(|outer| found[outer].members.first().copied());
                spoken.told = draft.cue.as_ref().and_then(|cue| cast.named_at(cue.end));
                let before = latest.map_or(&self.latest, |latest| &found[latest].members);
                let mentioned = Mentioned { r, phrase: source, spoken, content, outer };
                found[index] = cast.resolve_all(mentioned, before);
            }
            latest = draft.source.map_or(latest, |_| Some(index));
            open.retain(|&outer| last(&board.drafts[outer]) > content);
            if open.len() == limits::ENCLOSING {
                open.remove(0);
            }
            open.push(index);
            if let (Some(&member), Some(source)) = (found[index].members.first(), &draft.source) {
                spoken.push(r.sentence_number(source.first), member);
                if source.head == Head::Common && !board.is_dialogue() {
                    cast.follow(r, source, member);
                }
            }
        }
        for (index, draft) in board.drafts.iter().enumerate() {
            if let Some(other) = draft.follows.filter(|_| found[index].members.is_empty()) {
                found[index] = found[other].following();
            }
        }
        if let Some(latest) = latest {
            self.latest.clone_from(&found[latest].members);
        }
        found
    }
}

impl Cast {
    /// All people that a phrase refers to, given the previous speakers: two people, several, or one with partners.
    fn resolve_all(&mut self, mentioned: Mentioned<'_>, before: &[usize]) -> Resolution {
        let Mentioned { r, phrase, spoken, content, .. } = mentioned;
        let found = match self.pair(r, phrase) {
            Some(pair) => Resolution::of(pair, Resolver::Pair),
            None => {
                let one = self.resolve(mentioned);
                let partners = self.partners(r, phrase);
                let one = one.filter(|_| phrase.head != Head::Common || partners.is_empty());
                let resolver = one.map(|(_, resolver)| resolver);
                let members: IndexList = one.map(|(member, _)| member).into_iter().chain(partners).collect();
                Resolution::of(members, resolver.unwrap_or(Resolver::Together))
            }
        };
        if !is_they(phrase) {
            return found;
        }
        let several = match spoken.story {
            true => Some(before.into()).filter(|_| before.len() > 1),
            false => self.several(r, phrase.first, content, before),
        };
        several.map_or(found, |several: IndexList| Resolution::of(several, Resolver::Together))
    }
}

/// True for `I` outside marks in news, which refers to the author.
fn is_author(board: &Board<'_>, source: &Phrase) -> bool {
    let first = matches!(source.head, Head::Pronoun(pronoun) if pronoun.person == Person::First);
    first && !board.parsed.is_quoted(source.first)
}

/// The evidence of the phrase that names the speaker, and whether it is unambiguous.
fn reported(cast: &Cast, board: &Board<'_>, draft: &Draft, speakers: Resolution) -> Reported {
    let r = &board.parsed;
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
    let known = speakers.members.iter().all(|&member| cast.is_known(member));
    Reported { firm: firm && known && !speakers.members.is_empty(), speakers, gender, third, kin }
}

/// True for `they`, which can refer to several people who spoke together.
fn is_they(source: &Phrase) -> bool {
    matches!(source.head, Head::Pronoun(pronoun) if secondhand::is_they(&pronoun))
}

/// The last token of a draft's content.
fn last(draft: &Draft) -> usize {
    draft.content.last().map_or(0, |&(_, last)| last)
}

/// The innermost of these drafts whose quoted content contains a token.
fn enclosing(board: &Board<'_>, open: &[usize], at: usize) -> Option<usize> {
    let holds = |&&draft: &&usize| board.drafts[draft].content.iter().any(|&(first, last)| first < at && at < last);
    let speaks = |&outer: &usize| board.parsed.is_quoted(at) || board.drafts[outer].rule == Rule::Layout;
    open.iter().rev().find(holds).copied().filter(speaks)
}
