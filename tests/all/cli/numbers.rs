//! `docs/numbers.md` is what the program says.

use std::process::Command;

#[test]
fn the_page_is_what_the_command_prints() {
    let output = Command::new(env!("CARGO_BIN_EXE_quoteval"))
        .args(["explain", "--all", "--format", "markdown"])
        .output()
        .expect("the program runs");
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    let page = include_str!("../../../docs/numbers.md").replace("\r\n", "\n");
    let differing = printed.lines().zip(page.lines()).find(|(printed, page)| printed != page);
    assert!(
        printed == page,
        "docs/numbers.md is out of date: cargo run -- explain --all --format markdown > docs/numbers.md\n\
         first difference (printed, page): {differing:#?}"
    );
}
