//! The `hyokasho` program: arguments in, exit status out.

use std::process::ExitCode;

/// A check makes and drops many small texts on all cores.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    hyokasho::cli::run(std::env::args_os())
}
