//! 提供先・移転先と、時期・頻度に書かれた求める側が食い違っている。
//! The body to which data are given is not the one that asks for them.
//!
//! ## 何を確認するか
//! Ⅱ５の提供先・移転先の時期・頻度に「他の市町村長から照会を受けた都度」のように求める側が書かれているとき、それが提供先・移転先の名と同じ種類の機関（国、都道府県、
//! 市区町村、機構や組合など）であること。移転先では、同じ課であること。
//! 「情報照会者から」「提供先から」のようにどの機関かを言わないものは見ません。
//!
//! ## なぜ
//! ほかの提供先の欄を写したまま直していないことがあります。どの機関にいつ渡すのかが、住民に分かりません。
//!
//! ## 直し方
//! 実際に求める側の名に直します。
//!
//! ## 例
//! ```yaml
//! 提供先:
//!   - 名称: 厚生労働大臣
//!     時期・頻度: 他の市町村長から照会を受けた都度   # 誤
//!     時期・頻度: 厚生労働大臣から照会を受けた都度   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::ops::Range;

use super::{numbers, text};
use crate::assets::lists::bodies::{ASKED, ASKERS, KINDS};
use crate::assets::lists::departments::NO_NAMES;
use crate::japanese::chars::{is_kanji, is_katakana};
use crate::japanese::notation::{before_bracket, fold};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X044",
    name: "other-asker",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    for n in numbers(cx, "files") {
        for list in ["recipients", "transferees"] {
            let list = format!("files[{n}].overview.provision.{list}");
            for i in numbers(cx, &list) {
                report_asker(cx, &format!("{list}[{i}]"));
            }
        }
    }
}

/// Reports who else asks for what one body is given.
fn report_asker(cx: &mut Context, entry: &str) {
    let named = text(cx, &format!("{entry}.name"));
    let timing = text(cx, &format!("{entry}.timing"));
    let (Some((_, named)), Some((field, timing))) = (named, timing) else {
        return;
    };
    // 「市町村長（都道府県知事を含む。）」 may be either.
    let (name, whole) = (before_bracket(&named.text), fold(&named.text));
    for range in askers(&timing.text) {
        let asker = fold(&timing.text[range.clone()]);
        if !differs(&fold(name), &whole, &asker) {
            continue;
        }
        let span = cx.words(timing, range);
        let lang = cx.lang;
        let words = words(lang, &asker, name.trim());
        cx.report(&RULE, field, span, words)
            .related(named.span, given_to(lang));
        return;
    }
}

/// Whether who asks is of another kind than who is given; what either says of no body in particular is left alone.
fn differs(name: &str, whole: &str, asker: &str) -> bool {
    let bare = asker
        .trim_start_matches("他の")
        .trim_start_matches(['他', '各']);
    if whole.contains(bare) || ASKERS.iter().any(|word| bare.ends_with(word)) {
        return false;
    }
    // 「課税」 and 「省令」 name no body.
    let plain = |words: &str| {
        let words = words.replace("省令", "").replace("庁内", "");
        words.replace("賦課", "").replace("課税", "")
    };
    let of = |words: &str| -> Vec<&'static str> {
        let words = plain(words);
        let has = |ends: &&[&str]| ends.iter().any(|end| words.contains(end));
        let kinds = KINDS.iter().filter(|(_, ends)| has(ends));
        kinds.map(|(kind, _)| *kind).collect()
    };
    let are_divisions = bare.ends_with('課') && name.ends_with('課');
    if are_divisions && !NO_NAMES.iter().any(|end| bare.ends_with(end)) {
        return true;
    }
    let (given, asks) = (of(name), of(bare));
    let chars: Vec<char> = bare.chars().collect();
    let shares = chars
        .windows(2)
        .any(|pair| whole.contains(&pair.iter().collect::<String>()));
    match (given.is_empty(), asks.is_empty()) {
        (false, false) => {
            !asks.iter().any(|kind| given.contains(kind))
                && !of(whole).iter().any(|kind| asks.contains(kind))
        }
        // 「他の図書館」 is none of the bodies that we know, and no word of the name.
        (false, true) => asker.starts_with('他') && !shares,
        _ => false,
    }
}

/// Who asks by a text: the name before 「から照会」, 「が求めた」.
fn askers(text: &str) -> Vec<Range<usize>> {
    let is_of_name = |c: char| is_kanji(c) || is_katakana(c) || c == 'ー';
    let mut found: Vec<Range<usize>> = Vec::new();
    for ask in ASKED {
        for (at, _) in text.match_indices(ask) {
            let head = &text[..at];
            let run = head.trim_end_matches(is_of_name);
            let start = match run.strip_suffix("他の") {
                Some(rest) => rest.len(),
                None => run.len(),
            };
            let is_known = found.iter().any(|known| known.start == start);
            if run.len() < at && !is_known {
                found.push(start..at);
            }
        }
    }
    found
}

fn words(lang: Lang, asker: &str, name: &str) -> Words {
    Words::new(say!(
        lang,
        "時期・頻度では「{asker}」が求めることになっているが、渡す先は「{name}」である",
        "「{asker}」 asks for the data, but they are given to 「{name}」"
    ))
    .help(say!(
        lang,
        "ほかの欄を写したままなら、求める側を渡す先の名に直してください。",
        "Name the body that asks for these data."
    ))
}

fn given_to(lang: Lang) -> String {
    say!(lang, "渡す先", "to whom they are given")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn askers_of_another_kind() {
        for (name, asker) in [
            ("厚生労働大臣", "他の市町村長"),
            ("厚生労働大臣", "他の図書館"),
            ("都道府県知事", "日本年金機構"),
            ("教育部学校図書課", "資料保存課"),
        ] {
            assert!(differs(name, name, asker), "{name} {asker}");
        }
        for (name, asker) in [
            ("市町村長", "他の市町村"),
            ("都道府県知事", "情報照会者"),
            ("厚生労働大臣", "厚生労働省"),
            ("全国健康保険協会", "健康保険組合"),
            ("こども家庭課", "情報照会者"),
            ("健康福祉部生活福祉課", "生活福祉課"),
            ("健康福祉部生活福祉課", "移転先課"),
            ("主務省令に定める者", "市町村長"),
        ] {
            assert!(!differs(name, name, asker), "{name} {asker}");
        }
        let found = |text: &str| -> Vec<String> {
            askers(text)
                .into_iter()
                .map(|r| text[r].to_owned())
                .collect()
        };
        assert_eq!(found("他の図書館から求められるたび"), ["他の図書館"]);
        assert_eq!(found("都道府県知事が照会を行った都度"), ["都道府県知事"]);
    }
}
