//! Sentences that look like faults and are none.

use super::draw::Edit;
use super::hosts::Host;

/// What is like a fault in it, the sentence, and the same in a polite text.
pub(crate) const SENTENCES: &[(&str, &str, &str)] = &[
    (
        "the negation of a medium",
        "電子メールでは、特定個人情報を受け取らない。",
        "電子メールでは、特定個人情報を受け取りません。",
    ),
    (
        "a doubled word that is right",
        "日々の点検を一つ一つ積み重ね、個々の職員が手順を守る。",
        "日々の点検を一つ一つ積み重ね、個々の職員が手順を守ります。",
    ),
    (
        "a claim that is none",
        "漏えいは起こり得るものと考え、起きた後の手順も定める。",
        "漏えいは起こり得るものと考え、起きた後の手順も定めます。",
    ),
    (
        "a label quoted rightly",
        "ここで「保管期間」とは、Ⅱ６②の欄に書いた期間をいう。",
        "ここで「保管期間」とは、Ⅱ６②の欄に書いた期間をいいます。",
    ),
    (
        "a short name defined and used",
        "各課に情報の取扱いの推進員（以下「推進員」という。）を置く。推進員は、課内の相談を受ける。",
        "各課に情報の取扱いの推進員（以下「推進員」といいます。）を置きます。推進員は、課内の相談を受けます。",
    ),
    (
        "an abbreviation explained",
        "機器の構成は、構成管理の台帳（CMDBX）に記録し、CMDBXの内容は毎年見直す。",
        "機器の構成は、構成管理の台帳（CMDBX）に記録し、CMDBXの内容は毎年見直します。",
    ),
    (
        "an article cited rightly",
        "これらは、番号法第12条に定める措置である。",
        "これらは、番号法第１２条に定める措置です。",
    ),
    (
        "another law cited rightly",
        "報告は、個人情報の保護に関する法律第68条に基づいて行う。",
        "報告は、個人情報の保護に関する法律第６８条に基づいて行います。",
    ),
    (
        "a leap day",
        "直近の訓練は、令和6年2月29日に行った。",
        "直近の訓練は、令和６年２月２９日に行いました。",
    ),
    (
        "a weekday in a sentence",
        "前回の会議は、令和7年6月30日（月）に開いた。",
        "前回の会議は、令和７年６月３０日（月）に開きました。",
    ),
    (
        "figures in words",
        "第三者の目で二重に確かめ、一部でも疑いがあれば四半期の報告に載せる。",
        "第三者の目で二重に確かめ、一部でも疑いがあれば四半期の報告に載せます。",
    ),
    (
        "a wish for the best",
        "問合せには、できる限り分かりやすい言葉で答える。",
        "問合せには、できる限り分かりやすい言葉でお答えします。",
    ),
    (
        "を and する apart",
        "見直しをする時期は、予算を編成する前とする。",
        "見直しをする時期は、予算を編成する前とします。",
    ),
    (
        "から and の",
        "住民からの申出により見直した手順は、その理由を残す。",
        "住民からの申出により見直した手順は、その理由を残します。",
    ),
    (
        "a list in a sentence",
        "端末、媒体、書類その他の物を持ち運ぶときは、行き先及び時刻を書き残す。",
        "端末、媒体、書類その他の物を持ち運ぶときは、行き先及び時刻を書き残します。",
    ),
    (
        "a place named once",
        "停電のときは、懐中電灯を用い、手書きの台帳で受け付ける。",
        "停電のときは、懐中電灯を用い、手書きの台帳で受け付けます。",
    ),
    (
        "nothing to record",
        "点検の結果、異状がなかったときも、その旨を記録する。",
        "点検の結果、異状がなかったときも、その旨を記録します。",
    ),
    (
        "who had the right once",
        "担当を外れた職員、すなわち権限を失った者が端末を使おうとしたときは、警告する。",
        "担当を外れた職員、すなわち権限を失った者が端末を使おうとしたときは、警告します。",
    ),
    (
        "a risk quoted rightly",
        "これは、「リスク３：従業者が事務外で使用するリスク」の欄にも書いた。",
        "これは、「リスク３：従業者が事務外で使用するリスク」の欄にも書きました。",
    ),
    (
        "a term of the law",
        "法令の規定により、他の市町村及び他の市区町村に照会することがある。",
        "法令の規定により、他の市町村及び他の市区町村に照会することがあります。",
    ),
    (
        "a sentence that ends in a bracket",
        "訓練には、委託先も加わる（都合が付かないときは、後日に行う。）。",
        "訓練には、委託先も加わります（都合が付かないときは、後日に行います。）。",
    ),
];

/// A line more at the end of Ⅳ３. All that one text gets are put at the same place, one behind the other.
pub(crate) fn say(host: &Host, plain: &str, polite: &str) -> Option<Edit> {
    let end = host.text.find("\n\n開示請求・問合せ:")?;
    let words = if host.polite { polite } else { plain };
    let words = if host.kana {
        words.replace("及び", "および")
    } else {
        words.to_owned()
    };
    Some(Edit {
        range: end..end,
        with: format!("\n    {}{words}", host.bullet),
    })
}
