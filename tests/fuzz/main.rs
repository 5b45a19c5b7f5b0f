//! Fuzzing: what people, editors, converters and attackers could put into a file, thrown at the library.
//!
//! ```sh
//! cargo test --release --test fuzz                       # a short run of every mode
//! cargo test --release --test fuzz -- check 1000000 7    # one mode: how many inputs, and the first seed
//! ```
//!
//! A seed makes the same input again, as long as the seed files are the same. Inputs that a fault was found in are
//! written to `target/tmp/fuzz`.

mod arrange;
mod changelog;
mod check;
mod diff;
mod fix;
mod mutate;
mod picture;
mod seeds;
mod settings;
mod silence;
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use fastrand::Rng;
use hyokasho::source::diagnostic::Stage;
use hyokasho::source::lang::Lang;
use rayon::prelude::*;
use seeds::Seeds;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What is thrown at which part of the library.
struct Mode {
    name: &'static str,
    /// How many inputs a short run makes.
    short: u64,
    run: fn(&mut Trial),
}

const MODES: [Mode; 8] = [
    Mode {
        name: "check",
        short: 3_000,
        run: check::run,
    },
    Mode {
        name: "silence",
        short: 3_000,
        run: silence::run,
    },
    Mode {
        name: "fix",
        short: 1_000,
        run: fix::run,
    },
    Mode {
        name: "arrange",
        short: 2_000,
        run: arrange::run,
    },
    Mode {
        name: "changelog",
        short: 300,
        run: changelog::run,
    },
    Mode {
        name: "diff",
        short: 500,
        run: diff::run,
    },
    Mode {
        name: "settings",
        short: 5_000,
        run: settings::run,
    },
    Mode {
        name: "picture",
        short: 5_000,
        run: picture::run,
    },
];

/// One input is given up after this time, and the run with it.
const HANG: Duration = Duration::from_secs(60);

/// How many inputs are kept for a kind of fault.
const KEPT: usize = 3;

/// What a run of one input has, and what it finds.
struct Trial<'s> {
    rng: Rng,
    seeds: &'s Seeds,
    faults: Vec<Fault>,
}

/// What must not be.
struct Fault {
    /// What is wrong, the same for the same cause.
    kind: String,
    /// The words in question.
    detail: String,
    /// What was thrown.
    input: Vec<u8>,
}

impl Trial<'_> {
    fn fault(&mut self, kind: impl Into<String>, detail: impl Into<String>, input: &[u8]) {
        self.faults.push(Fault {
            kind: kind.into(),
            detail: detail.into(),
            input: input.to_owned(),
        });
    }

    /// Runs a part of the library; a panic there is a fault.
    fn guarded<T>(&mut self, what: &str, input: &[u8], part: impl FnOnce() -> T) -> Option<T> {
        match panic::catch_unwind(AssertUnwindSafe(part)) {
            Ok(value) => Some(value),
            Err(_) => {
                let place = locked(&LAST_PANIC).clone();
                self.fault(format!("panic in {what} {place}"), "", input);
                None
            }
        }
    }

    fn stage(&mut self) -> Stage {
        [Stage::Draft, Stage::Review, Stage::Publish][self.rng.usize(..3)]
    }

    fn lang(&mut self) -> Lang {
        if self.rng.u8(..4) == 0 {
            Lang::En
        } else {
            Lang::Ja
        }
    }
}

static LAST_PANIC: Mutex<String> = Mutex::new(String::new());

/// What runs now, with its mode and seed.
static RUNNING: Mutex<BTreeMap<(&'static str, u64), Instant>> = Mutex::new(BTreeMap::new());

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let named = args.first().filter(|arg| !arg.starts_with('-'));
    let number = |n: usize| args.get(n).and_then(|arg| arg.parse().ok());
    // Another name is a filter for the tests of other files.
    let modes: Vec<&Mode> = MODES
        .iter()
        .filter(|mode| named.is_none_or(|name| mode.name == name))
        .collect();
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string);
        *locked(&LAST_PANIC) = place.unwrap_or_default();
    }));
    std::thread::spawn(watch);
    let seeds = Seeds::read();
    let mut sound = true;
    for mode in modes {
        let count = number(1).unwrap_or(mode.short);
        sound &= run(mode, &seeds, number(2).unwrap_or(0), count);
    }
    if sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Throws the inputs of some seeds, and prints what was found. Whether nothing was.
fn run(mode: &Mode, seeds: &Seeds, first: u64, count: u64) -> bool {
    let kinds: Mutex<BTreeMap<String, (usize, String)>> = Mutex::default();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz");
    fs::create_dir_all(&folder).expect("a folder for what is found");
    let began = Instant::now();
    (first..first + count).into_par_iter().for_each(|seed| {
        locked(&RUNNING).insert((mode.name, seed), Instant::now());
        let mut trial = Trial {
            rng: Rng::with_seed(seed),
            seeds,
            faults: Vec::new(),
        };
        (mode.run)(&mut trial);
        locked(&RUNNING).remove(&(mode.name, seed));
        for fault in trial.faults {
            let mut kinds = locked(&kinds);
            let (times, _) = kinds
                .entry(fault.kind.clone())
                .or_insert_with(|| (0, format!("seed {seed}: {}", shown(&fault.detail))));
            *times += 1;
            if *times <= KEPT {
                let kind: String = fault.kind.chars().filter(|c| c.is_alphanumeric()).collect();
                let file = folder.join(format!("{}-{kind}-{seed}", mode.name));
                fs::write(file, fault.input).expect("what is found can be kept");
            }
        }
    });
    let kinds = kinds.into_inner().unwrap_or_else(PoisonError::into_inner);
    let seconds = began.elapsed().as_secs_f32();
    let faults: usize = kinds.values().map(|(times, _)| times).sum();
    println!(
        "fuzz {}: {count} inputs from seed {first} in {seconds:.0} s, {faults} faults",
        mode.name
    );
    for (kind, (times, first)) in &kinds {
        println!("  {times} × {kind}\n      {first}");
    }
    kinds.is_empty()
}

/// Words of a fault on one line.
fn shown(detail: &str) -> String {
    detail.escape_debug().take(300).collect()
}

/// Ends the run where an input takes too long.
fn watch() {
    loop {
        std::thread::sleep(Duration::from_secs(1));
        let hung = locked(&RUNNING)
            .iter()
            .find(|(_, began)| began.elapsed() > HANG)
            .map(|(running, _)| *running);
        if let Some((mode, seed)) = hung {
            println!(
                "fuzz {mode}: seed {seed} takes more than {} s",
                HANG.as_secs()
            );
            std::process::exit(1);
        }
    }
}
