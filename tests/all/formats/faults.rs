//! What is wrong with a file is said with its file and line, and with what was found: a faulty input for each thing that a format
//! asks for.

use std::fs;
use std::path::Path;

use quoteval::dataset::{Dataset, Source};
use quoteval::error::Finding;

const TEXT: &str = "“Rain 😀,” said Hale.\n";

/// A format, the files of a folder, and the rule, line and found text of the fault they have.
type Case = (&'static str, &'static [(&'static str, &'static str)], &'static str, usize, &'static str);

const CASES: &[Case] = &[
    ("brat", &[("a.ann", "")], "text-file-missing", 0, "a.txt"),
    ("brat", &[("a.ann", "T1 Content 0 9"), ("a.txt", TEXT)], "format-syntax", 1, "T1 Content 0 9"),
    ("brat", &[("a.ann", "T1\tContent 0 x\tR"), ("a.txt", TEXT)], "format-syntax", 1, "0 x"),
    ("brat", &[("a.ann", "T1\tContent 0 9\t“Rain, ”"), ("a.txt", TEXT)], "text-mismatch", 1, "😀"),
    ("brat", &[("a.ann", "T1\tContent 0 99\t“Rain"), ("a.txt", TEXT)], "offset-out-of-range", 1, "0..99"),
    ("brat", &[("a.ann", "\nE1\tAttribution:T1 Content:T7"), ("a.txt", TEXT)], "format-reference", 2, "T7"),
    (
        "brat",
        &[("a.ann", "T1\tContent 0 9\t“Rain 😀,”\nR1\tSource Arg1:T1"), ("a.txt", TEXT)],
        "format-syntax",
        2,
        "Arg1",
    ),
    ("columns", &[("a.conll", "Rain B-Content\nHale Source\n")], "format-syntax", 2, "Source"),
    ("columns", &[("a.conll", "Rain\n")], "format-syntax", 1, "Rain"),
    (
        "csv",
        &[("a.csv", "document,text,speaker\na,\"Rain is back,Hale\na,\"No coat\",Tom\n"), ("a.txt", TEXT)],
        "csv-syntax",
        2,
        "Rain is back",
    ),
    ("csv", &[("a.csv", "document,text\na,\"Rain\n"), ("a.txt", TEXT)], "csv-syntax", 2, "nothing closes it"),
    ("csv", &[("a.csv", "document,start,end\na,0,9\n"), ("a.txt", "\u{feff}x")], "text-byte-order-mark", 2, "a.txt"),
    ("token-labels", &[("a.jsonl", "\n{\"tokens\":[\"a\"],\"labels\":[]}")], "format-syntax", 2, "1 tokens, 0 labels"),
    ("token-labels", &[("a.jsonl", "{\"tokens\":[\"a\"],\"labels\":[7]}")], "json-shape", 1, "labels"),
    ("doccano", &[("a.jsonl", "{\"text\":\"a\",\"label\":[[0,1]]}")], "json-shape", 1, "label"),
    (
        "doccano",
        &[(
            "a.jsonl",
            "{\"text\":\"a\",\"entities\":[{\"id\":1,\"label\":\"Cue\",\"start_offset\":0,\"end_offset\":1}],\"relations\":[{\"from_id\":1,\"to_id\":5,\"type\":\"Cue\"}]}",
        )],
        "format-reference",
        1,
        "5",
    ),
    (
        "doccano",
        &[(
            "a.jsonl",
            "\n{\"text\":\"a b\",\"annotations\":[{\"label\":1,\"start_offset\":0,\"end_offset\":1,\"user\":1}]}",
        )],
        "format-syntax",
        2,
        "annotations",
    ),
    ("prodigy", &[("a.jsonl", "{\"text\":\"a\",\"spans\":[{\"start\":0}]}")], "json-shape", 1, "start"),
    (
        "label-studio",
        &[("a.json", "[{\"data\":{\"title\":\"x\"},\"annotations\":[{\"result\":[]}]}]")],
        "format-syntax",
        1,
        "title",
    ),
    (
        "label-studio",
        &[(
            "a.json",
            "[{\"data\":{\"text\":\"a b\"},\"annotations\":[{\"result\":[{\"id\":\"1\",\"type\":\"labels\",\"value\":{\"start\":0,\"end\":1,\"text\":\"b\",\"labels\":[\"Content\"]}}]}]}]",
        )],
        "text-mismatch",
        1,
        "a",
    ),
    ("label-studio", &[("a.json", "[{\"data\":")], "json-syntax", 1, "data"),
    (
        "label-studio",
        &[("a.json", "[{\"data\":{\"text\":\"a\"},\"annotations\":[{\"result\":[]}]},\n{\"data\":7}]")],
        "json-shape",
        2,
        "7",
    ),
    (
        "label-studio",
        &[("a.json", "[{\"data\":{\"text\":\"a\"},\"annotations\":[{\"result\":[]}]}\n{\"data\":{}}]")],
        "json-syntax",
        2,
        "",
    ),
    ("inception", &[("a.tsv", "#FORMAT=WebAnno TSV 3.3\n#Text=Rain\n1-1\t0-3\tRain\n")], "format-syntax", 3, "Rai"),
    (
        "inception",
        &[("a.tsv", "#FORMAT=WebAnno TSV 3.3\n#Text=R\n1-1\t0-1\tR\n#T_SP=x.Q|part\n")],
        "format-syntax",
        4,
        "#T_SP=x.Q|part",
    ),
    (
        "inception",
        &[("a.tsv", "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.Q|part\n#Text=R\n1-1\t0-1\tR\n")],
        "format-syntax",
        4,
        "3 columns",
    ),
    (
        "inception",
        &[(
            "a.tsv",
            "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.Q|part\n#T_RL=x.R|kind|BT_x.Q\n#Text=R\n1-1\t0-1\tR\tCue\tCue\t1-9\t\n",
        )],
        "format-reference",
        5,
        "1-9",
    ),
    (
        "wikinews",
        &[("a.json", "{\"DocumentName\":\"a\",\"Sentences\":[],\"Annotations\":[{\"Message\":[\"0:0\"]}]}")],
        "format-reference",
        1,
        "0:0",
    ),
    (
        "wikinews",
        &[("a.json", "{\"DocumentName\":\"a\",\"Sentences\":[],\"Annotations\":[{\"Message\":[\"x\"]}]}")],
        "format-syntax",
        1,
        "x",
    ),
    ("quoteli3", &[("a.xml", "<doc><text>\n<quote speaker=\"x\">a</quote></text></doc>")], "missing-field", 2, ""),
    (
        "quoteli3",
        &[("a.xml", "<doc><text>\n<quote id=\"1\" connection=\"m\">a</quote></text></doc>")],
        "format-reference",
        2,
        "m",
    ),
    ("quoteli3", &[("a.xml", "<doc>\n<text>a</doc>")], "format-syntax", 2, ""),
    (
        "quoteli3",
        &[("a.xml", "<!DOCTYPE d [<!ENTITY x \"y\">]><doc><text>&x;</text></doc>")],
        "format-syntax",
        1,
        "DOCTYPE",
    ),
    ("quoteli3", &[("a.xml", "<doc><text>&x;</text></doc>")], "format-syntax", 1, "x"),
    (
        "litbank",
        &[("quotations/tsv/a.ann", "QUOTE\tQ1\t0\t0\t0\t9\tx"), ("quotations/tsv/a.txt", "x y\n")],
        "format-reference",
        1,
        "0:0 to 0:9",
    ),
    (
        "litbank",
        &[("quotations/tsv/a.ann", "QUOTE\tQ1\t0\t0\t0\t1\tx"), ("quotations/tsv/a.txt", "x y\n")],
        "text-mismatch",
        1,
        "x y",
    ),
    (
        "litbank",
        &[("quotations/tsv/a.ann", "ATTRIB\tQ1\tx-0"), ("quotations/tsv/a.txt", "x y\n")],
        "format-reference",
        1,
        "Q1",
    ),
    (
        "pdnc",
        &[
            ("a/quotation_info.csv", "quoteID,subQuotationList,quoteByteSpans,speaker\nQ0,[x],\"[[0, 1]]\",A\n"),
            ("a/novel_text.txt", "x y"),
            ("a/character_info.csv", "Main Name,Aliases\n"),
        ],
        "format-syntax",
        2,
        "[x]",
    ),
    (
        "pdnc",
        &[
            ("a/quotation_info.csv", "quoteID,subQuotationList,quoteByteSpans,speaker\nQ0,['y'],\"[[0, 1]]\",A\n"),
            ("a/novel_text.txt", "x y"),
            ("a/character_info.csv", "Main Name,Aliases\n"),
        ],
        "text-mismatch",
        2,
        "x",
    ),
    (
        "pdnc",
        &[
            ("a/quotation_info.csv", "quoteID,subQuotationList,quoteByteSpans,speaker\n"),
            ("a/novel_text.txt", "x y"),
            ("a/character_info.csv", "Name,Aliases\n"),
        ],
        "csv-header",
        1,
        "Name",
    ),
];

fn findings(format: &str, files: &[(&str, &str)]) -> Vec<Finding> {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    let source = Source::open(&format!("{format}:{}", folder.path().display())).unwrap();
    let (dataset, findings) = Dataset::read(&source).unwrap();
    assert!(dataset.is_none(), "{format} {files:?} is read");
    findings.0
}

#[test]
fn faults_are_named_with_their_line() {
    for (format, files, rule, line, found) in CASES {
        let findings = findings(format, files);
        let named = findings.iter().any(|finding| {
            let says =
                [&finding.found, &Some(finding.message.clone())].into_iter().flatten().any(|text| text.contains(found));
            let is_absolute = finding.file.as_ref().is_some_and(|file| Path::new(file).is_absolute());
            finding.rule == *rule && finding.line.unwrap_or_default() == *line && says && is_absolute
        });
        assert!(named, "{format} {files:?}: {rule} on line {line} with {found:?} is not among {findings:#?}");
    }
}

/// The contents of all quotations of one document in a file, and the rules that its findings name.
fn contents(name: &str, content: &str) -> (Vec<Vec<String>>, Vec<&'static str>) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "“We won; we lost.” Rain fell.\n").unwrap();
    fs::write(folder.path().join(name), content).unwrap();
    let source = Source::open(folder.path().join(name).to_str().unwrap()).unwrap();
    let (dataset, findings) = Dataset::read(&source).unwrap();
    let dataset = dataset.unwrap_or_else(|| panic!("{content}: {findings}"));
    let gold = dataset.documents().next().unwrap();
    let pieces = |content: &quoteval::model::Fragments| {
        content.spans().iter().map(|span| gold.text()[span.start()..span.end()].to_owned()).collect()
    };
    let contents = gold.quotations.iter().map(|one| pieces(&one.quotation.content)).collect();
    (contents, findings.0.iter().map(|finding| finding.rule).collect())
}

#[test]
fn a_byte_order_mark_is_skipped() {
    for (name, content) in [
        ("a.csv", "\u{feff}document,start,end\na,19,23\n"),
        ("a.json", "\u{feff}{\"id\":\"a\",\"text\":\"Rain fell\",\"quotations\":[{\"content\":[[0,4]]}]}"),
        ("a.jsonl", "\u{feff}{\"text\":\"Rain fell\",\"label\":[[0,4,\"CONTENT\"]]}\n"),
        ("a.conll", "\u{feff}Rain B-Content\nfell O\n"),
        ("a.ann", "\u{feff}T1\tContent 19 23\tRain\n"),
    ] {
        let (found, rules) = contents(name, content);
        assert_eq!(found, [["Rain"]], "{name}");
        assert!(rules.contains(&"byte-order-mark"), "{name}: {rules:?}");
    }
}

#[test]
fn a_text_without_offsets_may_hold_the_separator() {
    let (found, _) = contents("a.csv", "document,text,speaker\na,“We won; we lost.”,Hale; Tom\n");
    assert_eq!(found, [["“We won; we lost.”"]]);
    let (found, _) = contents("a.csv", "document,start,end,text\na,1;9,7;16,We won;we lost\n");
    assert_eq!(found, [["We won", "we lost"]]);
}

#[test]
fn a_column_of_numbers_and_comments_are_no_tokens() {
    let (found, _) =
        contents("a.conll", "# newdoc id = 7\n# text = Rain fell\n1 Rain NN B-Content\n2 fell VB I-Content\n");
    assert_eq!(found, [["Rain fell"]]);
    let (found, _) = contents("a.conll", "1 CD B-Content\n\n# NN O\nx NN O\n");
    assert_eq!(found, [["1"]]);
}

#[test]
fn a_file_of_no_recognised_format_says_how_it_was_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let hint = |spec: &str| -> Option<String> {
        let (_, findings) = Dataset::read(&Source::open(spec).unwrap()).unwrap();
        findings.0.into_iter().find_map(|finding| finding.hint)
    };
    fs::write(path("a.json"), "{\"docs\":[7]}").unwrap();
    let said = "no format was recognised, so it was read as native; FORMAT:PATH says otherwise";
    assert!(hint(&path("a.json")).unwrap().ends_with(said));
    assert!(!hint(&format!("native:{}", path("a.json"))).is_some_and(|hint| hint.contains(said)));
    fs::write(path("b.json"), "[]").unwrap();
    assert!(hint(&path("b.json")).unwrap().ends_with(&format!("{said}, as in llm:{}", path("b.json"))));
}

#[test]
fn settings_of_other_programs_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("config.json"), "{\"model\":\"x\",\"meta\":{}}").unwrap();
    fs::write(path("B.JSON"), "{\"id\":\"b\",\n\"text\":\"Rain\",\"quotations\":[{\"content\":[[0,4]]}]}").unwrap();
    let (dataset, findings) = Dataset::read(&Source::open(folder.path().to_str().unwrap()).unwrap()).unwrap();
    assert_eq!(dataset.unwrap_or_else(|| panic!("{findings}")).documents().next().unwrap().id(), "b");
    fs::write(path("broken.json"), "{\"model\":").unwrap();
    let (dataset, _) = Dataset::read(&Source::open(folder.path().to_str().unwrap()).unwrap()).unwrap();
    assert!(dataset.is_none());
}

#[cfg(unix)]
#[test]
fn a_companion_that_leads_outside_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let (inside, secret) = (folder.path().join("data"), folder.path().join("secret.txt"));
    fs::create_dir(&inside).unwrap();
    fs::write(&secret, "secret").unwrap();
    std::os::unix::fs::symlink(&secret, inside.join("a.txt")).unwrap();
    fs::write(inside.join("a.ann"), "").unwrap();
    let (dataset, findings) = Dataset::read(&Source::open(&format!("brat:{}", inside.display())).unwrap()).unwrap();
    assert!(dataset.is_none() && findings.0[0].rule == "text-file-outside", "{findings}");
}
