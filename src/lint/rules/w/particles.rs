//! Particles that do not fit the verb after them: closed patterns around nouns of action.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::assets::lists::actions::{
    ACTED_ON, ACTIONS, AGENTS, DOERS, IN_GENERAL, PASSIVE, SECOND_OBJECTS, SPONTANEOUS,
};
use crate::japanese::chars::{is_kanji, is_katakana, is_letter};
use crate::japanese::notation::is_digit;

/// What does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum MisfitKind {
    /// 記録を点検をする
    TwoObjects,
    /// 記録の更新する手順
    Attribute,
    /// 学校からの受領する名簿
    Double,
    /// 定期的を確認し
    Adjective,
    /// 情報が保管する
    Subject,
    /// 申込書を回覧された
    Passive,
    /// 特定個人情報提供する
    Missing,
}

/// Words that do not fit, with their place.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Misfit {
    pub(super) kind: MisfitKind,
    pub(super) range: Range<usize>,
}

/// The longest words between two 「を」, in bytes.
const BETWEEN: usize = 42;

/// From how many bytes on a word before a verb is no part of it: 情報連携する is one verb.
const COMPOUND: usize = 5 * 3;

/// How many characters after a passive show that it is a harm.
const NEAR: usize = 14;

static ACTS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| ACTIONS.iter().copied().collect());

static PASSIVES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| PASSIVE.iter().copied().collect());

/// All of a text, in its order.
pub(super) fn misfits(text: &str) -> Vec<Misfit> {
    let mut found = Vec::new();
    let mut add = |kind, range: Range<usize>| found.push(Misfit { kind, range });
    let mut last: Option<usize> = None;
    // One pass for all: looking for a single kana stops at every character that ends in the same byte.
    for (at, sign) in text.char_indices() {
        let end = at + sign.len_utf8();
        match sign {
            'を' => {
                if let Some(range) = adjective(text, at) {
                    add(MisfitKind::Adjective, range);
                } else if let Some(range) = last.and_then(|last| two_objects(text, last, at)) {
                    add(MisfitKind::TwoObjects, range);
                } else if let Some(range) = passive(text, at) {
                    add(MisfitKind::Passive, range);
                }
                last = Some(at);
            }
            'の' => {
                if let Some((kind, range)) = attribute(text, at) {
                    add(kind, range);
                }
            }
            'が' => {
                if let Some(range) = subject(text, at) {
                    add(MisfitKind::Subject, range);
                }
            }
            'す' | 'し' => {
                let ending = text[end..].chars().next().filter(|c| match sign {
                    'す' => *c == 'る',
                    _ => "、たて".contains(*c),
                });
                let range = ending.and_then(|ending| missing(text, at, end + ending.len_utf8()));
                if let Some(range) = range {
                    add(MisfitKind::Missing, range);
                }
            }
            _ => {}
        }
    }
    found.sort_by_key(|misfit| misfit.range.start);
    found
}

/// 「を点検を」: what is between is one noun.
fn two_objects(text: &str, before: usize, at: usize) -> Option<Range<usize>> {
    let inner = text.get(before + 'を'.len_utf8()..at)?;
    let tail = &text[at + 'を'.len_utf8()..];
    let is_noun = (2 * 3..=BETWEEN).contains(&inner.len()) && inner.chars().all(is_of_noun);
    let is_other = SECOND_OBJECTS.iter().any(|verb| tail.starts_with(verb));
    (is_noun && !is_other && !tail.is_empty()).then(|| before..at + 'を'.len_utf8())
}

/// 「定期的を」
fn adjective(text: &str, at: usize) -> Option<Range<usize>> {
    let head = text[..at].strip_suffix('的')?;
    let before = head.chars().next_back()?;
    // 目的, 標的 and the like are nouns.
    let is_adjective = is_of_noun(before) && !"目標射私公".contains(before);
    let start = head.trim_end_matches(is_of_noun).len();
    is_adjective.then(|| start..at + 'を'.len_utf8())
}

/// 「を回覧された」
fn passive(text: &str, at: usize) -> Option<Range<usize>> {
    let start = at + 'を'.len_utf8();
    let tail = &text[start..];
    let action = longest(&PASSIVES, tail)?;
    let after = tail[action..].strip_prefix("され")?;
    let is_verb = after.starts_with(['た', 'て', 'る', '、']);
    // What nobody wants to be done to what is his: 番号を入手されるリスク.
    let line = after.lines().next().unwrap_or("");
    let near: String = line.chars().take(NEAR).collect();
    let is_harm = ["リスク", "おそれ", "恐れ", "危険", "防", "よう"]
        .into_iter()
        .any(|word| near.contains(word));
    (is_verb && !is_harm).then(|| at..start + action + "され".len())
}

/// 「の更新・削除する手順」, 「からの受領する」
fn attribute(text: &str, at: usize) -> Option<(MisfitKind, Range<usize>)> {
    let start = at + 'の'.len_utf8();
    let actions = actions(&text[start..])?;
    let tail = &text[start + actions..];
    let verb = ["する", "した", "して", "し、", "しま", "しな"]
        .into_iter()
        .find(|verb| tail.starts_with(verb));
    let head = &text[..at];
    if let Some(particle) = double(head) {
        let is_verb = verb.is_some() || tail.starts_with("され") || tail.starts_with("せ");
        let end = start + actions + verb.map_or(0, str::len);
        return is_verb.then(|| (MisfitKind::Double, at - particle..end));
    }
    let (verb, before) = (verb?, head.chars().next_back()?);
    let after = &tail[verb.len()..];
    let range = at..start + actions + verb.len();
    let is_noun = is_of_noun(before)
        || is_digit(before)
        || is_letter(before)
        || "）」等".contains(before)
        || head.ends_with("こと");
    let ends = ["し、", "しま", "しな"].contains(&verb)
        || after.is_empty()
        || after.starts_with(['。', '、', '\n'])
        || verb == "して" && !after.starts_with("いる")
        || after.starts_with("いる。");
    if is_noun && ends {
        return Some((MisfitKind::Attribute, range));
    }
    let has = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
    let ends_in = |words: &[&str]| words.iter().any(|word| head.ends_with(word));
    let is_thing = ends_in(ACTED_ON) || last_action(head).is_some();
    // 「書庫の施錠した架」: what is done may be said of what follows.
    let is_done = verb != "した" || has(DOERS) || has(IN_GENERAL);
    let is_object = is_thing && is_done || is_noun && has(IN_GENERAL) && !ends_in(AGENTS);
    is_object.then_some((MisfitKind::Attribute, range))
}

/// The bytes of a particle before 「の」: から, へ, で, と, まで.
fn double(head: &str) -> Option<usize> {
    let of_words = ["から", "まで", "へ", "で"];
    if let Some(particle) = of_words.into_iter().find(|p| head.ends_with(p)) {
        return Some(particle.len());
    }
    let before = head.strip_suffix('と')?.chars().next_back()?;
    // こと, もと, あと, ひと end so, too.
    is_of_noun(before).then_some('と'.len_utf8())
}

/// 「が保管する」 after a thing.
fn subject(text: &str, at: usize) -> Option<Range<usize>> {
    let start = at + 'が'.len_utf8();
    let length = actions(&text[start..])?;
    let action = &text[start..start + length];
    if SPONTANEOUS.contains(&action) {
        return None;
    }
    let tail = &text[start + length..];
    let verb = ["する", "し、", "している", "した"]
        .into_iter()
        .find(|verb| tail.starts_with(verb))?;
    let is_thing = ACTED_ON.iter().any(|thing| text[..at].ends_with(thing));
    is_thing.then(|| at..start + length + verb.len())
}

/// 「特定個人情報提供する」: one long word with an action at its end, and a verb.
fn missing(text: &str, at: usize, end: usize) -> Option<Range<usize>> {
    let head = &text[..at];
    let run = head.len() - head.trim_end_matches(is_of_noun).len();
    if run < COMPOUND + 2 * 3 {
        return None;
    }
    let action = last_action(head)?;
    // 「ハイライト表示する」 and 「アクセス制御する」 are verbs.
    let is_verb = ["表示", "実行", "制御"]
        .iter()
        .any(|end| head.ends_with(end));
    (!is_verb && run - action >= COMPOUND).then(|| at - run..end)
}

/// The bytes of nouns of action at the head of a text: 更新・削除.
fn actions(text: &str) -> Option<usize> {
    let mut at = action(text)?;
    while let Some(next) = text[at..].strip_prefix('・').and_then(action) {
        at += '・'.len_utf8() + next;
    }
    Some(at)
}

/// The bytes of the longest noun of action at the head of a text.
fn action(text: &str) -> Option<usize> {
    longest(&ACTS, text)
}

/// The bytes of the longest of some words of two to four kanji at the head of a text.
fn longest(known: &FxHashSet<&str>, text: &str) -> Option<usize> {
    let ends = [12, 9, 6].into_iter();
    let mut words = ends.filter_map(|end| text.get(..end));
    words.find(|word| known.contains(word)).map(str::len)
}

/// The bytes of the longest noun of action at the end of a text.
fn last_action(text: &str) -> Option<usize> {
    let lengths = [12, 9, 6].into_iter();
    let starts = lengths.filter_map(|length| text.len().checked_sub(length));
    let mut words = starts.filter_map(|start| text.get(start..));
    words.find(|word| ACTS.contains(word)).map(str::len)
}

fn is_of_noun(c: char) -> bool {
    is_kanji(c) || is_katakana(c)
}

#[cfg(test)]
mod tests {
    use super::{MisfitKind, misfits};

    fn found(text: &str) -> Vec<(MisfitKind, &str)> {
        let found = misfits(text).into_iter();
        found.map(|m| (m.kind, &text[m.range])).collect()
    }

    #[test]
    fn particles_that_do_not_fit() {
        for (text, kind, words) in [
            ("本棚を点検をしている", MisfitKind::TwoObjects, "を点検を"),
            (
                "記録の更新・削除する手順",
                MisfitKind::Attribute,
                "の更新・削除する",
            ),
            (
                "窓口で申請の受付する者",
                MisfitKind::Attribute,
                "の受付する",
            ),
            ("書庫の鍵の管理し、", MisfitKind::Attribute, "の管理し、"),
            (
                "学校からの受領する名簿",
                MisfitKind::Double,
                "からの受領する",
            ),
            ("市への提出した書類", MisfitKind::Double, "への提出した"),
            ("記録を定期的を確認し", MisfitKind::Adjective, "定期的を"),
            ("貸出の情報が保管する", MisfitKind::Subject, "が保管する"),
            ("申込書を回覧されたので", MisfitKind::Passive, "を回覧され"),
            (
                "貸出利用者情報提供する",
                MisfitKind::Missing,
                "貸出利用者情報提供する",
            ),
        ] {
            assert_eq!(found(text), [(kind, words)], "{text}");
        }
    }

    #[test]
    fn particles_that_fit() {
        for text in [
            "申込書を窓口を通じて送る",
            "目的を確認し、",
            "市の管理する倉庫",
            "サーバー室の施錠した架に置く",
            "ことの確認を行う",
            "本人との連絡を行う",
            "権限を付与された職員",
            "データが連携する",
            "記録の保管を行う",
            "本人確認する",
            "情報の提供",
            "職員が確認する",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
