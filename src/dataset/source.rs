//! Where data comes from: a bundled dataset, a file or a folder, cut into records without holding all of it.

use std::io::Read;
use std::path::Path;

use super::bundled::{BUNDLED, bundled};
use super::fault::{Fault, did_you_mean};
use super::folder::Folder;
use super::metadata::{self, Metadata};
use super::reader::{Format, Framing, Record};
use super::{FORMATS, format_named, rules};
use crate::error::{Error, Finding, Findings, Result};

/// How long a record may be, in bytes.
pub const MAX_RECORD: usize = 1 << 30;

/// How many bytes a batch holds unless a single record is longer.
const BATCH: usize = 8 << 20;

/// How much of a file is looked at to recognise its format.
const SAMPLE: usize = 4096;

/// The bytes of a UTF-8 byte order mark.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// A dataset or a prediction file that has been found but not read.
pub struct Source {
    /// Name, as in reports.
    pub name: String,
    /// Name as the user said it.
    pub shown: String,
    /// What `dataset.json` beside the files says.
    pub metadata: Metadata,
    folder: Folder,
    files: Vec<SourceFile>,
}

struct SourceFile {
    /// Name in the folder.
    name: String,
    /// Name as the user would say it.
    shown: String,
    format: &'static dyn Format,
}

impl Source {
    /// Finds `NAME` of a bundled dataset, `PATH` of a file or folder, or `FORMAT:PATH`.
    ///
    /// A folder is taken whole, in name order; its files of no known format are left alone.
    ///
    /// # Errors
    /// When there is no such thing, its format is not known or its `dataset.json` cannot be read.
    pub fn open(spec: &str) -> Result<Self> {
        if let Some(bundled) = bundled(spec) {
            return Self::of_folder(Folder::Embedded(bundled.files), spec, spec, None);
        }
        let (format, path) = match spec.split_once(':') {
            Some((name, path)) if format_named(name).is_some() => (format_named(name), path),
            _ => (None, spec),
        };
        let path = Path::new(path);
        match path.metadata() {
            Ok(about) if about.is_dir() => {
                let stem = path.canonicalize().ok().and_then(|path| Some(path.file_name()?.to_str()?.to_owned()));
                let shown = path.display().to_string();
                Self::of_folder(Folder::Disk(path.to_owned()), &stem.unwrap_or_default(), &shown, format)
            }
            Ok(_) => Self::of_file(path, format),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(unknown(spec)),
            Err(error) => Err(Error::io(path)(error)),
        }
    }

    fn of_folder(folder: Folder, name: &str, shown: &str, format: Option<&'static dyn Format>) -> Result<Self> {
        let mut files = Vec::new();
        let names = folder.names()?;
        for name in names.iter().filter(|&name| name != metadata::FILE) {
            if let Some(format) = recognise(&folder, name, format)? {
                let shown = Path::new(shown).join(name).display().to_string();
                files.push(SourceFile { name: name.clone(), shown, format });
            }
        }
        let metadata = read_metadata(&folder, &names, shown)?;
        let name = metadata.name.clone().unwrap_or_else(|| name.to_owned());
        Ok(Self { name, shown: shown.to_owned(), metadata, folder, files })
    }

    fn of_file(path: &Path, format: Option<&'static dyn Format>) -> Result<Self> {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = Folder::Disk(parent.to_owned());
        let text = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
        let (name, stem) = (text(path.file_name()), text(path.file_stem()));
        let format = match format {
            Some(format) => format,
            None => recognise(&folder, &name, None)?.ok_or_else(|| unrecognised(path))?,
        };
        let names = if parent.join(metadata::FILE).is_file() { vec![metadata::FILE.to_owned()] } else { Vec::new() };
        let metadata = read_metadata(&folder, &names, &parent.display().to_string())?;
        let shown = path.display().to_string();
        let files = vec![SourceFile { name, shown: shown.clone(), format }];
        Ok(Self { name: metadata.name.clone().unwrap_or(stem), shown, metadata, folder, files })
    }

    /// Reads the files piece by piece; the records of a piece may be read in parallel.
    #[must_use]
    pub fn batches(&self) -> Batches<'_> {
        Batches { source: self, next_file: 0, open: None, at_end: false }
    }
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

/// The format of a file: the one asked for, else by its first bytes, else by its name.
fn recognise(folder: &Folder, name: &str, asked: Option<&'static dyn Format>) -> Result<Option<&'static dyn Format>> {
    let by_name = |format: &&'static dyn Format| {
        let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        extension.is_some_and(|extension| format.extensions().contains(&&*extension))
    };
    if let Some(format) = asked {
        return Ok(Some(format).filter(by_name));
    }
    let formats = || FORMATS.iter().copied();
    let extension_is_known = formats().any(|format| by_name(&format));
    if name.ends_with(".txt") || name.ends_with(".md") && !extension_is_known {
        return Ok(None);
    }
    let mut sample = Vec::with_capacity(SAMPLE);
    folder.open(name)?.take(SAMPLE as u64).read_to_end(&mut sample).map_err(Error::io(name))?;
    let by_content = formats().find(|format| format.recognise(name, &sample));
    Ok(by_content.or_else(|| formats().find(by_name)))
}

fn unrecognised(path: &Path) -> Error {
    let prefixes: Vec<String> = FORMATS.iter().map(|format| format!("{}:PATH", format.name())).collect();
    Error::Usage(format!("{}: unknown format; say which: {}", path.display(), prefixes.join(", ")))
}

fn unknown(spec: &str) -> Error {
    let names: Vec<&str> = BUNDLED.iter().map(|bundled| bundled.name).collect();
    let hint = match spec.split_once(':') {
        Some((format, _)) => did_you_mean(format, FORMATS.iter().map(|format| format.name())),
        None => did_you_mean(spec, names.iter().copied()),
    };
    let hint = hint.map_or_else(String::new, |hint| format!("; {hint}"));
    Error::Usage(format!("{spec}: no such file, folder or bundled dataset ({}){hint}", names.join(", ")))
}

/// A piece of a source: whole records of one or more files.
pub struct Batch<'s> {
    source: &'s Source,
    chunks: Vec<Chunk>,
    /// What is wrong with the files as such.
    pub findings: Vec<Finding>,
}

/// Records of one file.
struct Chunk {
    file: usize,
    bytes: Vec<u8>,
    /// Start, end and line of each record.
    records: Vec<(usize, usize, usize)>,
}

impl Batch<'_> {
    /// The records in the order of the files.
    #[must_use]
    pub fn records(&self) -> Vec<Record<'_>> {
        let records = self.chunks.iter().flat_map(|chunk| {
            let file = &self.source.files[chunk.file];
            chunk.records.iter().map(move |&(start, end, line)| Record {
                file: &file.shown,
                folder: &self.source.folder,
                line,
                bytes: &chunk.bytes[start..end],
                format: file.format,
            })
        });
        records.collect()
    }

    fn len(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.bytes.len()).sum()
    }
}

/// The pieces of a source, in order.
pub struct Batches<'s> {
    source: &'s Source,
    next_file: usize,
    open: Option<OpenFile>,
    at_end: bool,
}

/// A file that is cut into lines, and how far that has come.
struct OpenFile {
    index: usize,
    reader: Box<dyn Read + Send>,
    /// What was read beyond the last whole line.
    rest: Vec<u8>,
    line: usize,
    crlf_seen: bool,
}

impl<'s> Iterator for Batches<'s> {
    type Item = Result<Batch<'s>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at_end {
            return None;
        }
        let mut batch = Batch { source: self.source, chunks: Vec::new(), findings: Vec::new() };
        while batch.len() < BATCH && !self.at_end {
            if let Err(error) = self.extend(&mut batch) {
                self.at_end = true;
                return Some(Err(error));
            }
        }
        let empty = batch.chunks.is_empty() && batch.findings.is_empty();
        (!empty).then_some(Ok(batch))
    }
}

impl Batches<'_> {
    /// Adds the rest of a file, a piece of it, or nothing at the end.
    fn extend(&mut self, batch: &mut Batch<'_>) -> Result<()> {
        if let Some(mut open) = self.open.take() {
            if open.read_lines(self.source, batch)? {
                self.open = Some(open);
            }
            return Ok(());
        }
        let index = self.next_file;
        let Some(file) = self.source.files.get(index) else {
            self.at_end = true;
            return Ok(());
        };
        self.next_file += 1;
        let reader = self.source.folder.open(&file.name)?;
        match file.format.framing(&file.name) {
            Framing::Whole => read_whole(reader, index, &file.shown, batch),
            Framing::Lines => {
                self.open = Some(OpenFile { index, reader, rest: Vec::new(), line: 1, crlf_seen: false });
                Ok(())
            }
        }
    }
}

fn read_whole(reader: Box<dyn Read + Send>, file: usize, shown: &str, batch: &mut Batch<'_>) -> Result<()> {
    let mut bytes = Vec::new();
    reader.take(MAX_RECORD as u64 + 1).read_to_end(&mut bytes).map_err(Error::io(shown))?;
    if bytes.len() > MAX_RECORD {
        batch.findings.push(too_long(shown, 1));
        return Ok(());
    }
    let start = skip_bom(&bytes, shown, &mut batch.findings);
    let records = if is_blank(&bytes[start..]) { Vec::new() } else { vec![(start, bytes.len(), 1)] };
    batch.chunks.push(Chunk { file, bytes, records });
    Ok(())
}

fn skip_bom(bytes: &[u8], shown: &str, findings: &mut Vec<Finding>) -> usize {
    if !bytes.starts_with(BOM) {
        return 0;
    }
    let fault = Fault::new(&rules::BYTE_ORDER_MARK, "the file begins with a byte order mark");
    findings.push(fault.hint(Some("save it as UTF-8 without BOM".into())).at(shown, 1));
    BOM.len()
}

fn too_long(shown: &str, line: usize) -> Finding {
    Fault::new(&rules::RECORD_TOO_LONG, format!("longer than {MAX_RECORD} bytes")).at(shown, line)
}

fn is_blank(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().is_empty()
}

impl OpenFile {
    /// Adds a piece of whole lines to the batch; whether there may be more.
    fn read_lines(&mut self, source: &Source, batch: &mut Batch<'_>) -> Result<bool> {
        let shown = &source.files[self.index].shown;
        let mut bytes = std::mem::take(&mut self.rest);
        let first = self.line == 1;
        loop {
            let scanned = bytes.len();
            let read = self.reader.by_ref().take(BATCH as u64).read_to_end(&mut bytes).map_err(Error::io(shown))?;
            if read == 0 {
                self.add(bytes, first, shown, batch);
                return Ok(false);
            }
            if let Some(newline) = memchr::memrchr(b'\n', &bytes[scanned..]) {
                self.rest = bytes.split_off(scanned + newline + 1);
                self.add(bytes, first, shown, batch);
                return Ok(true);
            }
            if bytes.len() > MAX_RECORD {
                batch.findings.push(too_long(shown, self.line));
                return Ok(false);
            }
        }
    }

    fn add(&mut self, bytes: Vec<u8>, first: bool, shown: &str, batch: &mut Batch<'_>) {
        let mut start = if first { skip_bom(&bytes, shown, &mut batch.findings) } else { 0 };
        let mut records = Vec::new();
        while start < bytes.len() {
            let end = memchr::memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |newline| start + newline);
            let line = &bytes[start..end];
            if line.ends_with(b"\r") && !std::mem::replace(&mut self.crlf_seen, true) {
                let fault =
                    Fault::new(&rules::CRLF, "lines of the file end in CRLF").hint(Some("save it with LF".into()));
                batch.findings.push(fault.at(shown, self.line));
            }
            if line.len() > MAX_RECORD {
                batch.findings.push(too_long(shown, self.line));
            } else if !is_blank(line) {
                records.push((start, end, self.line));
            }
            self.line += 1;
            start = end + 1;
        }
        batch.chunks.push(Chunk { file: self.index, bytes, records });
    }
}
