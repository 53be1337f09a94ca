//! Every `tests/cli/*.trycmd` and the story in `tests/story`: commands, their output and exit code, and the files they read.

#[test]
fn commands_print_what_the_cases_say() {
    trycmd::TestCases::new().env("NO_COLOR", "1").case("tests/cli/*.trycmd").case("tests/story/*.trycmd");
}
