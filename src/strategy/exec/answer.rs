//! Output of a program: prediction lines, checked by the rules for saved predictions.

use crate::dataset::format::draft::{DraftDocument, DraftSystem};
use crate::dataset::{LocateEffort, check_prediction, json_record, read_prediction_drafts};
use crate::error::{Finding, Severity};
use crate::model::{Prediction, Task};

use super::failure::Failure;

/// A line written by a program.
pub(super) enum OutputLine<'a> {
    /// A header with the name and version of the program.
    Header(DraftSystem),
    /// A prediction about a document.
    About(String, Box<DraftDocument<'a>>),
    /// Any other line, with its fault.
    Unreadable(String),
}

/// An answer that passed the checks, with its warnings.
#[derive(Debug)]
pub(super) struct CheckedAnswer {
    pub(super) prediction: Prediction,
    /// Unknown fields, one entry per occurrence.
    pub(super) ignored: Vec<String>,
    pub(super) warnings: Vec<String>,
}

/// Reads as much of a line as is possible without the task.
pub(super) fn read(line: &[u8]) -> OutputLine<'_> {
    let mut drafts = read_prediction_drafts(&json_record(line, 0));
    if let Some(system) = drafts.system.take() {
        return OutputLine::Header(system);
    }
    if !drafts.findings.is_empty() {
        let hint = if line.starts_with(b"{") { "" } else { "; hint standard output is for answers alone" };
        return OutputLine::Unreadable(format!("{}{hint}", sentences(&drafts.findings)));
    }
    match drafts.documents.pop() {
        Some(draft) => match draft.id.as_deref().map(str::to_owned) {
            Some(id) => OutputLine::About(id, Box::new(draft)),
            None => OutputLine::Unreadable("it has no `id`".to_owned()),
        },
        None => OutputLine::Unreadable("it is no prediction".to_owned()),
    }
}

/// Checks a prediction about the document of the task.
pub(super) fn check(draft: Box<DraftDocument<'_>>, task: &Task<'_>) -> Result<CheckedAnswer, Failure> {
    let checked = check_prediction(*draft, task, LocateEffort::default(), "");
    let Some(prediction) = checked.prediction else {
        let errors: Vec<Finding> =
            checked.findings.into_iter().filter(|finding| finding.severity == Severity::Error).collect();
        return Err(Failure::Invalid(sentences(&errors)));
    };
    if let Some(error) = prediction.error {
        return Err(Failure::Reported(error));
    }
    let warnings = checked.findings.iter().map(sentence).collect();
    Ok(CheckedAnswer { prediction, ignored: checked.ignored, warnings })
}

/// Joins findings into one line, three at most.
fn sentences(findings: &[Finding]) -> String {
    let mut sentences: Vec<String> = findings.iter().take(3).map(sentence).collect();
    if findings.len() > sentences.len() {
        sentences.push(format!("{} more", findings.len() - sentences.len()));
    }
    sentences.join(" | ")
}

fn sentence(finding: &Finding) -> String {
    let item = finding.item.as_ref().map_or_else(String::new, |item| format!("{item}: "));
    let mut sentence = format!("{item}{} [{}]", finding.message, finding.rule);
    for (label, value) in [("found", &finding.found), ("expected", &finding.expected), ("hint", &finding.hint)] {
        if let Some(value) = value {
            sentence.push_str(&format!("; {label} {value}"));
        }
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;

    const TASK: Task<'_> = Task { id: "a", text: "“It works,” Ann Lee said.", given: None };

    fn answer(line: &str) -> Result<CheckedAnswer, String> {
        match read(line.as_bytes()) {
            OutputLine::About(id, draft) if id == TASK.id => check(draft, &TASK).map_err(|failure| failure.to_string()),
            OutputLine::About(id, _) => Err(format!("about {id}")),
            OutputLine::Header(system) => Err(format!("header of {:?}", system.name)),
            OutputLine::Unreadable(why) => Err(why),
        }
    }

    #[test]
    fn a_text_is_located_and_what_is_unknown_is_ignored() {
        let answer =
            answer(r#"{"id":"a","quotations":[{"content":["It works"],"speaker":"Ann Lee","colour":1}]}"#).unwrap();
        assert_eq!(answer.prediction.quotations.len(), 1);
        assert_eq!(answer.prediction.quotations[0].quotation.content.text(TASK.text), "It works");
        assert_eq!(answer.ignored, ["colour"]);
    }

    #[test]
    fn what_is_no_answer_says_why() {
        for (line, expected) in [
            ("Loading model …", "json-syntax"),
            ("[]", "json-shape"),
            (r#"{"quotations":[]}"#, "no `id`"),
            (r#"{"id":"b","quotations":[]}"#, "about b"),
            (r#"{"id":"a"}"#, "`quotations` is missing"),
            (r#"{"id":"a","error":"overloaded"}"#, "overloaded"),
            (r#"{"id":"a","quotations":[{"content":[[0,900]]}]}"#, "offset-out-of-range"),
            (r#"{"schema":"quoteval-predictions/1","system":{"name":"x"}}"#, "header of Some(\"x\")"),
        ] {
            let error = answer(line).unwrap_err();
            assert!(error.contains(expected) && !error.contains('\n'), "{line}: {error}");
        }
    }
}
