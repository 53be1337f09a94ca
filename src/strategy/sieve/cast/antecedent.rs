//! Pronoun resolution: weighs the people named before a pronoun.

use std::num::NonZeroU32;

use super::Cast;
use super::member::Mention;
use super::turns::Turns;
use crate::strategy::sieve::{At, ParsedText, limits, weights};
use crate::text::Gender;

/// Highest salience of a mention.
const SALIENT: i32 = weights::SUBJECT + weights::FIRST;

/// A search for an antecedent.
pub(super) struct Search<'a> {
    /// The pronoun or description to resolve.
    pub(super) at: At,
    /// The first token of the quotation attributed to it.
    pub(super) content: At,
    pub(super) gender: Gender,
    pub(super) spoken: &'a Spoken,
    /// The weight of a mention whose person spoke in that sentence.
    pub(super) spoke: i32,
    /// Upper bound of the weight that a member adds to its mentions.
    pub(super) most: i32,
}

/// The speakers so far: the last speaker of each sentence, and the most recent speakers in order.
#[derive(Default)]
pub(super) struct Spoken {
    /// By sentence number; may be shorter than the number of sentences.
    by_sentence: Vec<Option<NonZeroU32>>,
    order: Vec<usize>,
    /// The recipient of the report, who is not its speaker: Lee in `he told Lee`.
    pub(super) told: Option<usize>,
    /// True if the text is a story rather than news.
    pub(super) story: bool,
    /// In a story, the current turn and the previous one.
    pub(super) turns: Turns,
}

impl Spoken {
    /// Records a speaker.
    pub(super) fn push(&mut self, sentence: usize, member: usize) {
        if self.by_sentence.len() <= sentence {
            self.by_sentence.resize(sentence + 1, None);
        }
        self.by_sentence[sentence] = NonZeroU32::new(member as u32 + 1);
        if self.order.len() == 2 * limits::SPEAKERS {
            self.order.drain(..limits::SPEAKERS);
        }
        self.order.push(member);
        if self.story {
            self.turns.spoke(member);
        }
    }

    fn in_sentence(&self, sentence: usize) -> Option<usize> {
        self.by_sentence.get(sentence).copied().flatten().map(|next| next.get() as usize - 1)
    }

    /// The most recent speaker that fits.
    pub(super) fn recent(&self, fits: impl Fn(usize) -> bool) -> Option<usize> {
        self.order.iter().rev().take(limits::SPEAKERS).copied().find(|&member| fits(member))
    }
}

impl Cast {
    /// The referent of a pronoun: the weightiest person named before it outside marks, or the last fitting speaker
    /// if nobody near fits.
    pub(super) fn antecedent(
        &self,
        r: &ParsedText<'_>,
        at: At,
        gender: Gender,
        spoken: &Spoken,
        content: At,
        outer: Option<usize>,
    ) -> Option<usize> {
        let barred = [outer, spoken.told, self.narrator];
        let fits = |member: usize| self.fits(member, gender) && !barred.contains(&Some(member));
        let most = if spoken.story { weights::KNOWN_IN_STORY + weights::CALLED } else { weights::KNOWN };
        let search = Search { at, content, gender, spoken, spoke: weights::SPOKE, most };
        self.weightiest(r, &search, fits, |member| {
            known(self.members[member].gender, gender, spoken.story) + spoken.turns.weight(member)
        })
        .or_else(|| spoken.recent(fits))
    }

    /// The weightiest member named before a place outside marks.
    pub(super) fn weightiest(
        &self,
        r: &ParsedText<'_>,
        search: &Search<'_>,
        fits: impl Fn(usize) -> bool,
        bonus: impl Fn(usize) -> i32,
    ) -> Option<usize> {
        let here = r.sentence_number(search.at);
        let nested = r.is_quoted(search.at);
        let paragraph = r.paragraph(search.at);
        let called = search.spoken.turns.called().iter().filter(|&&member| fits(member));
        let mut best = called.map(|&member| (bonus(member), member)).max();
        let mut sentence = r.sentence(search.at);
        let mut limit = search.at;
        for back in 0..limits::SENTENCES {
            let number = r.sentence_number(sentence.start);
            let speaker = search.spoken.in_sentence(number).filter(|_| number != here);
            let people = self.people(r, sentence.start, limit, number, nested);
            let people = people.map(|mention| Mention { member: self.namesake(r, mention, search.gender), ..*mention });
            let near = if search.spoken.story { weights::SAME_PARAGRAPH_IN_STORY } else { weights::SAME_PARAGRAPH };
            let near = if r.paragraph(sentence.start) == paragraph { near } else { 0 };
            let reached = SALIENT + search.spoke.max(weights::TAKEN_UP) + near + search.most - back * weights::DECAY;
            if best.is_some_and(|(weight, _)| weight >= reached) {
                break;
            }
            let mut weigh = |weight: i32, member: usize| {
                let weight = weight + bonus(member) - back * weights::DECAY;
                if best.is_none_or(|(most, _)| weight > most) {
                    best = Some((weight, member));
                }
            };
            for (rank, mention) in people.filter(|mention| fits(mention.member)).enumerate() {
                let spoke = if speaker == Some(mention.member) { search.spoke } else { 0 };
                weigh(salience(&mention, rank) + spoke + near, mention.member);
            }
            for mention in self.followed.within(sentence.start, limit).iter().filter(|mention| fits(mention.member)) {
                weigh(salience(mention, 1) + weights::TAKEN_UP + near, mention.member);
            }
            if let Some(member) = speaker.filter(|&member| fits(member)) {
                weigh(search.spoke + near, member);
            }
            let Some(before) = sentence.start.min(search.content).checked_sub(1) else { break };
            sentence = r.sentence(before);
            limit = sentence.end.min(before + 1);
            if sentence.start > before {
                break;
            }
        }
        best.map(|(_, member)| member)
    }

    pub(super) fn fits(&self, member: usize, gender: Gender) -> bool {
        let member = &self.members[member];
        let listed = member.entity.is_some();
        let person = listed || member.person > 0;
        !member.organization && person && member.gender.agrees(gender) && (self.by_entity.is_empty() || listed)
    }

    /// The names in a sentence up to a place: on its own level, or between its marks too.
    fn people<'a>(
        &'a self,
        r: &'a ParsedText<'_>,
        from: At,
        to: At,
        number: usize,
        quoted: bool,
    ) -> impl Iterator<Item = &'a Mention> {
        let start = self.mentions.first_from(from);
        let names =
            self.mentions[start..].iter().take(limits::SENTENCE_NAMES).take_while(move |mention| mention.end <= to);
        names.filter(move |mention| quoted || r.sentence_number(mention.first) == number)
    }

    /// For a mention of one word, the member of this gender with the same last name; otherwise the mentioned member.
    fn namesake(&self, r: &ParsedText<'_>, mention: &Mention, gender: Gender) -> usize {
        let member = mention.member;
        if mention.end > mention.first + 1 || self.members[member].gender.agrees(gender) {
            return member;
        }
        let word = r.word(mention.first).to_lowercase();
        let mut others = self.by_last.get(&word).into_iter().flatten().copied().rev().take(limits::BEARERS);
        others.find(|&other| self.members[other].gender == gender).unwrap_or(member)
    }
}

/// The salience of a mention: its weight regardless of the member it names.
fn salience(mention: &Mention, rank: usize) -> i32 {
    let subject = if mention.acts { weights::SUBJECT } else { 0 };
    let subject = if mention.governed { subject - weights::GOVERNED } else { subject };
    let first = if rank == 0 { weights::FIRST } else { 0 };
    subject + first
}

/// The weight of a known gender that matches the pronoun.
fn known(gender: Gender, pronoun: Gender, story: bool) -> i32 {
    match gender == pronoun {
        true if story => weights::KNOWN_IN_STORY,
        true => weights::KNOWN,
        false => 0,
    }
}
