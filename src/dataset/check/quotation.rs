//! What is checked of a quotation alike in gold and in predictions.

use std::borrow::Cow;
use std::collections::HashMap;
use std::str::FromStr;

use crate::dataset::format::draft::{DraftQuotation, DraftRare, Speakers};
use crate::dataset::format::fault::{Fault, Item, Log, did_you_mean};
use crate::dataset::format::rules;
use crate::model::{
    Entity, Fragments, GoldQuotation, OffsetMap, Polarity, PredictedQuotation, Quotation, QuotationType, Reserved,
    derived_id,
};

/// A word of a closed list; `None` when it is absent or, which is reported, unknown.
pub(super) fn word<T: FromStr>(
    what: &str,
    word: Option<&str>,
    words: fn() -> Vec<&'static str>,
    item: Item<'_>,
    log: &mut Log<'_>,
) -> Option<T> {
    let word = word?;
    let parsed = word.parse().ok();
    if parsed.is_none() {
        let words = words();
        let fault = Fault::new(&rules::UNKNOWN_WORD, format!("unknown {what}")).found(word).expected(words.join(", "));
        log.add(item, fault.hint(did_you_mean(word, words)));
    }
    parsed
}

/// Everything of a quotation but its speaker; an empty id is derived later. `None` without content.
#[inline]
pub(super) fn common(
    draft: &DraftQuotation<'_>,
    id: String,
    [content, cue, source]: [Option<Fragments>; 3],
    item: Item<'_>,
    log: &mut Log<'_>,
) -> Option<Quotation> {
    let kinds = || QuotationType::ALL.map(QuotationType::as_str).to_vec();
    let quotation_type = word("type", draft.quotation_type.as_deref(), kinds, item, log);
    let Some(rare) = &draft.rare else {
        let (content, parent, polarity, tags) = (content?, None, None, Vec::new());
        return Some(Quotation { id, quotation_type, content, cue, source, parent, polarity, tags });
    };
    let polarities = || Polarity::ALL.map(Polarity::as_str).to_vec();
    let polarity = word("polarity", rare.polarity.as_deref(), polarities, item, log);
    let tags = tags(rare);
    let parent = rare.parent.as_deref().map(str::to_owned);
    Some(Quotation { id, quotation_type, content: content?, cue, source, parent, polarity, tags })
}

fn tags(rare: &DraftRare<'_>) -> Vec<String> {
    let mut tags: Vec<String> = rare.tags.iter().map(Cow::to_string).collect();
    tags.sort_unstable();
    tags.dedup();
    tags
}

/// The id, empty where none is stated; one that is stated and empty is reported.
pub(super) fn id(stated: Option<&str>, item: Item<'_>, log: &mut Log<'_>) -> String {
    if stated == Some("") {
        log.add(item, Fault::new(&rules::EMPTY_ID, "the quotation's id is empty"));
    }
    stated.unwrap_or_default().to_owned()
}

/// Who is said to speak: the strings, or one reserved word.
pub(super) enum Said<'d, 'a> {
    Nothing,
    Reserved(Reserved),
    Names(&'d [Cow<'a, str>]),
}

/// Sorts reserved words from names. A list that is empty, or mixes the two, is reported.
pub(super) fn said<'d, 'a>(speakers: Option<&'d Speakers<'a>>, item: Item<'_>, log: &mut Log<'_>) -> Said<'d, 'a> {
    let Some(Speakers(speakers)) = speakers else { return Said::Nothing };
    if speakers.is_empty() || speakers.iter().any(|speaker| speaker.is_empty()) {
        log.add(item, Fault::new(&rules::SPEAKER_EMPTY, "the speaker is empty").hint(leave_out()));
        return Said::Nothing;
    }
    let marked = speakers.iter().filter(|speaker| speaker.starts_with('@'));
    let reserved = marked.filter_map(|speaker| speaker.parse::<Reserved>().ok()).next();
    match (reserved, speakers.len()) {
        (None, _) => Said::Names(speakers),
        (Some(word), 1) => Said::Reserved(word),
        (Some(word), _) => {
            let fault = Fault::new(&rules::SPEAKER_MIXED, format!("{word} stands among other speakers"));
            log.add(item, fault.found(speakers.join(", ")));
            Said::Nothing
        }
    }
}

fn leave_out() -> Option<String> {
    Some("leave `speaker` out if nothing is known".to_owned())
}

/// The fault of a speaker that begins with `@` and is no reserved word.
pub(super) fn unknown_speaker_word(word: &str) -> Fault {
    let words = Reserved::ALL.map(Reserved::as_str);
    Fault::new(&rules::SPEAKER_WORD_UNKNOWN, "unknown reserved word")
        .found(word)
        .expected(words.join(", "))
        .hint(did_you_mean(word, words))
}

/// Reports ids that two quotations state.
pub(super) fn report_twins<'a>(ids: impl Iterator<Item = (Item<'a>, Option<&'a str>)>, log: &mut Log<'_>) {
    let stated = ids.enumerate().filter_map(|(index, (item, id))| Some((id.filter(|id| !id.is_empty())?, index, item)));
    let mut by_id: Vec<(&str, usize, Item<'_>)> = stated.collect();
    by_id.sort_unstable_by_key(|&(id, index, _)| (id, index));
    let groups = by_id.chunk_by(|a, b| a.0 == b.0);
    let mut twins: Vec<_> =
        groups.flat_map(|group| group[1..].iter().map(|&(id, index, item)| (index, group[0].1, id, item))).collect();
    twins.sort_unstable_by_key(|&(index, ..)| index);
    for (index, first, id, item) in twins {
        let message = format!("quotation #{} has the id of quotation #{}", index + 1, first + 1);
        log.add(item, Fault::new(&rules::DUPLICATE_QUOTATION_ID, message).found(id));
    }
}

/// A quotation whose id may have to be derived.
pub(super) trait HasQuotation {
    fn shared(&self) -> &Quotation;

    fn shared_mut(&mut self) -> &mut Quotation;
}

impl HasQuotation for GoldQuotation {
    fn shared(&self) -> &Quotation {
        &self.quotation
    }

    fn shared_mut(&mut self) -> &mut Quotation {
        &mut self.quotation
    }
}

impl HasQuotation for PredictedQuotation {
    fn shared(&self) -> &Quotation {
        &self.quotation
    }

    fn shared_mut(&mut self) -> &mut Quotation {
        &mut self.quotation
    }
}

/// What orders quotations at the same place, so that derived ids depend neither on the order of the list nor on that of the
/// speakers: the speakers as words, then type, source, cue, parent and confidence.
pub(super) type Rank = (Vec<String>, Option<QuotationType>, [Option<Fragments>; 2], Option<String>, Option<u64>);

pub(super) fn rank_gold(gold: &GoldQuotation, entities: &[Entity]) -> Rank {
    rank(&gold.quotation, gold.speaker_ids(entities).into_iter().map(str::to_owned).collect(), None)
}

pub(super) fn rank_predicted(predicted: &PredictedQuotation) -> Rank {
    rank(&predicted.quotation, predicted.speaker.words(), predicted.confidence.map(f64::to_bits))
}

fn rank(quotation: &Quotation, speakers: Vec<String>, confidence: Option<u64>) -> Rank {
    let mentions = [quotation.source.clone(), quotation.cue.clone()];
    (speakers, quotation.quotation_type, mentions, quotation.parent.clone(), confidence)
}

/// Gives the quotations without an id, marked by an empty one, a derived one.
///
/// Where several are at the same place the later ones by rank get `#2`, `#3`, ….
pub(super) fn derive_ids<Q: HasQuotation>(quotations: &mut [Q], chars: &OffsetMap<'_>, rank: impl Fn(&Q) -> Rank) {
    let is_missing = |quotation: &Q| quotation.shared().id.is_empty();
    let apart = quotations.is_sorted_by(|a, b| a.shared().content < b.shared().content);
    if apart && quotations.iter().all(is_missing) {
        for quotation in quotations {
            let quotation = quotation.shared_mut();
            quotation.id = derived_id(&quotation.content, chars);
        }
        return;
    }
    let mut missing: Vec<usize> = (0..quotations.len()).filter(|&index| is_missing(&quotations[index])).collect();
    if missing.is_empty() {
        return;
    }
    let stated = quotations.iter().filter(|quotation| !quotation.shared().id.is_empty());
    let mut taken: HashMap<String, usize> = stated.map(|quotation| (quotation.shared().id.clone(), 1)).collect();
    missing.sort_by_cached_key(|&index| rank(&quotations[index]));
    for index in missing {
        let quotation = quotations[index].shared_mut();
        quotation.id = unused(derived_id(&quotation.content, chars), &mut taken);
    }
}

/// The id, or the first of `id#2`, `id#3`, … that nobody has.
fn unused(id: String, taken: &mut HashMap<String, usize>) -> String {
    let mut number = taken.get(&id).map_or(1, |used| used + 1);
    let mut free = if number == 1 { id.clone() } else { format!("{id}#{number}") };
    while number > 1 && taken.contains_key(&free) {
        number += 1;
        free = format!("{id}#{number}");
    }
    taken.insert(id, number);
    taken.entry(free.clone()).or_insert(1);
    free
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::GoldSpeaker;
    use crate::model::{OffsetUnit, Span};

    #[test]
    fn derived_ids_are_unique() {
        let text = "0123456789";
        let span = |start, end| Span::new(text, start, end).unwrap();
        let at = |id: &str, start| GoldQuotation {
            quotation: Quotation::new(id, span(start, start + 2)),
            speaker: GoldSpeaker::Absent,
        };
        let mut quotations = [at("", 0), at("0-2#2", 4), at("", 0), at("", 0), at("", 3)];
        let chars = OffsetMap::new(text, OffsetUnit::Char);
        derive_ids(&mut quotations, &chars, |gold| rank_gold(gold, &[]));
        let ids: Vec<_> = quotations.iter().map(|gold| &*gold.quotation.id).collect();
        assert_eq!(ids, ["0-2", "0-2#2", "0-2#3", "0-2#4", "3-5"]);
    }
}
