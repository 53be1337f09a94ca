//! Recognises the format of a file: by its first bytes, or by the other files in its folder, or by its name.

use std::io::Read;

use serde_json::Value;

use super::cut::BOM;
use crate::dataset::format::{Claim, Folder, Format, Sample};
use crate::dataset::formats::FORMATS;
use crate::error::{Error, Result};

/// Sample sizes in bytes for recognising a format: the first line is enough for most files, but some begin with a long text.
const SAMPLES: [usize; 2] = [4 << 10, 1 << 20];

/// A guess at the format of a file.
#[derive(Clone, Copy)]
pub(super) enum Guess {
    /// The format was requested, or the content identifies it.
    Sure(&'static Format),
    /// Only the file extension suggests the format.
    ByName(&'static Format),
    /// The file is read together with another file, or cannot be read.
    None,
    /// The format is unknown.
    Unknown,
}

/// Guesses the format of a file: the requested format if possible, or else by the first bytes, or else by the name.
pub(super) fn guess(folder: &Folder, name: &str, asked: Option<&'static Format>) -> Result<Guess> {
    let formats = || FORMATS.iter().filter(|format| asked.is_none_or(|asked| asked.name == format.name));
    let by_name = |format: &&'static Format| has_ending(format, name);
    let is = |ending: &str| extension(name).is_some_and(|extension| extension == ending);
    if is("txt") || is("md") && !formats().any(|format| by_name(&format)) {
        return Ok(Guess::None);
    }
    let (mut sample, mut by_content) = (Vec::with_capacity(SAMPLES[0]), None);
    let mut file = folder.open(name)?;
    for enough in SAMPLES {
        if by_content.is_none() {
            let more = (enough - sample.len()) as u64;
            file.by_ref().take(more).read_to_end(&mut sample).map_err(Error::io(name))?;
            let sample = unmarked(&sample);
            by_content = formats().find_map(|format| Some((format, format.recognise(name, sample)?)));
        }
    }
    Ok(match by_content {
        // An empty object may have any format with a key of this name.
        Some((format, Claim::Documents)) if asked.is_none() && owns(format, name) && says_nothing(&sample) => {
            Guess::ByName(format)
        }
        Some((format, Claim::Documents)) => Guess::Sure(format),
        Some((_, Claim::Companion)) => Guess::None,
        None if asked.is_some() => formats().find(by_name).map_or(Guess::None, Guess::Sure),
        None => formats().find(|format| owns(format, name)).map_or(Guess::Unknown, Guess::ByName),
    })
}

/// Decides the format of a file whose content is inconclusive: the format of the other files in its folder if it may be one of
/// them, or else the format suggested by its name if possible.
pub(super) fn among(
    folder: &Folder,
    name: &str,
    by_name: Option<&'static Format>,
    others: Option<(&'static Format, &[&str])>,
) -> Result<Option<&'static Format>> {
    let mut sample = Vec::new();
    folder.open(name)?.take(SAMPLES[1] as u64).read_to_end(&mut sample).map_err(Error::io(name))?;
    let sample = unmarked(&sample);
    let adopts = |&(format, names): &(&'static Format, &[&str])| {
        let is_alike = || names.iter().any(|other| extension(other) == extension(name));
        has_ending(format, name)
            && (says_nothing(sample) || is_alike() && format.reader.takes_unreadable(&Sample { name, bytes: sample }))
    };
    let other = others.filter(adopts).map(|(format, _)| format);
    Ok(other.or_else(|| {
        by_name.filter(|format| says_nothing(sample) || format.reader.may_hold(&Sample { name, bytes: sample }))
    }))
}

/// True if nothing in a file identifies its format: it is blank, an empty list, or an object of empty lists.
pub(super) fn holds_nothing(folder: &Folder, name: &str) -> Result<bool> {
    let mut sample = Vec::new();
    folder.open(name)?.take(SAMPLES[0] as u64).read_to_end(&mut sample).map_err(Error::io(name))?;
    Ok(says_nothing(&sample))
}

fn says_nothing(sample: &[u8]) -> bool {
    let sample = unmarked(sample).trim_ascii();
    let is_empty = |value: &Value| value.as_array().is_some_and(Vec::is_empty);
    sample.len() < SAMPLES[0]
        && (sample.is_empty()
            || serde_json::from_slice(sample).is_ok_and(|value: Value| {
                is_empty(&value) || value.as_object().is_some_and(|fields| fields.values().all(is_empty))
            }))
}

/// Strips the byte order mark from a sample.
pub(super) fn unmarked(sample: &[u8]) -> &[u8] {
    sample.strip_prefix(BOM).unwrap_or(sample)
}

fn owns(format: &Format, name: &str) -> bool {
    format.owns_extensions && has_ending(format, name)
}

fn has_ending(format: &Format, name: &str) -> bool {
    extension(name).is_some_and(|extension| format.extensions.contains(&&*extension))
}

fn extension(name: &str) -> Option<String> {
    name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::says_nothing;

    #[test]
    fn nothing_is_said_by_what_is_empty() {
        for nothing in ["", " \n", "\u{feff}", "[]", "{}", " {\"quotes\": []}\n", "\u{feff}[ ]"] {
            assert!(says_nothing(nothing.as_bytes()), "{nothing}");
        }
        for something in ["[{}]", "{\"quotes\":[],\"id\":\"a\"}", "null", "[", "x"] {
            assert!(!says_nothing(something.as_bytes()), "{something}");
        }
    }
}
