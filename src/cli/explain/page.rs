//! The page "What each number means": an introduction, a table of contents, one section per entry.

use super::explanation::{Explanation, Kind};
use super::lines::lines;

const INTRODUCTION: &str = include_str!("introduction.md");

/// The groups of the page: heading, kind of entries, introduction.
const GROUPS: [(&str, Kind, &str); 6] = [
    ("How it is measured", Kind::Term, "Common to all numbers, in the order of processing."),
    (
        "Metrics",
        Kind::Metric,
        "|G| is the number of gold quotations, |P| the number of predicted ones, TP the number of pairs that a metric counts as \
         right; g and p are a gold and a predicted quotation and stand for their units, U(g) and U(p). The default unit is the \
         word.",
    ),
    (
        "Error classes",
        Kind::ErrorClass,
        "The entry `error-class` explains how they are decided. The examples end with the F1 of the criterion, before and \
         after repairing the class: 2·TP/(|P| + |G|), then `f1_if_repaired`.",
    ),
    (
        "Slices",
        Kind::Attribute,
        "Attributes for `--by` and `--where`; the entry `slice` explains how a slice is counted.",
    ),
    (
        "Statistics",
        Kind::Statistic,
        "Documents are the sampling unit, never quotations: those of one article stand or fall together.",
    ),
    (
        "Compatibility profiles",
        Kind::Profile,
        "The scores that the original scorer of a paper would report, quirks included: for comparison with published numbers, \
         never the default.",
    ),
];

/// Every number that a report can show, in the order of the page.
pub(super) fn explanations() -> Vec<Explanation> {
    GROUPS.iter().flat_map(|(_, kind, _)| kind.explanations()).collect()
}

/// The whole page, in Markdown.
pub(super) fn page() -> String {
    let mut anchors = Anchors::default();
    let (mut contents, mut body) = (String::new(), String::new());
    let sections: Vec<(String, Vec<(Explanation, String)>)> = GROUPS
        .iter()
        .map(|(heading, kind, _)| {
            let anchor = anchors.of(heading);
            (
                anchor,
                kind.explanations().into_iter().map(|entry| (anchors.of(entry.name), entry)).map(flipped).collect(),
            )
        })
        .collect();
    let link = |code: &str, own: &str| {
        let known = sections.iter().flat_map(|(_, entries)| entries).find(|(entry, _)| entry.name == code);
        known.filter(|_| code != own).map(|(_, anchor)| anchor.clone())
    };
    for ((heading, _, about), (anchor, entries)) in GROUPS.iter().zip(&sections) {
        let list: Vec<String> = entries.iter().map(|(entry, anchor)| format!("[{}](#{anchor})", entry.name)).collect();
        contents += &format!("- [{heading}](#{anchor}): {}\n", list.join(" · "));
        body += &format!("\n## {heading}\n\n{}\n", lines(&linked(about, "", &link), WIDTH).join("\n"));
        for (entry, _) in entries {
            body += &format!("\n{}", with_links(entry, &link));
        }
    }
    format!("{INTRODUCTION}\n## Contents\n\n{contents}{body}")
}

fn flipped((anchor, entry): (String, Explanation)) -> (Explanation, String) {
    (entry, anchor)
}

/// One entry as a section.
pub(super) fn section(entry: &Explanation) -> String {
    with_links(entry, &|_, _| None)
}

const WIDTH: usize = 100;

/// Returns the anchor of the section with a name, for a link from another section.
type Link<'l> = &'l dyn Fn(&str, &str) -> Option<String>;

fn with_links(entry: &Explanation, link: Link<'_>) -> String {
    let title = if entry.title.is_empty() { String::new() } else { format!("\n*{}*\n", entry.title) };
    let paragraph = |(index, text): (usize, &str)| {
        let text = if index == 0 { text.to_owned() } else { labelled(text) };
        lines(&linked(&text, entry.name, link), WIDTH).join("\n")
    };
    let paragraphs: Vec<String> = entry.text.lines().enumerate().map(paragraph).collect();
    format!("### {}\n{title}\n{}\n", entry.name, paragraphs.join("\n\n"))
}

/// `Formula: …` with its label in bold.
fn labelled(paragraph: &str) -> String {
    let is_label = |label: &str| {
        label.starts_with(char::is_uppercase)
            && label.len() < 30
            && label.chars().all(|c| c.is_alphabetic() || c == ' ')
    };
    match paragraph.split_once(": ").filter(|(label, _)| is_label(label)) {
        Some((label, text)) => format!("**{label}:** {text}"),
        None => paragraph.to_owned(),
    }
}

/// Names in backticks that have a section of their own become links to it.
fn linked(paragraph: &str, own: &str, link: Link<'_>) -> String {
    let parts = paragraph.split('`').enumerate().map(|(index, part)| match (index % 2, link(part, own)) {
        (0, _) => part.to_owned(),
        (_, None) => format!("`{part}`"),
        (_, Some(anchor)) => format!("[`{part}`](#{anchor})"),
    });
    parts.collect()
}

/// Anchors of headings as GitHub and mdBook make them: letters, digits, `-` and `_`; a heading that occurs again is numbered.
#[derive(Default)]
struct Anchors(Vec<String>);

impl Anchors {
    fn of(&mut self, heading: &str) -> String {
        let kept = heading.to_lowercase().replace(' ', "-");
        let plain: String = kept.chars().filter(|c| c.is_alphanumeric() || ['-', '_'].contains(c)).collect();
        let before = self.0.iter().filter(|known| **known == plain).count();
        self.0.push(plain.clone());
        if before == 0 { plain } else { format!("{plain}-{before}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_link_of_the_page_leads_to_a_heading() {
        let page = page();
        let mut anchors = Anchors::default();
        let headings: Vec<String> = page
            .lines()
            .filter_map(|line| line.trim_start_matches('#').strip_prefix(' ').filter(|_| line.starts_with('#')))
            .map(|heading| anchors.of(heading))
            .collect();
        let links = page.split("](#").skip(1).filter_map(|rest| rest.split(')').next());
        for link in links {
            assert!(headings.iter().any(|heading| heading == link), "{link}");
        }
    }

    #[test]
    fn no_line_of_an_entry_begins_a_list_or_a_quotation() {
        for line in
            explanations().iter().flat_map(|entry| section(entry).lines().map(str::to_owned).collect::<Vec<_>>())
        {
            let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
            let is_item = number.len() < line.len() && [") ", ". "].iter().any(|mark| number.starts_with(mark));
            let is_marked = ["- ", "+ ", "* ", "> ", "=", "|-"].iter().any(|mark| line.starts_with(mark));
            assert!(!is_item && !is_marked, "{line}");
        }
    }

    #[test]
    fn labels_are_bold_and_names_are_links() {
        assert_eq!(labelled("Edge cases: none."), "**Edge cases:** none.");
        assert_eq!(labelled("In words: none."), "**In words:** none.");
        assert_eq!(labelled("precision is 1: none."), "precision is 1: none.");
        let link = |code: &str, _: &str| (code == "recall").then(|| "recall".to_owned());
        assert_eq!(linked("see `recall` and `x`", "", &link), "see [`recall`](#recall) and `x`");
    }

    #[test]
    fn a_heading_that_occurs_again_is_numbered() {
        let mut anchors = Anchors::default();
        assert_eq!(
            ["type.macro_f1", "Error classes", "type.macro_f1"].map(|heading| anchors.of(heading)),
            ["typemacro_f1", "error-classes", "typemacro_f1-1"]
        );
    }
}
