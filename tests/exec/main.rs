//! Programs as strategies: programs that misbehave, and runs that are killed and resumed.
//!
//! This executable is its own misbehaving program: called with `--program`, it runs `program::main`.

/// The tests of a module with their names.
#[cfg(unix)]
macro_rules! trials {
    ($($test:ident),* $(,)?) => {
        vec![$((concat!(module_path!(), "::", stringify!($test)), $test)),*]
    };
}

#[cfg(unix)]
mod failures;
#[cfg(unix)]
mod folders;
#[cfg(unix)]
mod kills;
#[cfg(unix)]
mod modes;
#[cfg(unix)]
mod program;
#[cfg(unix)]
#[path = "../all/support/run.rs"]
mod run;
#[cfg(unix)]
mod support;

#[cfg(unix)]
fn main() {
    let words: Vec<String> = std::env::args().collect();
    if words.get(1).is_some_and(|word| word == "--program") {
        return program::main(&words[2..]);
    }
    let trials = [failures::trials(), folders::trials(), kills::trials(), modes::trials()].concat();
    let trials = trials.into_iter().map(|(name, test)| {
        libtest_mimic::Trial::test(name, move || {
            test();
            Ok(())
        })
    });
    libtest_mimic::run(&libtest_mimic::Arguments::from_args(), trials.collect()).exit();
}

#[cfg(not(unix))]
fn main() {
    println!("skipped: programs are run on Unix systems only");
}
