//! `sieve`: from the most certain pattern down, each sieve touching only what those before it left open.
//!
//! `reading` reads the text once; `verbs`, `phrase` and `clause` know a little grammar; `sieves` holds one file per sieve and
//! the table of their order; `cast` says who is meant; `emit` makes predictions of it.

mod board;
mod cast;
mod clause;
mod confidence;
mod contract;
mod dateline;
mod emit;
mod given;
mod given_marks;
mod phrase;
mod reading;
mod secondhand;
mod section;
mod sieves;
mod sparse;
mod subject;
#[cfg(test)]
mod testing;
mod verbs;

use std::borrow::Cow;
use std::sync::LazyLock;

use self::board::Board;
use self::cast::Speakers;
use self::contract::Sieve;
use self::emit::Found;
use self::reading::Reading;
use super::link::Linker;
use super::{Strategy, StrategyError};
use crate::model::{Prediction, Task};

/// The text of `quoteval explain sieve`: the method, then the table of sieves.
static DESCRIPTION: LazyLock<String> = LazyLock::new(|| {
    let mut text = String::from(
        "Sieves from the most certain pattern down; each touches only what those before it left open. Every quotation carries the \
         rule that made it and, as its confidence, the precision of that rule on development data. Pronouns and titles are \
         resolved to the names of the text; where nobody is named it marks the source and abstains from a speaker. In a story the \
         speakers that nothing names are those that make the whole chain of turns most likely.\n",
    );
    for sieve in sieves::ALL {
        text.push_str(&format!("\n  {:<14} {}", sieve.name(), sieve.summary()));
    }
    text
});

/// See the module.
#[derive(Clone, Debug)]
pub(super) struct Sieves {
    name: Cow<'static, str>,
    /// Names of the sieves that do not run.
    without: Vec<String>,
}

/// All of them.
pub(super) static SIEVE: Sieves = Sieves { name: Cow::Borrowed("sieve"), without: Vec::new() };

impl Strategy for Sieves {
    fn name(&self) -> &str {
        &self.name
    }

    fn summary(&self) -> &'static str {
        "ordered sieves for direct, mixed and indirect speech, with pronouns and conversations"
    }

    fn description(&self) -> &'static str {
        &DESCRIPTION
    }

    fn rules(&self) -> Vec<&str> {
        sieves::ALL.iter().map(|sieve| sieve.name()).collect()
    }

    fn without(&self, rules: &[String]) -> Option<Box<dyn Strategy>> {
        let without = [self.without.as_slice(), rules].concat();
        let name = Cow::Owned(format!("sieve-without-{}", without.join("-")));
        Some(Box::new(Self { name, without }))
    }

    fn attribute(&self, task: &Task<'_>) -> Result<Prediction, StrategyError> {
        let linker = Linker::of(task);
        let mut board = Board::new(Reading::with(task.text, &given::quoted(task)));
        if task.given.is_some() {
            board.expect_story();
        }
        let kept = |sieve: &&&dyn Sieve| !self.without.iter().any(|name| name == sieve.name());
        let sieves: Vec<_> = sieves::ALL.iter().filter(kept).collect();
        let mut speakers = Speakers::of(&board, &linker);
        let mut found = Found::in_text(&board.reading);
        while board.advance() {
            for sieve in &sieves {
                sieve.apply(&mut board);
            }
            // Of a story one asks only where all of it, a single section, is read.
            if let Some(given) = task.given.as_ref().filter(|_| board.is_dialogue()) {
                given::ask(&mut board, given);
            }
            found.add(&board, speakers.of_section(&board));
        }
        let mut quotations = found.quotations;
        if let Some(given) = &task.given {
            quotations = given::answers(given, &quotations);
            emit::set_parents(&mut quotations);
        }
        Ok(Prediction { quotations, ..Prediction::empty(task.id) })
    }
}
