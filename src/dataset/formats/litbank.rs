//! LitBank: `quotations/tsv/ID.txt` (tokens, a sentence a line) and `ID.ann` beside it, with `QUOTE` lines whose ends are
//! included and `ATTRIB` lines that name a speaker by coreference chain; the chains stand in `coref/tsv/ID.ann`.
//!
//! Chains are entities: the longest proper name of a chain is its name, the others are aliases. A quotation that is broken off
//! and taken up again is two; `join-split` makes one of them.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::shared::finding::{dangling, differs, only, same_words, syntax, utf8};
use super::shared::tokens::Tokens;
use crate::dataset::format::draft::{DraftDocument, DraftEntity, DraftQuotation, DraftSpan, Speakers};
use crate::dataset::format::fault::Fault;
use crate::dataset::format::{Carries, Claim, Drafts, Feature, Format, Framing, Record, Side};
use crate::error::Finding;

/// The folder of the quotations.
const QUOTATIONS: &str = "quotations/tsv/";

/// The folder of the coreference chains.
const CHAINS: &str = "coref/tsv/";

/// The format of LitBank.
#[derive(Debug)]
pub struct LitBank;

impl Format for LitBank {
    fn name(&self) -> &'static str {
        "litbank"
    }

    fn summary(&self) -> &'static str {
        "LitBank: quotations/tsv/ID.ann with the tokens in ID.txt, speakers as chains of coref/tsv/ID.ann"
    }

    fn carries(&self) -> Carries {
        Carries::READ_GOLD.with(&[
            Feature::Nested,
            Feature::Types,
            Feature::Speakers,
            Feature::Names,
            Feature::Entities,
            Feature::Mentions,
            Feature::Ids,
        ])
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ann"]
    }

    fn recognise(&self, name: &str, sample: &[u8]) -> Option<Claim> {
        if sample.is_empty() && name.ends_with(".ann") {
            // An excerpt without quotations, or without mentions.
            let claims = [(QUOTATIONS, Claim::Documents), (CHAINS, Claim::Companion)];
            return claims.into_iter().find(|(folder, _)| name.contains(folder)).map(|(_, claim)| claim);
        }
        let first = sample.split(|&byte| byte == b'\t').next().filter(|word| word.len() < sample.len())?;
        match first {
            b"QUOTE" | b"ATTRIB" => Some(Claim::Documents),
            b"MENTION" | b"COREF" | b"COP" | b"APPOS" => Some(Claim::Companion),
            _ => None,
        }
    }

    fn lies_deeper(&self) -> bool {
        true
    }

    fn framing(&self, _name: &str) -> Framing {
        Framing::Document
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> Drafts<'a> {
        let text = |name: &str| {
            let finding = |fault: Fault| Finding { document: Some(id(record)), ..fault.at(record.file, None) };
            record.folder.text(name).map_err(|fault| Box::new(finding(fault)))
        };
        let stem = record.name.rsplit_once('.').map_or(record.name, |(stem, _)| stem);
        let files = utf8(record).and_then(|annotation| Ok((annotation, text(&format!("{stem}.txt"))?)));
        let (annotation, text_of_tokens) = match files {
            Ok(files) => files,
            Err(finding) => return only(finding),
        };
        let mut excerpt = Excerpt::new(&text_of_tokens);
        let chains = chains_of(record.name).filter(|name| record.folder.has(name));
        if let Some(name) = &chains {
            match text(name) {
                Ok(chains) => excerpt.chains(&chains, name),
                Err(finding) => return only(finding),
            }
        }
        excerpt.quotations(annotation);
        excerpt.finish(record)
    }
}

fn id(record: &Record<'_>) -> String {
    let file = record.name.rsplit('/').next().unwrap_or_default();
    file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned()
}

/// The file of the chains of a file of quotations.
fn chains_of(name: &str) -> Option<String> {
    let (root, file) = name.rsplit_once(QUOTATIONS)?;
    Some(format!("{root}{CHAINS}{file}"))
}

/// A document as it comes together.
struct Excerpt<'t, 'a> {
    tokens: Tokens,
    text: &'t str,
    entities: BTreeMap<String, Chain>,
    quotations: Vec<DraftQuotation<'a>>,
    by_id: HashMap<String, usize>,
    /// Faults with the companion, if it is of that, and the line.
    faults: Vec<(Option<String>, usize, Fault)>,
}

/// What is known of an entity.
#[derive(Default)]
struct Chain {
    mentions: Vec<(i64, i64)>,
    /// Proper names, as often as they occur.
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

/// Where a line says that something stands.
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
                ["QUOTE", rest @ ..] if rest.len() == 6 => {
                    self.stretch(rest).map(|Stretch { id, place: (start, end) }| {
                        self.by_id.insert(id.to_owned(), self.quotations.len());
                        self.quotations.push(DraftQuotation {
                            line: number,
                            id: Some(Cow::Owned(id.to_owned())),
                            quotation_type: Some(Cow::Borrowed("direct")),
                            content: std::iter::once(DraftSpan::of_offsets(start, end)).collect(),
                            ..DraftQuotation::default()
                        });
                    })
                }
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
                    let speakers = self.quotations[at].speaker.get_or_insert_with(Speakers::default);
                    speakers.0.push(Cow::Owned(chain.to_owned()));
                    self.entities.entry(chain.to_owned()).or_default();
                }
                None => self.faults.push((None, number, dangling("ATTRIB", quotation))),
            }
        }
    }

    /// The cells id, start sentence, start token, end sentence, end token (included), text.
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

    fn finish(self, record: &Record<'_>) -> Drafts<'a> {
        let document = id(record);
        let folder = record.file.strip_suffix(record.name).unwrap_or_default();
        let finding = |(file, line, fault): (Option<String>, usize, Fault)| {
            let file = file.map_or_else(|| record.file.to_owned(), |name| format!("{folder}{name}"));
            Finding { document: Some(document.clone()), ..fault.at(&file, line) }
        };
        let findings = self.faults.into_iter().map(finding).collect();
        let draft = DraftDocument {
            line: record.at.line,
            id: Some(Cow::Owned(document.clone())),
            text: Some(Cow::Owned(self.text.to_owned())),
            entities: self.entities.into_iter().map(|(id, chain)| entity(id, chain)).collect(),
            quotations: Some(self.quotations),
            ..DraftDocument::default()
        };
        Drafts { documents: vec![draft], findings, ..Drafts::default() }
    }
}

/// The lines that are not blank, from 1.
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
    let mut names = chain.names.into_iter().map(Cow::Owned);
    let by_id = || Cow::Owned(id.rsplit_once('-').map_or(&*id, |(name, _)| name).replace('_', " "));
    DraftEntity {
        name: Some(names.next().unwrap_or_else(by_id)),
        aliases: names.collect(),
        entity_type: chain.kind.map(Cow::Borrowed),
        mentions: chain.mentions.into_iter().map(|(start, end)| DraftSpan::of_offsets(start, end)).collect(),
        id: Some(Cow::Owned(id)),
        ..DraftEntity::default()
    }
}
