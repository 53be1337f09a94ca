//! The commands of `tests/cli/*.trycmd` and of the story in `tests/story` print what these files say.

#[test]
fn commands_print_what_the_cases_say() {
    trycmd::TestCases::new().env("NO_COLOR", "1").case("tests/cli/*.trycmd").case("tests/story/*.trycmd");
}
