//! Names in the folder of a run.

/// One line per finished document.
pub(super) const PREDICTIONS: &str = "predictions.jsonl";
/// One checksum per line.
pub(super) const CHECKSUMS: &str = "checksums.txt";
/// Held while a run is using the folder.
pub(super) const LOCK: &str = ".lock";

/// Turns any name into a single component of a path.
pub(super) fn step(name: &str) -> String {
    let step: String =
        name.chars().map(|c| if std::path::is_separator(c) || c.is_control() { '-' } else { c }).collect();
    if step.trim_matches('.').is_empty() { format!("-{step}") } else { step }
}
