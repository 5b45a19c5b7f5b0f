//! All integration tests in one program, so that the PDF engine is linked once.

mod accessibility;
mod breakages;
mod changelog;
mod changes;
mod cli;
mod conform;
mod corpus;
mod diff;
mod docs;
mod exceptions;
mod files;
mod fixes;
mod form;
mod git;
mod hostile;
mod mutations;
mod office;
mod one_cause;
mod outputs;
mod outward;
mod random;
mod redline;
mod rules;
mod slips;
mod terms;
mod validity;
