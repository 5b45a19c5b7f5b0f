//! How long it takes from an edit to its findings, and whether memory stays what it is. Measured where a number of edits is
//! named: `HYOKASHO_LSP_EDITS=1000 cargo test --release --test suite lsp::speed -- --nocapture`.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use hyokasho::cli::lsp::ServerOptions;
use hyokasho::source::diagnostic::Stage;

use super::client::{Editor, Units};

/// How large the document is that is edited, in bytes.
const SIZE: usize = 390_000;

/// How long the server waits for quiet before it checks.
const QUIET: Duration = Duration::from_millis(150);

/// How long the work may take at the 95th of a hundred.
const MOST: Duration = Duration::from_millis(60);

/// A worked example, its change table repeated until it is large, as in `benches/pipeline.rs`.
pub(crate) fn large() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assessments/kakuu-yobosesshu.yaml");
    let text = fs::read_to_string(path).expect("the example");
    let head = text.find("\n変更箇所:\n").expect("別添３") + "\n変更箇所:\n".len();
    let rest = &text[head..];
    let end = rest.find("\n別紙:").map_or(rest.len(), |at| at + 1);
    let (entries, tail) = rest.split_at(end);
    let times = (SIZE - text.len()) / entries.len() + 1;
    [&text[..head], &entries.repeat(times), tail].concat()
}

#[test]
fn an_edit_is_checked_before_the_next_word() {
    let edits = std::env::var("HYOKASHO_LSP_EDITS").ok();
    let measured: Option<usize> = edits.and_then(|edits| edits.parse().ok());
    let text = large();
    let mut editor = Editor::new(
        Units::Utf16,
        ServerOptions {
            stage: Some(Stage::Publish),
            no_config: true,
            ..ServerOptions::default()
        },
    );
    let uri = "file:///nowhere/large.yaml";
    editor.open(uri, &text);
    editor.pull(uri);
    let memory = || memory_stats::memory_stats().map_or(0, |stats| stats.physical_mem);
    let mut random = fastrand::Rng::with_seed(3);
    let (mut times, mut sizes) = (Vec::new(), Vec::new());
    for n in 0..measured.unwrap_or(3) {
        let text = editor.text(uri);
        let mut at = random.usize(..text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        // A word is typed, and taken back.
        let by = if n % 2 == 0 { "事務" } else { "" };
        let end = if n % 2 == 0 {
            at
        } else {
            at + text[at..].chars().next().map_or(0, char::len_utf8)
        };
        let begun = Instant::now();
        editor.change(uri, at, end, by);
        editor.pull(uri);
        times.push(begun.elapsed().saturating_sub(QUIET));
        sizes.push(memory());
        if n % 100 == 99 {
            let end = editor.text(uri).len();
            editor.change(uri, 0, end, &large());
        }
    }
    assert!(editor.end());
    times.sort();
    let Some(edits) = measured.filter(|edits| *edits >= 20) else {
        return;
    };
    let at = |share: usize| times[(edits * share / 100).min(edits - 1)];
    let quarter = edits / 4;
    let mean = |part: &[usize]| part.iter().sum::<usize>() / part.len().max(1);
    let (early, late) = (
        mean(&sizes[quarter..2 * quarter]),
        mean(&sizes[3 * quarter..]),
    );
    println!(
        "{edits} edits of {} bytes: median {:?}, 95 % {:?}, most {:?}; memory {} MB, then {} MB",
        text.len(),
        at(50),
        at(95),
        at(100),
        early >> 20,
        late >> 20
    );
    assert!(at(95) <= MOST, "{:?}", at(95));
    assert!(
        late < early + early / 10,
        "memory grows from {early} to {late}"
    );
}
