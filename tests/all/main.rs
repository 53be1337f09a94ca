//! The tests of the library and of the program. Tests that call misbehaving programs are in `tests/exec`.
//!
//! - `cli`: the output of every command, and the pages made from it.
//! - `formats`: the reading, checking, locating and writing of files; the bundled datasets.
//! - `laws`: properties of random documents, and of the tables and sources of the library.
//! - `score`: worked cases with exact counts.
//! - `strategy`: the example extractors, and very long texts.
//! - `versions`: comparisons, gates and reports for CI.
//! - `support`: helpers for random documents, scores, files, and runs of the program.
//!
//! The files that the tests read are in folders beside this folder: `tests/cli`, `tests/formats`, `tests/oracles`, …

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod cli;
mod formats;
mod laws;
mod score;
mod strategy;
mod support;
mod versions;
