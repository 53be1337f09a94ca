//! Reading gold in each format, at sizes that double; for comparison, the JSON parser alone on the same native bytes.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, Throughput};
use quoteval::internals::dataset::Side;
use quoteval::{Dataset, FORMATS, Format, GoldDocument};
use serde::de::IgnoredAny;

use crate::texts::news;

/// Numbers of documents in a dataset.
const SIZES: [usize; 3] = [50, 100, 200];

/// Number of quotations in a document made from templates.
const QUOTATIONS: usize = 40;

/// Length of the sentence of the templates, in characters and in bytes.
const SENTENCE: (usize, usize) = (46, 51);

/// Names and contents of the files of a document, for the formats that are only read.
///
/// Text in ⟦⟧ repeats once per quotation; the first copy drops its leading comma. `‹n›` is the number of the document, `‹i›` the
/// number of the quotation, `‹i+1›` the next number; `‹@5›` and `‹b5›` are offset 5 of the sentence in characters and in bytes.
const TEMPLATES: [(&str, &[(&str, &str)]); 8] = [
    (
        "columns",
        &[(
            "all.conll",
            "-DOCSTART- O\n\n⟦“ B-content\nThe I-content\npiér I-content\nis I-content\nclosed I-content\n, I-content\n\
             ” I-content\nsaid B-cue\nNora B-source\nWhitlock I-source\n. O\n\n⟧",
        )],
    ),
    (
        "token-labels",
        &[(
            "‹n›.jsonl",
            r#"{"id":‹n›,"tokens":[⟦,"“","The","piér","is","closed",",","”","said","Nora","Whitlock","."⟧],"labels":[⟦,"B-content","I-content","I-content","I-content","I-content","I-content","I-content","B-cue","B-source","I-source","O"⟧]}"#,
        )],
    ),
    (
        "prodigy",
        &[(
            "‹n›.jsonl",
            r#"{"text":"⟦“ The piér is closed , ” said Nora Whitlock .\n⟧","spans":[⟦,{"start":‹@0›,"end":‹@24›,"label":"CONTENT"},{"start":‹@25›,"end":‹@29›,"label":"CUE"},{"start":‹@30›,"end":‹@43›,"label":"SOURCE"}⟧],"answer":"accept","meta":{"id":‹n›}}"#,
        )],
    ),
    (
        "wikinews",
        &[(
            "‹n›.json",
            r#"{"DocumentName":"‹n›","Sentences":[⟦,{"SentenceId":‹i›,"Tokens":["“","The","piér","is","closed",",","”","said","Nora","Whitlock","."]}⟧],"Annotations":[⟦,{"Message":["‹i›:0","‹i›:1","‹i›:2","‹i›:3","‹i›:4","‹i›:5","‹i›:6"],"Cue":["‹i›:7"],"Source":["‹i›:8","‹i›:9"],"Addr":[],"Frame":[],"Form":"Direct","STWR":"Speech","IsNested":false}⟧]}"#,
        )],
    ),
    (
        "inception",
        &[(
            "‹n›.tsv",
            "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Quotation|part\n\n⟦\n#Text=“ The piér is closed , ” said Nora Whitlock .\n\
             ‹i+1›-1\t‹@0›-‹@1›\t“\tcontent[1‹i›]\t\n‹i+1›-2\t‹@2›-‹@5›\tThe\tcontent[1‹i›]\t\n\
             ‹i+1›-3\t‹@6›-‹@10›\tpiér\tcontent[1‹i›]\t\n‹i+1›-4\t‹@11›-‹@13›\tis\tcontent[1‹i›]\t\n\
             ‹i+1›-5\t‹@14›-‹@20›\tclosed\tcontent[1‹i›]\t\n‹i+1›-6\t‹@21›-‹@22›\t,\tcontent[1‹i›]\t\n\
             ‹i+1›-7\t‹@23›-‹@24›\t”\tcontent[1‹i›]\t\n‹i+1›-8\t‹@25›-‹@29›\tsaid\tcue[2‹i›]\t\n\
             ‹i+1›-9\t‹@30›-‹@34›\tNora\tsource[3‹i›]\t\n‹i+1›-10\t‹@35›-‹@43›\tWhitlock\tsource[3‹i›]\t\n\
             ‹i+1›-11\t‹@44›-‹@45›\t.\t_\t\n⟧",
        )],
    ),
    (
        "quoteli3",
        &[(
            "‹n›.xml",
            "<doc><characters><character name=\"Nora\" aliases=\"Nora Whitlock\"/></characters>\n<text>\n⟦<quote id=\"q‹i›\" speaker=\"Nora\" \
             connection=\"m‹i›\">“The piér is closed,”</quote> said <mention id=\"m‹i›\" speaker=\"Nora\">Nora Whitlock</mention>.\n⟧</text></doc>\n",
        )],
    ),
    (
        "litbank",
        &[
            (
                "quotations/tsv/‹n›.ann",
                "⟦QUOTE\tQ‹i›\t‹i›\t0\t‹i›\t6\t“ The piér is closed , ”\nATTRIB\tQ‹i›\tNora-0\n⟧",
            ),
            ("quotations/tsv/‹n›.txt", "⟦“ The piér is closed , ” said Nora Whitlock .\n⟧"),
            ("coref/tsv/‹n›.ann", "⟦MENTION\tT‹i›\t‹i›\t8\t‹i›\t9\tNora Whitlock\tPER\tPROP\nCOREF\tT‹i›\tNora-0\n⟧"),
        ],
    ),
    (
        "pdnc",
        &[
            (
                "‹n›/quotation_info.csv",
                "quoteID,quoteText,subQuotationList,quoteByteSpans,speaker,addressees,quoteType\n\
                 ⟦Q‹i›,x,\"['“ The piér is closed , ”']\",\"[[‹b0›, ‹b29›]]\",Nora,[],Explicit\n⟧",
            ),
            ("‹n›/novel_text.txt", "⟦“ The piér is closed , ” said Nora Whitlock .\n⟧"),
            ("‹n›/character_info.csv", "Character ID,Main Name,Aliases,Gender,Category\n0,Nora,['Nora'],F,major\n"),
        ],
    ),
];

/// Fills in the template of a document.
fn fill(template: &str, number: usize) -> String {
    let (head, pieces) = template.split_once('⟦').unwrap_or((template, ""));
    let mut filled = fields(head, number, 0);
    for piece in pieces.split('⟦').filter(|piece| !piece.is_empty()) {
        let (each, rest) = piece.split_once('⟧').expect("a bracket is closed");
        (0..QUOTATIONS).for_each(|index| {
            let first = if index == 0 { each.strip_prefix(',') } else { None };
            filled.push_str(&fields(first.unwrap_or(each), number, index));
        });
        filled.push_str(&fields(rest, number, 0));
    }
    filled
}

fn fields(template: &str, number: usize, index: usize) -> String {
    let mut parts = template.split('‹');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (field, rest) = part.split_once('›').expect("a field is closed");
        let place = || field[1..].parse::<usize>().expect("a place");
        let value = match field {
            "n" => number,
            "i" => index,
            "i+1" => index + 1,
            _ if field.starts_with('@') => place() + index * SENTENCE.0,
            _ => place() + index * SENTENCE.1,
        };
        filled.push_str(&format!("{value}{rest}"));
    }
    filled
}

/// Writes a dataset of `documents` documents; returns its size in bytes.
fn write(format: &Format, folder: &Path, documents: usize) -> u64 {
    let made: Vec<(String, Vec<u8>)> = if format.writes() {
        let native = tempfile::NamedTempFile::with_suffix(".jsonl").expect("a temporary file");
        fs::write(native.path(), lines(documents)).expect("the file");
        let dataset = Dataset::load(native.path().to_str().expect("a path in UTF-8")).expect("the dataset");
        let files = format.write_gold("gold", &dataset.entries().iter().collect::<Vec<_>>()).expect("the files");
        files.into_iter().map(|file| (file.name, file.bytes)).collect()
    } else {
        let known = TEMPLATES.iter().find(|(name, _)| *name == format.name);
        let (_, files) = known.unwrap_or_else(|| panic!("{} has no template", format.name));
        let filled = |number, (name, content): &(&str, &str)| (fill(name, number), fill(content, number).into_bytes());
        (0..documents).flat_map(|number| files.iter().map(move |file| filled(number, file))).collect()
    };
    for (name, bytes) in &made {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
        let mut file = fs::OpenOptions::new().create(true).append(true).open(path).expect("the file");
        file.write_all(bytes).expect("the file");
    }
    made.iter().map(|(_, bytes)| bytes.len() as u64).sum()
}

fn lines(documents: usize) -> String {
    news(documents).iter().map(GoldDocument::to_json).collect()
}

pub(crate) fn bench(c: &mut Criterion) {
    let mut group = c.benchmark_group("formats");
    for size in SIZES {
        for format in FORMATS.iter().filter(|format| format.reads(Side::Gold)) {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let bytes = write(format, folder.path(), size);
            // Without speakers, two quotations may be equal, and some have no source.
            let spec = format!("{},drop-duplicates,implicit-without-source:{}", format.name, folder.path().display());
            Dataset::load(&spec).unwrap_or_else(|error| panic!("{spec}: {error}"));
            group.throughput(Throughput::Bytes(bytes));
            group.bench_function(BenchmarkId::new(format.name, size), |b| b.iter(|| Dataset::load(&spec)));
        }
        let lines = lines(size);
        let is_json = |line: &&str| serde_json::from_str::<IgnoredAny>(line).is_ok();
        group.throughput(Throughput::Bytes(lines.len() as u64));
        let id = BenchmarkId::new("json alone", size);
        group.bench_function(id, |b| b.iter(|| lines.lines().filter(is_json).count()));
    }
    group.finish();
}
