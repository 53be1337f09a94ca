//! Strategies: the example extractors, and texts of any length.

mod examples;
mod long_texts;
