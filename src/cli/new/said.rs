//! What is said before, between and after the questions.

use crate::assessment::start::{Due, Tier};
use crate::source::lang::{Lang, say};
use crate::source::outward;

pub(super) fn welcome(lang: Lang) -> String {
    say!(
        lang,
        "これから評価書の下書きを作ります。問いに一つずつ、一行で答えてください。番号で選ぶ問いは、番号だけでもかまいません。\n「？」で説明、「戻る」で一つ前の問いに戻ります。あとから書き直せるので、分からない所は空のままで進めます。\n",
        "This makes the draft of an assessment. Answer each question on a line; options may be named by their numbers.\n「?」 explains a question, 「back」 goes to the one before. All can be changed later.\n"
    )
}

pub(super) fn tier(tier: &Tier, lang: Lang) -> String {
    let forms = forms(tier.due, lang);
    let Tier { says, basis, .. } = tier;
    let next = match tier.due {
        Due::Full => say!(
            lang,
            "基礎項目評価書（様式2）は、このプログラムでは書けないので、個人情報保護委員会の様式で作ってください。\n",
            "基礎項目評価書 (様式2) is made on the form of the commission; this program does not write it.\n"
        ),
        _ => say!(
            lang,
            "このプログラムで書けるのは全項目評価書だけです。基礎項目評価書と重点項目評価書は、個人情報保護委員会の様式で作ってください。\n",
            "This program writes 全項目評価書 only; the others are made on the forms of the commission.\n"
        ),
    };
    say!(
        lang,
        "\n■ しきい値判断: {forms}\n　根拠: {basis}（{says}）\n　{next}",
        "\n■ Threshold: {forms}\n  basis: {basis} ({says})\n  {next}"
    )
}

fn forms(due: Due, lang: Lang) -> String {
    match due {
        Due::Full => say!(
            lang,
            "基礎項目評価書と全項目評価書が要ります。",
            "基礎項目評価書 and 全項目評価書 are due."
        ),
        Due::Key => say!(
            lang,
            "基礎項目評価書と重点項目評価書が要ります。全項目評価書は任意です。",
            "基礎項目評価書 and 重点項目評価書 are due; 全項目評価書 is voluntary."
        ),
        Due::Basic => say!(
            lang,
            "基礎項目評価書が要ります。全項目評価書は任意です。",
            "基礎項目評価書 is due; 全項目評価書 is voluntary."
        ),
        Due::Nothing => say!(
            lang,
            "特定個人情報保護評価の義務はありません。全項目評価書は任意です。",
            "No assessment is due; 全項目評価書 is voluntary."
        ),
    }
}

pub(super) fn nothing_made(tier: &Tier, lang: Lang) -> String {
    let forms = forms(tier.due, lang);
    say!(
        lang,
        "何も作らずに終わります。{forms}\n",
        "Nothing was made. {forms}\n"
    )
}

pub(super) fn is_there(name: &str, lang: Lang) -> String {
    say!(
        lang,
        "同じ名のファイルがあるので、書き込みません。別の名を指定してください: {name}",
        "there is a file of that name, which is not written over; name another: {name}"
    )
}

/// What is to be done next.
pub(super) fn closing(file: &str, counts: &Counts, lang: Lang) -> String {
    let Counts {
        blanks,
        doubts,
        others,
    } = counts;
    let shown = match file.contains(' ') {
        true => format!("\"{file}\""),
        false => file.to_owned(),
    };
    let taken = match doubts {
        0 => String::new(),
        _ => say!(
            lang,
            "　前の評価書から写した所が {doubts} か所あります。「# 取込: 要確認」の行を見て、合っていればその行を消します。\n",
            "  {doubts} values were taken over; look at each 「# 取込: 要確認」 and delete the line where it is right.\n"
        ),
    };
    let found = match others {
        0 => String::new(),
        _ if *doubts > 0 => say!(
            lang,
            "　写した文が今回の答えと合わないなど、ほかに確かめる所が {others} 件あります（check で表示します）。\n",
            "  There are {others} other findings, such as texts that do not go with the answers (see check).\n"
        ),
        _ => say!(
            lang,
            "　ほかに確かめる所が {others} 件あります（check で表示します）。\n",
            "  There are {others} other findings (see check).\n"
        ),
    };
    say!(
        lang,
        "\n下書きを作りました: {file}\n　これから書く所（空欄）: {blanks} か所\n{taken}{found}次にすること:\n　1. メモ帳などのテキストエディターでファイルを開き、空欄を埋めます（文字コードは UTF-8 のまま保存します）。\n　2. 項目の意味を知りたいとき:　hyokasho explain Ⅱ３①\n　3. 書いた所を確かめるとき:　hyokasho check {shown}\n　4. PDF で見るとき:　hyokasho build {shown}\n",
        "\nThe draft was made: {file}\n  blanks to be filled: {blanks}\n{taken}{found}Next:\n  1. Open it in a text editor and fill the blanks (keep UTF-8).\n  2. hyokasho explain Ⅱ３①  explains an item.\n  3. hyokasho check {shown}  checks what is written.\n  4. hyokasho build {shown}  makes the PDF.\n"
    )
}

/// What a check finds in a draft that was just made.
pub(super) struct Counts {
    pub(super) blanks: usize,
    pub(super) doubts: usize,
    pub(super) others: usize,
}

/// That a form is none of ours; `near` is the one that may be meant.
pub(super) fn other_form(form: &str, near: Option<&str>, lang: Lang) -> String {
    let form = outward::first_line(form, 40);
    match near {
        Some(near) => say!(
            lang,
            "「{form}」という様式はありません。「{near}」ではありませんか（--form {near}）。作れるのは、全項目評価書と点検記録です。",
            "there is no form 「{form}」; did you mean {near} (--form {near})? This program writes 全項目評価書 and 点検記録."
        ),
        None => say!(
            lang,
            "「{form}」は作れません。このプログラムで書けるのは、全項目評価書と点検記録です。基礎項目評価書と重点項目評価書は、個人情報保護委員会の様式で作ってください。",
            "「{form}」 can't be made: this program writes 全項目評価書 and 点検記録; the others are made on the forms of the commission."
        ),
    }
}

/// What is to be done with a record.
pub(super) fn closing_of_record(file: &str, lang: Lang) -> String {
    say!(
        lang,
        "\n点検記録を作りました: {file}\n次にすること:\n　1. 諮問、質疑、意見などができたら、その「# 」の行から「# 」を消して書きます。\n　2. 書いた所を確かめるとき:　hyokasho check {file}\n　3. 報告や会議録にするとき:　hyokasho review {file}\n",
        "\nThe record was made: {file}\nNext:\n  1. Delete the 「# 」 of a part that has come, and write it.\n  2. hyokasho check {file}  checks it.\n  3. hyokasho review {file}  makes its papers.\n"
    )
}
