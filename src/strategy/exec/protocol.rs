//! What a program is sent: one line of JSON a document.

use std::io::Write as _;

use serde::Serialize;

use crate::model::{KnownEntity, OffsetMap, OffsetUnit, Task, TaskQuotation};

/// Name and version of the protocol, in each line, so that a program may check it.
pub(super) const SCHEMA: &str = "quoteval-task/1";

#[derive(Serialize)]
struct Line<'a> {
    schema: &'static str,
    id: &'a str,
    text: &'a str,
    setting: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    quotations: Option<Vec<Quotation<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entities: Option<Vec<Entity<'a>>>,
}

#[derive(Serialize)]
struct Quotation<'a> {
    id: &'a str,
    content: Vec<Span<'a>>,
}

/// Offsets are in characters.
#[derive(Serialize)]
struct Span<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct Entity<'a> {
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
pub(super) fn task_line(task: &Task<'_>) -> Vec<u8> {
    let given = task.given.as_ref();
    let line = Line {
        schema: SCHEMA,
        id: task.id,
        text: task.text,
        setting: task.setting().as_str(),
        quotations: given.map(|given| quotations(&given.quotations, task.text)),
        entities: given.map(|given| given.entities.iter().map(entity).collect()),
    };
    let mut bytes = Vec::with_capacity(task.text.len() + task.text.len() / 8 + 128);
    // Neither the structs nor memory can fail.
    let _ = serde_json::to_writer(&mut bytes, &line);
    let _ = bytes.write_all(b"\n");
    bytes
}

fn quotations<'a>(given: &[TaskQuotation<'a>], text: &'a str) -> Vec<Quotation<'a>> {
    let chars = OffsetMap::new(text, OffsetUnit::Char);
    let span = |span: &crate::model::Span| Span {
        start: chars.of_byte(span.start()),
        end: chars.of_byte(span.end()),
        text: span.of(text),
    };
    let quotation = |given: &TaskQuotation<'a>| Quotation {
        id: given.id,
        content: given.content.spans().iter().map(span).collect(),
    };
    given.iter().map(quotation).collect()
}

const fn entity<'a>(known: &KnownEntity<'a>) -> Entity<'a> {
    let KnownEntity { id, name, aliases, entity_type, gender, kb_id } = *known;
    Entity { id, name, aliases, entity_type, gender, kb_id }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Fragments, Given, Span};

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
