//! Strategies: the example extractors, and very long texts.

mod examples;
mod long_texts;
