//! Versions of a system: compared, gated, and reported to CI.

mod ci;
mod command;
mod compare;
mod gate;
mod verdicts;
