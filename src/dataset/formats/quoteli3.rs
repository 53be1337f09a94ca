//! QuoteLi3: XML with a list of characters, and running text with quotations and mentions as elements.
//!
//! A quotation's `connection` names the mentions that are its source; an enclosing quotation is its parent. Speakers that are not
//! characters (`none`, `unknown`, `we`, …) are unnamed if there is a source, or else `@implicit`; quotations marked
//! `NOTANUTTERANCE` are left out. XML entities of a document type are not expanded: a file that declares a type is refused.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader as XmlReader, XmlVersion};

use super::shared::finding::{dangling, syntax, utf8};
use crate::dataset::format::Feature::*;
use crate::dataset::format::draft::{DraftDocument, DraftEntity, DraftQuotation, DraftSpan, DraftSpeakers};
use crate::dataset::format::fault::{Fault, shown};
use crate::dataset::format::{Claim, Drafts, Format, Read, ReadResult, Record, Sample, Side, newlines, rules, stem_of};
use crate::model::Reserved;

/// Maximum depth of nested elements.
const DEPTH: usize = 64;

/// Speaker of an element that is not a quotation.
const NO_UTTERANCE: &str = "NOTANUTTERANCE";

pub(super) const FORMAT: Format = Format {
    name: "quoteli3",
    summary: "QuoteLi3 XML: characters, then text with <quote speaker connection> and <mention>",
    features: &[Nested, Types, Sources, Speakers, Names, Entities, Mentions, Parents, Ids],
    extensions: &["xml"],
    ..Format::for_gold(&Reader)
};

struct Reader;

impl Read for Reader {
    fn recognise(&self, sample: &Sample<'_>) -> Option<Claim> {
        let is_ours = sample.opens(b'<') && (sample.has("<characters") || sample.has("<quote "));
        is_ours.then_some(Claim::Documents)
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> ReadResult<'a> {
        let xml = utf8(record)?;
        let mut text = Text::default();
        text.read(xml)
            .map_err(|(byte, fault)| record.finding_on(1 + newlines(&xml.as_bytes()[..byte.min(xml.len())]), fault))?;
        Ok(text.finish(record))
    }
}

/// A quotation as written in the file.
struct Quote {
    id: String,
    speaker: String,
    connection: Vec<String>,
    start: i64,
    end: i64,
    parent: Option<usize>,
    line: usize,
}

/// An element whose end tag has not been read.
enum Open {
    Quote(usize),
    /// A mention: its id and its start.
    Mention(Option<String>, String, i64),
    Text,
    Other,
}

/// A document being read.
#[derive(Default)]
struct Text {
    text: String,
    length: i64,
    inside: bool,
    open: Vec<Open>,
    quotes: Vec<Quote>,
    mentions: HashMap<String, (i64, i64)>,
    characters: Vec<DraftEntity<'static>>,
    by_name: HashMap<String, usize>,
    /// Number of lines counted, and the byte up to which they were counted.
    at: (usize, usize),
}

impl Text {
    fn read(&mut self, xml: &str) -> Result<(), (usize, Fault)> {
        let mut reader = XmlReader::from_str(xml);
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
        self.at = (line + newlines(&xml.as_bytes()[from..byte.max(from)]), byte.max(from));
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
                self.character(&attributes)?;
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
                    self.characters[character].mentions.push(place.into());
                }
                self.mentions.extend(id.map(|id| (id, place)));
            }
            Some(Open::Mention(..) | Open::Other) | None => {}
        }
    }

    fn character(&mut self, attributes: &HashMap<String, String>) -> Result<(), Fault> {
        let Some(name) = attributes.get("name") else {
            return Err(Fault::new(&rules::MISSING_FIELD, "a character has no name"));
        };
        let aliases = attributes.get("aliases").into_iter().flat_map(|aliases| aliases.split(';')).map(str::trim);
        let mut aliases = aliases.filter(|alias| !alias.is_empty()).map(str::to_owned);
        self.by_name.insert(name.clone(), self.characters.len());
        self.characters.push(DraftEntity {
            name: Some(aliases.next().unwrap_or_else(|| name.replace('_', " ")).into()),
            aliases: aliases.map(Into::into).collect(),
            gender: attributes.get("gender").map(|gender| match &*gender.to_ascii_lowercase() {
                "m" | "male" => "male".into(),
                "f" | "female" => "female".into(),
                _ => gender.clone().into(),
            }),
            ..DraftEntity::new(name.clone())
        });
        Ok(())
    }

    fn finish<'a>(self, record: &Record<'a>) -> Drafts<'a> {
        let id = stem_of(record.name);
        let (mut quotations, mut findings) = (Vec::with_capacity(self.quotes.len()), Vec::new());
        for quote in &self.quotes {
            match self.quotation(quote, record.at.line + quote.line - 1) {
                Ok(quotation) => quotations.push(quotation),
                Err(fault) => {
                    let fault = fault.about(id).item(format!("quotation {}", quote.id));
                    findings.push(record.finding_on(quote.line, fault));
                }
            }
        }
        let document = DraftDocument {
            text: Some(self.text.into()),
            entities: self.characters,
            quotations: Some(quotations),
            ..record.draft(id)
        };
        Drafts::one(document, findings)
    }

    fn quotation<'a>(&self, quote: &Quote, line: usize) -> Result<DraftQuotation<'a>, Fault> {
        if quote.speaker == NO_UTTERANCE {
            let fault = Fault::new(&rules::LEFT_OUT, "what is no utterance is left out");
            return Err(fault.found(shown(&quote.speaker)));
        }
        let mention = |id: &String| self.mentions.get(id).copied().ok_or_else(|| dangling("the connection", id));
        let mut sources = quote.connection.iter().map(mention).collect::<Result<Vec<_>, _>>()?;
        sources.sort_unstable();
        sources.dedup();
        let speaker = match self.by_name.contains_key(&quote.speaker) {
            true => Some(quote.speaker.clone()),
            false if sources.is_empty() => Some(Reserved::Implicit.to_string()),
            false => None,
        };
        // A quotation that is left out cannot be a parent; its own parent takes its place.
        let mut parent = quote.parent;
        while let Some(at) = parent.filter(|&at| self.quotes[at].speaker == NO_UTTERANCE) {
            parent = self.quotes[at].parent;
        }
        let content = DraftSpan::of_offsets(quote.start, quote.end);
        let mut draft = DraftQuotation {
            id: Some(quote.id.clone().into()),
            quotation_type: Some("direct".into()),
            speaker: speaker.map(DraftSpeakers::one),
            ..DraftQuotation::new(line, [content])
        };
        draft = draft.with(Vec::new(), sources.into_iter().map(DraftSpan::from).collect());
        draft.rare().parent = parent.map(|at| self.quotes[at].id.clone().into());
        Ok(draft)
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
