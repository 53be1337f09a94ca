//! `quoteval convert`: gold or predictions from one format to another, with a report of what is lost.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::dataset::{
    FORMATS, Feature, Format, GoldEntry, Metadata, OutputFile, Source, TextOrigin, Uses, format_named, join,
};
use crate::model::Setting;
use crate::{Error, Result, UnknownName};
use serde_json::{Map, Value};

use super::files::write_file;
use super::input::{load_gold, settle, tell, tell_ignored};
use super::output::print;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// What to convert: a bundled dataset, a file or a folder
    input: String,
    /// Format of the input, with options if needed (FORMAT,OPTION,OPTION=VALUE) [default: detected from the content]
    #[arg(long, value_name = "FORMAT")]
    from: Option<String>,
    /// Format of the output; see `list formats`
    #[arg(long, value_name = "FORMAT", value_parser = known_format)]
    to: &'static Format,
    /// Treat the input as predictions for this gold
    #[arg(long, value_name = "NAME|PATH")]
    gold: Option<String>,
    /// Task that the predictions answer: end-to-end or gold-quotations
    #[arg(long, value_name = "NAME", default_value = "end-to-end", requires = "gold")]
    setting: Setting,
    /// Folder to write to, created if needed; existing files are never replaced [default: standard output, if the output is one
    /// file]
    #[arg(short = 'o', long = "output", value_name = "DIR")]
    output: Option<PathBuf>,
    /// Convert even if the output format cannot represent everything
    #[arg(long)]
    lossy: bool,
}

fn known_format(name: &str) -> Result<&'static Format, UnknownName> {
    let known = || FORMATS.iter().map(|format| format.name).collect();
    format_named(name).ok_or_else(|| UnknownName { kind: "format", name: name.to_owned(), known: known() })
}

/// Reads, reports what the target cannot represent, and writes.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let input = args.from.as_ref().map_or_else(|| args.input.clone(), |from| format!("{from}:{}", args.input));
    let files = match &args.gold {
        None => gold(args, &input)?,
        Some(gold) => predictions(args, &input, gold)?,
    };
    match (&args.output, files.as_slice()) {
        (Some(folder), files) => save(folder, files)?,
        (None, [file]) => print(&String::from_utf8_lossy(&file.bytes))?,
        (None, files) => {
            return Err(Error::Usage(format!("the output has {} files: choose a folder with -o DIR", files.len())));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn gold(args: &Args, input: &str) -> Result<Vec<OutputFile>> {
    let dataset = load_gold(input)?;
    // A text of its own file stays behind with that file.
    let entries: Vec<GoldEntry> = dataset
        .entries()
        .iter()
        .map(|entry| GoldEntry { text: TextOrigin { file: None, ..entry.text.clone() }, ..entry.clone() })
        .collect();
    let entries: Vec<&GoldEntry> = entries.iter().collect();
    check_loss(args, &Uses::of_gold(&entries))?;
    let mut files = args.to.write_gold(&dataset.name, &entries)?;
    if args.output.is_some() {
        files.extend(metadata(&dataset.metadata));
    }
    Ok(files)
}

fn predictions(args: &Args, input: &str, gold: &str) -> Result<Vec<OutputFile>> {
    let (dataset, source) = (load_gold(gold)?, Source::open(input)?);
    let joined = settle(join(&Source::open(gold)?, &source, args.setting, |_, one| one.cloned())?)?;
    tell_ignored(input, &joined.ignored);
    let mut predictions: Vec<_> = joined.results.into_iter().flatten().collect();
    let text = |id: &str| dataset.get(id).map(|gold| gold.text());
    check_loss(args, &Uses::of_predictions(&predictions, &joined.system, text))?;
    if !args.to.features.contains(&Feature::Failures) {
        predictions.retain(|prediction| prediction.error.is_none());
    }
    args.to.write_predictions("predictions", &dataset.answered(&predictions)?, &joined.system)
}

/// Reports what the target cannot represent; an error without `--lossy`.
fn check_loss(args: &Args, uses: &Uses) -> Result<()> {
    let lost = uses.beyond(args.to.features);
    if lost.is_empty() {
        return Ok(());
    }
    let list: Vec<String> = lost.iter().map(|(feature, count)| format!("{} ({count})", feature.as_str())).collect();
    let what = format!("the format {} cannot represent: {}", args.to.name, list.join(", "));
    if args.lossy {
        tell(&format!("warning: {what}"));
        return Ok(());
    }
    Err(Error::Usage(format!("{what}; --lossy leaves it out")))
}

/// `dataset.json`, if there are metadata.
fn metadata(about: &Metadata) -> Option<OutputFile> {
    let Metadata { name, title, version, licence, citation, description, language } = about;
    let fields = [
        ("name", name),
        ("title", title),
        ("version", version),
        ("licence", licence),
        ("citation", citation),
        ("description", description),
        ("language", language),
    ];
    let stated: Map<String, Value> =
        fields.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value.clone()?.into()))).collect();
    let bytes = format!("{:#}\n", Value::Object(stated.clone())).into_bytes();
    (!stated.is_empty()).then(|| OutputFile { name: "dataset.json".to_owned(), bytes })
}

/// Writes the files, unless one of them already exists.
fn save(folder: &Path, files: &[OutputFile]) -> Result<()> {
    if let Some(file) = files.iter().find(|file| folder.join(&file.name).exists()) {
        let path = folder.join(&file.name).display().to_string();
        return Err(Error::Usage(format!("{path} already exists; choose another folder")));
    }
    for file in files {
        let path = folder.join(&file.name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(Error::io(parent))?;
        }
        write_file(&path, &file.bytes)?;
    }
    Ok(())
}
