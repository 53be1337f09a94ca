//! Merges partials into one.

use std::collections::HashMap;

use serde_json::Value;

use super::Partial;
use super::fault::Fault;
use super::header::Header;
use crate::error::{Error, Result};

/// Header fields that may differ between merged partials.
const FREE: [&str; 4] = ["version", "documents", "speaker_layer", "source_layer"];

pub(super) fn merge(parts: Vec<(String, Partial)>) -> Result<Partial> {
    let mut parts = parts.into_iter();
    let Some((first, mut merged)) = parts.next() else {
        return Err(Error::Usage("no partials to merge".to_owned()));
    };
    let header = fields(&merged)?;
    let mut names = vec![(first, merged.documents.len())];
    for (name, part) in parts {
        must_agree((&names[0].0, &header), (&name, &fields(&part)?))?;
        names.push((name, part.documents.len()));
        merged.options.layers |= part.options.layers;
        merged.documents.extend(part.documents);
    }
    must_be_distinct(&merged, &names)?;
    Ok(merged)
}

/// The header as a JSON object.
fn fields(partial: &Partial) -> Result<Value> {
    serde_json::to_value(Header::of(partial)).map_err(Error::internal)
}

fn must_agree((first, expected): (&str, &Value), (other, found): (&str, &Value)) -> Result<()> {
    let names = expected.as_object().into_iter().flatten().map(|(name, _)| name.as_str());
    let differing: Vec<&str> = names.filter(|name| !FREE.contains(name) && expected[*name] != found[*name]).collect();
    if differing.is_empty() {
        return Ok(());
    }
    let line = |name: &&str| format!("\n  {name}: {} in {first}, {} in {other}", expected[*name], found[*name]);
    let is_name = |name: &&str| matches!(*name, "system" | "dataset");
    let hint = "\n  hint: `quoteval score --system NAME --dataset NAME` gives parts of one evaluation the same names";
    let hint = if differing.iter().all(is_name) { hint } else { "" };
    let lines: String = differing.iter().map(line).collect();
    Err(Error::NotComparable(format!("{first} and {other} are parts of different evaluations{lines}{hint}")))
}

/// Checks that no document occurs twice, in one part or in two; `names` has the number of documents of each part.
fn must_be_distinct(merged: &Partial, names: &[(String, usize)]) -> Result<()> {
    let places = names.iter().flat_map(|(name, documents)| (0..*documents).map(move |index| (name, index + 2)));
    let mut seen: HashMap<&str, (&String, usize)> = HashMap::with_capacity(merged.documents.len());
    for (document, (file, line)) in merged.documents.iter().zip(places) {
        if let Some((other, other_line)) = seen.insert(&document.id, (file, line)) {
            let fault = Fault::new("duplicate-document", "the document is counted in another place too")
                .document(&document.id)
                .found(format!("{other}:{other_line}"))
                .hint("name each part once, and parts that share no document");
            return Err(fault.at(file, line));
        }
    }
    Ok(())
}
