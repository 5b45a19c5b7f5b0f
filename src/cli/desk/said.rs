//! What the desk says, in an officer's words.

use std::io;
use std::path::Path;

use crate::source::lang::{Lang, say};

pub(super) fn open_at(address: &str, lang: Lang) -> String {
    say!(
        lang,
        "評価書の画面をブラウザーで開きます。開かないときは、次の番地をブラウザーに写してください。\n\n  {address}\n\nこの番地は、この画面を閉じるまで、この端末でだけ使えます。終わるには Ctrl+C を押してください。\n",
        "The desk opens in the browser; if it does not, go to\n\n  {address}\n\nThe address works on this machine alone and until this window is closed. Ctrl+C ends it.\n"
    )
}

pub(super) fn no_browser(lang: Lang) -> String {
    say!(
        lang,
        "ブラウザーを開けませんでした。上の番地をブラウザーに写してください。\n",
        "no browser could be opened; go to the address above\n"
    )
}

pub(super) fn no_port(port: u16, error: &io::Error, lang: Lang) -> String {
    match port {
        0 => say!(
            lang,
            "画面を開けません（{error}）",
            "the desk can't be opened ({error})"
        ),
        port => say!(
            lang,
            "ポート {port} は使えません（{error}）。--port を省くと、空いているものを使います",
            "port {port} can't be used ({error}); without --port a free one is taken"
        ),
    }
}

pub(super) fn fault(lang: Lang) -> String {
    say!(
        lang,
        "プログラムの誤りのため、できませんでした。保存してある内容は変わっていません。",
        "A fault of the program stopped this. What was saved is unchanged."
    )
}

pub(super) fn foreign(lang: Lang) -> String {
    say!(
        lang,
        "ほかのページからは使えません。",
        "Other pages may not use this."
    )
}

pub(super) fn no_token(lang: Lang) -> String {
    say!(
        lang,
        "この画面は使えなくなっています。hyokasho desk を始めた窓に表示された番地から開いてください。",
        "This page is no longer valid: open the address that hyokasho desk has printed."
    )
}

pub(super) fn no_yaml(path: &Path, lang: Lang) -> String {
    let path = crate::workspace::shown(path).display().to_string();
    say!(
        lang,
        "{path} は評価書のファイル（.yaml）ではありません。Excel、Word、PDF の評価書は、`hyokasho desk` で開いた一覧の画面から取り込めます。",
        "{path} is no assessment (.yaml); assessments in Excel, Word or PDF are imported from the page that `hyokasho desk` opens"
    )
}

pub(super) fn no_file(lang: Lang) -> String {
    say!(
        lang,
        "そのような評価書はありません。",
        "There is no such assessment."
    )
}

pub(super) fn no_chapter(lang: Lang) -> String {
    say!(
        lang,
        "この様式には書く欄がありません。",
        "The form has nothing to fill in."
    )
}

pub(super) fn unreadable(lang: Lang) -> String {
    say!(
        lang,
        "評価書として読めません。",
        "This can't be read as an assessment."
    )
}

pub(super) fn unusable_folder(lang: Lang) -> String {
    say!(
        lang,
        "フォルダーの評価書を調べられません。",
        "The folder can't be looked at."
    )
}

pub(super) fn unknown_request(lang: Lang) -> String {
    say!(
        lang,
        "この画面からの指示を読めません。",
        "The request can't be understood."
    )
}

pub(super) fn too_large(lang: Lang) -> String {
    say!(lang, "大きすぎます。", "This is too large.")
}

pub(super) fn other_desk(lang: Lang) -> String {
    say!(
        lang,
        "この評価書は、ほかの画面（hyokasho desk）でも開かれています。同じ欄を両方で直すと、どちらを残すかを尋ねます。",
        "Another desk has this assessment open, too. Where both change one item, you are asked which to keep."
    )
}

pub(super) fn changed_meanwhile(lang: Lang) -> String {
    say!(
        lang,
        "ほかのプログラムがファイルを変えたところです。もう一度試してください。",
        "Another program has just changed the file. Try again."
    )
}

pub(super) fn two_hands(lang: Lang) -> String {
    say!(
        lang,
        "この欄は、ほかのプログラムでも変えられました。どちらを残すかを選んでください。",
        "Another program has changed this item, too. Choose which to keep."
    )
}

pub(super) fn since(base: &str, lang: Lang) -> String {
    let is_revision = base.len() >= 12 && base.bytes().all(|byte| byte.is_ascii_hexdigit());
    let name = match is_revision {
        true => base[..12].to_owned(),
        false => Path::new(base)
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
    };
    say!(lang, "前の版（{name}）", "the version before ({name})")
}

pub(super) fn no_step(back: bool, lang: Lang) -> String {
    match back {
        true => say!(
            lang,
            "元に戻すものがありません。",
            "There is nothing to undo."
        ),
        false => say!(
            lang,
            "やり直すものがありません。",
            "There is nothing to redo."
        ),
    }
}

pub(super) fn stepped(back: bool, lang: Lang) -> String {
    match back {
        true => say!(lang, "元に戻しました。", "Undone."),
        false => say!(lang, "やり直しました。", "Redone."),
    }
}

pub(super) fn no_finding(lang: Lang) -> String {
    say!(
        lang,
        "その指摘は、もうありません。",
        "That finding is no longer there."
    )
}

pub(super) fn no_fix(lang: Lang) -> String {
    say!(
        lang,
        "この指摘に自動の直し方はありません。",
        "This finding has no fix."
    )
}

pub(super) fn fix_harms(lang: Lang) -> String {
    say!(
        lang,
        "直すと別のエラーが出るので、直していません。欄で直してください。",
        "The fix would bring another error, so it was not made."
    )
}

pub(super) fn fixed(lang: Lang) -> String {
    say!(lang, "直しました。", "Fixed.")
}

pub(super) fn no_reason(lang: Lang) -> String {
    say!(
        lang,
        "例外にする理由を書いてください。",
        "Write the reason of the exception."
    )
}

pub(super) fn no_exception(lang: Lang) -> String {
    say!(
        lang,
        "この指摘は例外にできません。",
        "This finding can't be excepted."
    )
}

pub(super) fn excepted(lang: Lang) -> String {
    say!(lang, "例外にしました。", "Excepted.")
}

pub(super) fn no_stage(lang: Lang) -> String {
    say!(
        lang,
        "そのような段階はありません。",
        "There is no such stage."
    )
}

pub(super) fn no_versions(lang: Lang) -> String {
    say!(
        lang,
        "このファイルの前の版は、git に記録されていません。前の版のファイルを選んで比べられます。",
        "git has no versions of this file; choose a file to compare with."
    )
}

pub(super) fn no_version(lang: Lang) -> String {
    say!(
        lang,
        "比べる版を選んでください。",
        "Choose the version to compare with."
    )
}

pub(super) fn is_new(lang: Lang) -> String {
    say!(
        lang,
        "選んだ版に、この評価書はありません。",
        "That version does not have this assessment."
    )
}

pub(super) fn no_rows(lang: Lang) -> String {
    say!(
        lang,
        "書き込む行がありません。",
        "There are no rows to write."
    )
}

pub(super) fn recorded(rows: usize, lang: Lang) -> String {
    say!(
        lang,
        "別添３に{rows}行を書き込みました。",
        "{rows} rows were written into 別添３."
    )
}

pub(super) fn withheld(item: &str, lang: Lang) -> String {
    say!(
        lang,
        "{item} の変更は、行にできません。内容を見て書いてください。",
        "No row can be proposed for {item}; write it by hand."
    )
}

pub(super) fn day_of_today(lang: Lang) -> String {
    say!(
        lang,
        "公表日が変わっていないので、変更日には今日の日付を入れました。",
        "公表日 has not changed, so the rows have today's date."
    )
}

pub(super) fn links_of_version(base: &str, lang: Lang) -> Vec<(String, String)> {
    let redline = say!(lang, "変更点", "What changed");
    let table = say!(lang, "新旧対照表", "Old and new");
    vec![
        (redline, format!("{base}/redline.html")),
        (table, format!("{base}/table.html")),
    ]
}

pub(super) fn no_preview(lang: Lang) -> String {
    say!(
        lang,
        "刷り上がりを作れません。",
        "The document can't be made."
    )
}

pub(super) fn built(out: &Path, lang: Lang) -> String {
    let out = crate::workspace::shown(out).display().to_string();
    say!(lang, "{out} に書き出しました。", "Written to {out}.")
}

pub(super) fn not_built(out: &Path, lang: Lang) -> String {
    let out = crate::workspace::shown(out).display().to_string();
    say!(
        lang,
        "エラーの指摘が残っています。公表の段階では、なくなるまで {out} に書き出しません。",
        "There are errors left; at publish nothing is written to {out} until they are gone."
    )
}

pub(super) fn imported(name: &str, count: usize, doubts: usize, lang: Lang) -> String {
    let doubtful = match doubts {
        0 => String::new(),
        doubts => say!(
            lang,
            "確かめる所が{doubts}か所あります。",
            " {doubts} places are to be looked at."
        ),
    };
    match count {
        1 => say!(
            lang,
            "{name} を取り込みました。{doubtful}",
            "{name} was imported.{doubtful}"
        ),
        count => say!(
            lang,
            "{name} から評価書を{count}つ取り込みました。{doubtful}",
            "{count} assessments were imported from {name}.{doubtful}"
        ),
    }
}
