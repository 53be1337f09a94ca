//! The JSON lists in a model's answer, excluding those in its reasoning.

use serde_json::value::RawValue;

/// Maximum number of false starts of a list before the search ends.
const TRIES: usize = 64;

/// The tags around the reasoning of models.
const THOUGHTS: [(&str, &str); 3] =
    [("<think>", "</think>"), ("<thinking>", "</thinking>"), ("<reasoning>", "</reasoning>")];

/// A list in an answer.
pub(super) struct List<'t> {
    /// The unparsed elements.
    pub(super) elements: Vec<&'t RawValue>,
}

/// A list that cannot be parsed.
pub(super) struct Broken {
    /// Byte at which the list begins.
    pub(super) start: usize,
    /// The error, with line and column relative to the start.
    pub(super) error: serde_json::Error,
}

/// Returns all lists of objects and all empty lists, in order; the first incomplete list is an error.
///
/// Text that only resembles a list, such as `[{see below}]`, is skipped.
pub(super) fn lists(text: &str) -> Result<Vec<List<'_>>, Broken> {
    let (mut lists, mut tries) = (Vec::new(), 0);
    let mut at = unopened(text);
    while let Some(next) = memchr::memchr2(b'[', b'<', &text.as_bytes()[at..]).map(|next| at + next) {
        at = next + 1;
        if let Some(end) = thought(&text[next..]) {
            at = next + end;
            continue;
        }
        if !opens(&text[next..]) {
            continue;
        }
        let mut list = serde_json::Deserializer::from_str(&text[next..]).into_iter::<Vec<&RawValue>>();
        match list.next() {
            Some(Ok(elements)) => {
                at = next + list.byte_offset();
                lists.push(List { elements });
            }
            Some(Err(error)) if is_meant(&text[next..]) => return Err(Broken { start: next, error }),
            _ if tries == TRIES => break,
            _ => tries += 1,
        }
    }
    Ok(lists)
}

/// Returns the first byte at which a list of objects, or an empty list, may begin.
pub(super) fn first_start(text: &str) -> Option<usize> {
    memchr::memchr_iter(b'[', text.as_bytes()).find(|&at| opens(&text[at..]))
}

/// True if a list of objects, or an empty list, begins here.
fn opens(text: &str) -> bool {
    text.strip_prefix('[').is_some_and(|inside| inside.trim_start().starts_with(['{', ']']))
}

/// True if an unparsable list is certainly intended as a list: it begins with an object that has a key.
fn is_meant(text: &str) -> bool {
    let object = text.strip_prefix('[').and_then(|inside| inside.trim_start().strip_prefix('{'));
    object.is_some_and(|inside| matches!(inside.trim_start().chars().next(), Some('"') | None))
}

/// Returns the end of the reasoning that begins here; without an end tag, it extends to the end of the text.
fn thought(text: &str) -> Option<usize> {
    let (open, close) = THOUGHTS.into_iter().find(|(open, _)| begins(text, open))?;
    Some(find(&text[open.len()..], close).map_or(text.len(), |end| open.len() + end + close.len()))
}

/// Returns the start of the answer if an end tag has no opening tag, as with models whose prompt ends with the opening tag.
fn unopened(text: &str) -> usize {
    let end = |(open, close): (&str, &str)| {
        let end = find(text, close)?;
        find(&text[..end], open).is_none().then_some(end + close.len())
    };
    THOUGHTS.into_iter().filter_map(end).min().unwrap_or(0)
}

fn begins(text: &str, tag: &str) -> bool {
    text.as_bytes().get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()))
}

fn find(text: &str, tag: &str) -> Option<usize> {
    memchr::memchr_iter(b'<', text.as_bytes()).find(|&at| begins(&text[at..], tag))
}

#[cfg(test)]
mod tests {
    use super::lists;

    /// Returns the elements of all lists.
    fn elements(text: &str) -> Option<Vec<Vec<&str>>> {
        let lists = lists(text).ok()?;
        Some(
            lists
                .into_iter()
                .map(|list| list.elements.into_iter().map(serde_json::value::RawValue::get).collect())
                .collect(),
        )
    }

    #[test]
    fn all_lists_count_but_those_of_thoughts() {
        for (text, expected) in [
            ("Direct: [{\"a\":1}] Indirect: [{\"b\":2}, {}]", vec![vec!["{\"a\":1}"], vec!["{\"b\":2}", "{}"]]),
            ("<think>maybe [{\"a\":1}]</think>[{\"b\":2}]", vec![vec!["{\"b\":2}"]]),
            ("<Thinking>[{\"a\"</Thinking> [] <reasoning>[{}]", vec![vec![]]),
            ("perhaps [{\"a\":1}]\n</think>\n[{\"b\":2}]", vec![vec!["{\"b\":2}"]]),
            ("[{\"a\":\"<think>\"}] [{see}] [1] [{\"b\":2}]", vec![vec!["{\"a\":\"<think>\"}"], vec!["{\"b\":2}"]]),
            ("é < [ <think", vec![]),
        ] {
            assert_eq!(elements(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_list_that_is_not_whole_hides_nothing() {
        for text in ["[{\"a\":[]},{\"b", "[{\"a\":1},]", "[{", "[{\"a\":1} [{\"b\":2}]"] {
            assert!(elements(text).is_none(), "{text}");
        }
    }
}
