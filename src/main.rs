//! The `hyokasho` program: arguments in, exit status out.

use std::process::ExitCode;

fn main() -> ExitCode {
    hyokasho::cli::run(std::env::args_os())
}
