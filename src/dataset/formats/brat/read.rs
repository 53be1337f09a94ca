//! Annotation files to drafts.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::line::{Line, lines};
use super::parts::{Mention, Mentions};
use super::place::Place;
use super::words::{self, part_of_relation, part_of_role, unescape};
use crate::dataset::format::draft::{DraftDocument, DraftEntity, DraftQuotation, DraftRare, DraftSpan, Speakers};
use crate::dataset::format::fault::Fault;
use crate::dataset::format::{Drafts, Record, Side, rules};
use crate::dataset::formats::shared::finding::{dangling, only, syntax, utf8};
use crate::dataset::formats::shared::left_out::LeftOut;
use crate::dataset::formats::shared::nearest::{self, Chunk};
use crate::dataset::formats::shared::part::Part;
use crate::error::Finding;
use crate::model::Reserved;

pub(super) fn read<'a>(record: &Record<'a>, side: Side) -> Drafts<'a> {
    let annotation = match utf8(record) {
        Ok(annotation) => annotation,
        Err(finding) => return only(finding),
    };
    let place = Place::of(record.name, &|name| record.folder.has(name));
    let text = match record.folder.text(&place.text) {
        Ok(text) => Some(text),
        Err(_) if side == Side::Prediction && !record.folder.has(&place.text) => None,
        Err(fault) => {
            let hint = "it is looked for beside the annotation and in a folder `text` beside its folder: name the folder of both";
            let fault = if record.folder.has(&place.text) { fault } else { fault.hint(Some(hint.to_owned())) };
            return only(Finding { document: Some(place.document), ..fault.at(record.file, None) });
        }
    };
    let mut file = File::new(text.as_deref());
    file.read(annotation);
    let File { quotations, entities, faults, left_out, .. } = file;
    let finding = |(line, fault): (usize, Fault)| {
        let finding = fault.at(record.file, record.at.line + line - 1);
        Finding { document: Some(place.document.clone()), ..finding }
    };
    let mut findings: Vec<Finding> = faults.into_iter().map(finding).collect();
    findings.extend(left_out.labels().map(|fault| finding((1, fault))));
    let document = DraftDocument {
        line: record.at.line,
        id: Some(Cow::Owned(place.document.clone())),
        entities: if side == Side::Gold { entities } else { Vec::new() },
        quotations: Some(quotations.into_iter().map(|(_, quotation)| quotation).collect()),
        text: text.map(Cow::Owned),
        ..DraftDocument::default()
    };
    Drafts { documents: vec![document], findings, ..Drafts::default() }
}

/// What an annotation file says, as it comes together.
struct File<'t, 'a> {
    text: Option<&'t str>,
    /// Quotations by the id of their event or span, in the order of the file.
    quotations: Vec<(String, DraftQuotation<'a>)>,
    places: HashMap<String, usize>,
    entities: Vec<DraftEntity<'a>>,
    known: HashSet<String>,
    faults: Vec<(usize, Fault)>,
    /// The labels of what is no part of a quotation.
    left_out: LeftOut,
    /// The spans that something else names.
    named: HashSet<String>,
}

impl<'t, 'a> File<'t, 'a> {
    fn new(text: Option<&'t str>) -> Self {
        Self {
            text,
            quotations: Vec::new(),
            places: HashMap::new(),
            entities: Vec::new(),
            known: HashSet::new(),
            faults: Vec::new(),
            left_out: LeftOut::default(),
            named: HashSet::new(),
        }
    }

    fn read(&mut self, annotation: &str) {
        let (lines, strays) = lines(annotation);
        for (number, line) in strays {
            let fault = syntax("the line begins with no id", line, "T1, E1, R1, A1, N1 or #1, and a tab");
            self.faults.push((number, fault));
        }
        let mut mentions = Mentions::new(self.text);
        for line in lines.iter().filter(|line| line.id.starts_with('T')) {
            if let Err(fault) = mentions.add(line) {
                self.faults.push((line.number, fault));
            }
        }
        let has_events = lines.iter().any(|line| line.id.starts_with('E'));
        match has_events {
            true => lines.iter().filter(|line| line.id.starts_with('E')).for_each(|line| self.event(line, &mentions)),
            false => {
                let ties = |line: &&Line<'_>| line.id.starts_with('R') && part_of_relation(line.kind()).is_some();
                self.contents(&mentions, lines.iter().any(|line| ties(&line)));
            }
        }
        // Notes hold the ids that relations name.
        lines.iter().filter(|line| line.id.starts_with('#')).for_each(|line| self.note(line));
        for line in &lines {
            match line.id.as_bytes()[0] {
                b'R' => self.relation(line, &mentions),
                b'A' => self.attribute(line),
                b'N' => self.reference(line),
                _ => {}
            }
        }
        self.leave_out(&mentions);
        if has_events {
            self.stray(&mentions);
        }
    }

    /// Tells the contents that stand in no event of a document that has events.
    fn stray(&mut self, mentions: &Mentions<'_>) {
        let is_stray = |(id, mention): &(&str, &Mention<'_>)| {
            Part::of_label(mention.label) == Some(Part::Content) && !self.named.contains(*id)
        };
        let stray: Vec<_> = mentions.in_order().into_iter().filter(is_stray).collect();
        if let Some((_, first)) = stray.first() {
            let ids = stray.iter().map(|(id, _)| *id).collect::<Vec<_>>().join(", ");
            let fault = Fault::new(&rules::LEFT_OUT, "contents that stand in no event are left out");
            self.faults.push((first.line, fault.found(ids).expected("an event for each content, or no event at all")));
        }
    }

    /// Notes the spans whose labels are not known and that nothing names.
    fn leave_out(&mut self, mentions: &Mentions<'_>) {
        for (id, mention) in mentions.in_order() {
            let is_known = Part::of_label(mention.label).is_some() || words::IGNORED.contains(&mention.label);
            if !is_known && !self.named.contains(id) {
                self.left_out.note(mention.label);
            }
        }
    }

    fn fault(&mut self, line: &Line<'_>, fault: Fault) {
        self.faults.push((line.number, fault));
    }

    fn push(&mut self, id: &str, line: usize, quotation: DraftQuotation<'a>) -> usize {
        let at = self.quotations.len();
        self.places.insert(id.to_owned(), at);
        self.quotations.push((id.to_owned(), DraftQuotation { line, ..quotation }));
        at
    }

    /// The quotation of an event or span.
    fn quotation(&mut self, id: &str) -> Option<&mut DraftQuotation<'a>> {
        let at = *self.places.get(id)?;
        Some(&mut self.quotations[at].1)
    }

    /// Each content is a quotation; where nothing ties cues and sources to them, each has the nearest of its paragraph.
    fn contents(&mut self, mentions: &Mentions<'_>, has_ties: bool) {
        let parts: Vec<(&str, &Mention<'_>, Part)> = mentions
            .in_order()
            .into_iter()
            .filter_map(|(id, mention)| Some((id, mention, Part::of_label(mention.label)?)))
            .collect();
        let near = self.text.filter(|_| !has_ties).map(|text| {
            let chunk = |(_, mention, part): &(&str, &Mention<'_>, Part)| Chunk {
                part: *part,
                place: mention.hull(),
                side: nearest::Side::Either,
                line: mention.line,
            };
            nearest::quotations(text, &parts.iter().map(chunk).collect::<Vec<_>>())
        });
        // What is near is known by its hull; where it has several pieces, it is these.
        let pieces = |part: Part, hull: &[DraftSpan<'a>]| -> Vec<DraftSpan<'a>> {
            let of = hull.first().map(|span| (span.start, span.end));
            let is_it = |(_, mention, other): &&(&str, &Mention<'_>, Part)| {
                let (start, end) = mention.hull();
                *other == part && of == Some((Some(start), Some(end)))
            };
            parts.iter().find(is_it).map_or_else(Vec::new, |(_, mention, _)| mention.spans().collect())
        };
        let mut near = near.into_iter().flatten();
        for (id, mention, _) in parts.iter().filter(|(_, _, part)| *part == Part::Content) {
            let near = near.next().unwrap_or_default();
            let (cue, source) = (pieces(Part::Cue, near.cue()), pieces(Part::Source, near.source()));
            let rare = (!cue.is_empty() || !source.is_empty())
                .then(|| Box::new(DraftRare { cue, source, ..DraftRare::default() }));
            let content = mention.spans().collect();
            self.push(id, mention.line, DraftQuotation { content, rare, ..DraftQuotation::default() });
        }
    }

    fn event(&mut self, line: &Line<'_>, mentions: &Mentions<'_>) {
        let mut quotation = DraftQuotation::default();
        let mut rare = DraftRare::default();
        for argument in line.words().split(' ').filter(|argument| !argument.is_empty()) {
            let Some((role, id)) = argument.split_once(':') else {
                self.fault(line, syntax(format!("an argument of {} has no colon", line.id), argument, "ROLE:ID"));
                continue;
            };
            let Some(part) = part_of_role(role) else {
                self.left_out.note(role);
                continue;
            };
            self.named.insert(id.to_owned());
            let Some(mention) = mentions.get(id) else {
                self.fault(line, dangling(line.id, id));
                continue;
            };
            match part {
                Part::Content => quotation.content.extend(mention.spans()),
                Part::Cue => rare.cue.extend(mention.spans()),
                Part::Source => rare.source.extend(mention.spans()),
            }
        }
        quotation.content.sort_by_key(|span| (span.start, span.end));
        rare.cue.sort_by_key(|span| (span.start, span.end));
        rare.source.sort_by_key(|span| (span.start, span.end));
        let (event, trigger) = line.kind().split_once(':').unwrap_or((line.kind(), ""));
        self.named.insert(trigger.to_owned());
        if event.ends_with(words::NO_SOURCE) && rare.source.is_empty() {
            quotation.speaker = Some(said(Reserved::Implicit.as_str().to_owned()));
        }
        quotation.rare = Some(Box::new(rare));
        self.push(line.id, line.number, quotation);
    }

    fn relation(&mut self, line: &Line<'_>, mentions: &Mentions<'_>) {
        let argument = |name: &str| line.words().split(' ').find_map(|word| word.strip_prefix(name)?.strip_prefix(':'));
        let (Some(from), Some(to)) = (argument("Arg1"), argument("Arg2")) else {
            let message = format!("{} does not relate two things", line.id);
            return self.fault(line, syntax(message, line.body, "TYPE Arg1:ID Arg2:ID"));
        };
        if line.kind() == words::PARENT {
            return self.parent(line, from, to);
        }
        let Some(part) = part_of_relation(line.kind()) else { return self.left_out.note(line.kind()) };
        let (other, content) = if self.places.contains_key(to) { (from, to) } else { (to, from) };
        self.named.insert(other.to_owned());
        let Some(mention) = mentions.get(other) else {
            return self.fault(line, dangling(line.id, other));
        };
        let Some(quotation) = self.quotation(content) else {
            return self.fault(line, dangling(line.id, content));
        };
        let rare = quotation.rare.get_or_insert_default();
        let spans = if part == Part::Source { &mut rare.source } else { &mut rare.cue };
        spans.extend(mention.spans());
        spans.sort_by_key(|span| (span.start, span.end));
    }

    fn parent(&mut self, line: &Line<'_>, child: &str, parent: &str) {
        let Some(quotation) = self.quotation(parent) else {
            return self.fault(line, dangling(line.id, parent));
        };
        // What another quotation names needs a name.
        let id = quotation.id.get_or_insert_with(|| Cow::Owned(parent.to_owned())).clone();
        match self.quotation(child) {
            None => self.fault(line, dangling(line.id, child)),
            Some(quotation) => quotation.rare.get_or_insert_default().parent = Some(id),
        }
    }

    fn attribute(&mut self, line: &Line<'_>) {
        let mut words = line.words().split(' ');
        let (Some(id), value) = (words.next(), words.collect::<Vec<_>>().join(" ")) else { return };
        let known = [words::TYPE, words::POLARITY, words::SPEAKER].contains(&line.kind());
        let Some(quotation) = self.quotation(id).filter(|_| known) else { return };
        match line.kind() {
            words::TYPE => quotation.quotation_type = Some(Cow::Owned(value)),
            words::POLARITY => quotation.rare.get_or_insert_default().polarity = Some(Cow::Owned(value)),
            _ => quotation.speaker = Some(said(format!("@{value}"))),
        }
    }

    /// A speaker, and the entity that it is.
    fn reference(&mut self, line: &Line<'_>) {
        let mut words = line.words().split(' ');
        let (Some(id), Some(entity)) = (words.next(), words.next().and_then(|word| word.strip_prefix(words::ENTITY)))
        else {
            return;
        };
        let entity = unescape(entity);
        let Some(quotation) = self.quotation(id).filter(|_| line.kind() == words::REFERENCE) else { return };
        quotation.speaker.get_or_insert_default().0.push(Cow::Owned(entity.clone()));
        if self.known.insert(entity.clone()) {
            let name = Some(line.tail).filter(|name| !name.is_empty()).map(|name| Cow::Owned(name.to_owned()));
            let id = Some(Cow::Owned(entity));
            self.entities.push(DraftEntity { line: line.number, id, name, ..DraftEntity::default() });
        }
    }

    fn note(&mut self, line: &Line<'_>) {
        let tail = line.tail;
        let Some(quotation) = self.quotation(line.words()) else { return };
        match line.kind() {
            words::ID => quotation.id = Some(Cow::Owned(tail.to_owned())),
            words::TAG => quotation.rare.get_or_insert_default().tags.push(Cow::Owned(tail.to_owned())),
            words::CONFIDENCE => match tail.parse() {
                Ok(confidence) => quotation.rare.get_or_insert_default().confidence = Some(confidence),
                Err(_) => self.fault(line, syntax("the confidence is not a number", tail, "a number from 0 to 1")),
            },
            _ => {}
        }
    }
}

fn said<'a>(who: String) -> Speakers<'a> {
    Speakers(std::iter::once(Cow::Owned(who)).collect())
}
