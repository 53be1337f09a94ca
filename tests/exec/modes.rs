//! Ways to run a program: one process per document, with retries, with cached answers, with the quotations given.

use super::run::Run;
use super::support::{Place, Test};

pub(crate) fn trials() -> Vec<Test> {
    trials![
        a_process_per_document,
        failures_are_retried,
        answers_are_remembered,
        quotations_that_are_given_are_answered_by_id,
        a_program_states_its_version,
        standard_error_is_kept,
        two_programs_need_two_names,
    ]
}

fn a_process_per_document() {
    let right = Place::new(5);
    right.run("good", "--out out").exits(0);
    let cases = [
        ("per-document", ""),
        ("per-document-fails", "ended (exit status: 3)"),
        ("per-document-twice", "more than one answer"),
        ("per-document-silent", "ended (exit status: 0) before it answered"),
        ("hang", "no answer within 1 s"),
    ];
    for (mode, error) in cases {
        let place = Place::new(5);
        place.run(mode, "--per-document --out out --timeout 1").exits(0);
        place.assert_nothing_runs();
        for (found, right) in place.predictions("out").iter().zip(&right.predictions("out")) {
            if found["id"] == "d-3" && !error.is_empty() {
                assert!(found["error"].as_str().is_some_and(|found| found.contains(error)), "{mode}: {found}");
            } else {
                assert_eq!(found, right, "{mode}");
            }
        }
    }
}

fn failures_are_retried() {
    let place = Place::new(4);
    place.run("crash", "--retries 2").exits(0).says("(3 attempts)");
    assert_eq!(place.asked().iter().filter(|id| *id == "d-3").count(), 3);
}

fn answers_are_remembered() {
    let place = Place::new(6);
    std::fs::write(place.path("model"), "1").expect("room");
    let first = place.run("crash", "--version-of model").exits(0).says("5 answered, 1 failed;");
    place.forget_asked();
    let second = place.run("crash", "--version-of model").exits(0).says("(5 cached)");
    assert_eq!(place.asked(), ["d-3"], "failures are not cached");
    assert_eq!(first.stdout, second.stdout);
    let asked_anew = |mode: &str, options: &str| {
        place.forget_asked();
        place.run(mode, options).exits(0);
        assert_eq!(place.asked().len(), 6, "{mode} {options}");
    };
    asked_anew("crash", "--version-of model --no-cache");
    asked_anew("crash", "");
    asked_anew("crash d-9", "--version-of model");
    asked_anew("crash", "--version-of model --setting gold-quotations");
    std::fs::write(place.path("model"), "2").expect("room");
    asked_anew("crash", "--version-of model");
    place.run("crash", "--version-of no-model").exits(2).says("no-model");
}

fn quotations_that_are_given_are_answered_by_id() {
    let place = Place::new(3);
    place.run("good", "--setting gold-quotations --out out").exits(0).prints("6/6");
    let first = &place.predictions("out")[0]["quotations"];
    assert_eq!((&first[0]["id"], &first[0]["speaker"]), (&"q1".into(), &"lee".into()));
}

fn a_program_states_its_version() {
    let place = Place::new(3);
    let ran = place.run("header", "--out out").exits(0);
    assert!(ran.stdout.starts_with("mine 7.1 on gold"), "{}", ran.stdout);
    let again = place.run("header", "--out out --resume").exits(0);
    assert_eq!(ran.stdout, again.stdout, "though no process was started");
}

fn standard_error_is_kept() {
    let place = Place::new(4);
    place.run("crash", "--log logs -j 1").exits(0);
    let log = std::fs::read_to_string(place.path("logs/gold.mine.worker-1.log")).expect("a log");
    assert!(log.contains("KeyError: 'text'") && log.contains("quoteval: d-3: the program ended"), "{log}");
    place.run("crash", "--out out -j 1").exits(0);
    assert!(place.path("out/gold/mine/log/stderr.worker-1.log").is_file());
}

fn two_programs_need_two_names() {
    let place = Place::new(2);
    let mut command = place.command("good", "");
    command.args(["--strategy", &format!("mine=exec:{}", place.program("slow"))]);
    let ran = Run::of(&mut command);
    ran.exits(2).says("two strategies have the name 'mine'").says("NAME=exec:CMD");
}
