//! Programs that misbehave on one document: that document fails, with the reason, and all other documents are right.

use super::run::Run;
use super::support::{Place, Test};

pub(crate) fn trials() -> Vec<Test> {
    trials![
        a_document_that_fails_is_named_and_alone,
        what_is_odd_but_right_is_no_failure,
        a_program_that_closes_its_input_is_not_waited_for,
        a_program_that_never_starts_is_given_up,
        only_so_many_failures_are_borne,
    ]
}

/// The modes in which the program misbehaves on `d-3`, and a part of the message about it.
const FAILURES: &[(&str, &str)] = &[
    ("crash", "ended (exit status: 3) before it answered; its last words: KeyError: 'text'"),
    ("abort", "ended (signal: 6"),
    ("hang", "no answer within 1 s"),
    ("exit-zero", "ended (exit status: 0) before it answered"),
    ("out-of-order", "the answer is about \"d-5\""),
    ("previous", "no answer within 1 s"),
    ("wrong-id", "the answer is about \"somebody-else\""),
    ("no-id", "cannot be read: it has no `id`"),
    ("no-json", "cannot be read"),
    ("half-json", "cannot be read: EOF while parsing"),
    ("no-utf8", "this is not UTF-8"),
    ("long-line", "bytes of output without an answer"),
    ("endless-line", "bytes of output without an answer"),
    ("endless-lines", "cannot be read"),
    ("endless-blanks", "bytes of output without an answer"),
    ("endless-stderr", "no answer within 1 s"),
    ("grandchild-holds", "ended (exit status: 3) before it answered; its last words: gone, but for a child"),
    ("grandchild-leaves", "a session of its own"),
    ("grandchild-hangs", "no answer within 1 s"),
    ("ignores-signals", "no answer within 1 s"),
    ("invalid", "the answer is invalid: quotation #1: "),
    ("reports", "the model is overloaded"),
];

fn a_document_that_fails_is_named_and_alone() {
    let right = right_answers();
    for &(mode, reason) in FAILURES {
        // With several workers, the previous document of a worker may be any document.
        let jobs: &[u32] = if mode == "previous" { &[1] } else { &[1, 3] };
        for jobs in jobs {
            let place = Place::new(8);
            let timeout = if reason.starts_with("no answer") { 1 } else { 30 };
            let ran = place.run(mode, &format!("--out out --timeout {timeout} -j {jobs}")).exits(0);
            place.assert_nothing_runs();
            for (found, right) in place.predictions("out").iter().zip(&right) {
                if found["id"] == "d-3" {
                    let error = found["error"].as_str().unwrap_or_default();
                    assert!(error.contains(reason), "{mode}: {found}");
                } else {
                    assert_eq!(found, right, "{mode}");
                }
            }
            let ran = ran.says("8 documents: 7 answered, 1 failed").says("failed d-3: ").says(reason);
            ran.says("failed documents contain 2 of 16 gold quotations, which count as missed");
        }
    }
}

fn what_is_odd_but_right_is_no_failure() {
    let right = right_answers();
    let cases = [
        ("twice", "answered more than once; the first answer counts: d-3"),
        ("twice-slowly", "answered more than once; the first answer counts: d-3"),
        ("answers-then-exits", "the program exited 1 time between documents"),
        ("noisy", "8 answered, 0 failed"),
        ("writes-first", "8 answered, 0 failed"),
        ("grandchild-lives", "8 answered, 0 failed"),
    ];
    for (mode, said) in cases {
        let place = Place::new(8);
        place.run(mode, "--out out --timeout 20 -j 1").exits(0).says(said);
        place.assert_nothing_runs();
        assert_eq!(place.predictions("out"), right, "{mode}");
    }
}

fn a_program_that_closes_its_input_is_not_waited_for() {
    let place = Place::new(2);
    let program = format!("sh -c 'exec <&-; sleep 600' '{}'", place.path("x").display());
    let mut command = place.command("good", "--timeout 30");
    command.args(["--strategy", &format!("deaf=exec:{program}")]);
    let ran = Run::of(&mut command);
    ran.exits(4).says("failed d-1: the program closed its input before it read the document");
    place.assert_nothing_runs();
}

fn a_program_that_never_starts_is_given_up() {
    let place = Place::new(40);
    let ran = place.run("never-starts", "--out out -j 1").exits(4);
    let ran = ran.says("25 failed (15 open)").says("its last words: ImportError: no module named 'model'");
    assert_eq!(ran.says("error: mine failed on 25 documents").stdout, "");
    place.quoteval("run --data gold.jsonl --strategy exec:no-such-program").exits(2).says("no such program");
    place.quoteval("run --data gold.jsonl --strategy exec:'sh").exits(2).says("missing closing quote");
}

fn only_so_many_failures_are_borne() {
    let place = Place::new(8);
    place.run("crash", "--max-errors 1").exits(0);
    let ran = place.run("crash", "--max-errors 0 -j 1 --out out").exits(4);
    ran.says("error: mine failed on 1 document, more than --max-errors 0");
    assert_eq!(place.predictions("out").len(), 3);
    let ran = place.run("crash d-8", "--max-errors 0 -j 1").exits(4);
    ran.prints("attribution.iou50");
}

fn right_answers() -> Vec<serde_json::Value> {
    let place = Place::new(8);
    place.run("good", "--out out").exits(0);
    let right = place.predictions("out");
    assert_eq!(right.len(), 8);
    assert!(right.iter().all(|line| line["quotations"].as_array().is_some_and(|found| found.len() == 2)));
    right
}
