//! Faulty files, one for each requirement of a format: the finding names the file, the line and the text found.

use std::path::Path;

use crate::support::files::{TempFolder, load, read, text};
use quoteval::Finding;

const TEXT: &str = "“Rain 😀,” said Hale.\n";

/// Faulty contents of a file, with the rule, the line and a part of the message or of the text found.
type Fault = (&'static str, &'static str, usize, &'static str);

/// Files beside the faulty one.
type Companions = &'static [(&'static str, &'static str)];

/// The faults of each format: the name of the faulty file, its companions, and the faults.
const FAULTS: &[(&str, &str, Companions, &[Fault])] = &[
    ("brat", "a.ann", &[], &[("", "text-file-missing", 0, "a.txt")]),
    (
        "brat",
        "a.ann",
        &[("a.txt", TEXT)],
        &[
            ("T1 Content 0 9", "format-syntax", 1, "T1 Content 0 9"),
            ("T1\tContent 0 x\tR", "format-syntax", 1, "0 x"),
            ("T1\tContent 0 9\t“Rain, ”", "text-mismatch", 1, "😀"),
            ("T1\tContent 0 99\t“Rain", "offset-out-of-range", 1, "0..99"),
            ("\nE1\tAttribution:T1 Content:T7", "format-reference", 2, "T7"),
            ("T1\tContent 0 9\t“Rain 😀,”\nR1\tSource Arg1:T1", "format-syntax", 2, "Arg1"),
        ],
    ),
    (
        "columns",
        "a.conll",
        &[],
        &[("Rain B-Content\nHale Source\n", "format-syntax", 2, "Source"), ("Rain\n", "format-syntax", 1, "Rain")],
    ),
    (
        "csv",
        "a.csv",
        &[("a.txt", TEXT)],
        &[
            ("document,text,speaker\na,\"Rain is back,Hale\na,\"No coat\",Tom\n", "csv-syntax", 2, "Rain is back"),
            ("document,text\na,\"Rain\n", "csv-syntax", 2, "nothing closes it"),
        ],
    ),
    ("csv", "a.csv", &[("a.txt", "\u{feff}x")], &[("document,start,end\na,0,9\n", "text-byte-order-mark", 2, "a.txt")]),
    (
        "token-labels",
        "a.jsonl",
        &[],
        &[
            ("\n{\"tokens\":[\"a\"],\"labels\":[]}", "format-syntax", 2, "1 tokens, 0 labels"),
            (r#"{"tokens":["a"],"labels":[7]}"#, "json-shape", 1, "labels"),
        ],
    ),
    (
        "doccano",
        "a.jsonl",
        &[],
        &[
            (r#"{"text":"a","label":[[0,1]]}"#, "json-shape", 1, "label"),
            (
                concat!(
                    r#"{"text":"a","entities":[{"id":1,"label":"Cue","start_offset":0,"end_offset":1}],"#,
                    r#""relations":[{"from_id":1,"to_id":5,"type":"Cue"}]}"#
                ),
                "format-reference",
                1,
                "5",
            ),
            (
                "\n{\"text\":\"a b\",\"annotations\":[{\"label\":1,\"start_offset\":0,\"end_offset\":1,\"user\":1}]}",
                "format-syntax",
                2,
                "annotations",
            ),
        ],
    ),
    ("prodigy", "a.jsonl", &[], &[(r#"{"text":"a","spans":[{"start":0}]}"#, "json-shape", 1, "start")]),
    (
        "label-studio",
        "a.json",
        &[],
        &[
            (r#"[{"data":{"title":"x"},"annotations":[{"result":[]}]}]"#, "format-syntax", 1, "title"),
            (
                concat!(
                    r#"[{"data":{"text":"a b"},"annotations":[{"result":[{"id":"1","type":"labels","#,
                    r#""value":{"start":0,"end":1,"text":"b","labels":["Content"]}}]}]}]"#
                ),
                "text-mismatch",
                1,
                "a",
            ),
            (r#"[{"data":"#, "json-syntax", 1, "data"),
            ("[{\"data\":{\"text\":\"a\"},\"annotations\":[{\"result\":[]}]},\n{\"data\":7}]", "json-shape", 2, "7"),
            ("[{\"data\":{\"text\":\"a\"},\"annotations\":[{\"result\":[]}]}\n{\"data\":{}}]", "json-syntax", 2, ""),
        ],
    ),
    (
        "inception",
        "a.tsv",
        &[],
        &[
            ("#FORMAT=WebAnno TSV 3.3\n#Text=Rain\n1-1\t0-3\tRain\n", "format-syntax", 3, "Rai"),
            ("#FORMAT=WebAnno TSV 3.3\n#Text=R\n1-1\t0-1\tR\n#T_SP=x.Q|part\n", "format-syntax", 4, "#T_SP=x.Q|part"),
            ("#FORMAT=WebAnno TSV 3.3\n#T_SP=x.Q|part\n#Text=R\n1-1\t0-1\tR\n", "format-syntax", 4, "3 columns"),
            (
                "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.Q|part\n#T_RL=x.R|kind|BT_x.Q\n#Text=R\n\
                    1-1\t0-1\tR\tCue\tCue\t1-9\t\n",
                "format-reference",
                5,
                "1-9",
            ),
        ],
    ),
    (
        "wikinews",
        "a.json",
        &[],
        &[
            (
                r#"{"DocumentName":"a","Sentences":[],"Annotations":[{"Message":["0:0"]}]}"#,
                "format-reference",
                1,
                "0:0",
            ),
            (r#"{"DocumentName":"a","Sentences":[],"Annotations":[{"Message":["x"]}]}"#, "format-syntax", 1, "x"),
        ],
    ),
    (
        "quoteli3",
        "a.xml",
        &[],
        &[
            ("<doc><text>\n<quote speaker=\"x\">a</quote></text></doc>", "missing-field", 2, ""),
            ("<doc><text>\n<quote id=\"1\" connection=\"m\">a</quote></text></doc>", "format-reference", 2, "m"),
            ("<doc>\n<text>a</doc>", "format-syntax", 2, ""),
            (r#"<!DOCTYPE d [<!ENTITY x "y">]><doc><text>&x;</text></doc>"#, "format-syntax", 1, "DOCTYPE"),
            ("<doc><text>&x;</text></doc>", "format-syntax", 1, "x"),
        ],
    ),
    (
        "litbank",
        "quotations/tsv/a.ann",
        &[("quotations/tsv/a.txt", "x y\n")],
        &[
            ("QUOTE\tQ1\t0\t0\t0\t9\tx", "format-reference", 1, "0:0 to 0:9"),
            ("QUOTE\tQ1\t0\t0\t0\t1\tx", "text-mismatch", 1, "x y"),
            ("ATTRIB\tQ1\tx-0", "format-reference", 1, "Q1"),
        ],
    ),
    (
        "pdnc",
        "a/quotation_info.csv",
        &[("a/novel_text.txt", "x y"), ("a/character_info.csv", "Main Name,Aliases\n")],
        &[
            ("quoteID,subQuotationList,quoteByteSpans,speaker\nQ0,[x],\"[[0, 1]]\",A\n", "format-syntax", 2, "[x]"),
            ("quoteID,subQuotationList,quoteByteSpans,speaker\nQ0,['y'],\"[[0, 1]]\",A\n", "text-mismatch", 2, "x"),
        ],
    ),
    (
        "pdnc",
        "a/quotation_info.csv",
        &[("a/novel_text.txt", "x y"), ("a/character_info.csv", "Name,Aliases\n")],
        &[("quoteID,subQuotationList,quoteByteSpans,speaker\n", "csv-header", 1, "Name")],
    ),
];

#[test]
fn faults_are_named_with_their_line() {
    for (format, name, beside, faults) in FAULTS {
        for (content, rule, line, part) in *faults {
            let folder = TempFolder::of(beside.iter().copied().chain([(*name, *content)]));
            let (dataset, findings) = read(&folder.spec(format));
            assert!(dataset.is_none(), "{format}: {content} is read");
            let is_named = |finding: &Finding| {
                let mut texts = [Some(&finding.message), finding.found.as_ref()].into_iter().flatten();
                let is_absolute = finding.file.as_ref().is_some_and(|file| Path::new(file).is_absolute());
                let is_there = finding.rule == *rule && finding.line.unwrap_or_default() == *line && is_absolute;
                is_there && texts.any(|text| text.contains(part))
            };
            assert!(findings.0.iter().any(is_named), "{format}: {content}: no {rule} on line {line}: {findings}");
        }
    }
}

/// The contents of all quotations of the document in a file, and the rules of its findings.
fn contents(name: &str, content: &str) -> (Vec<Vec<String>>, Vec<&'static str>) {
    let folder = TempFolder::of([("a.txt", "“We won; we lost.” Rain fell.\n"), (name, content)]);
    let (dataset, findings) = load(&folder.path(name));
    let gold = dataset.documents().next().unwrap();
    let pieces =
        |content: &quoteval::Fragments| content.spans().iter().map(|span| span.of(gold.text()).to_owned()).collect();
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
    let folder = TempFolder::of([("a.json", "{\"docs\":[7]}"), ("b.json", "[]")]);
    let hint = |spec: &str| read(spec).1.0.into_iter().find_map(|finding| finding.hint);
    let (a, b) = (folder.path("a.json"), folder.path("b.json"));
    let said = "no format was recognised, so it was read as native; FORMAT:PATH says otherwise";
    assert!(hint(&a).unwrap().ends_with(said));
    assert!(!hint(&format!("native:{a}")).is_some_and(|hint| hint.contains(said)));
    assert!(hint(&b).unwrap().ends_with(&format!("{said}, as in llm:{b}")));
}

#[test]
fn settings_of_other_programs_are_left_alone() {
    let folder = TempFolder::of([
        ("config.json", r#"{"model":"x","meta":{}}"#),
        ("B.JSON", "{\"id\":\"b\",\n\"text\":\"Rain\",\"quotations\":[{\"content\":[[0,4]]}]}"),
    ]);
    assert_eq!(load(&text(folder.root())).0.documents().next().unwrap().id(), "b");
    folder.write("broken.json", "{\"model\":");
    assert!(read(&text(folder.root())).0.is_none());
}

#[cfg(unix)]
#[test]
fn a_companion_that_leads_outside_is_not_read() {
    let folder = TempFolder::of([("data/a.ann", ""), ("secret.txt", "secret")]);
    std::os::unix::fs::symlink(folder.path("secret.txt"), folder.path("data/a.txt")).unwrap();
    let (dataset, findings) = read(&format!("brat:{}", folder.path("data")));
    assert!(dataset.is_none() && findings.0[0].rule == "text-file-outside", "{findings}");
}
