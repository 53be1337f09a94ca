//! Words for the same role: a senator may be called a lawmaker two paragraphs later.

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

/// Returns other lower-case words for the bearer of a role.
#[must_use]
pub(crate) fn same_role(word: &str) -> &'static [&'static str] {
    ROLES.get(word).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_has_other_words() {
        assert!(same_role("senator").contains(&"lawmaker"));
        assert!(same_role("bridge").is_empty());
    }
}
