//! The command line syntax for a source: `FORMAT,OPTION,OPTION=VALUE:PATH`.

use crate::dataset::format::fault::did_you_mean;
use crate::dataset::format::{Format, ReadOptions};
use crate::dataset::formats::{FORMATS, format_named};
use crate::error::{Error, Result};

/// An option of reading, as in `FORMAT,OPTION:PATH`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReadOption {
    /// Kebab-case name, with `=VALUE` if it takes a value.
    pub name: &'static str,
    /// One-line description.
    pub summary: &'static str,
    kind: Kind,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    /// Name of an annotator, for formats with several annotators.
    Annotator,
    Flag(for<'o> fn(&'o mut ReadOptions) -> &'o mut bool),
}

/// All options of reading.
pub(crate) static READ_OPTIONS: &[ReadOption] = &[
    ReadOption {
        name: "annotator=NAME",
        summary: "the annotation of NAME, where a document has several; else that of the first",
        kind: Kind::Annotator,
    },
    ReadOption {
        name: "derive-types",
        summary: "quotations without a type get one by their marks: direct, mixed or indirect",
        kind: Kind::Flag(|options| &mut options.derive_types),
    },
    ReadOption {
        name: "drop-without-content",
        summary: "quotations without content are left out; else they are an error",
        kind: Kind::Flag(|options| &mut options.drop_without_content),
    },
    ReadOption {
        name: "drop-duplicates",
        summary: "of quotations with the same spans, speaker and parent the first is kept; else they are an error in gold",
        kind: Kind::Flag(|options| &mut options.drop_duplicates),
    },
    ReadOption {
        name: "join-split",
        summary: "gold quotations of one speaker with at most 12 words and one line break between are one quotation",
        kind: Kind::Flag(|options| &mut options.join_split),
    },
    ReadOption {
        name: "implicit-without-source",
        summary: "gold quotations with neither speaker nor source are @implicit; else an error where others have one",
        kind: Kind::Flag(|options| &mut options.implicit_without_source),
    },
];

impl ReadOption {
    /// Returns the name without the value.
    #[must_use]
    pub(crate) fn key(&self) -> &'static str {
        self.name.split_once('=').map_or(self.name, |(key, _)| key)
    }
}

/// The requested format and options.
#[derive(Default)]
pub(super) struct SourceOptions {
    pub(super) format: Option<&'static Format>,
    pub(super) options: ReadOptions,
}

/// Splits `FORMAT,OPTION,…:PATH`; a text that does not begin with the name of a format is a path.
pub(super) fn parse(spec: &str) -> Result<(SourceOptions, &str)> {
    let plain = Ok((SourceOptions::default(), spec));
    let Some((head, path)) = spec.split_once(':') else { return plain };
    let mut words = head.split(',');
    let Some(format) = words.next().and_then(format_named) else { return plain };
    let mut options = ReadOptions::default();
    words.try_for_each(|word| set(&mut options, word, format))?;
    Ok((SourceOptions { format: Some(format), options }, path))
}

fn set(options: &mut ReadOptions, word: &str, format: &Format) -> Result<()> {
    let (key, value) = word.split_once('=').map_or((word, None), |(key, value)| (key, Some(value)));
    let known = || READ_OPTIONS.iter().filter(|option| matches!(option.kind, Kind::Flag(_)) || format.has_annotators);
    let Some(option) = known().find(|option| option.key() == key) else {
        let names: Vec<&str> = known().map(|option| option.name).collect();
        let hint = did_you_mean(key, known().map(ReadOption::key)).map_or_else(String::new, |hint| format!("; {hint}"));
        return Err(Error::Usage(format!(
            "the format {} has no option {key} ({}){hint}",
            format.name,
            names.join(", ")
        )));
    };
    match (option.kind, value) {
        (Kind::Annotator, Some(value)) if !value.is_empty() => options.annotator = Some(value.to_owned()),
        (Kind::Flag(flag), None) => *flag(options) = true,
        _ => return Err(Error::Usage(format!("the option is {}, not {word}", option.name))),
    }
    Ok(())
}

/// Lists the formats as prefixes of a path.
pub(super) fn prefixes() -> String {
    FORMATS.iter().map(|format| format!("{}:PATH", format.name)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::format::Side;
    use crate::dataset::format::draft::{DraftQuotation, DraftSpan, DraftSpeakers};

    #[test]
    fn quotations_are_dropped_and_mended_as_asked() {
        let quotation = |start, speaker: Option<&'static str>| DraftQuotation {
            content: std::iter::once(DraftSpan::of_offsets(start, 9)).collect(),
            speaker: speaker.map(|speaker| DraftSpeakers(std::iter::once(speaker.into()).collect())),
            ..DraftQuotation::default()
        };
        let drafts =
            || vec![quotation(0, None), quotation(0, None), quotation(0, Some("lee")), DraftQuotation::default()];
        let left = |spec: &str, side| {
            let mut drafts = drafts();
            parse(spec).unwrap().0.options.apply(&mut drafts, side);
            let implicit =
                drafts.iter().filter(|draft| draft.speaker.as_ref().is_some_and(|who| who.0[0] == "@implicit"));
            (drafts.len(), implicit.count())
        };
        assert_eq!(left("csv:x", Side::Gold), (4, 0));
        assert_eq!(left("csv,drop-without-content:x", Side::Gold), (3, 0));
        assert_eq!(left("csv,drop-without-content,drop-duplicates:x", Side::Gold), (2, 0));
        assert_eq!(left("csv,drop-duplicates,implicit-without-source:x", Side::Gold), (3, 2));
        assert_eq!(left("csv,implicit-without-source:x", Side::Prediction), (4, 0));
    }

    #[test]
    fn a_source_states_format_options_and_path() {
        let (asked, path) = parse("csv,derive-types:a:b,c").unwrap();
        assert_eq!((asked.format.unwrap().name, path), ("csv", "a:b,c"));
        assert!(asked.options.derive_types && !asked.options.drop_without_content);
        for path in ["a,b:c", "C:\\csv", "csv", ":x"] {
            assert_eq!(parse(path).unwrap().1, path);
        }
        for faulty in ["csv,derive-type:x", "csv,:x", "csv,derive-types=1:x", "csv,annotator=a:x"] {
            assert!(parse(faulty).is_err(), "{faulty}");
        }
    }
}
