//! A listing of quotations with their error classes, gold and prediction in context.

mod excerpt;
mod listed;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use self::excerpt::Piece;
pub(crate) use self::listed::Listed;
use self::listed::ListedSide;
use super::csv::{lines, number};
use super::safe::safe;
use super::sheet::{About, Sheet};
use crate::error::Result;
use crate::score::{ErrorClass, ambiguity};

/// CSV columns; later versions only append to the list.
const COLUMNS: &str = "schema,class,boundary,flags,document,gold,predicted,iou,slice,slice_value,gold_type,gold_spans,gold_text,\
    gold_speaker,gold_speaker_name,gold_source,predicted_type,predicted_spans,predicted_text,predicted_speaker,\
    predicted_source,ambiguous";

const BOLD: &str = "\x1b[1m";
const GOLD: &str = "\x1b[32m";
const PREDICTED: &str = "\x1b[33m";
const RESET: &str = "\x1b[0m";

/// A listing of the requested quotations.
#[derive(Clone, Debug)]
pub(crate) struct ErrorList {
    /// The quotations by value: under each value of a quotation, or under `None` for a quotation without a value.
    rows: Vec<(Option<String>, Listed)>,
    /// The attribute that gives the values.
    by: Option<String>,
    /// The number of quotations in each class, before the limit applies.
    classes: BTreeMap<ErrorClass, usize>,
    total: usize,
    /// True if the limit left out rows.
    is_cut: bool,
    about: About,
}

impl ErrorList {
    /// Lists items in the given order or by the values of an attribute, and keeps the first `limit` rows.
    pub(crate) fn new(items: Vec<Listed>, by: Option<String>, limit: Option<usize>, about: About) -> Self {
        let mut classes = BTreeMap::new();
        items.iter().for_each(|item| *classes.entry(item.class).or_default() += 1);
        let total = items.len();
        let mut rows: Vec<(Option<String>, Listed)> = Vec::with_capacity(total);
        for item in items {
            match item.values.as_slice() {
                [] => rows.push((None, item)),
                values => rows.extend(values.iter().map(|value| (Some(value.clone()), item.clone()))),
            }
        }
        rows.sort_by(|a, b| a.0.cmp(&b.0));
        let limit = limit.unwrap_or(usize::MAX);
        let is_cut = rows.len() > limit;
        rows.truncate(limit);
        Self { rows, by, classes, total, is_cut, about }
    }

    /// The summary, with the most frequent class first: `sieve 0.1.0 on wire, 12 quotations: missed 7, boundary 5`.
    fn summary(&self) -> String {
        let mut classes: Vec<_> = self.classes.iter().collect();
        classes.sort_by_key(|(class, items)| (std::cmp::Reverse(**items), **class));
        let classes: Vec<String> =
            classes.into_iter().map(|(class, items)| format!("{} {items}", class.as_str())).collect();
        let noun = if self.total == 1 { "quotation" } else { "quotations" };
        let shown = if self.is_cut { format!("; {} shown", self.rows.len()) } else { String::new() };
        format!("{}, {} {noun}: {}{shown}", self.about.title, self.total, classes.join(", "))
    }
}

impl Sheet for ErrorList {
    fn text(&self) -> String {
        if self.total == 0 {
            let nothing = "no quotation matches these filters";
            return format!("{}, 0 quotations: {nothing}\n\n{}\n", self.about.title, self.about.signature);
        }
        let mut text = String::new();
        let mut heading = None;
        for (value, item) in &self.rows {
            if let (Some(by), true) = (&self.by, heading != Some(value)) {
                text.push_str(&format!("{BOLD}== {by}: {}{RESET}\n\n", safe(value.as_deref().unwrap_or("–"))));
                heading = Some(value);
            }
            text.push_str(&block(item));
            text.push('\n');
        }
        format!("{text}{}\n\n{}\n", self.summary(), self.about.signature)
    }

    fn csv(&self) -> Result<String> {
        let by = self.by.as_deref().unwrap_or_default();
        let row = |(value, item): &(Option<String>, Listed)| {
            cells(by, value.as_deref(), item).iter().map(|cell| safe(cell)).collect()
        };
        lines(COLUMNS, self.rows.iter().map(row).collect())
    }

    fn json(&self) -> Value {
        let slice = |value: &Option<String>| self.by.as_ref().map(|by| json!({"attribute": by, "value": value}));
        let object = |(value, item): &(Option<String>, Listed)| {
            json!({
                "class": item.class.as_str(),
                "boundary": item.boundary.map(|boundary| boundary.as_str()),
                "flags": item.flags,
                "document": item.document,
                "iou": item.iou,
                "slice": slice(value),
                "gold": item.gold.as_ref().map(side_json),
                "predicted": item.predicted.as_ref().map(side_json),
                "ambiguous": item.ambiguous,
            })
        };
        self.rows.iter().map(object).collect()
    }
}

fn side_json(side: &ListedSide) -> Value {
    json!({
        "id": side.id,
        "type": side.kind,
        "content": side.spans,
        "text": side.text,
        "speaker": side.speaker,
        "speaker_name": side.speaker_name,
        "source": side.source,
    })
}

fn cells(by: &str, value: Option<&str>, item: &Listed) -> Vec<String> {
    let of = |side: &Option<ListedSide>, get: fn(&ListedSide) -> String| side.as_ref().map(get).unwrap_or_default();
    let both = |get: fn(&ListedSide) -> String| [of(&item.gold, get), of(&item.predicted, get)];
    let spans = |side: &ListedSide| {
        let spans: Vec<String> = side.spans.iter().map(|[start, end]| format!("{start}-{end}")).collect();
        spans.join(";")
    };
    let [gold, predicted] = both(|side| side.id.clone());
    let [gold_type, predicted_type] = both(|side| side.kind.unwrap_or_default().to_owned());
    let [gold_spans, predicted_spans] = both(spans);
    let [gold_text, predicted_text] = both(|side| side.text.clone());
    let [gold_speaker, predicted_speaker] = both(|side| side.speaker.join(";"));
    let [gold_source, predicted_source] = both(|side| side.source.clone().unwrap_or_default());
    let boundary = item.boundary.map_or("", |boundary| boundary.as_str()).to_owned();
    let head = ["quoteval-errors/1".to_owned(), item.class.as_str().to_owned(), boundary, item.flags.join(";")];
    let place = [item.document.clone(), gold, predicted, number(item.iou)];
    let slice = [by.to_owned(), value.unwrap_or_default().to_owned()];
    let names = of(&item.gold, |side| side.speaker_name.join(";"));
    let of_gold = [gold_type, gold_spans, gold_text, gold_speaker, names, gold_source];
    let of_prediction = [predicted_type, predicted_spans, predicted_text, predicted_speaker, predicted_source];
    let cells = head.into_iter().chain(place).chain(slice).chain(of_gold).chain(of_prediction);
    cells.chain([item.ambiguous.join(";")]).collect()
}

/// Renders an item: a title line, one line per side, and a line with the speakers.
fn block(item: &Listed) -> String {
    let mut title = vec![format!("{BOLD}{}{RESET}", item.label()), safe(&item.document)];
    title.extend(item.gold.as_ref().map(|side| format!("gold {}", safe(&side.id))));
    title.extend(item.predicted.as_ref().map(|side| format!("predicted {}", safe(&side.id))));
    title.extend(item.iou.map(|iou| format!("IoU {iou:.3}")));
    let mut text = format!("{}\n", title.join(" · "));
    let mut line = |label: &str, shown: String| text.push_str(&format!("  {label:9}  {shown}\n"));
    match (&item.gold, &item.predicted) {
        (Some(gold), Some(predicted)) if gold.spans == predicted.spans => line("both", drawn(&gold.excerpt, GOLD)),
        (gold, predicted) => {
            gold.iter().for_each(|side| line("gold", drawn(&side.excerpt, GOLD)));
            predicted.iter().for_each(|side| line("predicted", drawn(&side.excerpt, PREDICTED)));
        }
    }
    let speakers = [(&item.gold, "gold", GOLD), (&item.predicted, "predicted", PREDICTED)];
    let said = speakers.into_iter().filter_map(|(side, label, colour)| {
        side.as_ref().map(|side| format!("{label} {colour}{}{RESET}", speaker(side)))
    });
    let ambiguous = ambiguity(&item.ambiguous).map(|note| format!("{BOLD}{}{RESET}", safe(&note)));
    line("speaker", said.chain(ambiguous).collect::<Vec<_>>().join(" · "));
    text
}

/// The names of the speakers, or the source in quotation marks, or a dash.
fn speaker(side: &ListedSide) -> String {
    let flat = |text: &str| safe(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    match (side.speaker_name.as_slice(), &side.source) {
        ([], Some(source)) => format!("“{}”", flat(source)),
        ([], None) => "–".into(),
        (names, _) => flat(&names.join("; ")),
    }
}

fn drawn(pieces: &[Piece], colour: &str) -> String {
    let piece = |piece: &Piece| match piece.is_marked {
        true => format!("{colour}⟦{}⟧{RESET}", safe(&piece.text)),
        false => safe(&piece.text),
    };
    pieces.iter().map(piece).collect()
}
