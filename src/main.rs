//! The `quoteval` program. The commands stand in [`quoteval::cli`].

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Scoring makes and drops many small values on all threads.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    quoteval::cli::main()
}
