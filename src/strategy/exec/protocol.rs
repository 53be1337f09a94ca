//! Input of a program: one line of JSON per document.

use serde::Serialize;

use crate::model::{KnownEntity, OffsetMap, OffsetUnit, Span, Task, TaskQuotation};

/// Name and version of the protocol, included in each line so that a program can check them.
pub(super) const SCHEMA: &str = "quoteval-task/1";

#[derive(Serialize)]
struct TaskLine<'a> {
    schema: &'static str,
    id: &'a str,
    text: &'a str,
    setting: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    quotations: Option<Vec<QuotationShape<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entities: Option<Vec<EntityShape<'a>>>,
}

#[derive(Serialize)]
struct QuotationShape<'a> {
    id: &'a str,
    content: Vec<SpanShape<'a>>,
}

/// Offsets are in characters.
#[derive(Serialize)]
struct SpanShape<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct EntityShape<'a> {
    id: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    aliases: &'a [String],
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    entity_type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gender: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kb_id: Option<&'a str>,
}

/// The line of a task, with its line feed.
#[expect(clippy::expect_used, reason = "neither the shapes nor memory can fail")]
pub(super) fn task_line(task: &Task<'_>) -> Vec<u8> {
    let given = task.given.as_ref();
    let line = TaskLine {
        schema: SCHEMA,
        id: task.id,
        text: task.text,
        setting: task.setting().as_str(),
        quotations: given.map(|given| quotations(&given.quotations, task.text)),
        entities: given.map(|given| given.entities.iter().map(entity).collect()),
    };
    let mut bytes = Vec::with_capacity(task.text.len() + task.text.len() / 8 + 128);
    serde_json::to_writer(&mut bytes, &line).expect("invariant: strings and numbers are written to memory");
    bytes.push(b'\n');
    bytes
}

fn quotations<'a>(given: &[TaskQuotation<'a>], text: &'a str) -> Vec<QuotationShape<'a>> {
    let chars = OffsetMap::new(text, OffsetUnit::Char);
    let span = |span: &Span| SpanShape {
        start: chars.of_byte(span.start()),
        end: chars.of_byte(span.end()),
        text: span.of(text),
    };
    let quotation = |given: &TaskQuotation<'a>| QuotationShape {
        id: given.id,
        content: given.content.spans().iter().map(span).collect(),
    };
    given.iter().map(quotation).collect()
}

const fn entity<'a>(known: &KnownEntity<'a>) -> EntityShape<'a> {
    let KnownEntity { id, name, aliases, entity_type, gender, kb_id } = *known;
    EntityShape { id, name, aliases, entity_type, gender, kb_id }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Fragments, Given};

    #[test]
    fn a_task_end_to_end_is_its_text() {
        let task = Task { id: "a-1", text: "“So,” she\nsaid.", given: None };
        let line = String::from_utf8(task_line(&task)).unwrap();
        let expected = r#"{"schema":"quoteval-task/1","id":"a-1","text":"“So,” she\nsaid.","setting":"end-to-end"}"#;
        assert_eq!(line, format!("{expected}\n"));
    }

    #[test]
    fn a_task_with_quotations_counts_in_characters_and_shows_no_mention() {
        let text = "é “So,” Ann said.";
        let content = Fragments::from(Span::new(text, 3, 12).unwrap());
        let aliases = ["Annie".to_owned()];
        let lee = KnownEntity {
            id: "lee",
            name: "Ann",
            aliases: &aliases,
            entity_type: Some("person"),
            gender: None,
            kb_id: None,
        };
        let given = Given { quotations: vec![TaskQuotation { id: "q", content: &content }], entities: vec![lee] };
        let line = String::from_utf8(task_line(&Task { id: "a", text, given: Some(given) })).unwrap();
        let expected = concat!(
            r#"{"schema":"quoteval-task/1","id":"a","text":"é “So,” Ann said.","setting":"gold-quotations","#,
            r#""quotations":[{"id":"q","content":[{"start":2,"end":7,"text":"“So,”"}]}],"#,
            r#""entities":[{"id":"lee","name":"Ann","aliases":["Annie"],"type":"person"}]}"#,
            "\n"
        );
        assert_eq!(line, expected);
    }
}
