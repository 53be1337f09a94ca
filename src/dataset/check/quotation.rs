//! What is checked of a quotation alike in gold and in predictions.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::str::FromStr;

use crate::dataset::draft::{DraftQuotation, Speakers};
use crate::dataset::fault::{Fault, Item, Log, did_you_mean};
use crate::dataset::rules;
use crate::model::{Fragments, OffsetMap, Polarity, Quotation, QuotationType, Reserved};

/// A word of a closed list; `None` when it is absent or, which is reported, unknown.
pub(super) fn word<T: FromStr>(
    what: &str,
    word: Option<&str>,
    words: &[&str],
    item: Item<'_>,
    log: &mut Log<'_>,
) -> Option<T> {
    let word = word?;
    let parsed = word.parse().ok();
    if parsed.is_none() {
        let fault = Fault::new(&rules::UNKNOWN_WORD, format!("unknown {what}")).found(word).expected(words.join(", "));
        log.add(item, fault.hint(did_you_mean(word, words.iter().copied())));
    }
    parsed
}

/// Everything of a quotation but its id, which may have to be derived, and its speaker.
pub(super) fn common(
    draft: &mut DraftQuotation<'_>,
    [content, cue, source]: [Option<Fragments>; 3],
    item: Item<'_>,
    log: &mut Log<'_>,
) -> Option<Quotation> {
    let kinds = QuotationType::ALL.map(QuotationType::as_str);
    let quotation_type = word("type", draft.quotation_type.as_deref(), &kinds, item, log);
    let polarities = Polarity::ALL.map(Polarity::as_str);
    let polarity = word("polarity", draft.polarity.as_deref(), &polarities, item, log);
    let mut tags: Vec<String> = draft.tags.drain(..).map(Cow::into_owned).collect();
    tags.sort_unstable();
    tags.dedup();
    let parent = draft.parent.take().map(Cow::into_owned);
    Some(Quotation { id: String::new(), quotation_type, content: content?, cue, source, parent, polarity, tags })
}

/// Reports an empty id and takes it out of the draft.
pub(super) fn id(draft: &mut DraftQuotation<'_>, item: Item<'_>, log: &mut Log<'_>) -> Option<String> {
    let id = draft.id.take()?.into_owned();
    if id.is_empty() {
        log.add(item, Fault::new(&rules::EMPTY_ID, "the quotation's id is empty"));
    }
    Some(id)
}

/// Who is said to speak: the strings, or one reserved word.
pub(super) enum Said<'a> {
    Nothing,
    Reserved(Reserved),
    Names(Speakers<'a>),
}

/// Sorts reserved words from names. A list that is empty, or mixes the two, is reported.
pub(super) fn said<'a>(speakers: Option<Speakers<'a>>, item: Item<'_>, log: &mut Log<'_>) -> Said<'a> {
    let Some(speakers) = speakers else { return Said::Nothing };
    if speakers.0.is_empty() || speakers.0.iter().any(|speaker| speaker.is_empty()) {
        log.add(item, Fault::new(&rules::SPEAKER_EMPTY, "the speaker is empty").hint(leave_out()));
        return Said::Nothing;
    }
    let reserved = speakers.0.iter().find_map(|speaker| speaker.parse::<Reserved>().ok());
    match (reserved, speakers.0.len()) {
        (None, _) => Said::Names(speakers),
        (Some(word), 1) => Said::Reserved(word),
        (Some(word), _) => {
            let fault = Fault::new(&rules::SPEAKER_MIXED, format!("{word} stands among other speakers"));
            log.add(item, fault.found(speakers.0.join(", ")));
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

/// The id of a quotation that states none: `start-end[,start-end…]` in characters.
pub(in crate::dataset) fn derived_id(content: &Fragments, chars: &OffsetMap<'_>) -> String {
    let mut id = String::with_capacity(12);
    for span in content.spans() {
        let comma = if id.is_empty() { "" } else { "," };
        let _ = write!(id, "{comma}{}-{}", chars.of_byte(span.start()), chars.of_byte(span.end()));
    }
    id
}

/// Reports ids that two quotations state.
pub(super) fn report_twins<'a>(ids: impl Iterator<Item = (Item<'a>, Option<&'a str>)>, log: &mut Log<'_>) {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (index, (item, id)) in ids.enumerate() {
        let Some(id) = id.filter(|id| !id.is_empty()) else { continue };
        if let Some(first) = seen.get(id) {
            let message = format!("quotation #{} has the id of quotation #{}", index + 1, first + 1);
            log.add(item, Fault::new(&rules::DUPLICATE_QUOTATION_ID, message).found(id));
        } else {
            seen.insert(id, index);
        }
    }
}

/// Gives the quotations without an id, marked by an empty one, a derived one.
///
/// Where several are at the same place the later ones by `key` get `#2`, `#3`, …, so that the order of the list does not matter.
pub(super) fn derive_ids<Q, K: Ord>(
    quotations: &mut [Q],
    chars: &OffsetMap<'_>,
    of: impl Fn(&mut Q) -> &mut Quotation,
    key: impl Fn(&Q) -> K,
) {
    let mut taken: HashMap<String, usize> = HashMap::new();
    let mut missing = Vec::new();
    for (index, quotation) in quotations.iter_mut().enumerate() {
        let common = of(quotation);
        if common.id.is_empty() {
            missing.push((index, derived_id(&common.content, chars)));
        } else {
            taken.insert(common.id.clone(), 1);
        }
    }
    let distinct = missing.iter().map(|(_, id)| id).collect::<HashSet<_>>().len() == missing.len();
    if !distinct {
        missing.sort_by_cached_key(|&(index, _)| key(&quotations[index]));
    }
    for (index, id) in missing {
        of(&mut quotations[index]).id = if distinct && taken.is_empty() { id } else { unused(id, &mut taken) };
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
    use crate::model::{OffsetUnit, Span};

    #[test]
    fn derived_ids_are_unique() {
        let text = "0123456789";
        let span = |start, end| Span::new(text, start, end).unwrap();
        let at = |id: &str, start| Quotation::new(id, span(start, start + 2));
        let mut quotations = [at("", 0), at("0-2#2", 4), at("", 0), at("", 0), at("", 3)];
        let chars = OffsetMap::new(text, OffsetUnit::Char);
        derive_ids(&mut quotations, &chars, |quotation| quotation, |_| 0);
        let ids: Vec<_> = quotations.iter().map(|quotation| &*quotation.id).collect();
        assert_eq!(ids, ["0-2", "0-2#2", "0-2#3", "0-2#4", "3-5"]);
    }
}
