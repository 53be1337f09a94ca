//! Scores: worked cases with exact counts.

mod examples;
mod groups;
mod mentions;
mod names;
mod oracles;
mod settings;
