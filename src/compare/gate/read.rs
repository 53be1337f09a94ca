//! The reader of `quoteval.toml`, which reports every fault with its line.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Gate, Protected, SliceRule};
use crate::dataset::format::fault::did_you_mean;
use crate::error::{Error, Finding, Findings, Result, Severity};
use crate::score::slices::Condition;
use crate::score::{Criterion, METRICS, metric};

/// The keys of a gate.
const GATE: [&str; 8] =
    ["metric", "max_drop", "significant", "min_documents", "max_broken", "floor", "slice", "never_break"];
/// The keys of a slice.
const SLICE: [&str; 3] = ["where", "metric", "max_drop"];
/// The keys of protected quotations.
const NEVER_BREAK: [&str; 3] = ["tag", "id", "document"];

impl Gate {
    /// Reads the `[gate]` table of a file; missing keys have the values of [`Gate::default`]. `shown` names the file in errors.
    ///
    /// # Errors
    /// With every fault: invalid TOML, unknown keys, values of a wrong type or out of range, unknown names.
    pub fn read(text: &str, shown: &str) -> Result<Self> {
        let mut reader = Reader { text, shown, findings: Vec::new() };
        let root = match DeTable::parse(text) {
            Ok(root) => root,
            Err(error) => {
                let place = error.span().unwrap_or(0..0);
                reader.add(place, "toml-syntax", error.message().trim().to_owned(), None, None);
                return Err(Error::Invalid(Findings(reader.findings)));
            }
        };
        let root = root.into_inner();
        reader.check_keys(&root, &["gate"], "the file");
        let gate = match root.get("gate") {
            Some(value) => reader.gate(value),
            None => Self::default(),
        };
        reader.findings.sort();
        if reader.findings.is_empty() { Ok(gate) } else { Err(Error::Invalid(Findings(reader.findings))) }
    }
}

type Value<'i> = Spanned<DeValue<'i>>;

struct Reader<'i> {
    text: &'i str,
    shown: &'i str,
    findings: Vec<Finding>,
}

impl<'i> Reader<'i> {
    fn add(
        &mut self,
        place: Range<usize>,
        rule: &'static str,
        message: String,
        expected: Option<String>,
        hint: Option<String>,
    ) {
        let before = &self.text.as_bytes()[..place.start.min(self.text.len())];
        let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
        let (file, line) = (Some(self.shown.to_owned()), Some(line));
        self.findings.push(Finding { file, line, expected, hint, ..Finding::new(Severity::Error, rule, message) });
    }

    fn check_keys(&mut self, table: &DeTable<'i>, known: &[&'static str], of: &str) {
        for (key, _) in table.iter().filter(|(key, _)| !known.contains(&&**key.get_ref())) {
            let name = key.get_ref();
            let hint = did_you_mean(name, known.iter().copied());
            self.add(key.span(), "unknown-key", format!("{of} has no key `{name}`"), Some(known.join(", ")), hint);
        }
    }

    fn table<'t>(&mut self, value: &'t Value<'i>, name: &str) -> Option<&'t DeTable<'i>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(table),
            _ => {
                self.add(value.span(), "wrong-type", format!("`{name}` is no table"), Some(format!("[{name}]")), None);
                None
            }
        }
    }

    fn tables<'t>(&mut self, value: Option<&'t Value<'i>>, name: &str) -> Vec<&'t DeTable<'i>> {
        let Some(value) = value else {
            return Vec::new();
        };
        match value.get_ref() {
            DeValue::Array(values) => values.iter().filter_map(|value| self.table(value, name)).collect(),
            _ => {
                let expected = Some(format!("[[gate.{name}]]"));
                self.add(value.span(), "wrong-type", format!("`{name}` is no list of tables"), expected, None);
                Vec::new()
            }
        }
    }

    /// Reads the value of a key, if present. `read` returns `None` for a wrong type and `Some(None)` for a value out of range;
    /// both are reported.
    fn value<'t, T>(
        &mut self,
        table: &'t DeTable<'i>,
        key: &str,
        expected: &str,
        read: impl Fn(&'t DeValue<'i>) -> Option<Option<T>>,
    ) -> Option<T> {
        let value = table.get(key)?;
        let (rule, message) = match read(value.get_ref()) {
            Some(Some(read)) => return Some(read),
            Some(None) => ("out-of-range", format!("`{key}` is out of range")),
            None => ("wrong-type", format!("`{key}` is a value of type {}", value.get_ref().type_str())),
        };
        self.add(value.span(), rule, message, Some(expected.to_owned()), None);
        None
    }

    fn string<'t>(&mut self, table: &'t DeTable<'i>, key: &str) -> Option<(&'t str, Range<usize>)> {
        let place = table.get(key)?.span();
        let text = self.value(table, key, "a string", |value| value.as_str().map(Some))?;
        Some((text, place))
    }

    fn share(&mut self, table: &DeTable<'i>, key: &str) -> Option<f64> {
        let number = |value: &DeValue<'i>| match value {
            DeValue::Float(number) => Some(number.as_str().replace('_', "").parse().ok()),
            DeValue::Integer(number) => Some(integer(number.as_str(), number.radix()).map(|number| number as f64)),
            _ => None,
        };
        let is_share = |number: &f64| (0.0..=1.0).contains(number);
        self.value(table, key, "a number from 0 to 1", |value| number(value).map(|number| number.filter(is_share)))
    }

    fn count(&mut self, table: &DeTable<'i>, key: &str) -> Option<u64> {
        self.value(table, key, "a whole number, 0 or more", |value| {
            value.as_integer().map(|number| integer(number.as_str(), number.radix()))
        })
    }

    fn gate(&mut self, value: &Value<'i>) -> Gate {
        let mut gate = Gate::default();
        let Some(table) = self.table(value, "gate") else {
            return gate;
        };
        self.check_keys(table, &GATE, "[gate]");
        if let Some((id, place)) = self.string(table, "metric") {
            match metric(id).filter(|metric| !metric.is_error()) {
                Some(metric) => gate.metric = metric,
                None => self.unknown_metric(id, place),
            }
        }
        let significant = self.value(table, "significant", "true or false", |value| value.as_bool().map(Some));
        gate.significant = significant.unwrap_or(gate.significant);
        gate.max_drop = self.share(table, "max_drop").unwrap_or(gate.max_drop);
        gate.min_documents = self.count(table, "min_documents").unwrap_or(gate.min_documents);
        gate.max_broken = self.count(table, "max_broken");
        gate.floor = self.share(table, "floor");
        let slices = self.tables(table.get("slice"), "slice");
        gate.slices = slices.into_iter().filter_map(|slice| self.slice(slice, &gate)).collect();
        let never_break = self.tables(table.get("never_break"), "never_break");
        gate.never_break = never_break.into_iter().filter_map(|protected| self.never_break(protected)).collect();
        gate
    }

    fn unknown_metric(&mut self, id: &str, place: Range<usize>) {
        let known: Vec<&str> = METRICS.iter().filter(|metric| !metric.is_error()).map(|metric| metric.id()).collect();
        let is_error = metric(id).is_some();
        let message = if is_error {
            format!("`metric` is `{id}`, of which less is better: a gate needs one that must not drop")
        } else {
            format!("there is no metric `{id}`")
        };
        let hint = did_you_mean(id, known.iter().copied()).filter(|_| !is_error);
        self.add(place, "unknown-name", message, Some(known.join(", ")), hint);
    }

    fn slice(&mut self, table: &DeTable<'i>, gate: &Gate) -> Option<SliceRule> {
        self.check_keys(table, &SLICE, "[[gate.slice]]");
        let max_drop = self.share(table, "max_drop").unwrap_or(gate.max_drop);
        let criterion = match self.string(table, "metric") {
            None => gate.metric.id().parse().unwrap_or_default(),
            Some((id, place)) => match id.parse::<Criterion>() {
                Ok(criterion) => criterion,
                Err(_) => {
                    let known: Vec<&str> = Criterion::ALL.iter().map(|criterion| criterion.as_str()).collect();
                    let hint = did_you_mean(id, known.iter().copied());
                    let message = format!("slices are not counted by `{id}`");
                    self.add(place, "unknown-name", message, Some(known.join(", ")), hint);
                    return None;
                }
            },
        };
        let Some((text, place)) = self.string(table, "where") else {
            if table.get("where").is_none() {
                let place = table.iter().next().map_or(0..0, |(key, _)| key.span());
                let expected = Some("where = \"ATTR=VALUE\"".to_owned());
                self.add(place, "missing-key", "[[gate.slice]] lacks `where`".to_owned(), expected, None);
            }
            return None;
        };
        match text.parse::<Condition>() {
            Ok(condition) => Some(SliceRule { condition, criterion, max_drop }),
            Err(error) => {
                self.add(place, "unknown-name", error.to_string(), None, None);
                None
            }
        }
    }

    fn never_break(&mut self, table: &DeTable<'i>) -> Option<Protected> {
        self.check_keys(table, &NEVER_BREAK, "[[gate.never_break]]");
        let [tag, id, document] = NEVER_BREAK.map(|key| self.string(table, key).map(|(text, _)| text.to_owned()));
        match (tag, id, document) {
            (Some(tag), None, None) => Some(Protected::Tag(tag)),
            (None, Some(id), document) => Some(Protected::Quotation { document, id }),
            _ => {
                let place = table.iter().next().map_or(0..0, |(key, _)| key.span());
                let expected = Some("tag = \"…\", or id = \"…\" with or without document = \"…\"".to_owned());
                let message = "[[gate.never_break]] names no quotations, or in two ways".to_owned();
                self.add(place, "missing-key", message, expected, None);
                None
            }
        }
    }
}

fn integer(digits: &str, radix: u32) -> Option<u64> {
    u64::from_str_radix(digits.replace('_', "").trim_start_matches('+'), radix).ok()
}
