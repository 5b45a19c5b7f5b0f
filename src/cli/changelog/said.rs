//! What `changelog` says when it is done, and why it could not be.

use std::path::Path;

use super::Args;
use crate::compare::changelog::Log;
use crate::compare::changelog::base::Former;
use crate::compare::changelog::insert::Refused;
use crate::compare::changelog::merged::Unjoined;
use crate::compare::changelog::plan::Plan;
use crate::compare::changelog::row::Row;
use crate::source::lang::Lang;

/// What was done, and what is left to a person; each on a line.
pub(super) fn closing(args: &Args, plan: &Plan, log: &Log, is_changed: bool, lang: Lang) -> String {
    if plan.is_empty() {
        return format!("{}\n", nothing(lang));
    }
    let named = |rows: &[usize]| named(rows, log, lang);
    let mut lines = if args.rebuild {
        rebuilt(args, plan, is_changed, &named, lang)
    } else {
        written(args, plan, &named, lang)
    };
    if !plan.unfit.is_empty() {
        let rows = named(&plan.unfit);
        lines.push(match lang {
            Lang::Ja => format!(
                "いまの違いと合わないか、足りない行があります。新しい行と見比べて、どちらかを消してください: {rows}"
            ),
            Lang::En => format!(
                "These rows do not fit what changed, or not all of it; compare them with the new ones and delete either: {rows}"
            ),
        });
    }
    if !plan.idle.is_empty() {
        let rows = named(&plan.idle);
        lines.push(match lang {
            Lang::Ja => format!(
                "いまの違いには当たらない行があります。取りやめた変更なら、その行を消してください: {rows}"
            ),
            Lang::En => format!(
                "These rows cover no change that there is now; delete them if it was given up: {rows}"
            ),
        });
    }
    for withheld in &plan.withheld {
        let item = &withheld.item;
        lines.push(match (withheld.number, lang) {
            (true, Lang::Ja) => format!(
                "{item} の行は書きません。本文に個人番号と思われる12桁の数字があります。消してから、もう一度実行してください。"
            ),
            (true, Lang::En) => format!(
                "No row for {item}: its text contains what looks like an individual number. Remove it first."
            ),
            (false, Lang::Ja) => format!(
                "{item} の行は書きません。書いても同じ変更の行と分からないためです。手で書いてください。"
            ),
            (false, Lang::En) => {
                format!("No row for {item}: it would not be recognised later; write it by hand.")
            }
        });
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// Rows by their numbers and items.
type Named<'n> = &'n dyn Fn(&[usize]) -> String;

/// What was done to have the rows of this revision anew.
fn rebuilt(args: &Args, plan: &Plan, is_changed: bool, named: Named, lang: Lang) -> Vec<String> {
    let path = args.file.display();
    let rows = plan.add.len() + plan.renew.len();
    let mut lines = vec![match (args.writes(), is_changed, lang) {
        (true, true, Lang::Ja) => {
            format!("別添３（変更箇所）の、この改訂の行を作り直しました（{rows}行）: {path}")
        }
        (true, true, Lang::En) => format!("Rows of this revision made anew ({rows}): {path}"),
        (true, false, Lang::Ja) => "この改訂の行は、作り直しても変わりません。".to_owned(),
        (true, false, Lang::En) => {
            "The rows of this revision are as they would be made.".to_owned()
        }
        (false, _, Lang::Ja) => format!(
            "この改訂の行を作り直すと、{rows}行になります。`--print` を外すと書き込みます。"
        ),
        (false, _, Lang::En) => {
            format!(
                "Made anew, this revision has {rows} row(s); without `--print` they are written."
            )
        }
    }];
    if is_changed {
        lines.push(match lang {
            Lang::Ja => "提出時期と説明は、同じ項目の行にあったものを引き継ぎます。新しい行のものは案です。評価実施機関が確かめて決めてください。".into(),
            Lang::En => "提出時期 and 説明 of rows of the same item stay; those of new rows are proposals: the agency decides.".into(),
        });
    }
    if !plan.disputed.is_empty() {
        let rows = named(&plan.disputed);
        lines.push(match lang {
            Lang::Ja => format!(
                "同じ項目の行で、提出時期か説明が違っていました。前にある行のものにしたので、確かめてください（番号は作り直す前）: {rows}"
            ),
            Lang::En => format!(
                "Rows of the same item differed in 提出時期 or 説明; those of the first were kept (numbers as before): {rows}"
            ),
        });
    }
    lines
}

/// What was written, or would be.
fn written(args: &Args, plan: &Plan, named: Named, lang: Lang) -> Vec<String> {
    let path = args.file.display();
    let mut lines: Vec<String> = Vec::new();
    let added = plan.add.len();
    if added > 0 {
        lines.push(match (args.write, lang) {
            (true, Lang::Ja) => format!("別添３（変更箇所）に{added}行を書き加えました: {path}"),
            (true, Lang::En) => format!("{added} row(s) written into 別添３: {path}"),
            (false, Lang::Ja) => format!(
                "別添３（変更箇所）に足りない行は{added}行です。`--write` を付けると書き加えます。提出時期と説明は案です。"
            ),
            (false, Lang::En) => format!(
                "{added} row(s) are missing in 別添３; `--write` writes them. 提出時期 and 説明 are proposals."
            ),
        });
    }
    let renewed: Vec<usize> = plan.renew.iter().map(|renewal| renewal.row).collect();
    if !renewed.is_empty() {
        let rows = named(&renewed);
        lines.push(match (args.write, lang) {
            (true, Lang::Ja) => format!(
                "すでにあった行を、いまの記載に合わせて書き直しました。提出時期と説明はそのままです: {rows}"
            ),
            (true, Lang::En) => {
                format!("Brought up to date, 提出時期 and 説明 left as they were: {rows}")
            }
            (false, Lang::Ja) => format!(
                "いまの記載と合わなくなった行があります。`--write` を付けると書き直します: {rows}"
            ),
            (false, Lang::En) => format!("No longer up to date; `--write` updates them: {rows}"),
        });
    }
    let decided = plan.renew.iter().filter(|renewal| renewal.decided);
    let decided: Vec<usize> = decided.map(|renewal| renewal.row).collect();
    if !decided.is_empty() {
        let rows = named(&decided);
        lines.push(match lang {
            Lang::Ja => format!(
                "このうち、提出時期か説明がいまの案と違う行です。書き直した内容に合うかを確かめてください: {rows}"
            ),
            Lang::En => format!("Of these, 提出時期 or 説明 differs from the proposal: {rows}"),
        });
    }
    if !plan.drop.is_empty() {
        let rows = named(&plan.drop);
        lines.push(match (args.write, lang) {
            (true, Lang::Ja) => format!("変更を取りやめたので、行を除きました: {rows}"),
            (true, Lang::En) => format!("Taken out, as nothing differs any more: {rows}"),
            (false, Lang::Ja) => format!(
                "変更を取りやめたので要らなくなった行があります。`--write` を付けると除きます: {rows}"
            ),
            (false, Lang::En) => format!("Not needed any more; `--write` takes them out: {rows}"),
        });
    }
    if args.write && added > 0 {
        lines.push(match lang {
            Lang::Ja => "提出時期と説明は案です。評価実施機関が確かめて決めてください。".into(),
            Lang::En => "提出時期 and 説明 are proposals: the agency decides.".into(),
        });
    }
    lines
}

/// The names that are others now in several of the rows: one row could cover each of them.
pub(super) fn renames(args: &Args, plan: &Plan, former: &Former, lang: Lang) -> String {
    if args.group_renames {
        return String::new();
    }
    let diff = &former.diff;
    let lines = diff.replacements.iter().enumerate().filter_map(|(n, replacement)| {
        let is_of = |row: &&Row| diff.changes[row.change].replacements.contains(&n);
        let count = plan.add.iter().filter(is_of).count();
        let (old, new) = (&replacement.old, &replacement.new);
        (count > 1).then(|| match lang {
            Lang::Ja => format!(
                "「{old}」が「{new}」に置き換わっただけの行が{count}行あります。`--group-renames` を付けると、1行にまとめます。\n"
            ),
            Lang::En => format!(
                "{count} rows cover nothing but 「{new}」 instead of 「{old}」; `--group-renames` makes one row of them.\n"
            ),
        })
    });
    lines.collect()
}

/// 第28行（Ⅱ６①保管場所）, numbers as they were.
fn named(rows: &[usize], log: &Log, lang: Lang) -> String {
    let name = |row: &usize| {
        let entry = log.entries.iter().find(|entry| entry.rows.contains(row));
        let item = entry.and_then(|entry| entry.item);
        let item = item.map_or("", |words| words.text.text.trim());
        let item = item.lines().next().unwrap_or("");
        match lang {
            Lang::Ja => format!("第{row}行（{item}）"),
            Lang::En => format!("row {row} ({item})"),
        }
    };
    let names: Vec<String> = rows.iter().map(name).collect();
    names.join("、")
}

pub(super) fn nothing(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "書き加える行はありません。変わった項目は、すべて別添３に書かれています。",
        Lang::En => "Nothing is missing: 別添３ covers all that changed.",
    }
}

pub(super) fn is_new(base: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("「{base}」の版にこの評価書は無いので、変更箇所はありません。"),
        Lang::En => format!("`{base}` does not have this assessment, so nothing changed since."),
    }
}

pub(super) fn no_day(lang: Lang) -> String {
    match lang {
        Lang::Ja => "変更日が分かりません。公表日が旧版より後になっていないので、`--date 令和8年4月1日` のように指定してください",
        Lang::En => "the day of the change is not known: 公表日 does not come after that of the old version; name it by --date",
    }
    .into()
}

/// The same in an editor, where the day can be written.
pub(super) fn no_publication(lang: Lang) -> String {
    match lang {
        Lang::Ja => "変更日が分かりません。公表日が旧版より後になっていないので、表紙の公表日を先に書いてください",
        Lang::En => "the day of the change is not known: 公表日 does not come after that of the old version; write it first",
    }
    .into()
}

/// That a file is a workbook or the like, and what serves its officer.
pub(super) fn no_yaml(path: &Path, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::Ja => format!(
            "YAML のファイルではないので、別添３の行を書き加えられません: {path}。`hyokasho import {path}` で YAML にしてから実行してください。変わった所と別添３の案だけなら、`hyokasho diff 前の版 {path}` で見られます"
        ),
        Lang::En => format!(
            "{path} is no YAML, so no rows can be added to it; make it YAML by `hyokasho import {path}` first. `hyokasho diff OLD {path}` shows what changed and the rows for 別添３"
        ),
    }
}

pub(super) fn unread(path: &Path, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::Ja => format!(
            "評価書として最後まで読めないので、変更箇所を調べられません: {path}。`hyokasho check {path}` で直す所を確かめてください"
        ),
        Lang::En => format!(
            "{path} can't be read to its end as an assessment; `hyokasho check {path}` says where to fix it"
        ),
    }
}

pub(super) fn refused(why: Refused, path: &Path, lang: Lang) -> String {
    let path = path.display();
    match (why, lang) {
        (Refused::NoList, Lang::Ja) => format!(
            "「変更箇所」が行の並びになっていないので、書き加えられません: {path}。`hyokasho check {path}` で直す所を確かめてください"
        ),
        (Refused::NoList, Lang::En) => {
            format!(
                "変更箇所 is no list, so nothing can be added: {path}; see `hyokasho check {path}`"
            )
        }
        (Refused::Flow, Lang::Ja) => format!(
            "「変更箇所」が [ ] の中に書かれているので、書き加えられません: {path}。「- 変更日: …」のように1行ずつの書き方に直してください"
        ),
        (Refused::Flow, Lang::En) => {
            format!(
                "変更箇所 is written in [ ], so nothing can be added: {path}; write it line by line"
            )
        }
        (Refused::Unsafe, Lang::Ja) => format!(
            "ほかの記載を変えずに書き加えることができませんでした: {path}。`--print` で表示される行を、手で貼り付けてください"
        ),
        (Refused::Unsafe, Lang::En) => format!(
            "rows can't be added without changing something else: {path}; paste what --print shows"
        ),
    }
}

/// That two branches were merged and more than 別添３ is there twice, or a version can't be read.
pub(super) fn unjoined(why: Unjoined, path: &Path, lang: Lang) -> String {
    match why {
        Unjoined::Elsewhere(line) => in_two(path, line, false, lang),
        Unjoined::Unread => unread(path, lang),
    }
}

/// That a file holds two versions of a part, from a line on; `may_be_rows` where making the rows anew may be of help.
pub(super) fn in_two(path: &Path, line: usize, may_be_rows: bool, lang: Lang) -> String {
    let path = path.display();
    match (may_be_rows, lang) {
        (true, Lang::Ja) => format!(
            "2通りの記載が残っています（{path} の{line}行目）。別添３だけなら、`--rebuild` を付けると両方の行から作り直します"
        ),
        (true, Lang::En) => format!(
            "two versions are left in {path}, line {line}; if it is 別添３ alone, `--rebuild` makes its rows anew from both"
        ),
        (false, Lang::Ja) => format!(
            "別添３のほかにも2通りの記載が残っています（{path} の{line}行目）。残す方を決めて直してから、もう一度実行してください"
        ),
        (false, Lang::En) => format!(
            "two versions of more than 別添３ are left in {path}, line {line}; fix that first"
        ),
    }
}

pub(super) fn old_breaks(path: &Path, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::Ja => format!(
            "改行が古い形式（CR だけ）なので、ほかの行を変えずには書き加えられません: {path}。改行を LF に変えて保存し直してください"
        ),
        Lang::En => format!("line breaks are CR alone: {path}; save the file with LF first"),
    }
}
