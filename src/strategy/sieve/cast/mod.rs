//! The people and organisations of the text, collected from its names.
//!
//! `naming` maps a name to a member, `roster` to an entity of a given list; `roles` handles other expressions for them, and
//! `signs` and `gender` collect the evidence next to a name. `resolver` lists the ways to resolve a phrase to a person. For
//! stories, `narrator` finds the narrator and `scene` scores the whole chain of turns. `speakers` combines them all.

mod antecedent;
mod bodies;
mod followed;
mod gender;
mod group;
mod interview;
mod kin;
mod member;
mod naming;
mod narrator;
mod referent;
mod resolver;
mod roles;
mod roster;
mod scene;
mod signs;
mod speakers;
mod turns;

use foldhash::HashMap;

use smallvec::SmallVec;

use self::followed::Followed;
use self::member::{Member, Mention};
pub(super) use self::resolver::Resolver;
use self::roster::Roster;
use self::signs::{acts, is_governed, is_nationality, is_office, with_noun};
pub(super) use self::speakers::Speakers;
use super::{At, ParsedText, phrase, sparse::Sparse};
use crate::model::PredictedSpeaker;
use crate::strategy::Linker;
use crate::text::Kind;

/// Indices of members or entities, nearly always one or two.
type IndexList = SmallVec<[usize; 2]>;

/// All members and their mentions.
#[derive(Default)]
struct Cast {
    members: Vec<Member>,
    mentions: Sparse<Mention>,
    /// Pronouns and descriptions resolved so far.
    followed: Followed,
    /// From the last word of a name to the members that bear it, latest last.
    by_last: HashMap<String, Vec<usize>>,
    by_first: HashMap<String, Vec<usize>>,
    by_entity: HashMap<usize, usize>,
    /// From the last word of an office to the offices that end in it and their holders.
    offices: HashMap<String, Vec<(String, usize)>>,
    /// From a noun to the organisations whose names contain it, two at most.
    by_noun: HashMap<String, IndexList>,
    /// Organisations known only by a noun.
    groups: HashMap<String, usize>,
    roster: Roster,
    /// The person who says *I* outside marks.
    narrator: Option<usize>,
}

impl Cast {
    /// Collects the names of a text.
    fn of(r: &ParsedText<'_>, linker: &Linker<'_>) -> Self {
        let mut cast = Self { roster: Roster::of(linker.entities()), ..Self::default() };
        let mut at = 0;
        while at < r.tokens.len() {
            if r.kind(at) != Kind::Capital && !r.is_listed(at) {
                at += 1;
                continue;
            }
            if r.kind(at) == Kind::Capital
                && let Some(after) = r.dateline(at)
            {
                at = after;
            }
            if let Some(mention) = cast.taken_up(r, at) {
                cast.mentions.push(mention);
            }
            if let Some(mention) = cast.described(r, at, linker) {
                at = mention.end;
                cast.mentions.push(mention);
                continue;
            }
            let name = (r.kind(at) == Kind::Capital).then(|| phrase::name(r, at)).flatten();
            let Some(name) = name else {
                at += 1;
                continue;
            };
            let name = with_noun(r, name);
            let listed = cast.roster.find(&name, r.text);
            if let Some(entity) = listed.filter(|_| name.bare.of(r.text).contains(char::is_whitespace)) {
                cast.roster.note_whole(entity, name.bare.start() > name.span.start());
            }
            let surname = || cast.by_last.contains_key(&r.word(r.before(name.end, 1)).to_lowercase());
            if listed.is_none() && (is_office(r, &name) || is_nationality(r, &name)) && !surname() {
                at = name.end;
                continue;
            }
            let member = match listed {
                Some(entity) => cast.listed(entity, name.gender, linker),
                None => cast.member(&name, r),
            };
            cast.share_last(r, &name, member);
            if name.bare.start() > name.span.start() {
                cast.hold(r.text[name.span.start()..name.bare.start()].trim().to_lowercase(), member);
            }
            let acts = acts(r, name.end);
            cast.weigh(r, &name, member, acts);
            cast.note_roles(r, &name, member);
            cast.note_nouns(r, &name, member);
            let governed = is_governed(r, name.first);
            cast.mentions.push(Mention { first: name.first, end: name.end, member, acts, governed });
            at = name.end;
        }
        cast.vote(r);
        cast
    }

    /// The member whose name begins with this token.
    fn named_at(&self, at: At) -> Option<usize> {
        self.mentions.at(at).map(|mention| mention.member)
    }

    /// The mentions between two places.
    fn between(&self, from: At, to: At) -> impl Iterator<Item = &Mention> {
        let start = self.mentions.first_from(from);
        self.mentions[start..].iter().take_while(move |mention| mention.first < to)
    }

    /// The listed people who share a last name with a member.
    fn namesakes(&self, member: usize) -> impl Iterator<Item = usize> {
        let namesakes = self.members[member].entity.into_iter().flat_map(|entity| self.roster.namesakes(entity));
        namesakes.filter_map(|entity| self.by_entity.get(&entity).copied())
    }

    /// True if the member is on the list, or there is no list.
    fn is_known(&self, member: usize) -> bool {
        self.roster.is_empty() || self.members[member].entity.is_some()
    }

    /// True if two listed people share a last name.
    fn share_name(&self, one: usize, other: usize) -> bool {
        let entity = |member: usize| self.members.get(member).and_then(|member| member.entity);
        entity(one).zip(entity(other)).is_some_and(|(one, other)| self.roster.share_name(one, other))
    }

    fn mention_at(&self, first: At, end: At) -> Option<usize> {
        let index = self.mentions.partition_point(|mention| mention.end <= first);
        self.mentions.get(index).filter(|mention| mention.first < end).map(|mention| mention.member)
    }

    /// The answer that names these members: ids of listed entities, longest names for the rest.
    fn answer(&self, members: &[usize], linker: &Linker<'_>) -> PredictedSpeaker {
        let name = |&member: &usize| match self.members[member].entity {
            Some(entity) => linker.entity(entity).id.to_owned(),
            None => linker.answer(&self.members[member].name),
        };
        let mut names: SmallVec<[String; 1]> = members.iter().map(name).collect();
        names.sort_unstable();
        names.dedup();
        if names.is_empty() { PredictedSpeaker::Absent } else { PredictedSpeaker::Named(names.into_iter().collect()) }
    }
}
