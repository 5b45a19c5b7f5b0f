//! 取り込んだ文書の記載に、項目に入っていないもの、又は確かめていないものがある。
//! Words that an import found no place for, or that nobody has looked at.
//!
//! ## 何を確認するか
//! `hyokasho import` 又は `hyokasho new --like` で作ったファイルについて、「取込みの残り」が空であることと、「# 取込: 要確認」の注釈が残っていないこと。
//! 公表の段階ではエラーです。
//!
//! ## なぜ
//! 「取込みの残り」は印刷されません。元の文書にあった記載が、気付かれないまま公表する評価書から抜け落ちます。
//! 「要確認」の記載は、別の項目のものかもしれません。
//!
//! ## 直し方
//! 残りの記載を、当てはまる項目へ移して消します。様式の見出しなど、要らないものは消すだけでかまいません。
//! 「要確認」の所は元の文書と見比べ、合っていれば注釈の行を消します。
//!
//! ## 例
//! ```yaml
//! # 取込: 要確認（シートⅠ!C4）選択肢にない語   # 誤
//! 備考: 図書館の窓口でも確認できる。
//! # …
//! 取込みの残り:
//!   - {場所: シートⅠ!B40, 文: 貸出の停止についての補足}   # 誤: どの項目にも入っていない
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（取込み）

use crate::assessment::Assessment;
use crate::assessment::field::{Field, FieldId};
use crate::form::ItemKind;
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::Comment;

/// The rule.
pub static RULE: Rule = Rule {
    code: "S025",
    name: "left-by-import",
    levels: Levels::by_stage(Severity::Warning, Severity::Warning, Severity::Error),
    basis: &[],
    check,
};

/// The list of what has no place, in the form's data.
const REST: &str = "leftovers";

/// What the comment of a value begins with that is to be looked at.
const DOUBT: &str = "取込: 要確認";

fn check(cx: &mut Context) {
    let assessment = cx.assessment;
    // An entry whose words were moved away and whose place is still there is left, too.
    let rest = (1..=assessment.entries(REST)).filter_map(|n| {
        let written = |key: &str| {
            let field = assessment.find(&format!("{REST}[{n}].{key}"))?;
            (!cx.field(field).blank).then_some((field, cx.field(field).span))
        };
        written("text").or_else(|| written("place"))
    });
    let rest: Vec<Place> = rest.collect();
    cx.report_all(&RULE, &rest, of_rest(cx.lang));
    let doubts = doubts(assessment);
    let is_foreign = assessment.source.origin().is_some();
    let is_blank =
        |(_, field): &(&Comment, Option<FieldId>)| field.is_some_and(|field| cx.field(field).blank);
    let blank = doubts.iter().filter(|doubt| is_blank(doubt)).count();
    let said = |(comment, field): &(&Comment, Option<FieldId>)| {
        let options = field.and_then(|field| options(assessment, field));
        let options = options.map(|(options, of_several)| match is_foreign {
            true => to_choose(cx.lang, &options),
            false => to_write(cx.lang, &options, of_several),
        });
        let why = assessment
            .source
            .origin()
            .map(|_| reason(&comment.text).to_owned());
        joined(cx.lang, why.into_iter().chain(options).collect())
    };
    let place = |doubt: &(&Comment, Option<FieldId>)| {
        let (comment, field) = doubt;
        let around = || assessment.field_at(comment.span.start);
        ((field.or_else(around), comment.span), said(doubt))
    };
    let places: Vec<_> = doubts.iter().map(place).collect();
    cx.report_all(&RULE, &places, of_doubts(cx.lang, is_foreign, blank > 0));
}

/// The comments of values that are to be looked at, each with the item that it stands above.
fn doubts<'a>(assessment: &'a Assessment) -> Vec<(&'a Comment, Option<FieldId>)> {
    let comments = assessment.document.comments.iter();
    let comments = comments.filter(|comment| comment.text.trim_start().starts_with(DOUBT));
    let mut comments = comments.peekable();
    if comments.peek().is_none() {
        return Vec::new();
    }
    let begins = |(id, field): (FieldId, &Field)| {
        let start = match field.key {
            Some(key) => key.start,
            None if field.span.range().is_empty() => return None,
            None => field.span.start,
        };
        Some((start, id))
    };
    let mut begun: Vec<(usize, FieldId)> = assessment
        .fields
        .iter_enumerated()
        .filter_map(begins)
        .collect();
    begun.sort_unstable();
    let below = |comment: &Comment| {
        let next = begun.partition_point(|(start, _)| *start < comment.span.end);
        let (start, _) = begun.get(next)?;
        // An entry begins where its first item begins, which is the one that is meant.
        let here = begun[next..].iter().take_while(|(at, _)| at == start);
        here.last().map(|(_, id)| *id)
    };
    comments.map(|comment| (comment, below(comment))).collect()
}

/// The options of an item in which nothing is written, and whether several of them may be chosen.
fn options<'a>(assessment: &'a Assessment, field: FieldId) -> Option<(Vec<&'a str>, bool)> {
    let field = &assessment.fields[field];
    let item = assessment.definition(field);
    let of_several = item.kind == ItemKind::Checks;
    let options = item.options.iter().map(|option| option.text.as_str());
    let options: Vec<&str> = options.collect();
    (field.blank && !options.is_empty()).then_some((options, of_several))
}

/// Why a value is to be looked at: what stands in its comment after the place, 「取込: 要確認（Ⅰ!C4）選択肢にない語」.
fn reason(comment: &str) -> &str {
    let mut depth = 0;
    let end = comment.char_indices().find(|(_, c)| {
        match c {
            '（' => depth += 1,
            '）' => depth -= 1,
            _ => return false,
        }
        depth == 0
    });
    end.map_or("", |(at, c)| &comment[at + c.len_utf8()..])
        .trim()
}

fn of_rest(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "取り込んだ文書の記載が、どの項目にも入っていない",
        "Words of the imported document are in no item"
    ))
    .help(say!(
        lang,
        "当てはまる項目へ移すか、要らなければ消してください。「取込みの残り」は印刷されません。",
        "Move them to the items that they belong to, or delete them; 取込みの残り is not printed."
    ))
}

fn of_doubts(lang: Lang, is_foreign: bool, has_blank: bool) -> Words {
    let words = Words::new(say!(
        lang,
        "取り込んだ記載を確かめていない",
        "Imported words have not been looked at"
    ));
    if is_foreign {
        return words.help(say!(
            lang,
            "示したセルなどを見て、その項目の記載として正しければ、そのままで構いません。違えば様式どおりの欄に書き直すか、`hyokasho import` で YAML にして直してください。",
            "Look at the places named; where the words are those of the item, nothing is to be done. Else write them where the form has them, or make the file YAML by `hyokasho import` and correct it there."
        ));
    }
    let help = say!(
        lang,
        "元の文書と見比べ、合っていれば「# 取込: 要確認」の行を消してください。",
        "Compare them with the source; where they are right, delete the comment."
    );
    let blank = say!(
        lang,
        "空欄の項目には、元の文書で選ばれているものを書き入れてから消します。",
        " Where nothing is written, write what the source has chosen first."
    );
    words.help(if has_blank { help + &blank } else { help })
}

/// Two things that are said of one place.
fn joined(lang: Lang, parts: Vec<String>) -> String {
    parts.join(say!(lang, "。", "; ").as_str())
}

/// How many options are named.
const NAMED: usize = 6;

fn named(options: &[&str]) -> String {
    let named: String = options
        .iter()
        .take(NAMED)
        .map(|o| format!("「{o}」"))
        .collect();
    let more = if options.len() > NAMED { "…" } else { "" };
    named + more
}

fn to_choose(lang: Lang, options: &[&str]) -> String {
    let named = named(options);
    say!(
        lang,
        "様式の選択肢は、{named}",
        "the options of the form are {named}"
    )
}

fn to_write(lang: Lang, options: &[&str], of_several: bool) -> String {
    let named = named(options);
    if of_several {
        say!(
            lang,
            "次の行から「- 」を付けて1行に1つずつ書く: {named}",
            "to be written below it, each on a line with its dash: {named}"
        )
    } else {
        say!(
            lang,
            "次の一つを「:」の後に書く: {named}",
            "one of these belongs after the colon: {named}"
        )
    }
}
