//! `errors`: the summary below a listing.

use crate::support::files::TempFolder;
use serde_json::json;

#[test]
fn a_listing_that_the_limit_cuts_says_so() {
    // Two missed quotations with two tags each: four rows, of which three are more than there are quotations.
    let quotation = |id: &str, text: &str| json!({"id": id, "content": [text], "speaker": "lee", "tags": ["a", "b"]});
    let gold = json!({
        "id": "d", "text": "“One,” Ann Lee said. “Two,” she said.", "entities": [{"id": "lee", "name": "Ann Lee"}],
        "quotations": [quotation("q1", "“One,”"), quotation("q2", "“Two,”")],
    });
    let folder = TempFolder::new();
    folder.write_lines("gold.jsonl", [gold]);
    folder.write_lines("none.jsonl", [json!({"id": "d", "quotations": []})]);
    let list = "errors --gold gold.jsonl --pred none.jsonl --by tag";
    folder.quoteval(&format!("{list} --limit 3")).exits(0).prints("2 quotations: missed 2; 3 shown");
    folder.quoteval(&format!("{list} --limit 4")).exits(0).prints("2 quotations: missed 2\n");
}
