//! The tests over the whole pipeline, in one program so that the crate is linked once.

mod rules;
