//! Documents named after their files.

/// Extensions that are not part of a document's id: extensions of formats and of the texts that systems read.
const ENDINGS: [&str; 8] = [".json", ".jsonl", ".ndjson", ".quotes", ".md", ".txt", ".out", ".spacy"];

/// Returns the id of the document named after a file: the file name without folder and extensions.
pub(in crate::dataset) fn document_of(name: &str) -> &str {
    let mut id = name.rsplit(['/', '\\']).next().unwrap_or(name);
    while let Some(shorter) = ENDINGS.iter().find_map(|ending| without(id, ending)).filter(|id| !id.is_empty()) {
        id = shorter;
    }
    id
}

/// Returns the name of a file without its folder and its last extension.
pub(in crate::dataset) fn stem_of(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// Returns the names longer than a document's id and shorter than the whole file name: `a.txt` for `a.txt.json`.
pub(in crate::dataset) fn longer_names<'n>(file: &'n str, id: &str) -> impl Iterator<Item = &'n str> {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let shortest = if name.starts_with(id) { id.len() } else { name.len() };
    memchr::memchr_iter(b'.', name.as_bytes()).filter(move |&end| end > shortest).map(|end| &name[..end])
}

/// Removes an ending from a name, ignoring case.
fn without<'n>(name: &'n str, ending: &str) -> Option<&'n str> {
    let (stem, end) = name.split_at_checked(name.len().checked_sub(ending.len())?)?;
    end.eq_ignore_ascii_case(ending).then_some(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_after_documents() {
        for (name, id) in [
            ("a-1.json", "a-1"),
            ("out/a-1.txt.json", "a-1"),
            ("a.b.quotes", "a.b"),
            (".json", ".json"),
            ("noend", "noend"),
            ("x\\y.md", "y"),
            ("B.JSON", "B"),
            ("é.Txt.Json", "é"),
        ] {
            assert_eq!(document_of(name), id, "{name}");
        }
    }
}
