//! Finds the files of a source and their formats.

use std::collections::HashSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use tempfile::TempDir;

use super::bundled::{BUNDLED, bundled};
use super::cut::MAX_RECORD;
use super::metadata::{self, Metadata};
use super::recognise::{Guess, among, guess, holds_nothing, unmarked};
use super::source::{Source, SourceFile};
use super::spec::{self, SourceOptions, prefixes};
use crate::dataset::format::fault::did_you_mean;
use crate::dataset::format::{Folder, Format, ReadOptions};
use crate::dataset::formats::FORMATS;
use crate::error::{Error, Finding, Findings, Result};

/// Number of bytes within which the first line of a pipe must end to be distinguished from a multi-line JSON document.
const SAMPLE: usize = 4 << 10;

/// Name of a pipe's temporary copy and of its dataset.
const PIPE: &str = "pipe";

/// Name of the copy if the pipe is a single JSON document over several lines.
const PIPE_OF_ONE: &str = "pipe.json";

/// The record of a run, stored with its predictions.
const RUN_FILE: &str = "run.json";

impl Source {
    /// Finds the files to read at a path: a file, a folder or a pipe. Formats are recognised by content, or else by name.
    ///
    /// All files of a folder are read in name order, except files of unknown formats and the `run.json` of a run.
    /// An empty file, such as `[]`, takes the format of the other files if they all have the same format.
    /// If no file has a known format, subfolders are searched for formats whose files may lie deeper.
    ///
    /// ```
    /// use quoteval::{Dataset, Source};
    ///
    /// let source = Source::from_path("datasets/esper")?;
    /// assert_eq!(source.name, "esper");
    /// let (dataset, findings) = Dataset::read(&source)?;
    /// assert!(dataset.is_some() && !findings.has_errors());
    /// # Ok::<(), quoteval::Error>(())
    /// ```
    ///
    /// # Errors
    /// When the path cannot be read, its format is not known or its `dataset.json` is faulty.
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self> {
        Self::at(path.as_ref(), SourceOptions::default())
    }

    /// Like [`from_path`](Self::from_path), with an optional format and with options of reading.
    ///
    /// ```
    /// use quoteval::{ReadOptions, Source, format_named};
    ///
    /// let options = ReadOptions { derive_types: true, ..ReadOptions::default() };
    /// let source = Source::from_path_with("datasets/challenge", format_named("native"), options)?;
    /// assert_eq!(source.name, "challenge");
    /// # Ok::<(), quoteval::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`from_path`](Self::from_path).
    pub fn from_path_with(
        path: impl AsRef<Path>,
        format: Option<&'static Format>,
        options: ReadOptions,
    ) -> Result<Self> {
        Self::at(path.as_ref(), SourceOptions { format, options })
    }

    /// Finds a source named on the command line: `NAME` of a bundled dataset, `PATH` of a file, a folder or a pipe (`-` is
    /// standard input), or `FORMAT:PATH`, where [options](ReadOptions) may follow the format: `FORMAT,OPTION,OPTION=VALUE:PATH`.
    ///
    /// For a path that may look like a dataset name or begin with a format name, use [`from_path`](Self::from_path), which also
    /// documents the choice of files.
    ///
    /// # Errors
    /// As [`from_path`](Self::from_path).
    pub fn open(spec: &str) -> Result<Self> {
        if let Some(bundled) = bundled(spec) {
            return Self::of_folder(Folder::Embedded(bundled.files), spec, spec, SourceOptions::default());
        }
        let (asked, path) = spec::parse(spec)?;
        if path == "-" {
            return Self::of_pipe(&mut std::io::stdin().lock(), "standard input", asked);
        }
        match Path::new(path).try_exists() {
            Ok(false) => Err(unknown(spec)),
            _ => Self::at(Path::new(path), asked),
        }
    }

    fn at(path: &Path, asked: SourceOptions) -> Result<Self> {
        let about = path.metadata().map_err(Error::io(path))?;
        let shown = path.display().to_string();
        if about.is_dir() {
            let stem = path.canonicalize().ok().and_then(|path| Some(path.file_name()?.to_str()?.to_owned()));
            Self::of_folder(Folder::Disk(path.to_owned()), &stem.unwrap_or_default(), &shown, asked)
        } else if about.is_file() {
            Self::of_file(path, &shown, asked)
        } else {
            Self::of_pipe(&mut File::open(path).map_err(Error::io(path))?, &shown, asked)
        }
    }

    fn of_folder(folder: Folder, name: &str, shown: &str, asked: SourceOptions) -> Result<Self> {
        let names = folder.names()?;
        let metadata = read_metadata(&folder, &names, shown)?;
        let (files, findings) = match find(&folder, shown, &names, &asked, false)? {
            (files, _) if files.is_empty() => find(&folder, shown, &folder.deeper_names()?, &asked, true)?,
            found => found,
        };
        if files.is_empty() {
            return Err(no_files(shown));
        }
        let name = metadata.name.clone().unwrap_or_else(|| name.to_owned());
        let options = asked.options;
        Ok(Self { name, shown: shown.to_owned(), metadata, findings, folder, files, options, _spool: None })
    }

    fn of_file(path: &Path, shown: &str, asked: SourceOptions) -> Result<Self> {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = Folder::Disk(parent.to_owned());
        let text = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
        let files = vec![only_file(&folder, text(path.file_name()), shown, asked.format)?];
        let names = if parent.join(metadata::FILE).is_file() { vec![metadata::FILE.to_owned()] } else { Vec::new() };
        let metadata = read_metadata(&folder, &names, &parent.display().to_string())?;
        let name = metadata.name.clone().unwrap_or_else(|| text(path.file_stem()));
        let (shown, options) = (shown.to_owned(), asked.options);
        Ok(Self { name, shown, metadata, findings: Vec::new(), folder, files, options, _spool: None })
    }

    /// Copies a pipe to a temporary file, since its format must be recognised first and its records are read in any order.
    fn of_pipe(pipe: &mut dyn Read, shown: &str, asked: SourceOptions) -> Result<Self> {
        let mut copy = || {
            let folder = TempDir::new()?;
            let copy = folder.path().join(PIPE);
            std::io::copy(pipe, &mut File::create(&copy)?)?;
            if is_one_document(&mut File::open(&copy)?)? {
                std::fs::rename(copy, folder.path().join(PIPE_OF_ONE))?;
                return Ok((folder, PIPE_OF_ONE));
            }
            Ok((folder, PIPE))
        };
        let (spool, file): (TempDir, &str) = copy().map_err(Error::io(shown))?;
        let folder = Folder::Disk(spool.path().to_owned());
        let files = vec![only_file(&folder, file.to_owned(), shown, asked.format)?];
        let (name, shown, options) = (PIPE.to_owned(), shown.to_owned(), asked.options);
        let metadata = Metadata::default();
        Ok(Self { name, shown, metadata, findings: Vec::new(), folder, files, options, _spool: Some(spool) })
    }
}

/// True if the first line begins a JSON object that does not end on that line.
fn is_one_document(copy: &mut File) -> std::io::Result<bool> {
    let mut sample = Vec::with_capacity(SAMPLE);
    copy.take(SAMPLE as u64).read_to_end(&mut sample)?;
    let sample = unmarked(&sample);
    let first = sample.split(|&byte| byte == b'\n').next().unwrap_or_default().trim_ascii();
    let open = serde_json::from_slice::<serde::de::IgnoredAny>(first).is_err_and(|error| error.is_eof());
    Ok(first.starts_with(b"{") && open && first.len() < sample.len())
}

fn read_metadata(folder: &Folder, names: &[String], shown: &str) -> Result<Metadata> {
    if !names.iter().any(|name| name == metadata::FILE) {
        return Ok(Metadata::default());
    }
    let shown = Path::new(shown).join(metadata::FILE);
    let mut bytes = Vec::new();
    folder.open(metadata::FILE)?.take(MAX_RECORD as u64).read_to_end(&mut bytes).map_err(Error::io(&shown))?;
    Metadata::read(&bytes, &shown.display().to_string()).map_err(|finding| Error::Invalid(Findings(vec![*finding])))
}

/// Returns the files to read, in name order, and the findings about the choice.
fn find(
    folder: &Folder,
    shown: &str,
    names: &[String],
    asked: &SourceOptions,
    deeper: bool,
) -> Result<(Vec<SourceFile>, Vec<Finding>)> {
    let mut of_format: Vec<Vec<String>> = vec![Vec::new(); FORMATS.len()];
    let mut doubtful = HashSet::new();
    for (name, format, is_certain) in formats_of(folder, names, asked)? {
        let place = FORMATS.iter().position(|known| known.name == format.name);
        if let Some(place) = place.filter(|_| !deeper || format.lies_deeper) {
            of_format[place].push(name.to_owned());
            if !is_certain {
                doubtful.insert(name);
            }
        }
    }
    let (mut files, mut findings) = (Vec::new(), Vec::new());
    for (format, mut names_of) in FORMATS.iter().zip(of_format) {
        let chosen = format.reader.select(&mut names_of, names, &asked.options)?;
        findings.extend(chosen.into_iter().map(|finding| Finding { file: Some(shown.to_owned()), ..finding }));
        for name in names_of {
            let shown = Path::new(shown).join(&name).display().to_string();
            let is_doubtful = doubtful.contains(&*name);
            let doubt = is_doubtful.then(|| doubt(folder, &name, &shown, format)).transpose()?;
            files.push(SourceFile { name, shown, format, doubt });
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok((files, findings))
}

/// The name of a file, its format, and true if the format is known from more than the name.
type Recognised<'n> = (&'n str, &'static Format, bool);

/// Returns the files of a known format. An ambiguous file takes the format of the other files if they all have the same format.
fn formats_of<'n>(folder: &Folder, names: &'n [String], asked: &SourceOptions) -> Result<Vec<Recognised<'n>>> {
    let (mut sure, mut unsure) = (Vec::new(), Vec::new());
    for name in names.iter().filter(|&name| name != metadata::FILE && name != RUN_FILE) {
        match guess(folder, name, asked.format)? {
            Guess::Sure(format) => sure.push((&**name, format, true)),
            Guess::ByName(format) => unsure.push((&**name, Some(format))),
            Guess::Unknown => unsure.push((&**name, None)),
            Guess::None => {}
        }
    }
    let others: Vec<&str> = sure.iter().map(|&(name, ..)| name).collect();
    let first = sure.first().map(|&(_, format, _)| format);
    let common = first.filter(|first| sure.iter().all(|(_, format, _)| format.name == first.name));
    let common = common.map(|format| (format, &*others));
    let mut found = sure.clone();
    for (name, by_name) in unsure {
        if let Some(format) = among(folder, name, by_name, common)? {
            let is_certain = by_name.is_none_or(|by_name| by_name.name != format.name);
            found.push((name, format, is_certain));
        }
    }
    found.sort_unstable_by_key(|&(name, ..)| name);
    Ok(found)
}

/// Returns the only file of a source, in the requested format or else in the recognised format.
fn only_file(folder: &Folder, name: String, shown: &str, asked: Option<&'static Format>) -> Result<SourceFile> {
    let (format, doubt) = match asked.map_or_else(|| guess(folder, &name, None), |format| Ok(Guess::Sure(format)))? {
        Guess::Sure(format) => (format, None),
        Guess::ByName(format) => (format, Some(doubt(folder, &name, shown, format)?)),
        Guess::None | Guess::Unknown => {
            return Err(Error::Usage(format!("{shown}: unknown format; say which: {}", prefixes())));
        }
    };
    Ok(SourceFile { name, shown: shown.to_owned(), format, doubt })
}

/// Hint for a faulty file whose format was guessed from its name alone.
fn doubt(folder: &Folder, name: &str, shown: &str, format: &Format) -> Result<String> {
    let example = if holds_nothing(folder, name)? { format!(", as in llm:{shown}") } else { String::new() };
    let read_as = format.name;
    Ok(format!("no format was recognised, so it was read as {read_as}; FORMAT:PATH says otherwise{example}"))
}

/// Error for a folder without a readable file; it lists the subfolders.
fn no_files(shown: &str) -> Error {
    let entries = std::fs::read_dir(shown).into_iter().flatten().filter_map(Result::ok);
    let mut folders: Vec<String> =
        entries.filter(|entry| entry.path().is_dir()).map(|entry| entry.path().display().to_string()).collect();
    folders.sort_unstable();
    let hint = if folders.is_empty() { String::new() } else { format!("; did you mean {}?", folders.join(", ")) };
    Error::Usage(format!("{shown}: the folder holds no file of a known format{hint}"))
}

fn unknown(spec: &str) -> Error {
    let names: Vec<&str> = BUNDLED.iter().map(|bundled| bundled.name).collect();
    let hint = match spec.split_once(':') {
        Some((format, _)) => did_you_mean(format, FORMATS.iter().map(|format| format.name)),
        None => did_you_mean(spec, names.iter().copied()),
    };
    let hint = hint.map_or_else(String::new, |hint| format!("; {hint}"));
    Error::Usage(format!("{spec}: no such file, folder or bundled dataset ({}){hint}", names.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Dataset, format_named};

    #[cfg(unix)]
    #[test]
    fn a_path_that_looks_like_a_format_is_a_path() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("csv,derive-types:x");
        std::fs::write(&path, r#"{"id":"a","text":"No.","quotations":[]}"#).unwrap();
        let native = format_named("native");
        for source in [Source::from_path(&path), Source::from_path_with(&path, native, ReadOptions::default())] {
            let (dataset, findings) = Dataset::read(&source.unwrap()).unwrap();
            assert_eq!(dataset.unwrap().documents().len(), 1, "{findings}");
        }
        let missing = Source::from_path(folder.path().join("challenge")).err().unwrap();
        assert!(matches!(missing, Error::Io { .. }), "{missing}");
    }
}
