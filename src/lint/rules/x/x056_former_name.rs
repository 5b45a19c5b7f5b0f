//! 前の版から変えた名前が、ほかの所に古いまま残っている。
//! A name that changed since the version before is still the old one elsewhere.
//!
//! ## 何を確認するか
//! `--base` で指定した版から、システム、部署、委託事項、委託先、提供先・移転先、ファイル、事務の名前を変え、又は除いたとき、古い名前がほかの項目に残っていないこと。
//! 二か所以上の文で同じように改めた部署、システム、会社の名前も見ます。選択から外した記録項目の種類は、その妥当性に残っていないことを見ます。
//! 「旧…」「…（現…）」のような言い方、別添３、別紙、Ⅵは見ません。ほかの欄に今もある名前も問いません。`--base` を指定しなければ何も確認しません。
//!
//! ## なぜ
//! 名前は多くの欄に出てくるので、欄を一つ改めても、対策の文や図の説明に古い名前が残りがちです。
//!
//! ## 直し方
//! いまの名前に直します。除いたものなら、それについて書いた文も除きます。
//!
//! ## 例
//! ```yaml
//! # 前の版
//! 使用するシステム:
//!   - システムの名称: 貸出管理システム
//! # …
//! 消去方法: 貸出管理システムの消去機能で消去する。
//! # 今の版
//! 使用するシステム:
//!   - システムの名称: 図書館総合システム
//! # …
//! 消去方法: 貸出管理システムの消去機能で消去する。     # 誤: Ⅰ２では名前を変えた
//! 消去方法: 図書館総合システムの消去機能で消去する。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use rustc_hash::FxHashSet;

use super::changed;
use super::echoes::{changed_at, former, is_called_former, list_name, own_texts};
use super::gone::{self, Gone, Reach};
use crate::japanese::finder::Finder;
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X056",
    name: "former-name",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let Some(former) = former(cx) else { return };
    let gone = gone::gone(cx, former);
    if gone.is_empty() {
        return;
    }
    let left = left(cx, &gone);
    for (gone, left) in gone.iter().zip(left) {
        report(cx, gone, &left);
    }
}

/// Where each name that is gone is still written.
fn left(cx: &Context, gone: &[Gone]) -> Vec<Vec<Place>> {
    let forms = gone.iter().enumerate();
    let forms: Vec<(usize, &str)> = forms
        .flat_map(|(n, gone)| gone.forms.iter().map(move |form| (n, form.as_str())))
        .collect();
    // Of names that hold each other the longest counts: one of today may hold a former one.
    let today: FxHashSet<&str> = gone
        .iter()
        .flat_map(|gone| &gone.today)
        .map(String::as_str)
        .collect();
    let words = forms.iter().map(|(_, form)| *form).chain(today);
    let finder = Finder::of(words.map(str::to_owned).collect());
    let mut left: Vec<Vec<Place>> = vec![Vec::new(); gone.len()];
    for (id, text) in own_texts(cx) {
        for hit in finder.longest(text.str()) {
            let Some((n, form)) = forms.get(hit.word) else {
                continue;
            };
            let gone = &gone[*n];
            let is_read = match &gone.reach {
                Reach::All => true,
                Reach::Within(parts) => parts.iter().any(|part| id.starts_with(part.as_str())),
            };
            if is_read
                && gone::is_whole(text.str(), &hit.range, form)
                && !is_called_former(text.str(), &hit.range, gone.new.as_deref())
            {
                left[*n].push(text.place(cx, hit.range));
            }
        }
    }
    left
}

fn report(cx: &mut Context, gone: &Gone, left: &[Place]) {
    let lang = cx.lang;
    let (old, new) = (gone.old.as_str(), gone.new.as_deref());
    let there = changed_at(cx, gone.change, new);
    let item = list_name(cx, gone.change);
    let severity = match gone.is_certain {
        true => RULE.levels.highest(),
        false => Severity::Info,
    };
    let words = match new {
        Some(new) => still_old(lang, old, new, &item),
        None => still_there(lang, old, &item),
    };
    if let Some(finding) = cx.report_all(&RULE, left, words) {
        finding
            .severity(severity)
            .related(there, changed(lang, old, new));
    }
}

fn still_old(lang: Lang, old: &str, new: &str, item: &str) -> Words {
    Words::new(say!(
        lang,
        "{item} は「{old}」から「{new}」に変わったのに、ここは「{old}」のままである",
        "{item} is 「{new}」 now, but 「{old}」 is still here"
    ))
    .help(say!(
        lang,
        "「{new}」に直してください。今も「{old}」のことなら、そのままで構いません。",
        "Write 「{new}」, unless 「{old}」 is still meant."
    ))
}

fn still_there(lang: Lang, old: &str, item: &str) -> Words {
    Words::new(say!(
        lang,
        "「{old}」は {item} から無くなったのに、ここに残っている",
        "「{old}」 is gone from {item}, but is still here"
    ))
    .help(say!(
        lang,
        "「{old}」について書いた所を除くか、いまの名前に直してください。",
        "Leave it out here, too, or write what took its place."
    ))
}
