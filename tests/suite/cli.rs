//! The command line as a user sees it: each file of `tests/cli` is a session.

#[test]
fn sessions() {
    trycmd::TestCases::new()
        .case("tests/cli/*.trycmd")
        .env("NO_COLOR", "1")
        .run();
}
