//! What a document costs beside the work of the program itself: a task sent, an answer read, checked and located.

use std::hint::black_box;
use std::io::{BufRead, Write};

use criterion::Criterion;
use quoteval::model::Task;
use quoteval::strategy::{CommandLine, Exec, ExecOptions, Strategy};

fn main() {
    if std::env::args().nth(1).is_some_and(|word| word == "--program") {
        return program();
    }
    let mut criterion = Criterion::default().configure_from_args();
    bench(&mut criterion);
    criterion.final_summary();
}

/// The least a program can do: the id back, and one quotation by its text.
fn program() {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let id = line.split_once("\"id\":\"").and_then(|(_, rest)| rest.split('"').next()).unwrap_or_default();
        let answer =
            format!("{{\"id\":\"{id}\",\"quotations\":[{{\"content\":[\"It works\"],\"speaker\":\"Ann Lee\"}}]}}\n");
        if out.write_all(answer.as_bytes()).and_then(|()| out.flush()).is_err() {
            return;
        }
    }
}

fn bench(criterion: &mut Criterion) {
    let Ok(own) = std::env::current_exe() else { return };
    let Ok(command) = CommandLine::parse(&format!("'{}' --program", own.display())) else { return };
    let exec = Exec::new("trivial", command, ExecOptions::default());
    let text = format!("“It works,” Ann Lee said. {}", "Nothing else happened in the town that day. ".repeat(60));
    let task = Task { id: "a", text: &text, given: None };
    criterion.bench_function("exec/document", |bencher| {
        bencher.iter(|| black_box(exec.attribute(&task)));
    });
}
