//! The overhead of an external program per document: a task sent, an answer read, checked and located.

use std::io::{BufRead, Write};

use criterion::Criterion;
use quoteval::{CommandLine, Exec, ExecOptions, Setting, Strategy, Task};

use crate::texts::novel;

/// A minimal program: answers with the id and one quotation by its text.
pub(crate) fn program() {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let id = line.split_once("\"id\":\"").and_then(|(_, rest)| rest.split('"').next()).unwrap_or_default();
        let answer = format!(
            "{{\"id\":\"{id}\",\"quotations\":[{{\"content\":[\"Good God,\"],\"speaker\":\"Père Anselme\"}}]}}\n"
        );
        if out.write_all(answer.as_bytes()).and_then(|()| out.flush()).is_err() {
            return;
        }
    }
}

pub(crate) fn bench(criterion: &mut Criterion) {
    let own = std::env::current_exe().expect("the program of the benches");
    let command = CommandLine::parse(&format!("'{}' --program", own.display())).expect("a program");
    let exec = Exec::new("trivial", command, ExecOptions::default());
    let gold = novel();
    let task = Task::of(&gold, Setting::EndToEnd);
    criterion.bench_function("exec/document", |bencher| bencher.iter(|| exec.attribute(&task)));
}
