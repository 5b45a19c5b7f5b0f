//! Ⅱ２④の主な記録項目が、別添２やⅢ７の記載と食い違っている。
//! The groups of data ticked in chapter II 2 do not fit the recorded items or the rest of the assessment.
//!
//! ## 何を確認するか
//! 別添２に電話番号、課税区分のように内容の明らかな項目があるとき、それに当たる主な記録項目が選ばれていること。
//! Ⅲ７リスク１⑩で死者の個人番号を保管しているとき、識別情報の「個人番号」が選ばれていること。
//! Ⅱ３③④とⅢ２に「年金情報を受け取る」のように書かれた情報の種類が、主な記録項目で選ばれていること（参考）。
//! 「個人番号」を選んだときは、項目を並べた別添２に（扶養親族などのものでない）個人番号があること。
//! 「その妥当性」に選んだ項目ごとの理由が書かれているとき、一つだけ理由のない項目がないことと、選んでいない項目の理由がないこと。
//!
//! ## なぜ
//! 主な記録項目は重要な変更の対象です。選ばれていない情報を持っていると、評価を受けずに保有していることになります。
//!
//! ## 直し方
//! 実際に記録しているなら、主な記録項目で選び、その妥当性に理由を書きます。
//!
//! ## 例
//! ```yaml
//! 識別情報:   # 誤: 死者の個人番号を保管しているのに、個人番号がない
//!   - その他識別情報（内部番号）
//! 識別情報:   # 正
//!   - 個人番号
//!   - その他識別情報（内部番号）
//! # …
//! 死者の個人番号:
//!   選択: 保管している
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::collections::BTreeSet;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::records::{Cell, LIST, cells, is_whole};
use super::{Tick, choice, key, name, numbers, reasons, taken, ticks};
use crate::assets::lists::records;
use crate::japanese::notation::fold;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X012",
    name: "main-items",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

/// The option that a file of these assessments nearly always has.
const NUMBER: &str = "個人番号";

const GROUPS: [&str; 3] = ["identification", "contact", "business"];

/// The names of items in comparison form, by their last character, each with the number of its option.
static BY_END: LazyLock<FxHashMap<char, Vec<(usize, String)>>> = LazyLock::new(|| {
    let mut by_end: FxHashMap<char, Vec<(usize, String)>> = FxHashMap::default();
    for (option, (_, words)) in records::NAMES.iter().enumerate() {
        for word in words.iter().map(|word| fold(word)) {
            let end = word.chars().next_back().unwrap_or_default();
            by_end.entry(end).or_default().push((option, word));
        }
    }
    by_end
});

fn check(cx: &mut Context) {
    for n in numbers(cx, "files") {
        let main = format!("files[{n}].overview.basics.items.main");
        let ticks: Vec<Tick> = GROUPS
            .iter()
            .flat_map(|group| ticks(cx, &format!("{main}.{group}")))
            .collect();
        if ticks.is_empty() {
            continue;
        }
        let ticked: Vec<&str> = ticks.iter().map(|t| t.option).collect();
        let cells = cells(cx, n);
        let reported = recorded(cx, &cells, &main, &ticked);
        if !reported.contains(&NUMBER) {
            check_numbers_of_deceased(cx, n, &main, &ticked);
        }
        unrecorded(cx, n, &cells, &ticks);
        taken::report(cx, &RULE, n, &ticks);
        reasons::report(cx, &RULE, n, &ticks);
        let options: Vec<&str> = GROUPS
            .iter()
            .filter_map(|group| cx.assessment.item(&format!("{main}.{group}")))
            .flat_map(|field| &cx.assessment.definition(field).options)
            .map(|option| option.text.as_str())
            .filter(|option| !reported.contains(option))
            .collect();
        reasons::report_unticked(cx, &RULE, n, (&ticks, &options));
    }
}

/// 個人番号 is ticked, and 別添２ lists items one by one without it.
fn unrecorded(cx: &mut Context, n: usize, cells: &[Cell], ticks: &[Tick]) {
    let Some(tick) = ticks.iter().find(|tick| tick.option == NUMBER) else {
        return;
    };
    // 「個人番号の登録日」 is another item, and 「扶養親族個人番号」 another's number.
    let names_number = |cell: &Cell| {
        let cell = fold(cell.words());
        ["個人番号", "マイナンバー"].iter().any(|word| {
            let mut places = cell.match_indices(word);
            places.any(|(at, _)| {
                !cell[at + word.len()..].starts_with('の') && !Cell::is_of_relative(&cell[..at])
            })
        })
    };
    if cells.len() < LIST
        || cells
            .iter()
            .any(|cell| names_number(cell) || is_whole(cell))
    {
        return;
    }
    let there = key(cx, &format!("files[{n}].records[1].group"));
    let finding = cx.report_at(&RULE, tick.span, without_number(cx.lang));
    if let Some(there) = there {
        finding.related(there, "別添２");
    }
}

/// 死者の個人番号 is kept although no number is said to be recorded.
fn check_numbers_of_deceased(cx: &mut Context, n: usize, main: &str, ticked: &[&str]) {
    let id = format!("files[{n}].risks.storage.leak.deceased");
    let Some(("保管している", answer)) = choice(cx, &id) else {
        return;
    };
    if ticked.contains(&NUMBER) {
        return;
    }
    let group = format!("{main}.identification");
    let Some((field, span)) = cx.assessment.find(&group).zip(key(cx, &group)) else {
        return;
    };
    let lang = cx.lang;
    let words = number_of_deceased(lang, &cx.name(field), &name(cx, &id));
    cx.report(&RULE, field, span, words)
        .related(answer, numbers_kept(lang));
}

/// 別添２ has items of a group that is not ticked. The options that were reported.
fn recorded(cx: &mut Context, cells: &[Cell], main: &str, ticked: &[&str]) -> Vec<&'static str> {
    let mut cells_of: Vec<Vec<&Cell>> = vec![Vec::new(); records::NAMES.len()];
    for cell in cells {
        for option in options_of(&fold(cell.words())) {
            cells_of[option].push(cell);
        }
    }
    let mut found: Vec<(&'static str, &str, Span)> = Vec::new();
    let is_open = |option: &str| {
        let mut groups = GROUPS.iter().map(|group| format!("{main}.{group}"));
        cx.assessment.stage == Stage::Draft
            && groups.any(|id| !cx.assessment.is_begun(&id) && has_option(cx, &id, option))
    };
    for ((option, _), cells) in records::NAMES.iter().zip(&cells_of) {
        // In a draft, a group of options of which none is ticked may be still to come.
        if ticked.contains(option) || is_open(option) {
            continue;
        }
        // A name alone may be anybody's.
        let is_enough = cells.len() >= least(option);
        let hit = cells.first().filter(|_| is_enough);
        found.extend(hit.map(|cell| (*option, cell.words(), cell.place(cx))));
    }
    let main = cx.assessment.find(main).zip(key(cx, main));
    let Some((field, span)) = main.filter(|_| !found.is_empty()) else {
        return Vec::new();
    };
    let options: String = found.iter().map(|f| format!("「{}」", f.0)).collect();
    let lang = cx.lang;
    let words = recorded_unticked(lang, &cx.name(field), &options);
    let mut finding = cx.report(&RULE, field, span, words);
    for (option, cell, span) in &found {
        finding = finding.related(*span, belongs_to(lang, cell, option));
    }
    found.into_iter().map(|f| f.0).collect()
}

/// How many of its items an option needs.
fn least(option: &str) -> usize {
    if option.starts_with("4情報") { 3 } else { 1 }
}

/// The options whose words the name of an item is, or is with whose it is: 「利用者の携帯電話番号」. Each once.
fn options_of(name: &str) -> BTreeSet<usize> {
    let words = name.chars().next_back().and_then(|end| BY_END.get(&end));
    let is_named = |word: &str| {
        let head = name.strip_suffix(word);
        head.is_some_and(|head| {
            let whose = head.strip_suffix('の').unwrap_or(head);
            whose.is_empty() || records::OF_THE_PERSON.contains(&whose)
        })
    };
    let named = words.into_iter().flatten();
    let named = named.filter(|(_, word)| is_named(word));
    named.map(|(option, _)| *option).collect()
}

fn has_option(cx: &Context, id: &str, option: &str) -> bool {
    let field = cx.assessment.item(id);
    let options = field.map(|f| &cx.assessment.definition(f).options);
    options.is_some_and(|options| options.iter().any(|o| o.text == option))
}

fn without_number(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "「個人番号」が選ばれているのに、別添２の項目に個人番号が無い",
        "「個人番号」 is ticked, but 別添２ lists no number"
    ))
    .help(say!(
        lang,
        "記録しているなら別添２に加え、記録していないなら選択を外してください。",
        "Add it to 別添２, or untick it."
    ))
}

fn number_of_deceased(lang: Lang, item: &str, of_deceased: &str) -> Words {
    Words::new(say!(
        lang,
        "{of_deceased} が「保管している」なのに、{item} で「個人番号」が選ばれていない",
        "{of_deceased} is 「保管している」 but {item} does not tick 「個人番号」"
    ))
    .help(say!(
        lang,
        "このファイルに個人番号を記録しているなら「個人番号」を選び、記録していないならⅢ７リスク１⑩を直してください。",
        "Tick 「個人番号」 if the file holds it, else correct the other answer."
    ))
}

/// Said at the answer about the deceased.
fn numbers_kept(lang: Lang) -> String {
    say!(lang, "個人番号を保管している", "numbers are kept")
}

fn recorded_unticked(lang: Lang, item: &str, options: &str) -> Words {
    Words::new(say!(
        lang,
        "別添２に項目があるのに、{item} で選ばれていないものがある（{options}）",
        "{item} does not tick what 別添２ records ({options})"
    ))
    .help(say!(
        lang,
        "記録しているなら主な記録項目で選び、「その妥当性」に理由を書いてください。",
        "Tick what is recorded and give the reason in 「その妥当性」."
    ))
}

/// Said at an item of 別添２.
fn belongs_to(lang: Lang, cell: &str, option: &str) -> String {
    say!(
        lang,
        "「{cell}」は「{option}」に当たる",
        "「{cell}」 belongs to 「{option}」"
    )
}
