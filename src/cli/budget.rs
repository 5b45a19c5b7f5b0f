//! What an office's own templates may take: they are programs, and one that never ends must not hold up a run of CI.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use super::screen::eprint;
use crate::source::lang::Lang;

/// How long one document may take, in seconds: a hundred times what a long one takes with our templates.
const SECONDS: u64 = 60;

/// How much memory the program may hold meanwhile, in GiB.
const GIBIBYTES: usize = 4;

/// How often it is looked.
const PAUSE: Duration = Duration::from_millis(200);

/// The exit status where work was given up.
const FAILED: i32 = 2;

/// What was exceeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Excess {
    Time,
    Memory,
}

/// Watches over the making of documents; ends the program where one takes too much. Nothing half-made is left: documents are
/// written whole or not at all.
pub(super) struct Budget {
    begun: Instant,
    /// When the last document was finished, in milliseconds since it was begun.
    finished: Arc<AtomicU64>,
    /// Dropped, it ends the watch.
    _running: mpsc::Sender<()>,
}

impl Budget {
    /// Begins to watch.
    pub(super) fn begin(lang: Lang) -> Self {
        let (running, ended) = mpsc::channel::<()>();
        let finished = Arc::new(AtomicU64::new(0));
        let budget = Budget {
            begun: Instant::now(),
            finished: Arc::clone(&finished),
            _running: running,
        };
        let begun = budget.begun;
        thread::spawn(move || {
            while ended.recv_timeout(PAUSE) == Err(mpsc::RecvTimeoutError::Timeout) {
                let last = begun + Duration::from_millis(finished.load(Ordering::Relaxed));
                if let Some(excess) = excess(last.elapsed(), memory()) {
                    eprint(&message(excess, lang));
                    std::process::exit(FAILED);
                }
            }
        });
        budget
    }

    /// A document was finished: the time of the next begins.
    pub(super) fn next(&self) {
        let now = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.finished.store(now, Ordering::Relaxed);
    }
}

/// The memory that the program holds, in bytes; nothing where the system does not say.
fn memory() -> usize {
    memory_stats::memory_stats().map_or(0, |stats| stats.physical_mem)
}

fn excess(time: Duration, memory: usize) -> Option<Excess> {
    if time > Duration::from_secs(SECONDS) {
        Some(Excess::Time)
    } else if memory > GIBIBYTES << 30 {
        Some(Excess::Memory)
    } else {
        None
    }
}

fn message(excess: Excess, lang: Lang) -> String {
    match (excess, lang) {
        (Excess::Time, Lang::Ja) => format!(
            "エラー: 独自のひな形の処理が{SECONDS}秒たっても終わらないので、止めました。ひな形の繰り返し（for、while）が終わるかを確かめてください。\n"
        ),
        (Excess::Time, Lang::En) => format!(
            "error: your own templates did not come to an end within {SECONDS} seconds; look at their loops (for, while)\n"
        ),
        (Excess::Memory, Lang::Ja) => format!(
            "エラー: 独自のひな形の処理に使う記憶領域が{GIBIBYTES} GB を超えたので、止めました。ひな形の繰り返し（for、while）で同じものを作り続けていないかを確かめてください。\n"
        ),
        (Excess::Memory, Lang::En) => format!(
            "error: your own templates took more than {GIBIBYTES} GB of memory; look at what their loops (for, while) make\n"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_and_memory_are_bounded_each() {
        let little = Duration::from_secs(5);
        assert_eq!(excess(little, 1 << 30), None);
        assert_eq!(excess(Duration::from_secs(61), 0), Some(Excess::Time));
        assert_eq!(excess(little, 5 << 30), Some(Excess::Memory));
        assert!(memory() > 0, "the memory of this process is known");
    }
}
