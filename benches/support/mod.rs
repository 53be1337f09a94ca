//! Input for the benches: deterministic, of any size, made here.

#![allow(dead_code, reason = "each bench uses a part of it")]

use mimalloc::MiMalloc;
use quoteval::dataset::{Source, join};
use quoteval::model::{GoldDocument, Prediction, Setting};
use serde_json::{Value, json};

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Sizes that double, so that growth shows.
pub(crate) const SIZES: [usize; 4] = [250, 500, 1000, 2000];

/// Splitmix64, for choices that are the same everywhere.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len() as u64) as usize]
    }
}

const NAMES: [&str; 6] =
    ["Nora Whitlock", "Piet van Dam", "Grace Adeyemi", "Tomas Reyes", "Councillor Bell", "Ivy Sandoval"];
const SAID: [&str; 5] = [
    "The pier is closed until spring",
    "We never saw the figures",
    "Nobody will lose a home over this",
    "It cost twice what they told us",
    "I would vote for it again tomorrow",
];
const NARRATED: [&str; 4] = [
    "The meeting lasted three hours.",
    "Work began in March and stopped in May.",
    "About forty people stood outside in the rain.",
    "A second reading is planned for next week.",
];

/// Texts that may be slow to read, each as what it repeats.
pub(crate) const NOISE: [(&str, &str); 22] = [
    ("straight marks", "\""),
    ("opening marks", "“"),
    ("pairs of marks", "“a” "),
    ("nested marks", "“‘«”’» "),
    ("a mark on each line", "\"a\n"),
    ("apostrophes", "'"),
    ("one letter", "a"),
    ("one capital", "A "),
    ("all capitals", "THE MAYOR SAID THAT IT WORKS AND SHE LEFT. "),
    ("one name", "Ann Lee "),
    ("a list of names", "Lee and "),
    ("commas", ", "),
    ("brackets", "("),
    ("white space", "\n"),
    ("said", "said "),
    ("name said", "Lee said "),
    ("said and commas", "said, "),
    ("said that", "Lee said that "),
    ("claims", "the claim that "),
    ("one sentence", "the board of the town told the council that it was in the house of a friend who had said so "),
    ("one paragraph", "Ann Lee said that it works. “We go on,” she told Bob Holt, “and it works.” "),
    ("dialogue", "“No,” he said.\n\n“Yes,” she said.\n\n"),
];

/// News-like prose of about `paragraphs` × 130 characters.
pub(crate) fn prose(paragraphs: usize) -> String {
    let mut random = Random::new(7);
    let mut text = String::new();
    for _ in 0..paragraphs {
        let (name, said, more) = (random.pick(&NAMES), random.pick(&SAID), random.pick(&SAID));
        let narrated = random.pick(&NARRATED);
        let paragraph = match random.below(6) {
            0 => format!("“{said},” said {name}. “{more}.”"),
            1 => format!("{name} said that {}. {narrated}", said.to_lowercase()),
            2 => format!("“{said},” {name} told the Gazette. {narrated}"),
            3 => format!("According to {name}, {}. {narrated}", more.to_lowercase()),
            4 => format!("{narrated} “{said},” she added, “{}.”", more.to_lowercase()),
            _ => format!("{narrated} {narrated}"),
        };
        text.push_str(&paragraph);
        text.push_str("\n\n");
    }
    text
}

/// Gold and predictions in the native format, 20 quotations a document, most of them found.
pub(crate) fn corpus(documents: usize) -> (Vec<Value>, Vec<Value>) {
    let mut random = Random::new(42);
    (0..documents).map(|index| document(index, &mut random)).unzip()
}

fn document(index: usize, random: &mut Random) -> (Value, Value) {
    let (mut gold, mut predicted, mut at) = (Vec::new(), Vec::new(), 2);
    for _ in 0..20 {
        let start = at + 6 + random.below(20) as usize;
        let end = start + 4 + random.below(20) as usize;
        let speaker = format!("p{}", random.below(6));
        let shift = if random.below(5) == 0 { random.below(3) as usize } else { 0 };
        let chars = |start: usize, end: usize| json!([[7 * start, 7 * end - 1]]);
        gold.push(json!({"type": "direct", "content": chars(start, end), "speaker": speaker}));
        if random.below(20) > 0 {
            predicted.push(json!({"type": "direct", "content": chars(start + shift, end + shift), "speaker": speaker}));
        }
        at = end + 4;
    }
    let text = (0..at + 30).map(|word| format!("w{:05}", word % 100_000)).collect::<Vec<_>>().join(" ");
    let entities: Vec<Value> =
        (0..6).map(|person| json!({"id": format!("p{person}"), "name": format!("Person N{person}")})).collect();
    let id = format!("d{index:06}");
    (
        json!({"schema": "quoteval/1", "id": id, "text": text, "entities": entities, "quotations": gold}),
        json!({"id": id, "quotations": predicted}),
    )
}

/// A file of one JSON document a line, kept as long as the folder.
pub(crate) fn write_lines(folder: &tempfile::TempDir, name: &str, documents: &[Value]) -> String {
    let path = folder.path().join(name);
    let lines: String = documents.iter().map(|document| format!("{document}\n")).collect();
    std::fs::write(&path, lines).expect("a temporary file");
    path.to_str().expect("a path in UTF-8").to_owned()
}

/// Gold documents and the predictions about them, read.
pub(crate) fn read_corpus(documents: usize) -> Vec<(GoldDocument, Option<Prediction>)> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (gold, predicted) = corpus(documents);
    let open = |name, documents: &[Value]| Source::open(&write_lines(&folder, name, documents)).expect("a source");
    let (gold, predicted) = (open("gold.jsonl", &gold), open("predictions.jsonl", &predicted));
    let pair = |gold: &GoldDocument, prediction: Option<&Prediction>| (gold.clone(), prediction.cloned());
    join(&gold, &predicted, Setting::EndToEnd, pair).expect("readable files").0.expect("valid documents").results
}
