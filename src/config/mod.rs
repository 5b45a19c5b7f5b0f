//! What an office sets for its assessments (`hyokasho.toml`, `terms/*.yaml`), and the words that rules look for.

pub mod settings;
pub mod settings_file;
pub mod terms;
pub mod vocabulary;
