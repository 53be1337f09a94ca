//! The commands in `tests/cli/*.trycmd` and in the story of `tests/story` print the output stated in these files.

#[test]
fn commands_print_what_the_cases_say() {
    trycmd::TestCases::new().env("NO_COLOR", "1").case("tests/cli/*.trycmd").case("tests/story/*.trycmd");
}
