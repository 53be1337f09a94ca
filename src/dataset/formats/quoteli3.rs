//! QuoteLi3: XML with a list of characters and running text in which quotations and mentions are elements.
//!
//! A quotation's `connection` names the mentions that are its source; an enclosing quotation is its parent. Speakers that are no
//! characters (`none`, `unknown`, `we`, …) are unnamed where a source stands there, else `@implicit`; what is marked
//! `NOTANUTTERANCE` is no quotation. Entities of a document type are not expanded: a file that declares one is refused.

use std::borrow::Cow;
use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::shared::finding::{dangling, only, syntax, utf8};
use super::shared::sample::{finder, opens};
use crate::dataset::format::draft::{DraftDocument, DraftEntity, DraftQuotation, DraftRare, DraftSpan, Speakers};
use crate::dataset::format::fault::{Fault, shown};
use crate::dataset::format::{Carries, Claim, Drafts, Feature, Format, Framing, Record, Side, rules};
use crate::error::Finding;
use crate::model::Reserved;

/// How deep elements may be nested.
const DEPTH: usize = 64;

/// The speaker of what is no quotation.
const NO_UTTERANCE: &str = "NOTANUTTERANCE";

/// The format of QuoteLi3.
#[derive(Debug)]
pub struct QuoteLi3;

impl Format for QuoteLi3 {
    fn name(&self) -> &'static str {
        "quoteli3"
    }

    fn summary(&self) -> &'static str {
        "QuoteLi3 XML: characters, then text with <quote speaker connection> and <mention>"
    }

    fn carries(&self) -> Carries {
        Carries::READ_GOLD.with(&[
            Feature::Nested,
            Feature::Types,
            Feature::Sources,
            Feature::Speakers,
            Feature::Names,
            Feature::Entities,
            Feature::Mentions,
            Feature::Parents,
            Feature::Ids,
        ])
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xml"]
    }

    fn recognise(&self, _name: &str, sample: &[u8]) -> Option<Claim> {
        let has = finder(sample);
        let is_xml = opens(sample, '<');
        (is_xml && (has(b"<characters") || has(b"<quote "))).then_some(Claim::Documents)
    }

    fn framing(&self, _name: &str) -> Framing {
        Framing::Whole
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> Drafts<'a> {
        let xml = match utf8(record) {
            Ok(xml) => xml,
            Err(finding) => return only(finding),
        };
        let mut text = Text::default();
        if let Err((byte, fault)) = text.read(xml) {
            let line = record.at.line + memchr::memchr_iter(b'\n', &xml.as_bytes()[..byte.min(xml.len())]).count();
            return only(fault.at(record.file, line));
        }
        text.finish(record)
    }
}

/// A quotation as it stands in the file.
struct Quote {
    id: String,
    speaker: String,
    connection: Vec<String>,
    start: i64,
    end: i64,
    parent: Option<usize>,
    line: usize,
}

/// What is open.
enum Open {
    Quote(usize),
    /// A mention: its id and its start.
    Mention(Option<String>, String, i64),
    Text,
    Other,
}

/// A document as it comes together.
#[derive(Default)]
struct Text {
    text: String,
    length: i64,
    inside: bool,
    open: Vec<Open>,
    quotes: Vec<Quote>,
    mentions: HashMap<String, (i64, i64)>,
    characters: Vec<Character>,
    by_name: HashMap<String, usize>,
    /// Line and byte up to which lines are counted.
    at: (usize, usize),
}

struct Character {
    name: String,
    aliases: Vec<String>,
    gender: Option<String>,
    mentions: Vec<(i64, i64)>,
}

type Read<T> = Result<T, (usize, Fault)>;

impl Text {
    fn read(&mut self, xml: &str) -> Read<()> {
        let mut reader = Reader::from_str(xml);
        self.at = (1, 0);
        loop {
            let byte = usize::try_from(reader.buffer_position()).unwrap_or(xml.len());
            let event = reader.read_event().map_err(|error| {
                let byte = usize::try_from(reader.error_position()).unwrap_or(xml.len());
                (byte, Fault::new(&rules::FORMAT_SYNTAX, format!("the XML is not well-formed: {error}")))
            })?;
            match event {
                Event::Start(element) => {
                    self.count(xml, byte);
                    self.start(&element).map_err(|fault| (byte, fault))?;
                }
                Event::Empty(element) => {
                    self.count(xml, byte);
                    self.start(&element).map_err(|fault| (byte, fault))?;
                    self.end();
                }
                Event::End(_) => self.end(),
                Event::Text(text) => self.push(&text.xml10_content()),
                Event::CData(text) => self.push(&text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let name = reference.xml10_content();
                    let resolved = match reference.resolve_char_ref() {
                        Ok(Some(c)) => Some(c.to_string()),
                        Ok(None) => quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned),
                        Err(_) => None,
                    };
                    let unknown = || {
                        (byte, syntax("an entity of XML is not known", &name, "amp, lt, gt, quot, apos or a number"))
                    };
                    self.push(&resolved.ok_or_else(unknown)?);
                }
                Event::DocType(_) => {
                    return Err((byte, syntax("the XML declares a document type", "<!DOCTYPE", "XML without one")));
                }
                Event::Eof if self.open.is_empty() => return Ok(()),
                Event::Eof => return Err((xml.len(), syntax("the XML ends inside an element", "", "its end tag"))),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    /// Counts the lines before a byte.
    fn count(&mut self, xml: &str, byte: usize) {
        let (line, from) = self.at;
        self.at = (line + memchr::memchr_iter(b'\n', &xml.as_bytes()[from..byte.max(from)]).count(), byte.max(from));
    }

    fn push(&mut self, piece: &str) {
        if self.inside {
            self.text.push_str(piece);
            self.length += piece.chars().count() as i64;
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        if self.open.len() >= DEPTH {
            return Err(syntax("the elements are nested too deep", "", &format!("at most {DEPTH} levels")));
        }
        let attributes = attributes(element)?;
        let get = |name: &str| attributes.get(name).cloned();
        let name = element.local_name();
        let open = match name.as_ref() {
            "text" => {
                self.inside = true;
                Open::Text
            }
            "character" => {
                self.character(get("name"), get("aliases"), get("gender"))?;
                Open::Other
            }
            "quote" if self.inside => {
                let Some(id) = get("id") else {
                    return Err(Fault::new(&rules::MISSING_FIELD, "a quote has no id"));
                };
                let parent = self.open.iter().rev().find_map(|open| match open {
                    Open::Quote(parent) => Some(*parent),
                    _ => None,
                });
                let connection = get("connection").unwrap_or_default();
                self.quotes.push(Quote {
                    id,
                    speaker: get("speaker").unwrap_or_default(),
                    connection: connection
                        .split([',', ';', ' '])
                        .filter(|id| !id.is_empty())
                        .map(str::to_owned)
                        .collect(),
                    start: self.length,
                    end: self.length,
                    parent,
                    line: self.at.0,
                });
                Open::Quote(self.quotes.len() - 1)
            }
            "mention" if self.inside => Open::Mention(get("id"), get("speaker").unwrap_or_default(), self.length),
            _ => Open::Other,
        };
        self.open.push(open);
        Ok(())
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Open::Text) => self.inside = false,
            Some(Open::Quote(at)) => self.quotes[at].end = self.length,
            Some(Open::Mention(id, speaker, start)) if start < self.length => {
                let place = (start, self.length);
                if let Some(&character) = self.by_name.get(&speaker) {
                    self.characters[character].mentions.push(place);
                }
                self.mentions.extend(id.map(|id| (id, place)));
            }
            Some(Open::Mention(..) | Open::Other) | None => {}
        }
    }

    fn character(
        &mut self,
        name: Option<String>,
        aliases: Option<String>,
        gender: Option<String>,
    ) -> Result<(), Fault> {
        let Some(name) = name else {
            return Err(Fault::new(&rules::MISSING_FIELD, "a character has no name"));
        };
        let aliases = aliases.unwrap_or_default();
        let aliases = aliases.split(';').map(str::trim).filter(|alias| !alias.is_empty()).map(str::to_owned).collect();
        self.by_name.insert(name.clone(), self.characters.len());
        self.characters.push(Character { name, aliases, gender, mentions: Vec::new() });
        Ok(())
    }

    fn finish<'a>(self, record: &Record<'_>) -> Drafts<'a> {
        let file = record.name.rsplit('/').next().unwrap_or_default();
        let id = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned();
        let (mut quotations, mut findings) = (Vec::with_capacity(self.quotes.len()), Vec::new());
        for quote in &self.quotes {
            let finding = |fault: Fault| Finding {
                document: Some(id.clone()),
                item: Some(format!("quotation {}", quote.id)),
                ..fault.at(record.file, record.at.line + quote.line - 1)
            };
            if quote.speaker == NO_UTTERANCE {
                let fault = Fault::new(&rules::LEFT_OUT, "what is no utterance is left out");
                findings.push(finding(fault.found(shown(&quote.speaker))));
                continue;
            }
            match self.quotation(quote, record.at.line) {
                Ok(quotation) => quotations.push(quotation),
                Err(fault) => findings.push(finding(fault)),
            }
        }
        let document = DraftDocument {
            line: record.at.line,
            id: Some(Cow::Owned(id)),
            text: Some(Cow::Owned(self.text)),
            entities: self.characters.into_iter().map(entity).collect(),
            quotations: Some(quotations),
            ..DraftDocument::default()
        };
        Drafts { documents: vec![document], findings, ..Drafts::default() }
    }

    fn quotation<'a>(&self, quote: &Quote, first: usize) -> Result<DraftQuotation<'a>, Fault> {
        let mention = |id: &String| self.mentions.get(id).copied().ok_or_else(|| dangling("the connection", id));
        let mut sources = quote.connection.iter().map(mention).collect::<Result<Vec<_>, _>>()?;
        sources.sort_unstable();
        sources.dedup();
        let speaker = match self.by_name.contains_key(&quote.speaker) {
            true => Some(quote.speaker.clone()),
            false if sources.is_empty() => Some(Reserved::Implicit.to_string()),
            false => None,
        };
        // What is left out is nobody's parent; its own parent is.
        let mut parent = quote.parent;
        while let Some(at) = parent.filter(|&at| self.quotes[at].speaker == NO_UTTERANCE) {
            parent = self.quotes[at].parent;
        }
        let rare = DraftRare {
            source: sources.into_iter().map(|(start, end)| DraftSpan::of_offsets(start, end)).collect(),
            parent: parent.map(|at| Cow::Owned(self.quotes[at].id.clone())),
            ..DraftRare::default()
        };
        Ok(DraftQuotation {
            line: first + quote.line - 1,
            id: Some(Cow::Owned(quote.id.clone())),
            quotation_type: Some(Cow::Borrowed("direct")),
            content: std::iter::once(DraftSpan::of_offsets(quote.start, quote.end)).collect(),
            speaker: speaker.map(|who| Speakers(std::iter::once(Cow::Owned(who)).collect())),
            rare: Some(Box::new(rare)),
            ..DraftQuotation::default()
        })
    }
}

fn attributes(element: &BytesStart<'_>) -> Result<HashMap<String, String>, Fault> {
    let attribute = |attribute: Result<quick_xml::events::attributes::Attribute<'_>, _>| {
        let unreadable = |why: String| Fault::new(&rules::FORMAT_SYNTAX, format!("an attribute cannot be read: {why}"));
        let attribute =
            attribute.map_err(|error: quick_xml::events::attributes::AttrError| unreadable(error.to_string()))?;
        let value =
            attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| unreadable(error.to_string()))?;
        Ok((attribute.key.as_ref().to_owned(), value.into_owned()))
    };
    element.attributes().map(attribute).collect()
}

fn entity<'a>(character: Character) -> DraftEntity<'a> {
    let Character { name, aliases, gender, mentions } = character;
    let mut aliases = aliases.into_iter().map(Cow::Owned);
    DraftEntity {
        name: Some(aliases.next().unwrap_or_else(|| Cow::Owned(name.replace('_', " ")))),
        id: Some(Cow::Owned(name)),
        aliases: aliases.collect(),
        gender: gender.map(|gender| match &*gender.to_ascii_lowercase() {
            "m" | "male" => Cow::Borrowed("male"),
            "f" | "female" => Cow::Borrowed("female"),
            _ => Cow::Owned(gender),
        }),
        mentions: mentions.into_iter().map(|(start, end)| DraftSpan::of_offsets(start, end)).collect(),
        ..DraftEntity::default()
    }
}
