//! Layers: the imports that a file of the library may have. The table is the map in CONTRIBUTING, from the ground up: no file
//! imports from a higher floor or from another room on its own floor.
//!
//! The test searches the text of the sources for imports: `use crate::…`, `super::…` and paths in the code, except in comments
//! and unit tests.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::files::of_package;

/// Every room with its floor. A module belongs to the first room that is a prefix of its path.
const ROOMS: &[(&str, u8)] = &[
    ("error", 0),
    ("caught", 0),
    ("named", 0),
    ("varint", 0),
    ("model", 1),
    ("text", 2),
    ("dataset::format", 3),
    ("dataset::locate", 3),
    ("dataset::formats", 4),
    ("dataset::check", 4),
    ("dataset::files", 5),
    ("dataset::gold", 6),
    ("dataset::pair", 7),
    ("dataset", 8),
    ("align", 9),
    ("strategy", 9),
    ("score", 10),
    ("stats", 11),
    ("agree", 12),
    ("compare", 12),
    ("report", 13),
    ("partial", 14),
    ("evaluate", 14),
    ("cli", 15),
];

/// Families whose members do not import each other, with the modules that all members share.
const FAMILIES: &[(&str, &[&str])] =
    &[("dataset::formats", &["shared"]), ("score::profiles", &["profile", "ruler", "tally"])];

/// A module of the library: the names in its path.
type Module = Vec<String>;

/// The room that a module is in, and its floor; `None` for the crate itself.
fn room(module: &[String]) -> Option<(&'static str, u8)> {
    let path = module.join("::") + "::";
    ROOMS.iter().copied().find(|(room, _)| path.starts_with(&format!("{room}::")))
}

/// The member of a family that a module belongs to.
fn member<'m>(module: &'m [String], family: &str) -> Option<&'m str> {
    let length = family.split("::").count();
    let is_inside = module.len() > length && module[..length].join("::") == family;
    is_inside.then(|| &*module[length])
}

/// The module of a file.
fn module_of(file: &Path) -> Module {
    let mut names: Module = file.with_extension("").iter().map(|name| name.to_string_lossy().into_owned()).collect();
    if names.last().is_some_and(|last| last == "mod" || last == "lib") {
        names.pop();
    }
    names
}

/// The code of a file without comments and without the unit tests at its end.
fn code(source: &str) -> String {
    let whole = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines = whole.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Every module or item that the code of module `own` names by a path from `crate` or `super`.
fn imports(own: &[String], code: &str) -> BTreeSet<Module> {
    let mut found = BTreeSet::new();
    let is_visibility = |start: &usize| code[..*start].ends_with("(in ");
    for (root, _) in code.match_indices("crate::").filter(|(start, _)| !is_visibility(start)) {
        expand(Vec::new(), &code[root + "crate::".len()..], &mut found);
    }
    for (start, _) in code.match_indices("super::").filter(|(start, _)| !code[..*start].ends_with("super::")) {
        let (mut rest, mut module) = (&code[start..], own.to_vec());
        while let Some(above) = rest.strip_prefix("super::") {
            module.pop();
            rest = above;
        }
        expand(module, rest, &mut found);
    }
    found
}

/// Adds the paths at the start of a piece of code, such as `a::b` or `{a, b::c}`, and returns the rest.
fn expand<'c>(mut path: Module, mut code: &'c str, found: &mut BTreeSet<Module>) -> &'c str {
    loop {
        if let Some(group) = code.strip_prefix('{') {
            let mut rest = group.trim_start();
            while !rest.is_empty() && !rest.starts_with('}') {
                let after = expand(path.clone(), rest, found).trim_start();
                let after = after.find([',', '}']).map_or("", |end| &after[end..]);
                rest = after.strip_prefix(',').unwrap_or(after).trim_start();
            }
            return rest.strip_prefix('}').unwrap_or(rest);
        }
        let length = code.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(code.len());
        if length > 0 {
            path.push(code[..length].to_owned());
        }
        match code[length..].strip_prefix("::") {
            Some(rest) if length > 0 => code = rest,
            _ => {
                found.insert(path);
                return &code[length..];
            }
        }
    }
}

/// The forbidden imports of a file, which point up or to a sibling.
fn faults(file: &Path, source: &str) -> Vec<String> {
    let own = module_of(file);
    let Some((own_room, own_floor)) = room(&own) else { return Vec::new() };
    let is_up = |target: &&Module| room(target).is_some_and(|(room, floor)| room != own_room && floor >= own_floor);
    let is_sibling = |target: &&Module| {
        FAMILIES.iter().any(|(family, shared)| match (member(&own, family), member(target, family)) {
            (Some(own), Some(other)) => own != other && !shared.contains(&own) && !shared.contains(&other),
            _ => false,
        })
    };
    let imports = imports(&own, &code(source));
    let faulty = imports.iter().filter(|target| is_up(target) || is_sibling(target));
    faulty.map(|target| format!("{} ({own_room}) imports {}", file.display(), target.join("::"))).collect()
}

/// The files of the library, except files of unit tests.
pub(super) fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    let declared = fs::read_to_string(folder.join("mod.rs")).unwrap_or_default();
    for path in entries {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && !declared.contains(&format!("#[cfg(test)]\nmod {name};"))
        {
            found.push(path);
        }
    }
}

#[test]
fn nothing_points_up() {
    let root = of_package("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 300, "only {} files were found", files.len());
    let faults: Vec<String> = files
        .iter()
        .flat_map(|file| faults(file.strip_prefix(&root).unwrap(), &fs::read_to_string(file).unwrap()))
        .collect();
    assert!(faults.is_empty(), "{} imports point up or to a sibling:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn what_cannot_happen_is_called_an_invariant() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    for file in files {
        let code = code(&fs::read_to_string(&file).unwrap());
        for call in [".expect(", "unreachable!("] {
            for (at, _) in code.match_indices(call) {
                let argument = code[at + call.len()..].trim_start();
                let is_other = !argument.starts_with('"') && call == ".expect(";
                assert!(is_other || argument.starts_with("\"invariant: "), "{}: {argument:.40}", file.display());
            }
        }
    }
}

#[test]
fn every_folder_is_in_the_table() {
    let root = of_package("src");
    let folders = |path: &Path| -> Vec<String> {
        let entries = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
        entries
            .filter(|path| path.is_dir())
            .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
            .collect()
    };
    let rooms = folders(&root)
        .into_iter()
        .chain(folders(&root.join("dataset")).into_iter().map(|name| format!("dataset::{name}")));
    for name in rooms {
        assert!(ROOMS.iter().any(|(room, _)| *room == name), "{name} is not in the table");
    }
}

#[test]
fn a_break_is_seen() {
    for (file, source, fault) in [
        ("align/a.rs", "use crate::score::Counts;", Some("score::Counts")),
        ("align/a.rs", "use crate::{model::Span, score::{Counts, METRICS}};", Some("score::METRICS")),
        ("align/a.rs", "fn f() { super::super::score::f() }", Some("score::f")),
        (
            "align/a.rs",
            "// crate::score\nuse crate::model::Span;\n#[cfg(test)]\nmod tests {\nuse crate::score;\n}",
            None,
        ),
        ("dataset/format/a.rs", "use crate::dataset::{Dataset, format::Side};", Some("dataset::Dataset")),
        ("dataset/check/a.rs", "use crate::dataset::formats::FORMATS;", Some("dataset::formats::FORMATS")),
        ("dataset/check/mod.rs", "use super::format::Side;", None),
        ("dataset/formats/brat/read.rs", "use super::super::csv::marks;", Some("dataset::formats::csv::marks")),
        ("dataset/formats/brat/read.rs", "use super::words::f; use crate::dataset::formats::shared::part;", None),
        ("dataset/check/a.rs", "pub(in crate::dataset) use crate::model::Span;", None),
        ("main.rs", "use crate::cli;", None),
    ] {
        let found = faults(Path::new(file), source);
        assert_eq!(!found.is_empty(), fault.is_some(), "{file}: {source}: {found:?}");
        assert!(fault.is_none_or(|fault| found.iter().any(|found| found.ends_with(fault))), "{source}: {found:?}");
    }
}
