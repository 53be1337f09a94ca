//! How often each rule is right.

use std::sync::LazyLock;

use foldhash::HashMap;

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

#[cfg(test)]
mod tests {
    use super::super::sieves;
    use super::*;

    #[test]
    fn every_sieve_that_makes_quotations_is_measured() {
        let measured = |name: &str| of(name).is_some_and(|value| (0.0..=1.0).contains(&value));
        assert!(sieves::ALL.iter().map(|sieve| sieve.name()).filter(|&name| name != "rejoin").all(measured));
    }
}
