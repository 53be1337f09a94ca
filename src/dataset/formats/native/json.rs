//! Writes JSON field by field, on one line or in a layout suitable for diffs.

use serde_json::Value;

/// Writes a JSON document.
///
/// In the layout for diffs, each field and element has its own line, except inside a span: `{ "start": 0, "end": 4, … }`.
pub(super) struct Writer<'o> {
    out: &'o mut String,
    laid_out: bool,
    depth: usize,
    /// True if the innermost object or list is not empty.
    filled: bool,
    /// Depth from which everything stays on one line.
    inline: Option<usize>,
}

impl<'o> Writer<'o> {
    pub(super) const fn new(out: &'o mut String, laid_out: bool) -> Self {
        Self { out, laid_out, depth: 0, filled: false, inline: None }
    }

    pub(super) fn object(&mut self, body: impl FnOnce(&mut Self)) {
        self.nested('{', '}', body);
    }

    /// Writes an object on one line.
    pub(super) fn inline_object(&mut self, body: impl FnOnce(&mut Self)) {
        let outer = self.inline;
        self.inline = outer.or(Some(self.depth));
        self.nested('{', '}', body);
        self.inline = outer;
    }

    pub(super) fn list<T>(&mut self, elements: impl IntoIterator<Item = T>, mut write: impl FnMut(&mut Self, T)) {
        self.nested('[', ']', |json| {
            for element in elements {
                json.next();
                write(json, element);
            }
        });
    }

    /// Begins a field, whose value must follow.
    pub(super) fn key(&mut self, key: &str) -> &mut Self {
        self.next();
        self.string(key);
        self.out.push_str(if self.laid_out { ": " } else { ":" });
        self
    }

    pub(super) fn field(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.key(key).string(value);
        }
    }

    pub(super) fn string(&mut self, value: &str) {
        self.raw(&Value::from(value).to_string());
    }

    pub(super) fn raw(&mut self, value: &str) {
        self.out.push_str(value);
    }

    pub(super) fn value(&mut self, value: &Value) {
        match value {
            Value::Object(fields) => self.object(|json| {
                for (key, value) in fields {
                    json.key(key).value(value);
                }
            }),
            Value::Array(elements) => self.list(elements, Self::value),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => self.raw(&value.to_string()),
        }
    }

    fn nested(&mut self, open: char, close: char, body: impl FnOnce(&mut Self)) {
        self.out.push(open);
        self.depth += 1;
        let outer = std::mem::replace(&mut self.filled, false);
        body(self);
        self.depth -= 1;
        if self.filled {
            self.break_line();
        }
        self.filled = outer;
        self.out.push(close);
    }

    /// Begins the next field or element.
    fn next(&mut self) {
        if std::mem::replace(&mut self.filled, true) {
            self.out.push(',');
        }
        self.break_line();
    }

    fn break_line(&mut self) {
        if !self.laid_out {
            return;
        }
        if self.inline.is_some() {
            self.out.push(' ');
            return;
        }
        self.out.push('\n');
        for _ in 0..self.depth {
            self.out.push_str("  ");
        }
    }
}
