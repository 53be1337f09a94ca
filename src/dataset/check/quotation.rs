//! Rules about quotations that apply to both gold and predictions.

use std::borrow::Cow;
use std::collections::HashMap;
use std::str::FromStr;

use crate::dataset::format::draft::{DraftQuotation, DraftSpeakers};
use crate::dataset::format::fault::{Fault, Item, Log, did_you_mean};
use crate::dataset::format::rules;
use crate::model::{
    Entity, Fragments, GoldQuotation, OffsetMap, PredictedQuotation, Quotation, QuotationType, Reserved, derived_id,
};
use crate::named::UnknownName;

/// Parses a word of a closed list; `None` if it is absent or unknown; unknown words are reported.
pub(super) fn word<T: FromStr<Err = UnknownName>>(
    field: &str,
    word: Option<&str>,
    item: Item<'_>,
    log: &mut Log<'_>,
) -> Option<T> {
    let report = |UnknownName { name, known, .. }| {
        let fault = Fault::new(&rules::UNKNOWN_WORD, format!("unknown {field}")).expected(known.join(", "));
        log.add(item, fault.hint(did_you_mean(&name, known)).found(name));
    };
    word?.parse().map_err(report).ok()
}

/// Creates a quotation without its speaker; `None` without content. An empty id is derived later.
#[inline]
pub(super) fn common(
    draft: &DraftQuotation<'_>,
    id: String,
    [content, cue, source]: [Option<Fragments>; 3],
    item: Item<'_>,
    log: &mut Log<'_>,
) -> Option<Quotation> {
    let quotation_type = word("type", draft.quotation_type.as_deref(), item, log);
    let Some(rare) = &draft.rare else {
        let (content, parent, polarity, tags) = (content?, None, None, Vec::new());
        return Some(Quotation { id, quotation_type, content, cue, source, parent, polarity, tags });
    };
    let polarity = word("polarity", rare.polarity.as_deref(), item, log);
    let mut tags: Vec<String> = rare.tags.iter().map(Cow::to_string).collect();
    tags.sort_unstable();
    tags.dedup();
    let parent = rare.parent.as_deref().map(str::to_owned);
    Some(Quotation { id, quotation_type, content: content?, cue, source, parent, polarity, tags })
}

/// Returns the id, empty if not stated; an id stated as empty is reported.
pub(super) fn id(stated: Option<&str>, item: Item<'_>, log: &mut Log<'_>) -> String {
    if stated == Some("") {
        log.add(item, Fault::new(&rules::EMPTY_ID, "the quotation's id is empty"));
    }
    stated.unwrap_or_default().to_owned()
}

/// Stated speakers: names or ids, or a single reserved word.
pub(super) enum Said<'d, 'a> {
    Nothing,
    Reserved(Reserved),
    Names(&'d [Cow<'a, str>]),
}

/// Distinguishes reserved words from names. A list that is empty or mixes the two is reported.
pub(super) fn said<'d, 'a>(speakers: Option<&'d DraftSpeakers<'a>>, item: Item<'_>, log: &mut Log<'_>) -> Said<'d, 'a> {
    let Some(DraftSpeakers(speakers)) = speakers else { return Said::Nothing };
    if speakers.is_empty() || speakers.iter().any(|speaker| speaker.is_empty()) {
        let hint = Some("leave `speaker` out if nothing is known".to_owned());
        log.add(item, Fault::new(&rules::SPEAKER_EMPTY, "the speaker is empty").hint(hint));
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

/// Fault of a speaker that begins with `@` but is not a reserved word.
pub(super) fn unknown_speaker_word(word: &str) -> Fault {
    let words = Reserved::ALL.map(Reserved::as_str);
    Fault::new(&rules::SPEAKER_WORD_UNKNOWN, "unknown reserved word")
        .found(word)
        .expected(words.join(", "))
        .hint(did_you_mean(word, words))
}

/// Reports ids that occur more than once.
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

/// Order of quotations at the same place: speakers as words, type, source and cue, parent, confidence. It makes derived ids
/// independent of the order of quotations and speakers.
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

/// Derives an id for each quotation whose id is empty.
///
/// Of several quotations at the same place, those of a higher rank get `#2`, `#3`, ….
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

/// Returns the id, or the first of `id#2`, `id#3`, … that is unused.
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
