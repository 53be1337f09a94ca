//! Converts annotation files to drafts.

use std::collections::{HashMap, HashSet};

use super::line::{Line, lines};
use super::parts::{Mention, Mentions};
use super::place::Place;
use super::words::{self, part_of_relation, part_of_role, unescape};
use crate::dataset::format::draft::{DraftDocument, DraftEntity, DraftQuotation, DraftSpan, DraftSpeakers};
use crate::dataset::format::fault::Fault;
use crate::dataset::format::{Drafts, ReadResult, Record, Side, rules};
use crate::dataset::formats::shared::finding::{LineFault, dangling, syntax, utf8};
use crate::dataset::formats::shared::left_out::LeftOut;
use crate::dataset::formats::shared::nearest::{self, Chunk, SourceSide};
use crate::dataset::formats::shared::part::Part;
use crate::model::Reserved;

pub(super) fn read<'a>(record: &Record<'a>, side: Side) -> ReadResult<'a> {
    let annotation = utf8(record)?;
    let Place { document, text, .. } = Place::of(record.name, &|name| record.folder.has(name));
    let has_text = record.folder.has(&text);
    let text = match record.folder.text(&text) {
        Ok(text) => Some(text),
        Err(_) if side == Side::Prediction && !has_text => None,
        Err(fault) => {
            let hint = "it is looked for beside the annotation and in a folder `text` beside its folder: name the folder of both";
            let fault = if has_text { fault } else { fault.hint(Some(hint.to_owned())) };
            return Err(fault.about(document).at(record.file, None).into());
        }
    };
    let mut file = File { text: text.as_deref(), ..File::default() };
    file.read(annotation);
    let File { quotations, entities, mut faults, left_out, .. } = file;
    faults.extend(left_out.labels().map(|fault| (1, fault)));
    let finding = |(line, fault): LineFault| record.finding_on(line, fault.about(&*document));
    let findings = faults.into_iter().map(finding).collect();
    let draft = DraftDocument {
        entities: if side == Side::Gold { entities } else { Vec::new() },
        quotations: Some(quotations.into_iter().map(|(_, quotation)| quotation).collect()),
        text: text.map(Into::into),
        ..record.draft(document)
    };
    Ok(Drafts::one(draft, findings))
}

/// An annotation file being read.
#[derive(Default)]
struct File<'t, 'a> {
    text: Option<&'t str>,
    /// Quotations with the id of their event or span, in file order.
    quotations: Vec<(String, DraftQuotation<'a>)>,
    places: HashMap<String, usize>,
    entities: Vec<DraftEntity<'a>>,
    known: HashSet<String>,
    faults: Vec<LineFault>,
    /// Labels that do not belong to quotations.
    left_out: LeftOut,
    /// Spans named by another annotation.
    named: HashSet<String>,
}

impl<'a> File<'_, 'a> {
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
        // Notes define the ids that relations use, so they are read first.
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

    /// Reports contents outside any event, in a document that has events.
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

    /// Records the spans with unknown labels that no other annotation names.
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

    fn push(&mut self, id: &str, quotation: DraftQuotation<'a>) {
        self.places.insert(id.to_owned(), self.quotations.len());
        self.quotations.push((id.to_owned(), quotation));
    }

    /// Returns the quotation of an event or span.
    fn quotation(&mut self, id: &str) -> Option<&mut DraftQuotation<'a>> {
        let at = *self.places.get(id)?;
        Some(&mut self.quotations[at].1)
    }

    /// Makes each content a quotation; without relations, each gets the nearest cue and source in its paragraph.
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
                side: SourceSide::Either,
                line: mention.line,
            };
            nearest::quotations(text, &parts.iter().map(chunk).collect::<Vec<_>>())
        });
        // The nearest part is identified by its hull, which may cover several pieces.
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
            self.push(id, DraftQuotation::new(mention.line, mention.spans()).with(cue, source));
        }
    }

    fn event(&mut self, line: &Line<'_>, mentions: &Mentions<'_>) {
        let mut quotation = DraftQuotation::new(line.number, []);
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
            quotation.add(part, mention.spans());
        }
        let (event, trigger) = line.kind().split_once(':').unwrap_or((line.kind(), ""));
        self.named.insert(trigger.to_owned());
        if event.ends_with(words::NO_SOURCE) && quotation.source().is_empty() {
            quotation.speaker = Some(DraftSpeakers::one(Reserved::Implicit.as_str()));
        }
        self.push(line.id, quotation);
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
        quotation.add(part, mention.spans());
    }

    fn parent(&mut self, line: &Line<'_>, child: &str, parent: &str) {
        let Some(quotation) = self.quotation(parent) else {
            return self.fault(line, dangling(line.id, parent));
        };
        // A quotation named by another one needs an id.
        let id = quotation.id.get_or_insert_with(|| parent.to_owned().into()).clone();
        match self.quotation(child) {
            None => self.fault(line, dangling(line.id, child)),
            Some(quotation) => quotation.rare().parent = Some(id),
        }
    }

    fn attribute(&mut self, line: &Line<'_>) {
        let mut words = line.words().split(' ');
        let (Some(id), value) = (words.next(), words.collect::<Vec<_>>().join(" ")) else { return };
        let known = [words::TYPE, words::POLARITY, words::SPEAKER].contains(&line.kind());
        let Some(quotation) = self.quotation(id).filter(|_| known) else { return };
        match line.kind() {
            words::TYPE => quotation.quotation_type = Some(value.into()),
            words::POLARITY => quotation.rare().polarity = Some(value.into()),
            _ => quotation.speaker = Some(DraftSpeakers::one(format!("@{value}"))),
        }
    }

    /// Reads a speaker and its entity.
    fn reference(&mut self, line: &Line<'_>) {
        let mut words = line.words().split(' ');
        let (Some(id), Some(entity)) = (words.next(), words.next().and_then(|word| word.strip_prefix(words::ENTITY)))
        else {
            return;
        };
        let entity = unescape(entity);
        let Some(quotation) = self.quotation(id).filter(|_| line.kind() == words::REFERENCE) else { return };
        quotation.speaker.get_or_insert_default().0.push(entity.clone().into());
        if self.known.insert(entity.clone()) {
            let name = Some(line.tail).filter(|name| !name.is_empty()).map(|name| name.to_owned().into());
            self.entities.push(DraftEntity { line: line.number, name, ..DraftEntity::new(entity) });
        }
    }

    fn note(&mut self, line: &Line<'_>) {
        let tail = line.tail;
        let Some(quotation) = self.quotation(line.words()) else { return };
        match line.kind() {
            words::ID => quotation.id = Some(tail.to_owned().into()),
            words::TAG => quotation.rare().tags.push(tail.to_owned().into()),
            words::CONFIDENCE => match tail.parse() {
                Ok(confidence) => quotation.rare().confidence = Some(confidence),
                Err(_) => self.fault(line, syntax("the confidence is not a number", tail, "a number from 0 to 1")),
            },
            _ => {}
        }
    }
}
