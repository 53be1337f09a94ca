//! The command line: the output of commands, and the pages made from it.

mod cases;
mod errors;
mod numbers;
mod readme;
