//! Whether what follows a date in a text is a plan.

use crate::assets::lists::plans::{
    ABOUT, APART, CHANGES, DAYS, DONE, DOUBTFUL, GOALS, HEADS, LIKE, NO_PLANS, OVER, PARTICLES,
    PLANS,
};
use crate::japanese::chars::{is_kanji, is_katakana};

/// The word of a plan that needs no other after it.
const PLANNED: &str = "予定";

/// The word of a plan whose date may stand before what will be: 「令和7年5月の稼働に向けて」.
const TOWARDS: &str = "に向け";

/// How many characters may lie between a date and the word of the plan.
const REACH: usize = 50;

/// Whether what follows a date makes it the date of a plan: up to where the plan's word ends, and whether that is
/// doubtful.
pub(super) fn plan(after: &str) -> Option<(usize, bool)> {
    let sentence = after.split(['。', '\n']).next().unwrap_or("");
    let rest = ABOUT
        .iter()
        .find_map(|word| sentence.strip_prefix(word))
        .unwrap_or(sentence);
    let is_tied = PARTICLES.iter().any(|word| rest.starts_with(word)) || is_noun(rest);
    let stop = after[sentence.len()..].chars().next();
    let (at, head) = HEADS
        .iter()
        .filter_map(|head| Some((sentence.find(head)?, *head)))
        .min_by_key(|(at, _)| *at)?;
    let is_tied = is_tied || head == TOWARDS && rest.starts_with(['の', 'へ']);
    // 「令和7年4月の改正に向けて、様式を改めた。」
    if head == TOWARDS && sentence.trim_end().ends_with(['た', 'だ']) {
        return None;
    }
    let before = &sentence[..at];
    let words = format!("{}{}", &sentence[at..], stop.unwrap_or('。'));
    let starts = |list: &[&str]| list.iter().any(|said| words.starts_with(said));
    let follows = |list: &[&str]| {
        list.iter()
            .any(|said| words[head.len()..].starts_with(said))
    };
    let near = before.chars().count() <= REACH;
    let apart = are_apart(before, rest);
    // 「研修の予定を示す」 speaks of a plan, it is none.
    let noun = before.ends_with('の') && !follows(&["である", "であり", "です", "。", "\n"]);
    let doubtful = starts(DOUBTFUL);
    let other = follows(OVER) || starts(NO_PLANS);
    (is_tied && near && !apart && !noun && (doubtful || starts(PLANS)) && !other)
        .then_some((at + head.len(), doubtful))
}

/// Whether what follows a date says what will be done on it, and how far: 「に次期システムへ移行する。」, 「を目途に、更改を行う。」
pub(super) fn to_come(behind: &str, is_exact: bool) -> Option<(usize, bool)> {
    let sentence = behind.split(['。', '\n']).next().unwrap_or("");
    let rest = ABOUT
        .iter()
        .find_map(|word| sentence.strip_prefix(word))
        .unwrap_or(sentence);
    let is_goal = GOALS.iter().any(|word| rest.starts_with(word));
    // 「令和6年度に」 may be any year of a plan that goes on.
    let is_tied = DAYS.iter().any(|word| rest.starts_with(word));
    let is_meant = is_goal || is_tied && is_exact;
    if !is_meant {
        return None;
    }
    let stop = behind[sentence.len()..].chars().next().unwrap_or('。');
    let ended = format!("{sentence}{stop}");
    let found = CHANGES
        .iter()
        .filter_map(|word| Some((ended.find(word)?, word)));
    let (at, word) = found.min_by_key(|(at, _)| *at)?;
    let behind = &ended[at + word.len()..];
    // 「移行する際は」 is no end of the sentence.
    let is_end =
        word.ends_with(['。', '、']) || behind.starts_with(['。', '\n', '、', '）', ')', '」']);
    let is_after = ["ため、", "ので", "ことから", "が、"]
        .iter()
        .any(|word| behind.starts_with(word));
    let before = &sentence[..at.min(sentence.len())];
    let near = before.chars().count() <= REACH && !before.contains(['「', '」']);
    let other = ["場合", "とき", "以降", "毎", "度に", "たび"]
        .iter()
        .any(|word| before.contains(word));
    let length = (at + word.trim_end_matches(['。', '、']).len()).min(sentence.len());
    (near && !other && (is_end || is_after) && !are_apart(before, rest))
        .then_some((length, !is_goal))
}

/// Whether words between a date and a plan part them. Behind 「4月に、」 a verb before a noun only says what the noun is; the
/// verb at the end of the sentence has the date.
fn are_apart(before: &str, rest: &str) -> bool {
    let before = LIKE
        .iter()
        .fold(before.to_owned(), |words, like| words.replace(like, ""));
    let particle = PARTICLES
        .iter()
        .filter_map(|word| rest.strip_prefix(word))
        .min_by_key(|after| after.len());
    let is_set_off =
        rest.starts_with('、') || particle.is_some_and(|after| after.starts_with('、'));
    APART.iter().any(|word| {
        before.match_indices(word).any(|(at, _)| {
            let after = &before[at + word.len()..];
            let is_noun = |c: char| is_kanji(c) || is_katakana(c) || c.is_ascii_alphanumeric();
            let describes = is_set_off
                && word.ends_with(['た', 'だ'])
                && (after.starts_with(is_noun) || after.starts_with("もの"))
                && !DONE.iter().any(|done| after.starts_with(done));
            !describes
        })
    })
}

/// 「令和7年1月移行予定」: nothing but nouns up to the plan.
fn is_noun(rest: &str) -> bool {
    let is_noun = |c: char| is_kanji(c) || is_katakana(c) || c.is_ascii_alphanumeric();
    let nouns = rest.trim_start_matches(is_noun);
    let nouns = &rest[..rest.len() - nouns.len()];
    nouns.chars().count() <= 16 && nouns.contains(PLANNED)
}

#[cfg(test)]
mod tests {
    use super::{plan, to_come};

    #[test]
    fn what_was_to_be_changed() {
        for (text, plans) in [
            ("に次期システムへ移行する。", true),
            (
                "に、国の標準仕様に適合した製品へ切り替え、稼働場所を移す。",
                true,
            ),
            ("を目途に、システムの更改を行う。", true),
            ("から、電子申請の受付を開始するため、様式を改める。", true),
            ("に移行した。次期システムも同様とする。", false),
            ("に移行する際は、消去の証明を受ける。", false),
            ("に移行することが決まった。", false),
            ("から受付を開始した後、窓口を廃止する。", false),
            ("に定めた手順により、毎年、終了する。", false),
            ("までに廃止する。", true),
            ("までに生まれた者について、廃止する。", false),
        ] {
            assert_eq!(to_come(text, true).is_some(), plans, "{text}");
        }
        assert_eq!(to_come("に移行する。", false), None);
    }

    #[test]
    fn plans_and_others() {
        for text in [
            "中に導入する予定である。",
            "に移行を予定している。",
            "から運用を始める予定",
            "末までに廃止する予定。",
            "に移行の予定である。",
            "に移行する予定であり、その後は委託する。",
            "に移行する予定のため、窓口を閉じる。",
            "に移行する予定となっている。",
            "から委託する見込みである。",
            "頃に終わる見通しである。",
            "に更改を見込んでいる。",
            "に移行する計画である。",
            "に移行する計画で、準備を進める。",
            "を目途に移行を計画している。",
            "移行予定",
            "（予定）に移行する。",
            "、標準準拠システムに移行する予定である。",
            "の稼働に向けて、構築を進めている。",
            "からの運用開始に向け、準備している。",
            "から、国の標準に適合したものを共同の基盤の上で利用する予定である。",
            "に標準仕様に準拠した製品へ切り替える予定である。",
            "に、県と共同で開発した製品へ移行する予定である。",
            "までに、情報政策課が選定したシステムに更改する見込みである。",
            "から、再編された支所で受け付ける予定です。",
        ] {
            assert!(matches!(plan(text), Some((_, false))), "{text}");
        }
        for text in [
            "から電子で保管することとしている。",
            "に移行する方針である。",
            "から委託することとしており、準備を進める。",
        ] {
            assert!(matches!(plan(text), Some((_, true))), "{text}");
        }
        for text in [
            "に導入する予定であったが、延期した。",
            "の改正に向けて、様式を改めた。",
            "に導入する計画であった。",
            "に導入する見込みであったが、延期した。",
            "に予定どおり導入した。",
            "以降に導入する予定である。",
            "に、移行した後、旧システムを廃止する予定である。",
            "に、改定した計画により、窓口を増やす予定である。",
            "に、導入した結果を踏まえ、更改する予定である。",
            "に適合した製品を導入したので、次の更新を予定している。",
            "に導入した。次の更新を予定している。",
            "付けの通知による予定である。",
            "に届け出た転出の予定日",
            "に行う研修の予定を示す。",
            "に定めた計画に基づき、導入を予定している。",
            "に改定した計画に沿って点検する。",
            "に策定された計画である。",
            "に計画を定めた。",
            "から国の方針に従い、点検している。",
            "度予定表",
            "に見込みの額を示す。",
        ] {
            assert_eq!(plan(text), None, "{text}");
        }
    }
}
