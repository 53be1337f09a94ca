//! `quoteval format`: gold in canonical form, so that two versions differ only where the annotation differs.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::dataset::{Dataset, GoldEntry, Layout, write_document};
use crate::{Error, Result};

use super::files::write_file;
use super::input::load_gold;
use super::output::print;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Gold in the native format: files or folders, rewritten in place
    #[arg(required = true)]
    gold: Vec<PathBuf>,
    /// Change nothing; list the files that are not canonical, and exit with 1 if there are any
    #[arg(long)]
    check: bool,
    /// Print the canonical form instead of rewriting files
    #[arg(long, conflicts_with = "check")]
    stdout: bool,
}

/// Rewrites every file that is not canonical.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let mut changed = Vec::new();
    for path in &args.gold {
        let spec = path.to_str().ok_or_else(|| Error::Usage(format!("{}: the path is not UTF-8", path.display())))?;
        for (file, canonical) in canonical_files(&load_gold(spec)?)? {
            if args.stdout {
                print(&canonical)?;
            } else if std::fs::read(&file).map_err(Error::io(&file))? != canonical.as_bytes() {
                if !args.check {
                    write_file(&file, canonical.as_bytes())?;
                }
                changed.push(file);
            }
        }
    }
    let verb = if args.check { "not canonical" } else { "formatted" };
    let lines: String = changed.iter().map(|file| format!("{verb}: {}\n", file.display())).collect();
    print(&lines)?;
    Ok(if args.check && !changed.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The files of a dataset with their canonical content, in the order read.
fn canonical_files(dataset: &Dataset) -> Result<Vec<(PathBuf, String)>> {
    let mut files: Vec<(PathBuf, String)> = Vec::new();
    for entry in dataset.entries() {
        let path = Path::new(&entry.file);
        let layout = layout(path, entry)?;
        if files.last().is_none_or(|(file, _)| file != path) {
            files.push((path.to_owned(), String::new()));
        }
        if let Some((_, text)) = files.last_mut() {
            write_document(text, &entry.gold, &entry.text, layout);
        }
    }
    Ok(files)
}

fn layout(path: &Path, entry: &GoldEntry) -> Result<Layout> {
    match path.extension().and_then(|suffix| suffix.to_str()) {
        Some("json") if path.is_file() => Ok(Layout::Pretty),
        Some("jsonl") if path.is_file() => Ok(Layout::Line),
        _ => Err(Error::Usage(format!("{}: only native .json and .jsonl files have a canonical form", entry.file))),
    }
}
