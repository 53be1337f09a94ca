//! `docs/numbers.md` equals the output of the program.

use crate::support::files::TempFolder;

#[test]
fn the_page_is_what_the_command_prints() {
    let printed = TempFolder::new().quoteval("explain --all --format markdown").stdout;
    let page = include_str!("../../../docs/numbers.md").replace("\r\n", "\n");
    let differing = printed.lines().zip(page.lines()).find(|(printed, page)| printed != page);
    assert!(
        printed == page,
        "docs/numbers.md is out of date: cargo run -- explain --all --format markdown > docs/numbers.md\n\
         first difference (printed, page): {differing:#?}"
    );
}
