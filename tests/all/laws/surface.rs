//! The public surface: `tests/surface.txt` lists the exports of `src/lib.rs`, and every exported type has a runnable example.
//!
//! `.ci/surface` compares the same file with the documentation, including methods and fields.

use std::collections::BTreeSet;
use std::path::Path;

use super::layers::sources;

/// The items in the golden file: kind and name.
fn listed() -> Vec<(String, String)> {
    let golden = std::fs::read_to_string("tests/surface.txt").unwrap();
    let items = golden.lines().filter(|line| !line.starts_with(' '));
    items.map(|line| line.split_once(' ').unwrap()).map(|(kind, name)| (kind.to_owned(), name.to_owned())).collect()
}

/// The names that `src/lib.rs` exports, except hidden names.
fn exported() -> BTreeSet<String> {
    let lib = std::fs::read_to_string("src/lib.rs").unwrap();
    let (visible, _) = lib.split_once("pub mod internals").unwrap();
    let statements = visible.split("\npub use ").skip(1).map(|rest| rest.split(';').next().unwrap());
    let names = statements.flat_map(|statement| {
        let list = statement.split_once("::").map_or(statement, |(_, list)| list);
        list.trim_matches(['{', '}']).split(',').map(|name| name.split(" as ").last().unwrap().trim().to_owned())
    });
    names.filter(|name| !name.is_empty()).collect()
}

#[test]
fn the_golden_file_lists_what_is_exported() {
    let listed: BTreeSet<String> = listed().into_iter().map(|(_, name)| name).collect();
    assert_eq!(listed, exported());
}

#[test]
fn every_public_type_has_an_example() {
    let mut files = Vec::new();
    sources(Path::new("src"), &mut files);
    let sources: Vec<String> = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    for (kind, name) in listed().into_iter().filter(|(kind, _)| matches!(kind.as_str(), "struct" | "enum" | "trait")) {
        let definition = format!("\npub {kind} {name}");
        let ends_name = |rest: &str| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_');
        let mut places = sources.iter().flat_map(|source| {
            source.match_indices(&definition).map(move |(at, found)| source.split_at(at + found.len()))
        });
        let (before, _) = places.find(|(_, rest)| ends_name(rest)).unwrap_or_else(|| panic!("no {kind} {name}"));
        let lines = before.lines().rev().skip(1).take_while(|line| !line.is_empty());
        assert!(lines.into_iter().any(|line| line.starts_with("/// ```")), "{kind} {name} has no example");
    }
}
