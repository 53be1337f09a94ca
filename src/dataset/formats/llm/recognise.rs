//! Distinguishes an answer of a language model from other JSON.

use super::lists::first_start;

/// Keys that mark the object around the list as another format.
const OF_OTHERS: [&str; 3] = ["schema", "content", "id"];

/// True if a file that begins with `text` is an answer: a list of objects with the key `quote`, either on its own with speakers
/// or inside an object without the keys of a document.
pub(super) fn is_answer(name: &str, text: &str) -> bool {
    let lines = [".jsonl", ".ndjson"].iter().any(|ending| name.to_ascii_lowercase().ends_with(ending));
    let Some(start) = first_start(text).filter(|_| !lines && !is_readme(name)) else { return false };
    let (head, list) = text.split_at(start);
    if !has_key(list, "quote") || has_key(list, "quote_index") || has_key(list, "contents") {
        return false;
    }
    if text.trim_start().starts_with('{') {
        !OF_OTHERS.iter().any(|key| has_key(head, key))
    } else {
        has_key(list, "speaker")
    }
}

/// True if a file describes data, possibly with an example of it.
pub(super) fn is_readme(name: &str) -> bool {
    name.rsplit('/').next().is_some_and(|name| name.starts_with("README"))
}

/// True if the text contains this key of an object.
fn has_key(text: &str, key: &str) -> bool {
    let quoted = format!("\"{key}\"");
    let mut rest = text;
    while let Some(at) = rest.find(&quoted) {
        rest = &rest[at + quoted.len()..];
        if rest.trim_start().starts_with(':') {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::is_answer;

    #[test]
    fn answers_are_told_from_other_json() {
        for (name, text, expected) in [
            ("a.json", r#"[{"quote":"Yes","speaker":"Ann"}]"#, true),
            ("a.json", r#"{"quotes":[{"quote":"Yes","speaker":"Ann"}]}"#, true),
            ("a.json", r#" {"quotations": [ {"speaker":null, "quote" : "Yes"}]}"#, true),
            ("a.md", "Sure:\n```json\n{\"quotes\":[{\"quote\":\"Yes\",\"speaker\":\"Ann\"}]}\n```", true),
            ("a.json", r#"{"id":"a","quotations":[{"quote":"Yes"}]}"#, false),
            ("a.json", r#"{"quotations":[{"content":["the \\"quote\\": yes"]}]}"#, false),
            ("a.json", r#"{"quotes":[{"contents":[],"sources":[]}]}"#, false),
            ("a.json", r#"[{"quote":"Yes","quote_index":"(1,4)","speaker":"Ann"}]"#, false),
            ("a.json", r#"[{"quotation":"Yes","speaker":"Ann"}]"#, false),
            ("a.jsonl", r#"{"quotes":[{"quote":"Yes"}]}"#, false),
            ("x/README.md", r#"[{"quote":"Yes","speaker":"Ann"}]"#, false),
        ] {
            assert_eq!(is_answer(name, text), expected, "{text}");
        }
    }
}
