//! A fingerprint of gold that depends on nothing but what is annotated: not on order, format or offset unit.
//!
//! One BLAKE3 per document over the byte string below, then one BLAKE3 over the document hashes, sorted. A string is written as
//! its length in bytes (64 bits, little-endian) and its UTF-8; a list as its length and its members; an optional value as an
//! empty or one-member list; an offset as 64 bits, in characters.
//!
//! ```text
//! document  = id text entities quotations          lists of entities and quotations sorted by their bytes
//! entity    = id name aliases type? gender? kb_id? mentions
//! quotation = id type? content cue source speakers parent? polarity? tags
//! ```
//!
//! Aliases, mentions, speakers and tags are sorted. Speakers are entity ids or one reserved word. Free metadata is left out.

use blake3::Hash;
use smallvec::SmallVec;

use crate::model::{Entity, Fragments, GoldDocument, GoldQuotation, OffsetMap, OffsetUnit, Span};

/// The fingerprint of one document.
#[must_use]
pub fn document_hash(gold: &GoldDocument) -> Hash {
    let map = OffsetMap::new(gold.text(), OffsetUnit::Char);
    let mut bytes =
        Bytes(Vec::with_capacity(gold.text().len() + 256 * (2 + gold.entities.len() + gold.quotations.len())));
    bytes.string(gold.id());
    bytes.string(gold.text());
    bytes.sorted(&gold.entities, |bytes, entity| write_entity(bytes, entity, &map));
    bytes.sorted(&gold.quotations, |bytes, quotation| write_quotation(bytes, quotation, &gold.entities, &map));
    blake3::hash(&bytes.0)
}

/// The fingerprint of a dataset, from those of its documents in any order.
#[must_use]
pub fn dataset_hash(mut documents: Vec<Hash>) -> Hash {
    documents.sort_unstable_by_key(|hash| *hash.as_bytes());
    let mut hasher = blake3::Hasher::new();
    for document in &documents {
        hasher.update(document.as_bytes());
    }
    hasher.finalize()
}

fn write_entity(bytes: &mut Bytes, entity: &Entity, map: &OffsetMap<'_>) {
    bytes.string(&entity.id);
    bytes.string(&entity.name);
    bytes.sorted_strings(entity.aliases.iter().map(String::as_str));
    for value in [&entity.entity_type, &entity.gender, &entity.kb_id] {
        bytes.optional(value.as_deref());
    }
    let mut mentions = entity.mentions.clone();
    mentions.sort_unstable();
    bytes.spans(&mentions, map);
}

fn write_quotation(bytes: &mut Bytes, gold: &GoldQuotation, entities: &[Entity], map: &OffsetMap<'_>) {
    let quotation = &gold.quotation;
    bytes.string(&quotation.id);
    bytes.optional(quotation.quotation_type.map(|kind| kind.as_str()));
    bytes.spans(quotation.content.spans(), map);
    for mention in [&quotation.cue, &quotation.source] {
        bytes.spans(mention.as_ref().map_or(&[], Fragments::spans), map);
    }
    bytes.sorted_strings(gold.speaker_ids(entities));
    bytes.optional(quotation.parent.as_deref());
    bytes.optional(quotation.polarity.map(|polarity| polarity.as_str()));
    bytes.sorted_strings(quotation.tags.iter().map(String::as_str));
}

/// An unambiguous byte string: everything carries its length.
#[derive(Default)]
struct Bytes(Vec<u8>);

impl Bytes {
    fn number(&mut self, number: usize) {
        self.0.extend_from_slice(&(number as u64).to_le_bytes());
    }

    fn string(&mut self, string: &str) {
        self.number(string.len());
        self.0.extend_from_slice(string.as_bytes());
    }

    fn optional(&mut self, string: Option<&str>) {
        self.number(usize::from(string.is_some()));
        string.into_iter().for_each(|string| self.string(string));
    }

    fn sorted_strings<'s>(&mut self, strings: impl IntoIterator<Item = &'s str>) {
        let mut strings: SmallVec<[&str; 4]> = strings.into_iter().collect();
        strings.sort_unstable();
        self.number(strings.len());
        strings.into_iter().for_each(|string| self.string(string));
    }

    fn spans(&mut self, spans: &[Span], map: &OffsetMap<'_>) {
        self.number(spans.len());
        for span in spans {
            self.number(map.of_byte(span.start()));
            self.number(map.of_byte(span.end()));
        }
    }

    /// The members as `write` writes them, sorted by their bytes.
    fn sorted<T>(&mut self, members: &[T], write: impl Fn(&mut Self, &T)) {
        let mut written = Self(Vec::with_capacity(256 * members.len()));
        let mut ends = Vec::with_capacity(members.len() + 1);
        ends.push(0);
        for member in members {
            write(&mut written, member);
            ends.push(written.0.len());
        }
        let mut slices: Vec<&[u8]> = ends.windows(2).map(|pair| &written.0[pair[0]..pair[1]]).collect();
        slices.sort_unstable();
        self.number(members.len());
        slices.into_iter().for_each(|slice| self.0.extend_from_slice(slice));
    }
}
