//! Texts with the alterations that systems make are located at their origin; texts of other documents are not located.
//!
//! The documents are the development part of PolNeAR, which is not part of this project. Without PolNeAR, the tests print that
//! they are skipped, and pass.

#![expect(clippy::print_stdout, reason = "figures, and what is skipped, are shown")]

use std::collections::HashMap;

use crate::support::files::of_package;
use crate::support::random::Random;
use quoteval::internals::dataset::{Folder, Record, Start, check_prediction, read_prediction_drafts};
use quoteval::internals::model::Units;
use quoteval::{
    Dataset, Fragments, GoldDocument, LocateEffort, Prediction, ReadOptions, Setting, Task, UnitProfile, format_named,
};
use serde_json::{Value, json};

/// Replacement words, short and long.
#[rustfmt::skip]
const OTHERS: [&str; 16] = [
    "a", "it", "not", "they", "about", "people", "nothing", "certainly", "government",
    "we", "was", "money", "yesterday", "responsibility", "do", "larger",
];

/// Minimum number of words in a piece for a replacement; the rest of a shorter piece would not identify its origin.
const FEWEST_WORDS: usize = 3;

/// Alters texts: changes marks, dashes, case and spaces, and replaces one word in twenty.
struct Alterer {
    random: Random,
    /// Words so far in the current stretch of twenty, and the index of the word to replace.
    words: u64,
    replaced: u64,
}

impl Alterer {
    fn new(seed: u64) -> Self {
        Self { random: Random(seed), words: 0, replaced: 7 }
    }

    fn text(&mut self, text: &str) -> String {
        let case = self.random.below(4);
        let is_long = text.split_whitespace().filter(|word| is_word(word)).count() >= FEWEST_WORDS;
        let mut out = String::new();
        for word in text.split_whitespace() {
            if !out.is_empty() {
                out.push_str(self.random.pick(&[" ", " ", " ", "  ", "\n", "\u{a0}"]));
            }
            let other = if is_long && is_word(word) && self.is_replaced() { self.random.pick(&OTHERS) } else { word };
            self.word(other, case, &mut out);
        }
        out
    }

    fn is_replaced(&mut self) -> bool {
        if self.words == 20 {
            (self.words, self.replaced) = (0, self.random.below(20));
        }
        self.words += 1;
        self.words - 1 == self.replaced
    }

    fn word(&mut self, word: &str, case: u64, out: &mut String) {
        for (at, c) in word.chars().enumerate() {
            match c {
                '“' | '”' | '"' => out.push_str(self.random.pick(&["\"", "“", "''", "«", ""])),
                '‘' | '’' | '\'' => out.push_str(self.random.pick(&["'", "’", "`"])),
                '–' | '—' | '-' => out.push_str(self.random.pick(&["-", "—", "–"])),
                '…' => out.push_str("..."),
                _ if case == 0 || case == 1 && at == 0 => out.extend(c.to_uppercase()),
                _ if case == 2 => out.extend(c.to_lowercase()),
                _ => out.push(c),
            }
        }
    }
}

fn is_word(piece: &str) -> bool {
    piece.contains(char::is_alphanumeric)
}

/// The documents, each by its first annotator; `None` without the corpus.
fn documents() -> Option<Dataset> {
    let folder = of_package("../shared/corpora/polnear/dev");
    if !folder.is_dir() {
        println!("skipped: PolNeAR is not at {}", folder.display());
        return None;
    }
    let options = "drop-without-content,drop-duplicates,implicit-without-source";
    Some(Dataset::load(&format!("brat,{options}:{}", folder.display())).unwrap())
}

fn texts(text: &str, fragments: &Fragments, alter: &mut impl FnMut(&str) -> String) -> Vec<String> {
    fragments.spans().iter().map(|span| alter(span.of(text))).collect()
}

/// The prediction read from the output of a system with the given quotations.
fn located(document: &GoldDocument, quotations: &[Value], effort: LocateEffort) -> Prediction {
    let line = json!({"id": document.id(), "quotations": quotations}).to_string();
    let (bytes, options) = (line.as_bytes(), ReadOptions::NONE);
    let record = Record {
        file: "p",
        name: "p",
        folder: Folder::NONE,
        at: Start::OF_FILE,
        bytes,
        format: format_named("native").unwrap(),
        options,
    };
    let draft = read_prediction_drafts(&record).documents.pop().unwrap();
    check_prediction(draft, &Task::of(document, Setting::EndToEnd), effort, "p").prediction.unwrap()
}

/// The numbers of texts that were located at their origin, elsewhere, and nowhere.
#[derive(Debug, Default)]
struct Outcome {
    right: u32,
    wrong: u32,
    nowhere: u32,
}

impl Outcome {
    fn add(&mut self, document: &GoldDocument, prediction: &Prediction) {
        let units = Units::new(document.text(), UnitProfile::Words);
        let by_id: HashMap<&str, &Fragments> =
            prediction.quotations.iter().map(|one| (&*one.quotation.id, &one.quotation.content)).collect();
        for (index, gold) in document.quotations.iter().enumerate() {
            match by_id.get(&*format!("q{index}")) {
                None => self.nowhere += 1,
                Some(found) if units.touched(found) == units.touched(&gold.quotation.content) => self.right += 1,
                Some(_) => self.wrong += 1,
            }
        }
    }

    fn per_mille(&self, count: u32) -> u32 {
        1000 * count / (self.right + self.wrong + self.nowhere)
    }
}

fn outcome<'d>(documents: impl Iterator<Item = &'d GoldDocument>, seed: u64, effort: LocateEffort) -> Outcome {
    let mut outcome = Outcome::default();
    let mut alterer = Alterer::new(seed);
    for document in documents {
        let text = document.text();
        let mut gold: Vec<_> = document.quotations.iter().enumerate().collect();
        gold.sort_by_key(|(_, gold)| &gold.quotation.content);
        let quotations = gold.into_iter().map(|(index, gold)| {
            let content = texts(text, &gold.quotation.content, &mut |piece| alterer.text(piece));
            let source = gold.quotation.source.iter().flat_map(|source| texts(text, source, &mut str::to_owned));
            json!({"id": format!("q{index}"), "content": content, "source": source.collect::<Vec<_>>()})
        });
        outcome.add(document, &located(document, &quotations.collect::<Vec<_>>(), effort));
    }
    outcome
}

#[test]
fn altered_texts_are_found_where_they_came_from() {
    let Some(documents) = documents() else { return };
    let outcome = outcome(documents.documents(), 17, LocateEffort::Approximate);
    println!("altered: {outcome:?}");
    assert!(outcome.per_mille(outcome.right) >= 990, "{outcome:?}");
    assert!(outcome.per_mille(outcome.wrong) < 5, "{outcome:?}");
}

#[test]
fn less_effort_finds_less_and_nothing_that_was_altered_is_exact() {
    let Some(documents) = documents() else { return };
    let [exact, folded, approximate] =
        LocateEffort::ALL.map(|effort| outcome(documents.documents().take(20), 5, effort));
    assert!(exact.right < folded.right && folded.right < approximate.right, "{exact:?} {folded:?} {approximate:?}");
}

#[test]
fn texts_of_other_documents_are_not_found() {
    let Some(documents) = documents() else { return };
    let (mut found, mut all) = (0, 0);
    for (document, other) in documents.documents().zip(documents.documents().cycle().skip(40)) {
        let contents = other.quotations.iter().map(|gold| gold.quotation.content.text(other.text()));
        let contents = contents.filter(|content| content.split_whitespace().count() >= 5);
        let quotations: Vec<Value> = contents.map(|content| json!({"content": [content]})).collect();
        found += located(document, &quotations, LocateEffort::Approximate).quotations.len();
        all += quotations.len();
    }
    println!("of other documents: {found} of {all}");
    assert!(1000 * found < 5 * all, "{found} of {all}");
}
