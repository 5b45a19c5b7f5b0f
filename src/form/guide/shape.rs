//! How an item is written in YAML, in words. What is typed is set as code, so that a page, a terminal and a message can
//! each show it in their way.

use super::Guide;
use crate::form::ItemKind;
use crate::form::condition::Condition;
use crate::source::lang::{Lang, say};

/// The same with what is typed in brackets, for where there is no code: 「事務の名称:」「事務の内容:」.
pub fn in_brackets(text: &str) -> String {
    let pieces = text.split('`').enumerate();
    let shown = pieces.map(|(n, piece)| match n % 2 {
        0 => without_blanks(piece).to_owned(),
        _ => format!("「{piece}」"),
    });
    shown.collect()
}

/// Words between brackets without the blanks that part code from Japanese words.
fn without_blanks(words: &str) -> &str {
    if words == " " {
        return "";
    }
    let is_word = |c: Option<char>| c.is_some_and(|c| !c.is_ascii());
    let before = words.strip_prefix(' ');
    let words = before
        .filter(|rest| is_word(rest.chars().next()))
        .unwrap_or(words);
    let after = words.strip_suffix(' ');
    after
        .filter(|rest| is_word(rest.chars().last()))
        .unwrap_or(words)
}

/// Where an item is written after its key or below it, and what.
pub(super) fn sentence(guide: Guide, lang: Lang) -> String {
    let key = guide.key();
    match guide.item().kind {
        ItemKind::Text if guide.is_block() => block(lang, key),
        ItemKind::Text => say!(
            lang,
            "`{key}:` の後に、文を一行で書きます。",
            "A text on one line after `{key}:`."
        ),
        ItemKind::Choice => choice(lang, key),
        ItemKind::Check => say!(
            lang,
            "当てはまるときだけ `{key}: ○` と書き、当てはまらないときは空欄にします。",
            "`{key}: ○` where it applies, else nothing."
        ),
        ItemKind::Count => say!(
            lang,
            "`{key}:` の後に数字を書きます。省けば、数えて印刷します。",
            "A number after `{key}:`; left out, it is counted."
        ),
        ItemKind::Date => date(lang, key, guide.item().to_the_day),
        ItemKind::Checks => checks(guide, lang),
        ItemKind::List => list(guide, lang) + &at_times(guide, lang),
        _ => below(lang, key, &inside(guide, lang)) + &at_times(guide, lang),
    }
}

/// The same of the key for an item's own value, among others below it.
pub(super) fn own_sentence(guide: Guide, lang: Lang) -> Option<String> {
    let kind = guide.item().kind;
    let key = kind.own_key()?;
    Some(match kind {
        ItemKind::ChoiceText => choice(lang, key),
        _ => block(lang, key),
    })
}

fn choice(lang: Lang, key: &str) -> String {
    say!(
        lang,
        "`{key}:` の後に、選択肢の言葉を一つ、そのまま書きます。",
        "The words of one option after `{key}:`."
    )
}

/// Which of the keys below an item are not always written.
fn at_times(guide: Guide, lang: Lang) -> String {
    let kind = guide.item().kind;
    if matches!(kind, ItemKind::Figure | ItemKind::Period) {
        return String::new();
    }
    // What the same answer asks for as the item itself is written with it.
    let is_always = |below: &Guide| {
        let required = &below.item().required;
        *required == Condition::Always || *required == guide.item().required
    };
    let (always, times): (Vec<Guide>, Vec<Guide>) = guide.below().partition(is_always);
    let has_own = kind.own_key().is_some();
    if times.is_empty() || always.is_empty() && !has_own {
        return String::new();
    }
    let times = coded(times.into_iter());
    say!(
        lang,
        "{times} は、必要なときだけ書きます。",
        " {times} only where it applies."
    )
}

fn block(lang: Lang, key: &str) -> String {
    say!(
        lang,
        "`{key}:` の後に文を書きます。二行以上になるときは `{key}: |` とし、次の行から字下げして書きます。",
        "A text after `{key}:`; for several lines write `{key}: |` and indent the lines below it."
    )
}

fn below(lang: Lang, key: &str, inside: &str) -> String {
    say!(
        lang,
        "`{key}:` の下に字下げして、{inside}。",
        "Below `{key}:`, indented: {inside}."
    )
}

/// What is written below the key of an item.
fn inside(guide: Guide, lang: Lang) -> String {
    let keys = keys(guide);
    match guide.item().kind {
        ItemKind::ChoiceText if keys.is_empty() => say!(
            lang,
            "`選択:` に選択肢の言葉を一つ書きます",
            "the words of one option at `選択:`"
        ),
        ItemKind::ChoiceText => say!(
            lang,
            "`選択:` に選択肢の言葉を一つ書き、続けて {keys} を書きます",
            "the words of one option at `選択:`, then {keys}"
        ),
        ItemKind::TextText => say!(
            lang,
            "`内容:` に文を書き、続けて {keys} を書きます",
            "the text at `内容:`, then {keys}"
        ),
        ItemKind::Period => say!(
            lang,
            "{keys} に日付を書きます（例: `令和7年1月6日`）",
            "dates at {keys}, such as `令和7年1月6日`"
        ),
        ItemKind::Table => say!(
            lang,
            "行ごとに `- ` で始めて `列の名: 値` を並べます。列はどの行でも同じにします",
            "each row begins with `- ` and has `column: value`; all rows have the same columns"
        ),
        ItemKind::Figure => say!(
            lang,
            "{keys} を書くか、図の画像ファイルの名前を `- ` で並べます",
            "{keys}; or the names of picture files, each after `- `"
        ),
        _ => say!(lang, "{keys} を書きます", "{keys}"),
    }
}

fn date(lang: Lang, key: &str, to_the_day: bool) -> String {
    match to_the_day {
        true => say!(
            lang,
            "`{key}:` の後に、日付を年月日で書きます（例: `令和7年4月21日`）。",
            "A day after `{key}:`, such as `令和7年4月21日`."
        ),
        false => say!(
            lang,
            "`{key}:` の後に日付を書きます（例: `令和7年4月21日`、月までなら `令和7年4月`）。",
            "A day after `{key}:` such as `令和7年4月21日`, or a month such as `令和7年4月`."
        ),
    }
}

fn checks(guide: Guide, lang: Lang) -> String {
    let inside = say!(
        lang,
        "当てはまる選択肢を一つずつ `- ` を付けて書きます",
        "each option that applies on a line of its own after `- `"
    );
    let shape = below(lang, guide.key(), &inside);
    let slots = guide.choices().iter().filter(|choice| choice.slot);
    let slots: Vec<String> = slots.map(|choice| format!("`{}`", choice.text)).collect();
    if slots.is_empty() {
        return shape;
    }
    let (slots, counts) = (slots.join(" "), !guide.item().counts_of.is_empty());
    let slots = match counts {
        true => say!(
            lang,
            "{slots} には、続けて `: ` と件数を書けます。",
            " After {slots} the number may follow, parted by `: `."
        ),
        false => say!(
            lang,
            "{slots} には、続けて `: ` と内容を書きます。",
            " After {slots} follow `: ` and the details."
        ),
    };
    shape + &slots
}

fn list(guide: Guide, lang: Lang) -> String {
    let keys = keys(guide);
    let inside = match keys.is_empty() {
        true => say!(
            lang,
            "一つずつ `- ` を付けて書きます",
            "each on a line of its own after `- `"
        ),
        false => say!(
            lang,
            "1件ごとに `- ` で始めて {keys} を書きます",
            "each entry begins with `- ` and holds {keys}"
        ),
    };
    let shape = below(lang, guide.key(), &inside);
    match guide.item().most {
        None => shape,
        Some(most) => {
            let room = say!(
                lang,
                "様式の欄は{most}件分です。",
                " The form has room for {most}."
            );
            shape + &room
        }
    }
}

/// The keys directly below an item, each as code.
fn keys(guide: Guide) -> String {
    coded(guide.below())
}

fn coded<'f>(items: impl Iterator<Item = Guide<'f>>) -> String {
    let keys = items.map(|item| format!("`{}:`", item.key()));
    keys.collect::<Vec<_>>().join(" ")
}
