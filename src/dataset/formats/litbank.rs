//! LitBank: `quotations/tsv/ID.txt` (tokens, one sentence per line) and, beside it, `ID.ann` with `QUOTE` lines with inclusive
//! ends and `ATTRIB` lines that name a speaker by coreference chain; the chains are in `coref/tsv/ID.ann`.
//!
//! Chains are entities: the longest proper name of a chain is its name, other names are aliases. An interrupted quotation counts
//! as two quotations; `join-split` joins them.

use std::collections::{BTreeMap, HashMap};

use super::shared::finding::{dangling, differs, same_words, syntax, utf8};
use super::shared::tokens::Tokens;
use crate::dataset::format::Feature::*;
use crate::dataset::format::draft::{DraftDocument, DraftEntity, DraftQuotation, DraftSpan};
use crate::dataset::format::fault::Fault;
use crate::dataset::format::{Claim, Drafts, Format, Framing, Read, ReadResult, Record, Sample, Side, stem_of};

/// The folder of the quotations.
const QUOTATIONS: &str = "quotations/tsv/";

/// The folder of the coreference chains.
const CHAINS: &str = "coref/tsv/";

pub(super) const FORMAT: Format = Format {
    name: "litbank",
    summary: "LitBank: quotations/tsv/ID.ann with the tokens in ID.txt, speakers as chains of coref/tsv/ID.ann",
    features: &[Nested, Types, Speakers, Names, Entities, Mentions, Ids],
    extensions: &["ann"],
    lies_deeper: true,
    framing: |_| Framing::Document,
    ..Format::for_gold(&Reader)
};

struct Reader;

impl Read for Reader {
    fn recognise(&self, sample: &Sample<'_>) -> Option<Claim> {
        if sample.bytes.is_empty() && sample.name.ends_with(".ann") {
            // The excerpt has no quotations, or no mentions.
            let claims = [(QUOTATIONS, Claim::Documents), (CHAINS, Claim::Companion)];
            return claims.into_iter().find(|(folder, _)| sample.name.contains(folder)).map(|(_, claim)| claim);
        }
        let (first, _) = sample.bytes.split_at_checked(memchr::memchr(b'\t', sample.bytes)?)?;
        match first {
            b"QUOTE" | b"ATTRIB" => Some(Claim::Documents),
            b"MENTION" | b"COREF" | b"COP" | b"APPOS" => Some(Claim::Companion),
            _ => None,
        }
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> ReadResult<'a> {
        let text = |name: &str| {
            let finding = |fault: Fault| fault.about(stem_of(record.name)).at(record.file, None);
            record.folder.text(name).map_err(|fault| Box::new(finding(fault)))
        };
        let annotation = utf8(record)?;
        let stem = record.name.rsplit_once('.').map_or(record.name, |(stem, _)| stem);
        let text_of_tokens = text(&format!("{stem}.txt"))?;
        let mut excerpt = Excerpt::new(&text_of_tokens);
        if let Some(name) = chains_of(record.name).filter(|name| record.folder.has(name)) {
            excerpt.chains(&text(&name)?, &name);
        }
        excerpt.quotations(annotation);
        Ok(excerpt.finish(record))
    }
}

/// Returns the chain file for a quotation file.
fn chains_of(name: &str) -> Option<String> {
    let (root, file) = name.rsplit_once(QUOTATIONS)?;
    Some(format!("{root}{CHAINS}{file}"))
}

/// A document being read.
struct Excerpt<'t, 'a> {
    tokens: Tokens,
    text: &'t str,
    entities: BTreeMap<String, Chain>,
    quotations: Vec<DraftQuotation<'a>>,
    by_id: HashMap<String, usize>,
    /// Faults with their line and, for faults in a companion file, its name.
    faults: Vec<(Option<String>, usize, Fault)>,
}

/// The mentions of an entity.
#[derive(Default)]
struct Chain {
    mentions: Vec<(i64, i64)>,
    /// Proper names, one entry per occurrence.
    names: Vec<String>,
    kind: Option<&'static str>,
}

/// A mention of an entity.
struct Mention<'l> {
    place: (i64, i64),
    text: &'l str,
    kind: &'l str,
    is_name: bool,
}

/// The place stated for an id.
struct Stretch<'l> {
    id: &'l str,
    place: (i64, i64),
}

impl<'t, 'a> Excerpt<'t, 'a> {
    fn new(text: &'t str) -> Self {
        Self {
            tokens: Tokens::of_lines(text),
            text,
            entities: BTreeMap::new(),
            quotations: Vec::new(),
            by_id: HashMap::new(),
            faults: Vec::new(),
        }
    }

    fn chains(&mut self, annotation: &str, file: &str) {
        let mut mentions: HashMap<&str, Mention<'_>> = HashMap::new();
        let mut links = Vec::new();
        for (number, line) in numbered(annotation) {
            let cells: Vec<&str> = line.split('\t').collect();
            let result = match cells.as_slice() {
                ["MENTION", rest @ ..] if rest.len() >= 8 => self.stretch(&rest[..6]).map(|stretch| {
                    let [text, kind, form] = [rest[5], rest[6], rest[7]];
                    mentions.insert(stretch.id, Mention { place: stretch.place, text, kind, is_name: form == "PROP" });
                }),
                ["COREF", mention, chain] => {
                    links.push((number, *mention, *chain));
                    Ok(())
                }
                ["COP" | "APPOS", ..] => Ok(()),
                _ => Err(syntax(
                    "the line is no mention and no link",
                    line,
                    "MENTION with nine cells, or COREF with three",
                )),
            };
            if let Err(fault) = result {
                self.faults.push((Some(file.to_owned()), number, fault));
            }
        }
        for (number, mention, chain) in links {
            let Some(Mention { place, text, kind, is_name }) = mentions.get(mention) else {
                self.faults.push((Some(file.to_owned()), number, dangling("COREF", mention)));
                continue;
            };
            let chain = self.entities.entry(chain.to_owned()).or_default();
            chain.mentions.push(*place);
            chain.names.extend(is_name.then(|| (*text).to_owned()));
            chain.kind = chain.kind.or_else(|| kind_of(kind));
        }
    }

    fn quotations(&mut self, annotation: &str) {
        let mut attributions = Vec::new();
        for (number, line) in numbered(annotation) {
            let cells: Vec<&str> = line.split('\t').collect();
            let result = match cells.as_slice() {
                ["QUOTE", rest @ ..] if rest.len() == 6 => self.stretch(rest).map(|Stretch { id, place }| {
                    self.by_id.insert(id.to_owned(), self.quotations.len());
                    self.quotations.push(DraftQuotation {
                        id: Some(id.to_owned().into()),
                        quotation_type: Some("direct".into()),
                        ..DraftQuotation::new(number, [place.into()])
                    });
                }),
                ["ATTRIB", quotation, chain] => {
                    attributions.push((number, *quotation, *chain));
                    Ok(())
                }
                _ => Err(syntax(
                    "the line is no quotation and no speaker",
                    line,
                    "QUOTE with seven cells, or ATTRIB with three",
                )),
            };
            if let Err(fault) = result {
                self.faults.push((None, number, fault));
            }
        }
        for (number, quotation, chain) in attributions {
            match self.by_id.get(quotation) {
                Some(&at) => {
                    self.quotations[at].speaker.get_or_insert_default().0.push(chain.to_owned().into());
                    self.entities.entry(chain.to_owned()).or_default();
                }
                None => self.faults.push((None, number, dangling("ATTRIB", quotation))),
            }
        }
    }

    /// Splits a line into the cells id, start sentence, start token, end sentence, end token (inclusive), text.
    fn stretch<'l>(&self, cells: &[&'l str]) -> Result<Stretch<'l>, Fault> {
        let [id, rest @ .., copy] = cells else { return Err(syntax("too few cells", "", "six")) };
        let numbers: Option<Vec<usize>> = rest.iter().map(|cell| cell.parse().ok()).collect();
        let Some([s, t, end_s, end_t]) = numbers.as_deref().and_then(|numbers| <[usize; 4]>::try_from(numbers).ok())
        else {
            return Err(syntax(format!("{id} has no place"), &rest.join(" "), "sentence, token, sentence, token"));
        };
        let ends = self.tokens.number(s, t).zip(self.tokens.number(end_s, end_t)).filter(|(first, last)| first <= last);
        let Some((place, (first, last))) =
            ends.and_then(|(first, last)| Some((self.tokens.run(first, last)?, (first, last))))
        else {
            return Err(dangling(id, &format!("tokens {s}:{t} to {end_s}:{end_t}")));
        };
        let found = self.tokens.slice(first, last);
        if !same_words(found, copy) {
            return Err(differs(id, &format!("{s}:{t} to {end_s}:{end_t}"), found, copy));
        }
        Ok(Stretch { id, place })
    }

    fn finish(self, record: &Record<'a>) -> Drafts<'a> {
        let id = stem_of(record.name);
        let folder = record.file.strip_suffix(record.name).unwrap_or_default();
        let finding = |(file, line, fault): (Option<String>, usize, Fault)| {
            let file = file.map_or_else(|| record.file.to_owned(), |name| format!("{folder}{name}"));
            fault.about(id).at(&file, line)
        };
        let findings = self.faults.into_iter().map(finding).collect();
        let document = DraftDocument {
            text: Some(self.text.to_owned().into()),
            entities: self.entities.into_iter().map(|(id, chain)| entity(id, chain)).collect(),
            quotations: Some(self.quotations),
            ..record.draft(id)
        };
        Drafts::one(document, findings)
    }
}

/// Returns the lines that are not blank, numbered from 1.
fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line)).filter(|(_, line)| !line.trim().is_empty())
}

fn kind_of(word: &str) -> Option<&'static str> {
    match word {
        "PER" => Some("person"),
        "ORG" => Some("organization"),
        "GPE" | "LOC" | "FAC" => Some("place"),
        "VEH" => Some("vehicle"),
        _ => None,
    }
}

fn entity<'a>(id: String, mut chain: Chain) -> DraftEntity<'a> {
    chain.names.sort_by(|a, b| b.chars().count().cmp(&a.chars().count()).then_with(|| a.cmp(b)));
    chain.names.dedup();
    let mut names = chain.names.into_iter();
    let by_id = || id.rsplit_once('-').map_or(&*id, |(name, _)| name).replace('_', " ");
    DraftEntity {
        name: Some(names.next().unwrap_or_else(by_id).into()),
        aliases: names.map(Into::into).collect(),
        entity_type: chain.kind.map(Into::into),
        mentions: chain.mentions.into_iter().map(DraftSpan::from).collect(),
        ..DraftEntity::new(id)
    }
}
