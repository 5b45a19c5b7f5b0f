//! Questions by lines: printed one after the other, answered by a line of standard input each. No key is read by itself, so
//! that it works in every terminal, by ear and through a pipe.
//!
//! The questions are asked by a function that runs again from its beginning when somebody goes back: what was answered
//! before is then answered by itself, and what was taken back is offered where it is asked again.

use std::io::{self, BufRead as _, IsTerminal as _, Read as _};

use super::given::{Given, Said, Step};
use super::shown::{Question, ended, first, indented, missing, named, prompt, required, shown};
use crate::cli::{eprint, print};
use crate::japanese::notation::fold;
use crate::source::lang::Lang;
use crate::workspace::{DiskError, STANDARD_INPUT};

/// The longest line that is read, in bytes.
const LONGEST: u64 = 64 * 1024;

/// Why the questions end before the last one.
pub(super) enum Stop {
    /// Somebody goes back: they are asked anew.
    Back,
    /// Nothing more is to be done; this is to be said.
    Done(String),
    /// It failed, for this reason.
    Failed(String),
}

/// An answer to the question of a place.
struct Answer {
    place: Vec<Step>,
    text: String,
}

/// Who asks.
pub(super) struct Asker {
    pub(super) lang: Lang,
    /// What stands in a file of answers.
    given: Option<Given>,
    /// Whether what is missing can be asked.
    can_ask: bool,
    /// Whether the answers are seen as they are typed.
    is_terminal: bool,
    /// Whether questions go to standard error, as the document goes to standard output.
    beside: bool,
    /// What was answered by lines so far.
    answered: Vec<Answer>,
    /// What was taken back by going back.
    undone: Vec<Answer>,
    /// How many of them this run through the questions has used.
    used: usize,
    /// What no answer is there to, where nothing can be asked.
    missing: Vec<String>,
    /// What is wrong with answers of the file.
    wrong: Vec<String>,
}

impl Asker {
    pub(super) fn new(given: Option<Given>, takes_input: bool, beside: bool, lang: Lang) -> Self {
        let is_terminal = io::stdin().is_terminal();
        Asker {
            lang,
            can_ask: takes_input && (given.is_none() || is_terminal),
            given,
            is_terminal,
            beside,
            answered: Vec::new(),
            undone: Vec::new(),
            used: 0,
            missing: Vec::new(),
            wrong: Vec::new(),
        }
    }

    /// Runs the questions until they are answered.
    pub(super) fn run<T>(
        &mut self,
        questions: &dyn Fn(&mut Asker) -> Result<T, Stop>,
    ) -> Result<T, Stop> {
        loop {
            self.used = 0;
            match questions(self) {
                Err(Stop::Back) => {}
                Ok(answers) => return self.complete().map(|()| answers),
                stopped => return stopped,
            }
        }
    }

    /// All that is missing or wrong, at once.
    fn complete(&mut self) -> Result<(), Stop> {
        let mut messages = std::mem::take(&mut self.wrong);
        if !self.missing.is_empty() {
            let name = self.given.as_ref().map_or("", Given::name).to_owned();
            messages.push(missing(&name, &self.missing, self.lang));
        }
        match messages.is_empty() {
            true => Ok(()),
            false => Err(Stop::Failed(messages.join("\nhyokasho: "))),
        }
    }

    /// The answer to a question, from the file of answers or by a line.
    pub(super) fn ask(
        &mut self,
        place: &[Step],
        question: &Question,
        read: &dyn Fn(&str) -> Result<String, String>,
    ) -> Result<String, Stop> {
        let said = self.given.as_ref().map(|given| given.said(place));
        match said {
            Some(Said::Text(text, line)) => return Ok(self.of_file(&text, line, question, read)),
            Some(Said::Absent) if !self.can_ask => {
                if question.default.is_none() {
                    self.missing.push(named(place));
                }
                // Goes on with the option that asks for least, so that the rest that is missing is found.
                let default = question.default.clone();
                let default = default.or_else(|| question.options.last().cloned());
                return Ok(default.unwrap_or_default());
            }
            _ => {}
        }
        if let Some(answer) = self.answered.get(self.used) {
            self.used += 1;
            return Ok(answer.text.clone());
        }
        let mut undone = self.undone.iter().rev();
        let undone = undone.find(|answer| answer.place == place);
        let text = match undone.map(|answer| answer.text.clone()) {
            // What was answered before is what an empty line means now.
            Some(before) if !before.is_empty() || question.default.is_some() => {
                let default = Some(before);
                let question = Question {
                    default,
                    ..question.clone()
                };
                self.by_line(&question, read)?
            }
            _ => self.by_line(question, read)?,
        };
        self.used += 1;
        self.undone.retain(|answer| answer.place != place);
        self.answered.push(Answer {
            place: place.to_vec(),
            text: text.clone(),
        });
        Ok(text)
    }

    fn of_file(
        &mut self,
        text: &str,
        line: usize,
        question: &Question,
        read: &dyn Fn(&str) -> Result<String, String>,
    ) -> String {
        let answer = match (text.is_empty(), &question.default) {
            (true, Some(_)) => return String::new(),
            (true, None) => Err(required(self.lang)),
            _ => read(text),
        };
        answer.unwrap_or_else(|why| {
            let name = self.given.as_ref().map_or("", Given::name);
            let wrong = format!("{name}:{line}: {}「{text}」: {why}", question.asked);
            self.wrong.push(wrong);
            question.options.last().cloned().unwrap_or_default()
        })
    }

    /// Asks until there is an answer.
    fn by_line(
        &mut self,
        question: &Question,
        read: &dyn Fn(&str) -> Result<String, String>,
    ) -> Result<String, Stop> {
        let lang = self.lang;
        let number = self.answered.len() + 1;
        self.show(&shown(number, question, lang));
        loop {
            self.show(&prompt(lang));
            let Some(line) = self.line()? else {
                self.show("\n");
                return Err(Stop::Failed(ended(number, &question.asked, lang)));
            };
            let line = line.trim();
            if ["?", "？", "help", "ヘルプ"].contains(&line) {
                self.show(&format!("{}\n", indented(&question.help)));
                continue;
            }
            if is_back(line) {
                if let Some(answer) = self.answered.pop() {
                    self.undone.push(answer);
                    return Err(Stop::Back);
                }
                self.show(&format!("{}\n", indented(&first(lang))));
                continue;
            }
            let answer = match (&question.default, line.is_empty()) {
                (Some(default), true) => Ok(default.clone()),
                (None, true) => Err(required(lang)),
                _ => read(line),
            };
            match answer {
                Ok(answer) => return Ok(answer),
                Err(why) => self.show(&format!("{}\n", indented(&why))),
            }
        }
    }

    /// Forgets what was answered by lines: what is asked from here on is a new run.
    pub(super) fn forget(&mut self) {
        self.answered.clear();
        self.undone.clear();
        self.used = 0;
    }

    /// Says something between questions; not again where the questions run through what was answered already.
    pub(super) fn say(&self, text: &str) {
        let is_sure = self.missing.is_empty() && self.wrong.is_empty();
        if self.used == self.answered.len() && is_sure {
            self.show(text);
        }
    }

    pub(super) fn show(&self, text: &str) {
        if self.beside {
            eprint(text);
        } else {
            print(text);
        }
    }

    /// A line of standard input; none at its end.
    fn line(&self) -> Result<Option<String>, Stop> {
        let mut bytes = Vec::new();
        let input = io::stdin().lock();
        let read = input.take(LONGEST).read_until(b'\n', &mut bytes);
        let unreadable = |error| DiskError::Unreadable(STANDARD_INPUT.into(), error);
        read.map_err(|error| Stop::Failed(unreadable(error).message(self.lang)))?;
        if bytes.is_empty() {
            return Ok(None);
        }
        // A pipe of cmd.exe brings the bytes of its code page.
        let text = String::from_utf8(bytes).unwrap_or_else(|error| {
            let bytes = error.into_bytes();
            encoding_rs::SHIFT_JIS.decode(&bytes).0.into_owned()
        });
        let text = text
            .trim_start_matches('\u{FEFF}')
            .trim_end_matches(['\n', '\r']);
        if !self.is_terminal {
            self.show(&format!("{text}\n"));
        }
        Ok(Some(text.to_owned()))
    }
}

/// Whether a line asks for the question before.
fn is_back(line: &str) -> bool {
    let said = fold(line).to_lowercase();
    let said = said.trim_end_matches('。');
    ["戻る", "もどる", "back"]
        .iter()
        .any(|word| fold(word) == said)
}
