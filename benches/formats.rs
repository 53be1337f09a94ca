//! Reading gold in each format: bytes per second, at sizes that double.

mod support;

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use quoteval::dataset::{Dataset, FORMATS, Format, Side};
use serde_json::{Value, json};

/// Documents of a dataset.
const SIZES: [usize; 3] = [50, 100, 200];

/// Quotations of a document.
const QUOTATIONS: usize = 40;

/// The tokens of a sentence with a content, a cue and a source.
const SENTENCE: [(&str, &str); 11] = [
    ("“", "B-content"),
    ("The", "I-content"),
    ("piér", "I-content"),
    ("is", "I-content"),
    ("closed", "I-content"),
    (",", "I-content"),
    ("”", "I-content"),
    ("said", "B-cue"),
    ("Nora", "B-source"),
    ("Whitlock", "I-source"),
    (".", "O"),
];

fn line() -> String {
    SENTENCE.map(|(token, _)| token).join(" ")
}

/// Start and end of a run of tokens of a sentence in characters.
fn run(first: usize, last: usize) -> (usize, usize) {
    let before = |count: usize| SENTENCE[..count].iter().map(|(token, _)| token.chars().count() + 1).sum::<usize>();
    (before(first), before(last) + SENTENCE[last].0.chars().count())
}

/// The files of a document of a format that is read alone; `None` where there is no such format.
fn files(format: &str, number: usize) -> Option<Vec<(String, String)>> {
    let lines = || vec![line(); QUOTATIONS].join("\n") + "\n";
    let length = line().chars().count() + 1;
    let one = |name: String, content: String| Some(vec![(name, content)]);
    let spans = |label: fn(&str, (usize, usize)) -> Value| -> Vec<Value> {
        let at = |index: usize, (start, end): (usize, usize)| (start + index * length, end + index * length);
        (0..QUOTATIONS)
            .flat_map(|index| {
                [("CONTENT", run(0, 6)), ("CUE", run(7, 7)), ("SOURCE", run(8, 9))]
                    .map(|(part, place)| label(part, at(index, place)))
            })
            .collect()
    };
    match format {
        "columns" => {
            let sentence = SENTENCE.map(|(token, label)| format!("{token} {label}\n")).concat();
            one("all.conll".to_owned(), format!("-DOCSTART- O\n\n{}\n", vec![sentence; QUOTATIONS].join("\n")))
        }
        "token-labels" => {
            let all = || (0..QUOTATIONS).flat_map(|_| SENTENCE);
            let tokens: Vec<&str> = all().map(|(token, _)| token).collect();
            let labels: Vec<&str> = all().map(|(_, label)| label).collect();
            one(format!("{number}.jsonl"), json!({"id": number, "tokens": tokens, "labels": labels}).to_string() + "\n")
        }
        "prodigy" => {
            let spans = spans(|part, (start, end)| json!({"start": start, "end": end, "label": part}));
            let value = json!({"text": lines(), "spans": spans, "answer": "accept", "meta": {"id": number}});
            one(format!("{number}.jsonl"), value.to_string() + "\n")
        }
        "wikinews" => {
            let tokens = SENTENCE.map(|(token, _)| token);
            let sentences: Vec<Value> =
                (0..QUOTATIONS).map(|index| json!({"SentenceId": index, "Tokens": tokens})).collect();
            let references = |index: usize, tokens: std::ops::RangeInclusive<usize>| -> Vec<String> {
                tokens.map(|token| format!("{index}:{token}")).collect()
            };
            let annotations: Vec<Value> = (0..QUOTATIONS)
                .map(|index| {
                    json!({"Message": references(index, 0..=6), "Cue": references(index, 7..=7), "Source": references(index, 8..=9),
                        "Addr": [], "Frame": [], "Form": "Direct", "STWR": "Speech", "IsNested": false})
                })
                .collect();
            let value = json!({"DocumentName": number.to_string(), "Sentences": sentences, "Annotations": annotations});
            one(format!("{number}.json"), value.to_string())
        }
        "inception" => {
            let mut out = String::from("#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Quotation|part\n\n");
            for index in 0..QUOTATIONS {
                out.push_str(&format!("\n#Text={}\n", line()));
                for (token, (text, label)) in SENTENCE.iter().enumerate() {
                    let (start, end) = run(token, token);
                    let cell = match label.split_once('-') {
                        Some((_, part)) => format!(
                            "{part}[{}]",
                            index * 3
                                + ["content", "cue", "source"].iter().position(|known| *known == part).unwrap_or(0)
                                + 1
                        ),
                        None => "_".to_owned(),
                    };
                    let (start, end) = (start + index * length, end + index * length);
                    out.push_str(&format!("{}-{}\t{start}-{end}\t{text}\t{cell}\t\n", index + 1, token + 1));
                }
            }
            one(format!("{number}.tsv"), out)
        }
        "quoteli3" => {
            let mut out = String::from(
                "<doc><characters><character name=\"Nora\" aliases=\"Nora Whitlock\"/></characters>\n<text>\n",
            );
            for index in 0..QUOTATIONS {
                out.push_str(&format!("<quote id=\"q{index}\" speaker=\"Nora\" connection=\"m{index}\">“The piér is closed,”</quote> said <mention id=\"m{index}\" speaker=\"Nora\">Nora Whitlock</mention>.\n"));
            }
            one(format!("{number}.xml"), out + "</text></doc>\n")
        }
        "litbank" => {
            let quotes: String = (0..QUOTATIONS)
                .map(|index| {
                    format!(
                        "QUOTE\tQ{index}\t{index}\t0\t{index}\t6\t“ The piér is closed , ”\nATTRIB\tQ{index}\tNora-0\n"
                    )
                })
                .collect();
            let mentions: String = (0..QUOTATIONS)
                .map(|index| {
                    format!(
                        "MENTION\tT{index}\t{index}\t8\t{index}\t9\tNora Whitlock\tPER\tPROP\nCOREF\tT{index}\tNora-0\n"
                    )
                })
                .collect();
            Some(vec![
                (format!("quotations/tsv/{number}.ann"), quotes),
                (format!("quotations/tsv/{number}.txt"), lines()),
                (format!("coref/tsv/{number}.ann"), mentions),
            ])
        }
        "pdnc" => {
            let text = lines();
            let bytes = line().len() + 1;
            let mut out =
                String::from("quoteID,quoteText,subQuotationList,quoteByteSpans,speaker,addressees,quoteType\n");
            for index in 0..QUOTATIONS {
                let (start, end) = (index * bytes, index * bytes + "“ The piér is closed , ”".len());
                out.push_str(&format!(
                    "Q{index},x,\"['“ The piér is closed , ”']\",\"[[{start}, {end}]]\",Nora,[],Explicit\n"
                ));
            }
            Some(vec![
                (format!("{number}/quotation_info.csv"), out),
                (format!("{number}/novel_text.txt"), text),
                (
                    format!("{number}/character_info.csv"),
                    "Character ID,Main Name,Aliases,Gender,Category\n0,Nora,['Nora'],F,major\n".to_owned(),
                ),
            ])
        }
        _ => None,
    }
}

/// Writes a dataset of so many documents; its size in bytes.
fn write(format: &Format, folder: &Path, documents: usize) -> u64 {
    let made: Vec<(String, Vec<u8>)> = if format.writes() {
        let native = folder.join("native.jsonl");
        let lines: String = support::corpus(documents).0.iter().map(|document| format!("{document}\n")).collect();
        fs::write(&native, lines).expect("the file");
        let dataset = Dataset::load(native.to_str().expect("a path")).expect("the dataset");
        fs::remove_file(native).expect("the file");
        let files = format.write_gold("gold", &dataset.entries().iter().collect::<Vec<_>>()).expect("the files");
        files.into_iter().map(|file| (file.name, file.bytes)).collect()
    } else {
        let files = (0..documents).flat_map(|number| files(format.name, number).expect("a format of the bench"));
        files.map(|(name, content)| (name, content.into_bytes())).collect()
    };
    for (name, bytes) in &made {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
        let mut file = fs::OpenOptions::new().create(true).append(true).open(path).expect("the file");
        file.write_all(bytes).expect("the file");
    }
    made.iter().map(|(_, bytes)| bytes.len() as u64).sum()
}

fn read(c: &mut Criterion) {
    let mut group = c.benchmark_group("formats");
    group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
    for format in FORMATS.iter().filter(|format| format.reads(Side::Gold)) {
        for size in SIZES {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let bytes = write(format, folder.path(), size);
            // Without speakers two quotations may be the same, and some have no source.
            let spec = format!("{},drop-duplicates,implicit-without-source:{}", format.name, folder.path().display());
            Dataset::load(&spec).expect("the dataset");
            group.throughput(Throughput::Bytes(bytes));
            group
                .bench_with_input(BenchmarkId::new(format.name, size), &spec, |b, spec| b.iter(|| Dataset::load(spec)));
        }
    }
    group.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);
