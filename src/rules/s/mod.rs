//! S: structure against the form. The facts come from [`crate::form::conform`], the words from here.

pub mod s004_missing;
pub mod s016_unknown_edition;
pub mod s023_unprintable;
pub mod s024_picture;
