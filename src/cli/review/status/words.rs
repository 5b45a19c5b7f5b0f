//! What is left to be done, for people.

use jiff::civil::Date as Day;

use super::{Left, OfRecord, State};
use crate::japanese::dates;
use crate::japanese::notation::on_one_line;
use crate::source::lang::Lang;
use crate::source::outward;

impl State {
    fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (State::Open, Lang::Ja) => "未回答",
            (State::Open, Lang::En) => "unanswered",
            (State::Overdue, Lang::Ja) => "期限切れ",
            (State::Overdue, Lang::En) => "overdue",
            (State::Promised, Lang::Ja) => "約束",
            (State::Promised, Lang::En) => "promised",
        }
    }
}

/// Each record with what is left, by who has to do it.
pub(super) fn human(records: &[OfRecord], now: Day, lang: Lang) -> String {
    const MOST: usize = 40;
    let mut out = String::new();
    for record in records {
        let (file, title) = (outward::words(&record.file), outward::words(&record.title));
        let day = match lang {
            Lang::Ja => format!("（{}現在）", dates::written(now)),
            Lang::En => format!(" (as of {now})"),
        };
        out += &format!("{file}{day}\n");
        if !title.is_empty() {
            out += &format!("  {title}\n");
        }
        let mut by: Vec<(&str, Vec<&Left>)> = Vec::new();
        for left in &record.entries {
            match by.iter_mut().find(|(name, _)| *name == left.by) {
                Some((_, all)) => all.push(left),
                None => by.push((&left.by, vec![left])),
            }
        }
        for (name, all) in by {
            let nobody = match lang {
                Lang::Ja => "（答える部署が記録にない）",
                Lang::En => "(nobody named)",
            };
            let name = if name.is_empty() {
                nobody.to_owned()
            } else {
                outward::words(name)
            };
            out += &format!("\n{name}\n");
            for left in all {
                let state = left.state.label(lang);
                let pad = "　".repeat(4_usize.saturating_sub(state.chars().count()));
                let pad = if lang == Lang::Ja { pad } else { String::new() };
                let text = outward::beginning(&on_one_line(&left.text), MOST);
                out += &format!("  {state}{pad}  {}  {text}\n", numbered(left, lang));
                let about = about(left, lang);
                for line in [about, moved(left, lang)] {
                    if !line.is_empty() {
                        out += &format!("              {}\n", outward::words(&line));
                    }
                }
            }
        }
        out += &format!("\n{}\n", closing(record, lang));
    }
    out
}

/// 諮問第14号 質疑3（番号 13）
fn numbered(left: &Left, lang: Lang) -> String {
    let (address, number) = (outward::words(&left.address), outward::words(&left.number));
    let place = address.trim_end_matches(|c: char| c.is_ascii_digit());
    // A number that is the place in the list says nothing more.
    let is_place = number.is_empty() || address[place.len()..] == number;
    let inner = left.address.trim_start_matches("諮問");
    let inner = inner.trim_start_matches(|c: char| c.is_ascii_digit());
    let address = match left.case_number.as_str() {
        "" => address,
        case => outward::words(&format!("{case} {inner}")),
    };
    match lang {
        _ if is_place => address,
        Lang::Ja => format!("{address}（番号 {number}）"),
        Lang::En => format!("{address} (no. {number})"),
    }
}

/// What was promised, where, and by when.
fn about(left: &Left, lang: Lang) -> String {
    let mut parts = Vec::new();
    if left.state != State::Open {
        parts.push(left.action.clone());
        parts.push(left.items.join("、"));
        parts.push(match (&left.due, left.days_left, lang) {
            (Some(due), Some(days), Lang::Ja) if days < 0 => {
                format!("期限 {}（{}日過ぎています）", written(due), -days)
            }
            (Some(due), Some(days), Lang::Ja) => format!("期限 {}（あと{days}日）", written(due)),
            (Some(due), Some(days), Lang::En) if days < 0 => {
                format!("due {due} ({} days ago)", -days)
            }
            (Some(due), Some(days), Lang::En) => format!("due {due} ({days} days left)"),
            (_, _, Lang::Ja) => "期限の記載なし".to_owned(),
            (_, _, Lang::En) => "no day named".to_owned(),
        });
    }
    parts.retain(|part| !part.is_empty());
    parts.join("　")
}

/// That a promise may be kept already.
fn moved(left: &Left, lang: Lang) -> String {
    match (left.state, left.changed.as_slice(), lang) {
        (State::Open, ..) | (_, [], _) => String::new(),
        (_, changed, Lang::Ja) => format!(
            "{} は、もう変わっています。済んでいれば、対応を「修正した」にしてください",
            changed.join("、")
        ),
        (_, changed, Lang::En) => {
            format!(
                "{} changed already; 修正した, if that is all",
                changed.join(", ")
            )
        }
    }
}

fn written(day: &str) -> String {
    day.parse().map_or_else(|_| day.to_owned(), dates::written)
}

fn closing(record: &OfRecord, lang: Lang) -> String {
    let (open, promised, overdue) = (
        record.open,
        record.promised + record.overdue,
        record.overdue,
    );
    match lang {
        Lang::Ja if open + promised == 0 => {
            "答えていないもの、済んでいない約束はありません。".into()
        }
        Lang::Ja => format!(
            "答えていないもの {open}件、済んでいない約束 {promised}件（うち期限切れ {overdue}件）。"
        ),
        Lang::En => format!(
            "{open} without an answer, {promised} promise(s) open, {overdue} of them overdue."
        ),
    }
}
