//! The command line: what commands print, and the pages made from it.

mod cases;
mod numbers;
mod readme;
