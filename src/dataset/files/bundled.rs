//! The built-in datasets.

/// A dataset that is part of the program.
#[derive(Debug)]
pub struct Bundled {
    /// Name, as in `--data NAME`.
    pub name: &'static str,
    /// One-line description.
    pub summary: &'static str,
    /// Its files by name.
    pub files: &'static [(&'static str, &'static [u8])],
}

macro_rules! files {
    ($folder:literal: $($name:literal),*) => {
        &[$(($name, include_bytes!(concat!("../../../datasets/", $folder, "/", $name)).as_slice())),*]
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
    Bundled {
        name: "wire",
        summary: "invented news articles in five styles, every quotation annotated",
        files: files!(
            "wire":
            "dataset.json",
            "w01-market-rents.json",
            "w02-confidence-vote.json",
            "w03-toll-campaign.json",
            "w04-jewels-trial.json",
            "w05-reservoir-ruling.json",
            "w06-warehouse-briefing.json",
            "w07-tram-strike.json",
            "w08-school-closings.json",
            "w09-kestaven-bid.json",
            "w10-tillamere-results.json",
            "w11-toffee-works.json",
            "w12-latchwell-lockout.json",
            "w13-eel-clock.json",
            "w14-widows-well.json",
            "w15-yarl-flood.json",
            "w16-crab-closure.json",
            "w17-ward-nine-inquiry.json",
            "w18-kelmara-cholera.json",
            "w19-millers-herons.json",
            "w20-makepeace-test.json",
            "w21-glebe-meadow.json",
            "w22-pudding-the-terrier.json",
            "w23-ellery-street-fire.json",
            "w24-marginal-software.json",
            "w25-ossowska.json",
            "w26-ingebretsen.json",
            "w27-metro-voice.json",
            "w28-jinx.json",
            "w29-bees.json",
            "w30-library-bus.json",
            "w31-glass-herd.json",
            "w32-ummar-dam.json"
        ),
    },
];

/// The bundled dataset of this name.
#[must_use]
pub(crate) fn bundled(name: &str) -> Option<&'static Bundled> {
    BUNDLED.iter().find(|bundled| bundled.name == name)
}
