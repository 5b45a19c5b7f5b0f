//! All integration tests in one program, so that the PDF engine is linked once.

mod breakages;
mod cli;
mod outputs;
mod random;
