//! The READMEs of the bundled datasets state the counts and hashes of the data, so that gold never changes silently.

use std::collections::BTreeMap;

use crate::support::files::of_package;
use crate::support::run::{Run, program};
use quoteval::internals::dataset::{BUNDLED, Bundled, dataset_hash, document_hash};
use quoteval::internals::score::Aligned;
use quoteval::internals::score::slices::SliceBy;
use quoteval::{Dataset, Measure, Prediction, QuotationType};
use serde_json::Value;

fn readme(name: &str) -> String {
    std::fs::read_to_string(of_package(&format!("datasets/{name}/README.md"))).expect("a README")
}

fn load(bundled: &Bundled) -> Dataset {
    Dataset::load(bundled.name).expect("bundled data is valid")
}

/// The rows of all tables: for each row, the last cell of the table's head and the cells of the row.
fn rows(readme: &str) -> Vec<(&str, Vec<&str>)> {
    let mut rows = Vec::new();
    let mut head = None;
    for line in readme.lines() {
        let cells: Option<Vec<&str>> =
            line.strip_prefix("| ").and_then(|line| line.strip_suffix(" |")).map(|line| line.split(" | ").collect());
        match (cells, head) {
            (Some(cells), None) => head = cells.last().copied(),
            (Some(cells), Some(head)) => rows.push((head, cells)),
            (None, _) if line.starts_with('|') => {}
            (None, _) => head = None,
        }
    }
    rows
}

/// The value beside a label in a table of two columns.
fn stated(readme: &str, label: &str) -> String {
    let found = rows(readme).into_iter().find(|(_, cells)| cells.len() == 2 && cells[0] == label);
    found.unwrap_or_else(|| panic!("no row `{label}`")).1[1].trim_matches('`').to_owned()
}

/// `name count` for the names that occur, in the order given.
fn counts<'a>(names: &[&str], values: impl Iterator<Item = &'a str> + Clone) -> String {
    let count = |name: &&str| values.clone().filter(|value| value == name).count();
    let counts = names.iter().map(|name| (name, count(name))).filter(|(_, count)| *count > 0);
    counts.map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(" · ")
}

fn hash(dataset: &Dataset) -> String {
    dataset_hash(dataset.documents().map(document_hash).collect()).to_hex().to_string()
}

#[test]
fn hash_and_counts_are_those_of_the_data() {
    for bundled in BUNDLED {
        let (readme, dataset) = (readme(bundled.name), load(bundled));
        let quotations = dataset.documents().flat_map(|gold| &gold.quotations);
        let types = quotations.clone().filter_map(|gold| gold.quotation.quotation_type).map(|kind| kind.as_str());
        let polarities =
            quotations.clone().filter_map(|gold| gold.quotation.polarity).map(|polarity| polarity.as_str());
        let facts = [
            ("gold hash", hash(&dataset)),
            ("documents", dataset.documents().len().to_string()),
            ("quotations", quotations.clone().count().to_string()),
            ("type", counts(&["direct", "indirect", "mixed"], types)),
            ("polarity", counts(&["affirmed", "denied", "negated", "conditional"], polarities)),
        ];
        for (label, fact) in facts {
            assert_eq!(stated(&readme, label), fact, "{}: {label}; a change of gold bumps the version", bundled.name);
        }
    }
}

#[test]
fn metadata_names_the_counts() {
    for bundled in BUNDLED {
        let dataset = load(bundled);
        let (_, json) = bundled.files.iter().find(|(name, _)| *name == "dataset.json").expect("metadata");
        let json: Value = serde_json::from_slice(json).expect("JSON");
        assert_eq!(json["documents"], dataset.documents().len(), "{}", bundled.name);
        assert_eq!(json["quotations"], dataset.documents().map(|gold| gold.quotations.len()).sum::<usize>());
        let version = dataset.metadata.version.expect("a version");
        assert!(dataset.metadata.citation.expect("a citation").contains(&format!("version {version}")));
    }
}

/// Tables with `quotations` as the head of the last column have a row for each tag, and rows for documents.
#[test]
fn tables_of_tags_are_complete_and_right() {
    for bundled in BUNDLED {
        let (readme, dataset) = (readme(bundled.name), load(bundled));
        let tables: BTreeMap<String, String> = rows(&readme)
            .into_iter()
            .filter(|(head, cells)| *head == "quotations" && cells.len() > 2)
            .map(|(_, cells)| (cells[0].trim_matches('`').to_owned(), cells[cells.len() - 1].to_owned()))
            .collect();
        let mut facts: BTreeMap<String, usize> = tables.keys().map(|name| (name.clone(), 0)).collect();
        if tables.is_empty() {
            continue;
        }
        for gold in dataset.documents() {
            if let Some(count) = facts.get_mut(gold.id()) {
                *count = gold.quotations.len();
            }
            for tag in gold.quotations.iter().flat_map(|gold| &gold.quotation.tags) {
                *facts.entry(tag.clone()).or_default() += 1;
            }
        }
        let facts: BTreeMap<String, String> =
            facts.into_iter().map(|(name, count)| (name, count.to_string())).collect();
        assert_eq!(tables, facts, "{}", bundled.name);
    }
}

/// Metadata is free-form, so only this test checks the distractors.
#[test]
fn distractors_stand_where_they_say_and_outside_content() {
    let records = BUNDLED.iter().flat_map(|bundled| bundled.files).filter(|(name, _)| name.contains(".json"));
    let records = records.flat_map(|(name, bytes)| match name.ends_with(".jsonl") {
        true => bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).collect(),
        false => vec![*bytes],
    });
    let documents = records.map(|record| serde_json::from_slice::<Value>(record).expect("JSON"));
    for document in documents.filter(|document| document["text"].is_string()) {
        let text: Vec<char> = document["text"].as_str().into_iter().flat_map(str::chars).collect();
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let range = |span: &Value| {
            let [start, end] = ["start", "end"].map(|end| span[end].as_u64().expect("an offset") as usize);
            start..end
        };
        let content: Vec<_> = list(&document["quotations"]).iter().flat_map(|gold| list(&gold["content"])).collect();
        for distractor in list(&document["meta"]["distractors"]) {
            let place = range(&distractor);
            assert_eq!(text[place.clone()].iter().collect::<String>(), distractor["text"], "{}", document["id"]);
            assert!(distractor["tag"].is_string(), "{distractor}");
            let overlaps = |span: &Value| range(span).start < place.end && place.start < range(span).end;
            assert!(!content.iter().any(overlaps), "{}: {distractor}", document["id"]);
        }
    }
}

#[test]
fn each_phenomenon_has_three_items_and_a_look_alike() {
    let challenge = BUNDLED.iter().find(|bundled| bundled.name == "challenge").expect("it is bundled");
    let (_, items) = challenge.files.iter().find(|(name, _)| *name == "challenge.jsonl").expect("its items");
    let mut seen: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for line in items.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let item: Value = serde_json::from_slice(line).expect("JSON");
        let (items, look_alikes) = seen.entry(item["meta"]["phenomenon"].to_string()).or_default();
        *items += 1;
        *look_alikes += item["meta"]["distractors"].as_array().map_or(0, Vec::len);
        for quotation in item["quotations"].as_array().expect("a list") {
            assert!(quotation["tags"].as_array().expect("tags").contains(&item["meta"]["phenomenon"]), "{quotation}");
        }
    }
    let poor: Vec<_> = seen.iter().filter(|(_, (items, look_alikes))| *items < 3 || *look_alikes == 0).collect();
    assert!(poor.is_empty(), "{poor:?}");
}

#[test]
fn the_agreement_is_what_the_command_prints() {
    let words = "agree datasets/wire/annotators/first datasets/wire/annotators/second";
    let printed = Run::of(&mut program(&of_package(""), words)).exits(0).stdout;
    assert!(readme("wire").contains(printed.trim()), "{printed}");
}

/// The datasets have enough documents of suitable size, and a mixture of quotations that is not too easy.
#[test]
fn datasets_are_large_and_mixed_enough() {
    let named = |name: &str| load(BUNDLED.iter().find(|bundled| bundled.name == name).expect("a bundled dataset"));
    assert!(named("challenge").documents().len() >= 150);
    let wire = named("wire");
    assert!(wire.documents().len() >= 30);
    for gold in wire.documents() {
        let words = gold.text().split_whitespace().count();
        assert!((250..=700).contains(&words), "{} has {words} words", gold.id());
    }
    let forms = "source-form".parse::<SliceBy>().expect("an attribute");
    let (mut all, mut direct, mut unnamed) = (0, 0, 0);
    for gold in wire.documents() {
        let nothing = Prediction::empty(gold.id());
        let doc = Aligned::new(gold, &nothing, Measure::default());
        for (index, quotation) in gold.quotations.iter().enumerate() {
            all += 1;
            direct += usize::from(quotation.quotation.quotation_type == Some(QuotationType::Direct));
            unnamed += usize::from(matches!(&*forms.of_gold(&doc, index)[0], "pronoun" | "nominal"));
        }
    }
    assert!(all >= 400, "{all} quotations");
    assert!(100 * direct <= 45 * all, "{direct} of {all} are direct");
    assert!(100 * unnamed >= 30 * all, "{unnamed} of {all} have a pronoun or a noun for their source");
}
