//! Names that the version before had and this one no longer lists.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::Context;
use super::changed_names::{NAMES, NameKind, named};
use super::echoes::own_texts;
use super::replaced::replaced;
use crate::assets::lists::companies;
use crate::compare::changelog::base::Former;
use crate::compare::diff::{Change, Content, Scope};
use crate::japanese::chars::{is_kanji, is_katakana, is_letter};
use crate::japanese::notation::{before_bracket, fold, has_chars};

/// Fewer characters may be a part of any word.
const SHORTEST: usize = 4;

/// Where a name that is gone may not be written.
#[derive(Debug)]
pub(super) enum Reach {
    All,
    /// In items whose ids begin so.
    Within(Vec<String>),
}

/// A name that is gone.
pub(super) struct Gone<'c> {
    /// As it was listed.
    pub(super) old: String,
    /// What took its place, where that is certain.
    pub(super) new: Option<String>,
    /// How it may be written.
    pub(super) forms: Vec<String>,
    /// Names of today that may hold it.
    pub(super) today: Vec<String>,
    pub(super) reach: Reach,
    /// Whether what is left is wrong: a department that uses a file no more may have other tasks.
    pub(super) is_certain: bool,
    pub(super) change: &'c Change,
}

/// The names that are gone, each once.
pub(super) fn gone<'a>(cx: &Context<'a>, former: &'a Former) -> Vec<Gone<'a>> {
    let mut found: Vec<Gone> = Vec::new();
    let changes = former.diff.changes.iter();
    let changes = changes.filter(|c| c.scope == Scope::Body && !c.formal);
    let changed: FxHashSet<&str> = changes.clone().map(Change::id).collect();
    for change in changes.clone() {
        let mut add = |gone: Option<Gone<'a>>| {
            let new = gone.filter(|gone| !found.iter().any(|known| known.old == gone.old));
            found.extend(new);
        };
        for (kind, old, new) in named(change) {
            for name in &old {
                let now = match (old.as_slice(), new.as_slice()) {
                    ([_], [new]) => Some(new.as_str()),
                    _ => None,
                };
                add(listed(cx, kind, name, now, change, &changed));
            }
        }
        unticked(change).into_iter().for_each(add);
    }
    for (old, new, change) in replaced(changes) {
        let is_known = found
            .iter()
            .any(|gone| gone.old.contains(&old) || old.contains(&gone.old));
        if !is_known && !is_known_before(cx, &new, &changed) {
            found.push(of(NameKind::Other, old, Some(new), change));
        }
    }
    found
}

/// A name of an item, unless such items still have it.
fn listed<'c>(
    cx: &Context,
    kind: NameKind,
    old: &str,
    now: Option<&str>,
    change: &'c Change,
    changed: &FxHashSet<&str>,
) -> Option<Gone<'c>> {
    let is_name = has_chars(old, SHORTEST) && !old.contains(['。', '：']);
    // 「貸出システム」 of 「貸出システム（標準版）」 is how that one is called.
    let is_kept = now.is_some_and(|now| now.starts_with(before_bracket(old)));
    // A department whose tasks another one took is still there.
    let is_new = |now: &str| kind == NameKind::Department && !is_known_before(cx, now, changed);
    if !is_name || is_kept || !now.is_some_and(is_new) && is_listed(cx, kind, old) {
        return None;
    }
    Some(of(kind, old.to_owned(), now.map(str::to_owned), change))
}

/// Whether an item of a kind has a name.
fn is_listed(cx: &Context, kind: NameKind, name: &str) -> bool {
    let name = fold(before_bracket(name));
    let fields = cx.assessment.printed().iter();
    let mut fields = fields.filter(|field| {
        let id = cx.assessment.definition(field).id.as_str();
        NAMES.iter().any(|(item, of)| *item == id && *of == kind)
    });
    fields.any(|field| {
        let text = cx.assessment.text(&field.id);
        text.is_some_and(|text| fold(text).contains(&name))
    })
}

/// Whether an item that did not change has a name.
fn is_known_before(cx: &Context, name: &str, changed: &FxHashSet<&str>) -> bool {
    let own = without_division(name);
    own_texts(cx).any(|(id, text)| {
        let is_changed = crate::assessment::field::outer(id).any(|id| changed.contains(id));
        !is_changed && text.str().contains(own)
    })
}

/// A name with the ways in which it may be written.
fn of(kind: NameKind, old: String, new: Option<String>, change: &Change) -> Gone<'_> {
    let mut forms = vec![old.clone()];
    let other =
        |form: &str, of_new: fn(&str) -> &str| new.as_deref().is_none_or(|new| of_new(new) != form);
    let bare = before_bracket(&old);
    // 「市町村長（児童手当の事務）」 is one of many.
    let is_own = kind != NameKind::Recipient && has_chars(bare, SHORTEST);
    if is_own && other(bare, before_bracket) {
        forms.push(bare.to_owned());
    }
    if kind == NameKind::Department {
        let own = without_division(&old);
        if has_chars(own, SHORTEST - 1) && other(own, without_division) {
            forms.push(own.to_owned());
        }
    }
    forms.dedup();
    let is_new = new.is_some();
    Gone {
        today: new.clone().into_iter().collect(),
        reach: reach(kind, &old, is_new, change),
        is_certain: is_new || kind != NameKind::Department,
        old,
        new,
        forms,
        change,
    }
}

/// Where a name says that what had it is meant.
fn reach(kind: NameKind, name: &str, is_renamed: bool, change: &Change) -> Reach {
    let Some(n) = change.place().and_then(|place| place.at.first()) else {
        return Reach::All;
    };
    let within = |parts: &[&str]| {
        let of_file = parts.iter().map(|part| format!("files[{n}].{part}"));
        Reach::Within(of_file.chain(["flow_figure".to_owned()]).collect())
    };
    let is_company = || {
        let mut words = companies::FORMS.iter().chain(companies::MARKS);
        words.any(|word| name.contains(word))
    };
    match kind {
        NameKind::Recipient => within(&["risks.provision", "overview.provision"]),
        NameKind::Contract => within(&[""]),
        // A body of the law is spoken of for other reasons, too.
        NameKind::Contractor if !is_company() => {
            Reach::Within(vec![format!("files[{n}].risks.entrustment")])
        }
        NameKind::Department if !is_renamed => within(&["risks."]),
        _ => Reach::All,
    }
}

/// The kinds of recorded items that are ticked no more; their reasons go with them.
fn unticked(change: &Change) -> Vec<Option<Gone<'_>>> {
    let Content::Checks { removed, .. } = &change.content else {
        return Vec::new();
    };
    let Some((section, _)) = change.id().split_once("items.main.") else {
        return Vec::new();
    };
    let gone = removed.iter().map(|option| {
        let option = option.split(['：', ':']).next().unwrap_or(option).trim();
        let reach = Reach::Within(vec![format!("{section}items.validity")]);
        has_chars(option, SHORTEST).then(|| Gone {
            reach,
            ..of(NameKind::Other, option.to_owned(), None, change)
        })
    });
    gone.collect()
}

/// The name of a department without that of its division: 「図書課」 of 「教育部図書課」.
fn without_division(name: &str) -> &str {
    let last = |mark: char| name.rfind(mark).map(|at| at + mark.len_utf8());
    let at = ['部', '局', '所']
        .iter()
        .filter_map(|mark| last(*mark))
        .max();
    let own = at.map_or(name, |at| &name[at..]);
    if own.is_empty() { name } else { own }
}

/// Whether a name that was found is not a part of a longer one.
pub(super) fn is_whole(text: &str, range: &Range<usize>, form: &str) -> bool {
    let before = text[..range.start].chars().next_back();
    let of_word = |c: char| is_kanji(c) || is_katakana(c) || c == 'ー' || is_letter(c);
    // 「架空市教育部図書課」
    let may_begin = |c: char| !of_word(c) || "市町村区県都府道省庁部局".contains(c);
    let after = text[range.end..].chars().next();
    // 「台帳ネットワーク」 of 「台帳ネットワークシステム」, 「中間サーバー」 of 「中間サーバー・プラットフォーム」
    let joined = text[range.end..].strip_prefix('・').unwrap_or_default();
    let goes_on = after.is_some_and(|c| is_katakana(c) || c == 'ー') && !form.ends_with("システム")
        || joined.starts_with(is_katakana);
    before.is_none_or(may_begin) && !goes_on
}
