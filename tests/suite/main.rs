//! All integration tests in one program, so that the PDF engine is linked once.

mod cli;
mod outputs;
