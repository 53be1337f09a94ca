//! The JSON lists in the answer of a model, without those in its thoughts.

use serde_json::value::RawValue;

/// The number of places at which a list seems to begin but does not, before the search ends.
const TRIES: usize = 64;

/// The tags around the thoughts of models.
const THOUGHTS: [(&str, &str); 3] =
    [("<think>", "</think>"), ("<thinking>", "</thinking>"), ("<reasoning>", "</reasoning>")];

/// A list of an answer.
pub(super) struct List<'t> {
    /// Its elements, unread.
    pub(super) elements: Vec<&'t RawValue>,
}

/// A list that cannot be read.
pub(super) struct Broken {
    /// Byte at which the list begins.
    pub(super) start: usize,
    /// The error, with line and column from there.
    pub(super) error: serde_json::Error,
}

/// All lists of objects and empty lists, in order; the first that is incomplete is an error.
///
/// Text that only looks like a list, such as `[{see below}]`, is not one.
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

/// The first byte at which a list of objects, or an empty list, may begin.
pub(super) fn first_start(text: &str) -> Option<usize> {
    memchr::memchr_iter(b'[', text.as_bytes()).find(|&at| opens(&text[at..]))
}

/// True if this is the beginning of a list of objects, or of an empty list.
fn opens(text: &str) -> bool {
    text.strip_prefix('[').is_some_and(|inside| inside.trim_start().starts_with(['{', ']']))
}

/// True if a list that cannot be read is surely meant as one: it begins with an object that has a key.
fn is_meant(text: &str) -> bool {
    let object = text.strip_prefix('[').and_then(|inside| inside.trim_start().strip_prefix('{'));
    object.is_some_and(|inside| matches!(inside.trim_start().chars().next(), Some('"') | None))
}

/// The end of the thought that begins here; a thought without an end tag takes up the rest of the text.
fn thought(text: &str) -> Option<usize> {
    let (open, close) = THOUGHTS.into_iter().find(|(open, _)| begins(text, open))?;
    Some(find(&text[open.len()..], close).map_or(text.len(), |end| open.len() + end + close.len()))
}

/// The beginning of the answer if an end tag has no opening tag, as with models whose prompt ends with the opening tag.
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

    /// The elements of all lists.
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
