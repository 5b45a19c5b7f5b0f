//! Bodies and departments from which the text takes in data and which the slots of Ⅱ３① do not name.

use std::ops::Range;

use super::whom::{has_other, whence};
use super::{Tick, key, name, text, ticks};
use crate::assessment::field::FieldId;
use crate::assets::lists::{departments, intake};
use crate::japanese::notation::{fold, has_chars};
use crate::japanese::sieve::Sieve;
use crate::japanese::signs::pieces;
use crate::lint::rules::{Context, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

const PERSON: &str = "本人又は本人の代理人";
const WITHIN: &str = "評価実施機関内の他部署";
const OTHER: &str = "その他";

/// What is a body's own or another's, as the case may be, may be named under any option but the first.
const ANY: &str = "";

/// Where a text is about an intake in each of its lines, or in some of its sentences.
const TIMING: &str = "timing";

/// A source that a text names.
struct Source {
    field: FieldId,
    range: Range<usize>,
    option: &'static str,
}

/// Reports the sources of a file that its texts name and its slots do not, but for options reported already. Where the
/// slots have all who answer by the network in one word, `networked`, only others are reported.
pub(super) fn report(
    cx: &mut Context,
    rule: &'static Rule,
    n: usize,
    reported: &[&str],
    networked: bool,
) {
    let section = format!("files[{n}].overview.intake");
    let boxes = format!("{section}.sources");
    let ticks = ticks(cx, &boxes);
    if ticks.is_empty() {
        return;
    }
    let mut found: Vec<Source> = Vec::new();
    for item in [TIMING, "validity", "notice"] {
        let Some((field, said)) = text(cx, &format!("{section}.{item}")) else {
            continue;
        };
        for piece in pieces(&said.text, &['。']) {
            let sentence = &said.text[piece.clone()];
            let spots = in_sentence(sentence, item == TIMING, networked);
            found.extend(spots.into_iter().map(|(range, option)| Source {
                field,
                range: piece.start + range.start..piece.start + range.end,
                option,
            }));
        }
    }
    let slots: String = ticks
        .iter()
        .filter_map(|t| t.detail)
        .map(|d| fold(&d.text) + "\n")
        .collect();
    let own = own_departments(cx, n);
    let mut seen: Vec<String> = Vec::new();
    for source in found {
        let Some((_, said)) = text(cx, &cx.field(source.field).id) else {
            continue;
        };
        let words = fold(&said.text[source.range.clone()]);
        let is_own = match source.option {
            WITHIN => own.contains(tail(&words)),
            ANY => own.contains(&words),
            _ => false,
        };
        let mut options = ticks.iter().map(|tick| tick.option);
        let is_open = match source.option {
            ANY => options.any(|option| option != PERSON && is_open(&ticks, option)),
            option => [option, OTHER].iter().any(|option| is_open(&ticks, option)),
        };
        if reported.contains(&source.option)
            || is_own
            || is_open
            || is_named(&slots, &words)
            || seen.contains(&words)
        {
            continue;
        }
        let span = cx.words(said, source.range);
        let item = name(cx, &boxes);
        let unnamed = match source.option {
            ANY => unnamed_anywhere(cx.lang, &item, &words),
            option => unnamed(cx.lang, &item, &words, option),
        };
        let (there, lang) = (key(cx, &boxes), cx.lang);
        let finding = cx
            .report(rule, source.field, span, unnamed)
            .severity(Severity::Info);
        if let Some(there) = there {
            finding.related(there, not_here(lang));
        }
        seen.push(words);
    }
}

/// The bodies and departments that a sentence names as sources, with the option under which they belong.
fn in_sentence(
    sentence: &str,
    is_timing: bool,
    networked: bool,
) -> Vec<(Range<usize>, &'static str)> {
    let sieve = Sieve::of(sentence);
    if sieve.has_one(intake::NOT_TAKEN) || !is_timing && !sieve.has_one(intake::FROM_SOURCES) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let bodies = intake::BODIES.iter().map(|body| (body, false));
    let private = intake::PRIVATE_BODIES.iter().map(|body| (body, true));
    for ((option, names), is_private) in bodies.filter(|_| !networked).chain(private) {
        let mut names = names.iter().filter(|name| sieve.may_have(name));
        let first = names.find_map(|name| {
            let mut places = sentence.match_indices(name);
            places.find_map(|(at, _)| {
                let after = &sentence[at + name.len()..];
                let is_other = intake::NO_SOURCES
                    .iter()
                    .any(|word| after.starts_with(word));
                let is_source = is_timing && !is_private || whence(after).is_some();
                // 「国民健康保険組合」 is no 健康保険組合 of its own.
                let is_part = sentence[..at].ends_with("国民") || sentence[..at].ends_with("全国");
                (is_source && !is_other && !is_part).then(|| at..at + name.len())
            })
        });
        found.extend(first.map(|range| (range, *option)));
    }
    let ends = departments::OF_SOURCES.iter();
    let ends = ends.filter(|end| sieve.may_have(end));
    for (at, end) in ends.flat_map(|end| sentence.match_indices(end)) {
        let until = at + end.len();
        let (before, after) = (&sentence[..until], &sentence[until..]);
        let run = before.trim_end_matches(is_of_name);
        let words = &before[run.len()..];
        // 「他市の税務課」 is another body's.
        let is_others = run.ends_with('の')
            || ["市町村", "自治体", "団体"]
                .iter()
                .any(|w| words.contains(w));
        let is_generic = departments::UNNAMED.contains(&words);
        let is_other = intake::NO_SOURCES
            .iter()
            .any(|word| after.starts_with(word));
        // A line may begin with its source: 「・資料課　毎月1回」.
        let is_mark = |c: char| {
            c.is_whitespace()
                || matches!(c, '・' | '･' | '(' | ')' | '（' | '）' | '.' | '．')
                || c.is_numeric()
        };
        let heads = is_timing
            && run.trim_matches(is_mark).is_empty()
            && after.starts_with(['　', '：', ':', ' ']);
        let is_source = heads
            || whence(after).is_some_and(|whence| {
                whence.is_plain
                    || sieve.has_one(intake::FROM_SOURCES) && !has_other(&after[whence.row..])
            });
        if is_source && !is_other && !is_others && !is_generic && has_chars(words, 3) {
            found.push((run.len()..until, WITHIN));
        }
    }
    found.extend(place(sentence, &sieve, is_timing));
    found
}

/// The first school, library or the like from which a sentence takes something in.
fn place(sentence: &str, sieve: &Sieve, is_timing: bool) -> Option<(Range<usize>, &'static str)> {
    let names = intake::PLACES.iter().filter(|name| sieve.may_have(name));
    let named = names.filter_map(|name| {
        let mut places = sentence.match_indices(name);
        places.find_map(|(at, _)| {
            let end = at + name.len();
            let after = &sentence[end..];
            let whence = whence(after)?;
            let later = &after[whence.row..];
            let is_taken = intake::FROM_SOURCES.iter().any(|word| later.contains(word));
            let is_source = is_taken && !has_other(later) || is_timing && whence.is_plain;
            let mut others = intake::NO_SOURCES.iter();
            let is_asked = others.any(|word| word.starts_with("から") && after.starts_with(word));
            (is_source && !is_asked).then_some(at..end)
        })
    });
    // 「小学校」 is no 「学校」 of its own.
    let first = named.min_by_key(|range| (range.end, range.start))?;
    Some((first, ANY))
}

fn is_of_name(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{30A1}'..='\u{30FA}' | 'ー' | '々')
}

/// The last part of a department's name: 「市民部市民課」 is called 「市民課」.
fn tail(words: &str) -> &str {
    let last = |mark: char| words.rfind(mark).map(|at| at + mark.len_utf8());
    let at = ['部', '局'].iter().filter_map(|mark| last(*mark)).max();
    let tail = at.map_or(words, |at| &words[at..]);
    if tail.chars().count() > 2 {
        tail
    } else {
        words
    }
}

/// Whether the slots name a body, or one that goes by one another's names.
fn is_named(slots: &str, words: &str) -> bool {
    let mut bodies = intake::BODIES.iter().chain(intake::PRIVATE_BODIES);
    let of_body = bodies.find(|(_, names)| names.contains(&words));
    match of_body {
        Some((_, names)) => names.iter().any(|name| slots.contains(name)),
        None => {
            let mut kinds = intake::PLACES.iter();
            slots.contains(tail(words))
                || kinds.any(|kind| words.ends_with(kind) && slots.contains(kind))
        }
    }
}

/// Whether an option is ticked without a list of names that is whole.
fn is_open(ticks: &[Tick], option: &str) -> bool {
    let mut own = ticks.iter().filter(|tick| tick.option == option);
    own.any(|tick| {
        tick.detail
            .is_none_or(|detail| leaves_open(detail.text.trim()))
    })
}

/// Whether a list of names is not whole: 「税務課、福祉課等」. 「薬局等の窓口」 is one name of its own.
fn leaves_open(names: &str) -> bool {
    let ends = |after: &str| {
        let next = after.trim_start_matches([' ', '\u{3000}']);
        let mut signs = intake::AFTER_A_NAME.iter();
        next.is_empty() || next.starts_with('\n') || signs.any(|sign| next.starts_with(sign))
    };
    let has_end = |word: &str| {
        let mut places = names.match_indices(word);
        places.any(|(at, word)| ends(&names[at + word.len()..]))
    };
    intake::OPEN_SLOTS.iter().any(|word| names.contains(word))
        || intake::OPEN_ENDS.iter().any(|word| has_end(word))
}

/// The departments that use the file themselves.
fn own_departments(cx: &Context, n: usize) -> String {
    let ids = [
        "basic.department.name".to_owned(),
        format!("files[{n}].overview.basics.department"),
        format!("files[{n}].overview.intake.user.departments"),
    ];
    let texts = ids.iter().filter_map(|id| text(cx, id));
    texts.map(|(_, said)| fold(&said.text) + "\n").collect()
}

fn unnamed(lang: Lang, item: &str, source: &str, option: &str) -> Words {
    Words::new(say!(
        lang,
        "本文に書かれた入手元「{source}」が、{item} に無い",
        "{item} does not name 「{source}」, which the text names as a source"
    ))
    .help(say!(
        lang,
        "入手しているなら「{option}」の（　）に加えてください。していないなら本文を直してください。",
        "Add it to 「{option}」, or correct the text."
    ))
}

fn unnamed_anywhere(lang: Lang, item: &str, source: &str) -> Words {
    unnamed(lang, item, source, ANY).help(say!(
        lang,
        "入手しているなら、当たる入手元（評価実施機関内の他部署、地方公共団体、民間事業者など）の（　）に加えてください。していないなら本文を直してください。",
        "Add it to the option under which it belongs, or correct the text."
    ))
}

/// Said at the boxes.
fn not_here(lang: Lang) -> String {
    say!(lang, "ここに無い", "not here")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_distinguished_from_other_mentions() {
        let sources = |text: &str, is_timing| -> Vec<String> {
            let found = in_sentence(text, is_timing, false);
            found
                .into_iter()
                .map(|(range, _)| text[range].to_owned())
                .collect()
        };
        assert_eq!(
            sources("・特別徴収の情報（日本年金機構）：年次", true),
            ["日本年金機構"]
        );
        assert_eq!(sources("・資料課からの名簿：毎月1回", true), ["資料課"]);
        assert_eq!(sources("（2）資料課　毎月1回", true), ["資料課"]);
        assert_eq!(
            sources("資料課、学校課及び文書室から：毎月1回", true).len(),
            3
        );
        assert_eq!(sources("資料課の棚から借りた日", true), [""; 0]);
        assert_eq!(sources("・名簿は、資料課　窓口で受け取る", true), [""; 0]);
        assert_eq!(
            sources("・住民票の情報は、他市の市民課から、都度入手する。", true),
            [""; 0]
        );
        assert_eq!(sources("・国税庁へ提供した翌日", true), ["国税庁"; 0]);
        assert_eq!(sources("・国税庁長官が定める日", true), [""; 0]);
        assert_eq!(sources("・医療機関からの診断書：毎月", true), ["医療機関"]);
        assert_eq!(sources("・医療機関を受診した月の翌月", true), [""; 0]);
        assert_eq!(
            sources("他市町村及び国税庁から入手する。", false),
            ["国税庁"]
        );
        assert_eq!(
            sources("国税庁、デジタル庁及び共済組合から入手する。", false).len(),
            3
        );
        assert_eq!(
            sources("日本年金機構が管理する番号を用いて入手する。", false),
            [""; 0]
        );
        assert_eq!(sources("金融機関からは取得しない。", false), [""; 0]);
        let schools = "学校及び児童館より月1回受領する。";
        assert_eq!(sources(schools, false), ["学校"]);
        assert_eq!(sources("小学校から名簿の提出を受ける。", false), ["小学校"]);
        assert_eq!(sources("学校からの照会に回答する。", true), [""; 0]);
        assert_eq!(
            sources("学校に届いた書類を市民課から受け取る。", false),
            ["市民課"]
        );
        assert_eq!(tail("市民部市民課"), "市民課");
    }
}
