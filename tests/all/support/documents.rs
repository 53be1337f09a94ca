//! Random documents in the native format, for the laws of reading and writing.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use quoteval::GoldDocument;
use quoteval::internals::dataset::GoldEntry;
use serde_json::{Value, json};

/// The vocabulary for the documents of a test.
#[derive(Clone, Copy)]
pub(crate) struct Words {
    /// Pieces of the text, each followed by a blank.
    pub(crate) tokens: &'static [&'static str],
    /// Tags of quotations.
    pub(crate) tags: &'static [&'static str],
    /// The id of the second entity.
    pub(crate) second: &'static str,
    /// The aliases of the first entity.
    pub(crate) aliases: &'static [&'static str],
}

/// Picks for content, cue and source, and the remaining fields.
#[derive(Clone, Debug)]
pub(crate) struct Parts {
    content: Vec<Index>,
    cue: Option<Vec<Index>>,
    source: Option<Vec<Index>>,
    fields: Value,
}

/// Start and end of each token of a text, in characters.
pub(crate) type Places = Vec<(usize, usize)>;

impl Parts {
    /// The quotation in JSON, the same for gold and predictions.
    pub(crate) fn quotation(self, places: &Places) -> Value {
        let mut quotation = self.fields;
        let mention = |picks: Option<Vec<Index>>| picks.map_or(Value::Null, |picks| spans(&picks, places));
        quotation["content"] = spans(&self.content, places);
        quotation["cue"] = mention(self.cue);
        quotation["source"] = mention(self.source);
        quotation
    }
}

/// A text of tokens, and the place of each.
fn text_of(tokens: &[&str]) -> (String, Places) {
    let (mut text, mut places) = (String::new(), Vec::new());
    for token in tokens {
        let start = text.chars().count();
        text.push_str(token);
        places.push((start, start + token.chars().count()));
        text.push(' ');
    }
    (text, places)
}

/// The offsets of one to three runs of tokens, in the order of the text.
fn spans(picks: &[Index], places: &Places) -> Value {
    let mut ends: Vec<usize> = picks.iter().map(|pick| pick.index(places.len())).collect();
    ends.sort_unstable();
    ends.dedup();
    let runs = ends.chunks(2).map(|run| json!([places[run[0]].0, places[run[run.len() - 1]].1]));
    Value::Array(runs.collect())
}

/// A draft of a quotation.
pub(crate) fn parts(words: Words) -> impl Strategy<Value = Parts> {
    let picks = || vec(any::<Index>(), 1..6);
    let kind = option::of(select(vec!["direct", "indirect", "mixed"]));
    let speaker = select(vec![json!("lee"), json!([words.second, "lee"]), json!("@implicit"), json!("@author")]);
    let tags = vec(select(words.tags), 0..3);
    let polarity = option::of(select(vec!["affirmed", "denied", "negated", "conditional"]));
    let fields = (kind, speaker, tags, polarity).prop_map(
        |(kind, speaker, tags, polarity)| json!({"type": kind, "speaker": speaker, "tags": tags, "polarity": polarity}),
    );
    (picks(), option::of(picks()), option::of(picks()), fields).prop_map(|(content, cue, source, fields)| Parts {
        content,
        cue,
        source,
        fields,
    })
}

/// A document with the quotations that `make` builds from drafts and the places of the tokens.
pub(crate) fn document<D: std::fmt::Debug>(
    words: Words,
    draft: impl Strategy<Value = D>,
    make: impl Fn(Vec<D>, &Places) -> Vec<Value>,
) -> impl Strategy<Value = Value> {
    let tokens = vec(select(words.tokens), 1..30);
    (tokens, vec(draft, 0..6), vec(any::<Index>(), 0..4)).prop_map(move |(tokens, drafts, mentions)| {
        let (text, places) = text_of(&tokens);
        let (quotations, mentions) = (make(drafts, &places), spans(&mentions, &places));
        json!({"schema": "quoteval/1", "id": "dé-1", "text": text, "meta": {"z": [1, {"ü": null}], "a": 0.5},
            "entities": [{"id": "lee", "name": "Ann Lee", "aliases": words.aliases, "mentions": mentions},
                {"id": words.second, "name": "Roe", "type": "person", "gender": "female", "kb_id": "Q1"}],
            "quotations": quotations})
    })
}

/// The document read from JSON, if it keeps the rules.
pub(crate) fn entry(json: &Value) -> Option<GoldEntry> {
    GoldDocument::from_json(&json.to_string()).ok().map(|gold| GoldEntry { gold, ..GoldEntry::default() })
}

/// The documents that keep the rules.
pub(crate) fn valid(documents: impl Strategy<Value = Value>) -> impl Strategy<Value = GoldEntry> {
    documents.prop_filter_map("the document breaks a rule", |json| entry(&json))
}
