//! Parts of a file that are left out: one warning per document, with the file, the line and the names of the parts.

use crate::support::files::{TempFolder, answers, load, text};
use quoteval::{Dataset, Finding, Prediction, Setting, Severity, Source, format_named};

const TEXT: &str = "“Rain 😀,” said Hale.\n";

/// Gold with one short text.
const GOLD: &str =
    r#"{"schema":"quoteval/1","id":"a","text":"“Rain 😀,” said Hale.\n","quotations":[{"content":[[0,9]]}]}"#;

/// The gold in files of a format, and the warnings.
fn gold(format: &str, files: &[(&str, &str)]) -> (Dataset, Vec<Finding>) {
    let (dataset, findings) = load(&TempFolder::of(files.iter().copied()).spec(format));
    (dataset, findings.0)
}

/// The predictions of a file about `GOLD`, and the warnings.
fn predicted(spec: &str, file: (&str, &str)) -> (Vec<Prediction>, Vec<Finding>) {
    let (gold, folder) = (TempFolder::of([("gold.jsonl", GOLD)]), TempFolder::of([file]));
    let (answers, findings) = answers(&gold.spec("native"), &folder.spec(spec), Setting::EndToEnd);
    (answers.into_iter().flatten().collect(), findings.0)
}

/// The warning of a rule: its message and the text found.
fn warning(findings: &[Finding], rule: &str) -> Option<String> {
    let warnings: Vec<&Finding> = findings.iter().filter(|finding| finding.rule == rule).collect();
    assert!(warnings.len() < 2, "once a document: {warnings:#?}");
    let warning = warnings.first()?;
    assert!(warning.severity == Severity::Warning && warning.document.is_some(), "{warning:#?}");
    Some(format!("{}: {}", warning.message, warning.found.as_deref().unwrap_or_default()))
}

/// A Label Studio task about the text, with further fields beside its data.
fn task(fields: &str) -> String {
    format!("[{{\"data\":{{\"document\":\"a\",\"text\":{}}},{fields}}}]", serde_json::to_string(TEXT).unwrap())
}

/// A Label Studio region.
fn region(id: &str, kind: &str, value: &str, label: &str) -> String {
    format!(r#"{{"id":"{id}","from_name":"label","type":"{kind}","value":{{{value},"{kind}":["{label}"]}}}}"#)
}

const RAIN: &str = r#""start":0,"end":9,"text":"“Rain 😀,”""#;

#[test]
fn a_person_is_never_taken_for_a_system() {
    let person =
        format!(r#""annotations":[{{"completed_by":4,"result":[{}]}}]"#, region("x", "labels", RAIN, "Content"));
    let of = |spec: &str, fields: &str| predicted(spec, ("a.json", &task(fields)));
    let (none, findings) = of("label-studio", &format!("{person},\"predictions\":[]"));
    assert!(none.is_empty(), "{none:?}");
    let told = warning(&findings, "left-out").unwrap();
    assert!(told.contains("annotations and no predictions"), "{told}");
    assert!(findings.iter().any(|finding| finding.hint.as_ref().is_some_and(|hint| hint.contains("annotator=4"))));
    let (asked, findings) = of("label-studio,annotator=4", &format!("{person},\"predictions\":[]"));
    assert_eq!((asked[0].quotations.len(), warning(&findings, "left-out")), (1, None));
    let (without_list, _) = of("label-studio", &person);
    assert_eq!(without_list[0].quotations.len(), 1, "the file is said to be predictions, and there is nothing else");
}

#[test]
fn of_several_models_the_first_is_read_and_that_is_told() {
    let model = |version: &str, items: &str| format!(r#"{{"model_version":"{version}","result":[{items}]}}"#);
    let fields =
        format!(r#""predictions":[{},{}]"#, model("m1", &region("x", "labels", RAIN, "Content")), model("m2", ""));
    let (predictions, findings) = predicted("label-studio", ("a.json", &task(&fields)));
    assert_eq!(predictions[0].quotations.len(), 1);
    let told = warning(&findings, "several-annotators").unwrap();
    assert!(told.ends_with("what the first says is read: m1, m2"), "{told}");
}

#[test]
fn regions_of_html_are_read_where_they_fit_and_told_where_not() {
    let item = |id: &str, kind: &str, global: &str| {
        let value = format!(r#""start":"/p[1]/text()[1]","end":"/p[1]/text()[1]",{global}"text":"Hale""#);
        region(id, kind, &value, "Content")
    };
    let of = |items: &[String]| {
        let fields = format!(r#""annotations":[{{"result":[{}]}}]"#, items.join(","));
        gold("label-studio", &[("a.json", &task(&fields))])
    };
    // “Hale” is at 15..19 in characters.
    let fits = item("x", "hypertextlabels", r#""globalOffsets":{"start":15,"end":19},"#);
    let (read, findings) = of(std::slice::from_ref(&fits));
    let document = &read.entries()[0].gold;
    assert_eq!(document.quotations[0].quotation.content.spans()[0].of(document.text()), "Hale");
    assert_eq!(warning(&findings, "left-out"), None);
    let other = item("y", "hypertextlabels", r#""globalOffsets":{"start":14,"end":18},"#);
    let nowhere = item("z", "paragraphlabels", "");
    let without = region("", "labels", RAIN, "Content").replace(r#""id":"","#, "");
    let (read, findings) = of(&[fits, other, nowhere, without]);
    assert_eq!(read.entries()[0].gold.quotations.len(), 1);
    let told = warning(&findings, "left-out").unwrap();
    assert!(told.ends_with(": hypertextlabels (1), labels without id (1), paragraphlabels (1)"), "{told}");
}

/// A format, the files of a folder, and the parts that the warning names.
type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);

#[test]
fn labels_that_are_not_known_are_named() {
    let quoted = serde_json::to_string(TEXT).unwrap();
    let result = format!(
        r#""annotations":[{{"result":[{},{},{}]}}]"#,
        region("x", "labels", RAIN, "Content"),
        region("y", "labels", RAIN, "PER"),
        region("z", "labels", RAIN, "PER")
    );
    let spans =
        r#"{"start":0,"end":9,"label":"Quote"},{"start":0,"end":9,"label":"PER"},{"start":1,"end":9,"label":"PER"}"#;
    let doccano = format!(r#"{{"document":"a","text":{quoted},"label":[[0,9,"Quote"],[0,9,"PER"],[15,19,"PER"]]}}"#);
    let prodigy = format!(r#"{{"id":"a","text":{quoted},"spans":[{spans}],"answer":"accept"}}"#);
    let brat = "T1\tContent 0 9\t“Rain 😀,”\nT2\tPER 15 19\tHale\nT3\tPER 15 19\tHale\nT4\tDiscard 15 19\tHale\n";
    let inception = "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.Span|part\n#Text=a b c\n1-1\t0-1\ta\tContent\t\n\
        1-2\t2-3\tb\tPER\t\n1-3\t4-5\tc\tPER\t\n";
    let cases: [Case<'_>; 5] = [
        ("label-studio", &[("a.json", &task(&result))], "PER (2)"),
        ("doccano", &[("a.jsonl", &doccano)], "PER (2)"),
        ("prodigy", &[("a.jsonl", &prodigy)], "PER (2)"),
        ("brat", &[("a.txt", TEXT), ("a.ann", brat)], "PER (2)"),
        ("inception", &[("a.tsv", inception)], "Span PER (2)"),
    ];
    for (format, files, told) in cases {
        let (read, findings) = gold(format, files);
        assert_eq!(read.entries()[0].gold.quotations.len(), 1, "{format}");
        let warning = warning(&findings, "left-out");
        assert_eq!(warning, Some(format!("labels that are not known are left out: {told}")), "{format}");
    }
    let spacy = format!(r#"{{"text":{quoted},"ents":[],"tokens":[],"spans":{{"x":[{spans}]}}}}"#);
    let (read, findings) = predicted("spacy", ("a.json", &spacy));
    assert_eq!(read[0].quotations.len(), 1);
    assert!(warning(&findings, "left-out").unwrap().ends_with(": PER (2)"));
}

#[test]
fn in_brat_roles_and_relations_that_are_not_known_are_named() {
    let event = "T1\tContent 0 9\t“Rain 😀,”\nT2\tAttribution 10 14\tsaid\nT3\tPER 15 19\tHale\n\
        E1\tAttribution:T2 Content:T1 Addressee:T3\nR1\tCoref Arg1:T3 Arg2:T3\n";
    let (read, findings) = gold("brat", &[("a.txt", TEXT), ("a.ann", event)]);
    assert_eq!(read.entries()[0].gold.quotations.len(), 1);
    assert!(warning(&findings, "left-out").unwrap().ends_with(": Addressee (1), Coref (1), PER (1)"));
}

#[test]
fn a_speaker_that_is_typed_is_an_entity_where_the_task_states_none() {
    let said =
        format!(r#"{{"id":"x","from_name":"speaker","type":"textarea","value":{{{}}}}}"#, r#""text":["Ida Hale"]"#);
    let result = format!(r#""annotations":[{{"result":[{},{said}]}}]"#, region("x", "labels", RAIN, "Content"));
    let (read, _) = gold("label-studio", &[("a.json", &task(&result))]);
    let document = &read.entries()[0].gold;
    assert_eq!(document.quotations[0].speaker_ids(&document.entities), ["Ida Hale"]);
    assert_eq!(document.entities.iter().map(|entity| &*entity.name).collect::<Vec<_>>(), ["Ida Hale"]);
}

#[test]
fn the_names_and_gaps_of_exports_are_read() {
    let quoted = serde_json::to_string(TEXT).unwrap();
    let span = r#"{"label":"Quote","start_offset":0,"end_offset":9}"#;
    let cases = [
        ("doccano", format!(r#"{{"id":1,"data":{quoted},"labels":[[0,9,"Quote"]]}}"#), 1),
        ("doccano", format!(r#"{{"id":1,"data": {quoted},"labels": [[0,9,"Quote"]],"relations":null}}"#), 1),
        ("doccano", format!(r#"{{"id":1,"text":{quoted},"annotations":[{span}],"label":null}}"#), 1),
        ("doccano", format!(r#"{{"id":1,"text":{quoted},"label":null,"entities":null,"relations":null}}"#), 0),
        ("prodigy", format!(r#"{{"text":{quoted},"spans":null,"meta":null,"relations":null,"answer":"accept"}}"#), 0),
    ];
    for (format, line, count) in cases {
        let (read, findings) = gold(format, &[("a.jsonl", &line)]);
        assert_eq!((read.entries()[0].gold.quotations.len(), findings.len()), (count, 0), "{line}");
        let folder = TempFolder::of([("a.jsonl", &line)]);
        assert!(Source::open(&text(folder.root())).is_ok(), "{line} is recognised");
    }
}

#[test]
fn brat_writes_no_hidden_files() {
    for (id, is_written) in [("a.b", true), (".draft", false), (".", false), ("..", false), ("a/b", false)] {
        let (read, _) = gold("native", &[("a.jsonl", &GOLD.replace(r#""id":"a""#, &format!(r#""id":"{id}""#)))]);
        let entries: Vec<_> = read.entries().iter().collect();
        let written = format_named("brat").unwrap().write_gold("x", &entries);
        assert_eq!(written.is_ok(), is_written, "{id}");
        assert!(written.is_ok() || written.is_err_and(|error| error.to_string().contains("the id is no file name")));
    }
}

#[test]
fn in_brat_a_content_of_no_event_is_told_and_without_ties_the_nearest_is_taken() {
    let spans = "T1\tContent 0 9\t“Rain 😀,”\nT2\tCue 10 14\tsaid\nT3\tSource 15 16;17 19\tH le\n";
    let stray = format!("{spans}T4\tContent 1 5\tRain\nE1\tAttribution:T2 Content:T1 Cue:T2 Source:T3\n");
    let (read, findings) = gold("brat", &[("a.txt", TEXT), ("a.ann", &stray)]);
    assert_eq!(read.entries()[0].gold.quotations.len(), 1);
    assert_eq!(findings[0].line, Some(4));
    assert!(warning(&findings, "left-out").unwrap().ends_with("in no event are left out: T4"));
    let (read, findings) = gold("brat", &[("a.txt", TEXT), ("a.ann", spans)]);
    let (document, part) = (&read.entries()[0].gold, &read.entries()[0].gold.quotations[0].quotation);
    assert_eq!(part.cue.as_ref().unwrap().text(document.text()), "said");
    assert_eq!(part.source.as_ref().unwrap().spans().len(), 2, "both pieces");
    assert_eq!(warning(&findings, "left-out"), None);
}

#[test]
fn the_export_of_an_inception_project_is_read_by_annotator() {
    let of = |part: &str| {
        format!("#FORMAT=WebAnno TSV 3.3\n#T_SP=x.Span|part\n#Text=a b\n1-1\t0-1\ta\t{part}\t\n1-2\t2-3\tb\t_\t\n")
    };
    let (ann, bo) = (of("Content"), of("_"));
    let files: [(&str, &str); 3] = [
        ("annotation/rain.txt/INITIAL_CAS.tsv", &bo),
        ("annotation/rain.txt/ann.tsv", &ann),
        ("annotation/rain.txt/bo.tsv", &bo),
    ];
    let (read, findings) = gold("inception", &files);
    assert_eq!((read.entries()[0].gold.id(), read.entries()[0].gold.quotations.len()), ("rain", 1));
    assert!(
        findings.iter().any(|one| one.rule == "several-annotators" && one.found.as_deref() == Some("ann, bo for rain"))
    );
    let (read, findings) = gold("inception,annotator=bo", &files);
    assert_eq!((read.entries()[0].gold.quotations.len(), findings.len()), (0, 0));
}
