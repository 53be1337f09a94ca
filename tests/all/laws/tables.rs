//! The tables of strategies, metrics, formats and so on: unique names, one-line summaries, complete explanations.

use std::collections::BTreeSet;

use quoteval::internals::dataset::{BUNDLED, RULES};
use quoteval::internals::report::WRITERS;
use quoteval::internals::score::profiles::{PROFILES, profile};
use quoteval::internals::score::slices::{ATTRIBUTES, SliceBy};
use quoteval::internals::score::{Aligned, TERMS};
use quoteval::internals::stats::FIGURES;
use quoteval::{Criterion, Dataset, ErrorClass, FORMATS, METRICS, Measure, Prediction, metric, strategies, strategy};

/// Name and summary of every member of every family.
fn families() -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    vec![
        ("strategies", strategies().iter().map(|member| (member.name(), member.summary())).collect()),
        ("metrics", METRICS.iter().map(|member| (member.id(), member.name())).collect()),
        ("profiles", PROFILES.iter().map(|member| (member.name(), member.summary())).collect()),
        ("classes", ErrorClass::ALL.iter().map(|member| (member.as_str(), member.description())).collect()),
        ("attributes", ATTRIBUTES.iter().map(|member| (member.name(), member.summary())).collect()),
        ("formats", FORMATS.iter().map(|member| (member.name, member.summary)).collect()),
        ("terms", TERMS.iter().map(|member| (member.name, member.title)).collect()),
        ("figures", FIGURES.iter().map(|member| (member.name, member.title)).collect()),
        ("writers", WRITERS.iter().map(|member| (member.name, member.summary)).collect()),
        ("rules", RULES.iter().map(|member| (member.id, member.summary)).collect()),
        ("datasets", BUNDLED.iter().map(|member| (member.name, member.summary)).collect()),
    ]
}

#[test]
fn names_are_unique_and_written_alike() {
    for (family, members) in families() {
        let names: BTreeSet<&str> = members.iter().map(|(name, _)| *name).collect();
        assert_eq!(names.len(), members.len(), "{family}: a name occurs twice");
        for name in names {
            let is_kebab = name.split(['.', '-', '_']).all(|part| {
                !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            });
            assert!(is_kebab, "{family}: '{name}'");
        }
    }
}

#[test]
fn summaries_are_one_line() {
    for (family, members) in families() {
        for (name, summary) in members {
            assert!(!summary.is_empty() && !summary.contains('\n'), "{family}: {name}");
            assert_eq!(summary.trim(), summary, "{family}: {name}");
        }
    }
}

/// Name and explanation of every member with an explanation, and the paragraphs that its family must have.
fn explanations() -> Vec<(&'static str, &'static str, &'static [&'static str])> {
    let terms = TERMS.iter().chain(FIGURES);
    let mut all = Vec::new();
    all.extend(METRICS.iter().map(|of| (of.id(), of.explanation(), &["Formula", "Edge cases", "Example"][..])));
    all.extend(ErrorClass::ALL.map(|of| (of.as_str(), of.explanation(), &["Decided", "Edge cases", "Example"][..])));
    all.extend(
        PROFILES.iter().map(|of| (of.name(), of.explanation(), &["Quirks", "Differs from the original", "Source"][..])),
    );
    all.extend(ATTRIBUTES.iter().map(|of| (of.name(), of.explanation(), &["Values", "Edge cases", "Example"][..])));
    all.extend(terms.map(|of| (of.name, of.explanation, &["Edge cases", "Example"][..])));
    all.extend(FIGURES.iter().map(|of| (of.name, of.explanation, &["Formula"][..])));
    all
}

#[test]
fn explanations_have_the_paragraphs_of_their_family() {
    for (name, explanation, paragraphs) in explanations() {
        assert!(explanation.len() > 60 && !explanation.contains("  "), "{name}: short, or a broken line shows");
        for paragraph in paragraphs {
            let is_there = explanation.lines().any(|line| line.starts_with(&format!("{paragraph}: ")));
            assert!(is_there, "{name} has no paragraph {paragraph}");
        }
    }
    for strategy in strategies() {
        assert!(strategy.description().len() > strategy.summary().len(), "{}", strategy.name());
    }
}

#[test]
fn members_are_found_by_name() {
    assert!(METRICS.iter().all(|member| metric(member.id()).is_some_and(|found| found.id() == member.id())));
    assert!(PROFILES.iter().all(|member| profile(member.name()).is_some_and(|found| found.name() == member.name())));
    assert_eq!(WRITERS.iter().map(|member| member.suffix).collect::<BTreeSet<_>>().len(), WRITERS.len());
    assert!(strategies().iter().all(|member| strategy(member.name()).is_some()));
    assert!(ATTRIBUTES.iter().all(|member| member.name().parse::<SliceBy>().is_ok()));
    assert!(BUNDLED.iter().all(|member| Dataset::load(member.name).is_ok_and(|dataset| dataset.name == member.name)));
}

#[test]
fn each_criterion_is_the_id_of_a_metric() {
    for criterion in Criterion::ALL {
        assert!(metric(criterion.as_str()).is_some(), "{criterion}");
        assert_eq!(criterion.as_str().parse::<Criterion>(), Ok(criterion));
    }
}

#[test]
fn a_profile_counts_one_tally_per_figure_on_every_bundled_dataset() {
    for bundled in BUNDLED {
        let dataset = Dataset::load(bundled.name).unwrap();
        for profile in PROFILES {
            let figures: BTreeSet<&str> = profile.figures().iter().copied().collect();
            assert_eq!(figures.len(), profile.figures().len(), "{}: a figure occurs twice", profile.name());
            for gold in dataset.documents() {
                let prediction = Prediction::empty(gold.id());
                let tallies = profile.count(&Aligned::new(gold, &prediction, Measure::default()));
                assert_eq!(tallies.len(), figures.len(), "{}", profile.name());
            }
        }
    }
}
