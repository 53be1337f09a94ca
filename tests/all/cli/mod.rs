//! The command line: the output of commands, and the pages made from it.

mod cases;
mod numbers;
mod readme;
