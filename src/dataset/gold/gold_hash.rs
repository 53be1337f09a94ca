//! A hash of gold that depends only on the annotation, not on order, format or offset unit.
//!
//! One BLAKE3 per document over the byte string below, then one BLAKE3 over the document hashes, sorted. A number is written in
//! LEB128; a string as its length in bytes and its UTF-8; a list as its length and its members; an optional value as an empty or
//! one-member list; an offset in characters.
//!
//! ```text
//! document  = id text entities quotations          lists of entities and quotations sorted by their bytes
//! entity    = id name aliases type? gender? kb_id? mentions
//! quotation = id type? content cue source speakers parent? polarity? tags
//! ```
//!
//! Aliases, mentions, speakers and tags are sorted. Speakers are entity ids or one reserved word. Free metadata is left out.

use blake3::Hash;
use smallvec::{SmallVec, smallvec};

use crate::model::{Entity, Fragments, GoldDocument, GoldQuotation, OffsetMap, OffsetUnit, Span};
use crate::varint::push_varint;

/// The hash of one document.
#[must_use]
pub fn document_hash(gold: &GoldDocument) -> Hash {
    let map = OffsetMap::new(gold.text(), OffsetUnit::Char);
    let mut bytes =
        HashInput(Vec::with_capacity(gold.text().len() + 256 * (2 + gold.entities.len() + gold.quotations.len())));
    bytes.string(gold.id());
    bytes.string(gold.text());
    bytes.sorted(&gold.entities, |bytes, entity| write_entity(bytes, entity, &map));
    bytes.sorted(&gold.quotations, |bytes, quotation| write_quotation(bytes, quotation, &gold.entities, &map));
    blake3::hash(&bytes.0)
}

/// Hashes a dataset, given the hashes of its documents in any order.
#[must_use]
pub fn dataset_hash(mut documents: Vec<Hash>) -> Hash {
    documents.sort_unstable_by_key(|hash| *hash.as_bytes());
    let mut hasher = blake3::Hasher::new();
    for document in &documents {
        hasher.update(document.as_bytes());
    }
    hasher.finalize()
}

fn write_entity(bytes: &mut HashInput, entity: &Entity, map: &OffsetMap<'_>) {
    bytes.string(&entity.id);
    bytes.string(&entity.name);
    bytes.sorted_strings(entity.aliases.iter().map(String::as_str));
    for value in [&entity.entity_type, &entity.gender, &entity.kb_id] {
        bytes.optional(value.as_deref());
    }
    if entity.mentions.is_sorted() {
        bytes.spans(&entity.mentions, map);
    } else {
        let mut mentions = entity.mentions.clone();
        mentions.sort_unstable();
        bytes.spans(&mentions, map);
    }
}

fn write_quotation(bytes: &mut HashInput, gold: &GoldQuotation, entities: &[Entity], map: &OffsetMap<'_>) {
    let quotation = &gold.quotation;
    bytes.string(&quotation.id);
    bytes.optional(quotation.quotation_type.map(|kind| kind.as_str()));
    bytes.spans(quotation.content.spans(), map);
    for mention in [&quotation.cue, &quotation.source] {
        bytes.spans(mention.as_ref().map_or(&[], Fragments::spans), map);
    }
    match gold.entities() {
        [only] => bytes.sorted_strings(std::iter::once(&*entities[*only].id)),
        _ => bytes.sorted_strings(gold.speaker_ids(entities).into_iter()),
    }
    bytes.optional(quotation.parent.as_deref());
    bytes.optional(quotation.polarity.map(|polarity| polarity.as_str()));
    bytes.sorted_strings(quotation.tags.iter().map(String::as_str));
}

/// The bytes to hash. Every string and list is preceded by its length, so the encoding is unambiguous.
#[derive(Default)]
struct HashInput(Vec<u8>);

impl HashInput {
    fn number(&mut self, number: usize) {
        push_varint(&mut self.0, number as u64);
    }

    fn string(&mut self, string: &str) {
        self.number(string.len());
        self.0.extend_from_slice(string.as_bytes());
    }

    #[inline]
    fn optional(&mut self, string: Option<&str>) {
        let Some(string) = string else {
            return self.number(0);
        };
        self.number(1);
        self.string(string);
    }

    fn sorted_strings<'s>(&mut self, mut strings: impl ExactSizeIterator<Item = &'s str>) {
        if strings.len() < 2 {
            return self.optional(strings.next());
        }
        let mut strings: SmallVec<[&str; 4]> = strings.collect();
        strings.sort_unstable();
        self.number(strings.len());
        strings.into_iter().for_each(|string| self.string(string));
    }

    #[inline]
    fn spans(&mut self, spans: &[Span], map: &OffsetMap<'_>) {
        self.number(spans.len());
        for span in spans {
            self.number(map.of_byte(span.start()));
            self.number(map.of_byte(span.end()));
        }
    }

    /// Encodes each member with `write` and sorts the results by their bytes.
    fn sorted<T>(&mut self, members: &[T], write: impl Fn(&mut Self, &T)) {
        self.number(members.len());
        let begin = self.0.len();
        let mut ends: SmallVec<[usize; 32]> = smallvec![begin];
        for member in members {
            write(self, member);
            ends.push(self.0.len());
        }
        let of = |pair: &[usize]| pair[0]..pair[1];
        if !ends.windows(3).all(|ends| self.0[of(ends)] <= self.0[of(&ends[1..])]) {
            let written = self.0.split_off(begin);
            let mut slices: Vec<&[u8]> =
                ends.windows(2).map(|pair| &written[pair[0] - begin..pair[1] - begin]).collect();
            slices.sort_unstable();
            slices.into_iter().for_each(|slice| self.0.extend_from_slice(slice));
        }
    }
}
