//! 任意の欄の多くに記載か「－」があるのに、一部だけが空欄である。
//! Most optional items have a text or a dash, but a few are blank.
//!
//! ## 何を確認するか
//! 「その他の措置の内容」などの任意の自由記述欄を全て見て、二つ以上に「－」「なし」などの印があり、
//! 記載も印もない欄がその他の四分の一以下であること（点検の段階から、参考）。
//! 備考、印を一つも使っていない評価書と、「接続しない」などに○を付けた節の欄は見ません。
//!
//! ## なぜ
//! 印のある欄は「無い」と答えた欄です。その中の空欄は、書き忘れか、消した跡に読めます。
//!
//! ## 直し方
//! 書くことがなければ、ほかの欄と同じ印を書きます。書き忘れなら書きます。
//!
//! ## 例
//! ```yaml
//! 特定個人情報の入手:
//!   その他のリスク及びそのリスクに対する措置: －
//! 特定個人情報の使用:
//!   その他のリスク及びそのリスクに対する措置: －
//! 特定個人情報の提供・移転:
//!   その他のリスク及びそのリスクに対する措置: －
//! 特定個人情報の保管・消去:
//!   消去されずいつまでも存在するリスク:
//!     その他の措置の内容: －
//!   その他のリスク及びそのリスクに対する措置:      # 誤
//!   その他のリスク及びそのリスクに対する措置: －   # 正
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use crate::assessment::field::{Field, FieldId};
use crate::assessment::value::Value;
use crate::form::ItemKind;
use crate::form::condition::Condition;
use crate::japanese::notation::is_none_mark;
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X049",
    name: "uneven-blank",
    levels: Levels::from(Stage::Review, Severity::Info),
    basis: &[],
    check,
};

/// How many marks make a habit.
const MARKS: usize = 2;

/// How many times more items are filled than blank where a blank one is an oversight.
const TIMES: usize = 4;

/// The chapters whose optional items are compared.
const CHAPTERS: [&str; 5] = ["cover.", "basic.", "files[", "other_risks.", "disclosure."];

fn check(cx: &mut Context) {
    let (mut filled, mut mark, mut marks) = (0, None, 0);
    let mut blank: Vec<Place> = Vec::new();
    for (id, field) in cx.assessment.printed().iter_enumerated() {
        if !is_optional(cx, field) {
            continue;
        }
        match field.value {
            Value::Text(said) if !said.text.trim().is_empty() => {
                filled += 1;
                if is_none_mark(&said.text) {
                    marks += 1;
                    mark = mark.or(Some(said));
                }
            }
            _ => blank.extend(place(cx, field).map(|span| (id, span))),
        }
    }
    let Some(mark) = mark.filter(|_| marks >= MARKS && blank.len() * TIMES <= filled) else {
        return;
    };
    let Some((field, _)) = blank.first() else {
        return;
    };
    let words = words(cx.lang, &cx.name(*field), mark.text.trim(), filled);
    cx.report_all(&RULE, &blank, words);
}

/// Whether an item is a text that need not be written.
fn is_optional(cx: &Context, field: &Field) -> bool {
    let definition = cx.assessment.definition(field);
    definition.kind == ItemKind::Text
        && definition.required == Condition::Optional
        // Where nothing is written, 「別添２を参照。」 is printed.
        && definition.default.is_none()
        && CHAPTERS.iter().any(|chapter| field.id.starts_with(chapter))
        && !field.id.contains(".records[")
        // What there is to add is in remarks.
        && !field.id.ends_with(".remarks")
}

/// Where a blank item is; none where nothing is written around it, or a box says that there is nothing to write.
fn place(cx: &Context, field: &Field) -> Option<Span> {
    let parent = field.parent?;
    let above = cx.field(parent);
    let is_box = |id: &FieldId| matches!(cx.field(*id).value, Value::Check(_));
    let is_closed = cx.assessment.children(parent).iter().any(is_box);
    (!above.blank && !is_closed).then(|| field.key.unwrap_or_else(|| above.head()))
}

fn words(lang: Lang, item: &str, mark: &str, filled: usize) -> Words {
    Words::new(say!(
        lang,
        "{item} が空欄である。任意のほかの{filled}欄には、記載か「{mark}」がある",
        "{item} is blank; {filled} other optional items have a text or 「{mark}」"
    ))
    .help(say!(
        lang,
        "書くことがなければ「{mark}」を、書き忘れならその内容を書いてください。",
        "Write 「{mark}」 if there is nothing to say, else what was forgotten."
    ))
}
