//! The texts of the benches, with their gold.

use quoteval::{Dataset, GoldDocument};

/// The documents of a bundled dataset.
pub(crate) fn bundled(name: &str) -> Vec<GoldDocument> {
    Dataset::load(name).expect("bundled data is valid").into_documents()
}

/// A chapter of some 1,800 words with 101 quotations: long dialogue, split and reopened quotations, quotations in quotations.
pub(crate) fn novel() -> GoldDocument {
    GoldDocument::from_json(include_str!("../texts/novel.json")).expect("the chapter is valid")
}

/// The documents of `wire`, repeated up to the given number, each with an id of its own.
pub(crate) fn news(documents: usize) -> Vec<GoldDocument> {
    let mut news: Vec<GoldDocument> = bundled("wire").into_iter().cycle().take(documents).collect();
    news.iter_mut().enumerate().for_each(|(number, gold)| gold.document.id = format!("d{number:06}"));
    news
}

/// All texts joined, and repeated until there are at least `bytes` bytes.
pub(crate) fn prose(bytes: usize) -> String {
    let texts: Vec<GoldDocument> = [bundled("wire"), vec![novel()], bundled("challenge")].concat();
    let mut prose = String::new();
    for gold in texts.iter().cycle() {
        if prose.len() >= bytes {
            break;
        }
        prose.push_str(gold.text());
        prose.push_str("\n\n");
    }
    prose
}
