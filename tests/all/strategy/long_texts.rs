//! Monotonous texts, on which a strategy with a quadratic step would take too long.

use quoteval::{Task, strategies};

/// Size of each text in bytes.
const SIZE: usize = 100_000;

/// Pieces that the texts repeat.
#[rustfmt::skip]
const PATTERNS: [&str; 32] = [
    "“", "”", "\"", "'", "''", "‘", "«", "“\"‘’”'", "a", "A ", "é", ". ", ", ", ")", ".)", "\n",
    "also ", "not ", "he said ", "Lee said that ", "said whether ", "the claim that ",
    "According to Lee, ", "Lee, ", "A de ", "Lee: x y\n", "“A.\n\n", "“A,” he said. ",
    "Lee: “A b c d.”\n", "He came. ", "the mayor ", "Mayor Lee came. The mayor said it was. ",
];

#[test]
fn monotonous_texts_are_read_in_linear_time() {
    for pattern in PATTERNS {
        let text = pattern.repeat(SIZE / pattern.len());
        for strategy in strategies() {
            let prediction = strategy.attribute(&Task { id: "t", text: &text, given: None });
            assert!(prediction.is_ok(), "{} on {pattern:?}", strategy.name());
        }
    }
}
