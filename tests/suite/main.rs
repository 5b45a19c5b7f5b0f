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
mod docx;
mod editors;
mod examples;
mod exceptions;
mod export_xlsx;
mod files;
mod fixes;
mod fmt;
mod form;
mod git;
mod guide;
mod hostile;
mod import;
mod import_office;
#[cfg(feature = "read-pdf")]
mod import_pdf;
#[cfg(feature = "read-pdf")]
mod import_printed;
mod import_text;
mod imports;
mod logged;
mod lsp;
mod lsp_features;
mod mutations;
mod new;
mod office;
mod one_cause;
mod outputs;
mod outside;
mod outward;
#[cfg(feature = "pdf")]
mod packet;
mod planted;
mod random;
mod record_planted;
mod redline;
mod review;
mod review_year;
mod rows;
mod rules;
mod silence;
mod terminal;
mod terms;
mod validity;
mod watch;
mod word_lists;
mod yaml_server;
