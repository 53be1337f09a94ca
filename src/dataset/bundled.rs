//! The datasets that are compiled in.

/// A dataset that is part of the program.
#[derive(Debug)]
pub struct Bundled {
    /// Name, as in `--data NAME`.
    pub name: &'static str,
    /// What it is, in one line.
    pub summary: &'static str,
    /// Its files by name.
    pub files: &'static [(&'static str, &'static [u8])],
}

macro_rules! files {
    ($folder:literal: $($name:literal),*) => {
        &[$(($name, include_bytes!(concat!("../../datasets/", $folder, "/", $name)).as_slice())),*]
    };
}

/// All bundled datasets.
pub static BUNDLED: &[Bundled] = &[
    Bundled {
        name: "esper",
        summary: "one news article: split direct speech, pronoun sources, noun cues, nested quotations",
        files: files!("esper": "article.txt", "dataset.json", "esper.json"),
    },
    Bundled {
        name: "challenge",
        summary: "short texts, each with one phenomenon that extractors get wrong",
        files: files!("challenge": "challenge.jsonl", "dataset.json"),
    },
];

/// The bundled dataset of this name.
#[must_use]
pub fn bundled(name: &str) -> Option<&'static Bundled> {
    BUNDLED.iter().find(|bundled| bundled.name == name)
}
