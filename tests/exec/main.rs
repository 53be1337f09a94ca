//! Programs as strategies, and runs that survive: real programs that misbehave, real runs that are killed.
//!
//! This executable is its own misbehaving program: called with `--program`, it speaks the protocol badly; see `program.rs`.

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
