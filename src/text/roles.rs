//! Words for one role: the senator who is called a lawmaker two paragraphs on.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::lexicon::content_lines;

static ROLES: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut roles: HashMap<_, Vec<_>> = HashMap::new();
    for line in content_lines(include_str!("data/roles.txt")) {
        for word in line.split(' ') {
            roles.entry(word).or_default().extend(line.split(' ').filter(|other| *other != word));
        }
    }
    roles
});

/// The other words, in lower case, by which the bearer of a role may be called.
///
/// ```
/// use quoteval::text::same_role;
/// assert!(same_role("senator").contains(&"lawmaker"));
/// assert!(same_role("bridge").is_empty());
/// ```
#[must_use]
pub fn same_role(word: &str) -> &'static [&'static str] {
    ROLES.get(word).map_or(&[], Vec::as_slice)
}
