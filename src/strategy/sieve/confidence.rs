//! How often each rule is right.

use std::collections::HashMap;
use std::sync::LazyLock;

static TABLE: LazyLock<HashMap<&'static str, f64>> = LazyLock::new(|| {
    let lines = include_str!("confidence.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(rule, value)| Some((rule, value.trim().parse().ok()?)))
        .collect()
});

/// The measured precision of a rule.
pub(super) fn of(rule: &str) -> Option<f64> {
    TABLE.get(rule).copied()
}
