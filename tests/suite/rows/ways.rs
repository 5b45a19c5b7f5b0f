//! More ways to write a row, with the version before and without it.

use super::*;

/// What is left to be seen of a wrong word.
#[derive(Clone, Copy, PartialEq)]
enum Seen {
    /// It is found by either.
    Always,
    /// 変更前, and what 変更後 says of it, can only be verified with the version before.
    Beside,
}

use Seen::{Always, Beside};

const WHOLE: [&str; 2] = [
    "③申込書は、返却の翌年度から３年間、地下の書庫に置く。",
    "③申込書は、返却の翌年度から５年間、地下の書庫に置く。",
];
const PLACE: &str = "Ⅱ６①保管場所";
const ADDED: Edits = &[(
    "          ③申込書は",
    "          ④鍵は、館長が保管し、貸し出さない。\n          ③申込書は",
)];
const DAY: Edits = &[("平成27年10月1日", "平成27年10月5日")];
const NAME: Edits = &[(
    "          - 利用者カード番号\n",
    "          - 利用者カード番号\n          - 有効期限の年月日\n",
)];
const TWO: Edits = &[("３年間", "５年間"), ("毎年4月に消去", "毎年6月に消去")];

/// A row that is right, with a word of it and a wrong one to put for it.
type Way = (Edits, &'static [Row], (&'static str, &'static str), Seen);

const WAYS: &[Way] = &[
    // Marks around what is quoted.
    (
        YEARS,
        &[(
            PLACE,
            "（旧）３年間、地下の書庫に置く。",
            "（新）５年間、地下の書庫に置く。",
        )],
        ("（新）５年間、地下", "（新）５年間、地上"),
        Always,
    ),
    (
        YEARS,
        &[(
            PLACE,
            "変更前：３年間、地下の書庫に置く。",
            "変更後：５年間、地下の書庫に置く。",
        )],
        ("変更後：５年間、地下", "変更後：５年間、地上"),
        Always,
    ),
    (
        YEARS,
        &[(
            PLACE,
            "～返却の翌年度から３年間、～",
            "～返却の翌年度から５年間、～",
        )],
        ("翌年度から５", "翌年中から５"),
        Always,
    ),
    (
        YEARS,
        &[(
            PLACE,
            "……翌年度から３年間、地下……",
            "……翌年度から５年間、地下……",
        )],
        ("５年間、地下", "５年間、地上"),
        Always,
    ),
    (
        YEARS,
        &[(
            PLACE,
            "申込書は、返却の翌年度から**３年間**、地下の書庫",
            "申込書は、返却の翌年度から**５年間**、地下の書庫",
        )],
        ("**、地下の書庫\n    変更後", "**、地上の書庫\n    変更後"),
        Beside,
    ),
    (
        YEARS,
        &[(
            PLACE,
            "申込書は、返却の翌年度から**３年間**、地下の書庫",
            "申込書は、返却の翌年度から**５年間**、地下の書庫",
        )],
        ("**５年間**", "**６年間**"),
        Always,
    ),
    (
        YEARS,
        &[(
            PLACE,
            WHOLE[0],
            "③申込書は、返却の翌年度から５年間、地下の書庫に置く。（保存期間の見直し）",
        )],
        ("５年間、地下", "５年間、地上"),
        Always,
    ),
    (
        YEARS,
        &[(
            PLACE,
            WHOLE[0],
            "③申込書は、返却の翌年度から５年間、地下の書庫に置く。|（詳細は別紙参照）",
        )],
        ("５年間、地下", "５年間、地上"),
        Always,
    ),
    (
        YEARS,
        &[(
            PLACE,
            "4段落目|申込書は、返却の翌年度から３年間",
            "4段落目|申込書は、返却の翌年度から５年間",
        )],
        ("から５年間", "から６年間"),
        Always,
    ),
    (
        YEARS,
        &[(
            PLACE,
            "＜電算室における措置＞|①～②（略）|③申込書は、返却の翌年度から３年間",
            "＜電算室における措置＞|①～②（略）|③申込書は、返却の翌年度から５年間",
        )],
        (
            "申込書は、返却の翌年度から５",
            "申込書は、貸出の翌年度から５",
        ),
        Always,
    ),
    (
        YEARS,
        &[(
            PLACE,
            "＜電算室における措置＞|（変更なし）|３年間、地下の書庫",
            "＜電算室における措置＞|（同左）|５年間、地下の書庫",
        )],
        ("５年間、地下", "５年間、地上"),
        Always,
    ),
    // Short words alone.
    (
        YEARS,
        &[(PLACE, "3年間", "5年間")],
        ("変更後: |\n      5年間", "変更後: |\n      6年間"),
        Always,
    ),
    (
        YEARS,
        &[(PLACE, "3年間／地下の書庫", "5年間／地下の書庫")],
        ("5年間／地下の書庫", "5年間／地下の倉庫"),
        Always,
    ),
    // Notes.
    (
        YEARS,
        &[(PLACE, "－", "「３年間」を「５年間」に改める。")],
        ("「５年間」", "「６年間」"),
        Always,
    ),
    (
        YEARS,
        &[(
            PLACE,
            "（右記のとおり）",
            "返却の翌年度から３年間→返却の翌年度から５年間",
        )],
        ("→返却の翌年度", "→返却の翌年中"),
        Always,
    ),
    (
        ADDED,
        &[(
            PLACE,
            "（記載なし）",
            "「鍵は、館長が保管し、貸し出さない。」を追加",
        )],
        ("館長が保管", "館員が保管"),
        Always,
    ),
    (
        ADDED,
        &[(PLACE, "－", "④鍵は、館長が保管し、貸し出さない。")],
        ("館長が保管", "館員が保管"),
        Always,
    ),
    (
        ADDED,
        &[(
            PLACE,
            "（追加）",
            "以下を追記|④鍵は、館長が保管し、貸し出さない。",
        )],
        ("館長が保管", "館員が保管"),
        Always,
    ),
    (
        BOX,
        &[("Ⅱ３②入手方法", "「専用線」の選択なし", "「専用線」を選択")],
        ("「専用線」を選択", "「専甲線」を選択"),
        Always,
    ),
    (
        BOX,
        &[("Ⅱ３②入手方法", "－", "「専用線」にチェック")],
        ("「専用線」に", "「占用線」に"),
        Always,
    ),
    (
        BOX,
        &[(
            "Ⅱ３②入手方法",
            "[○]紙　[　]専用線　[○]庁内連携システム",
            "[○]紙　[○]専用線　[○]庁内連携システム",
        )],
        ("[○]専用線", "[○]占用線"),
        Always,
    ),
    // What is named by its meaning.
    (
        DAY,
        &[("Ⅱ２⑤保有開始日", "H27.10.1", "H27.10.5")],
        ("H27.10.5", "H27.10.6"),
        Always,
    ),
    (
        DAY,
        &[("Ⅱ２⑤保有開始日", "2015年10月1日", "2015年10月5日")],
        ("2015年10月1日", "2015年10月2日"),
        Beside,
    ),
    (
        GONE,
        &[
            ("Ⅱ４　委託の有無", "3件", "2件"),
            (
                "Ⅱ４委託事項2",
                "利用者カードの印刷|①～⑨（略）",
                "（全て削除）",
            ),
        ],
        ("カードの印刷", "カードの印字"),
        Beside,
    ),
    (
        NAME,
        &[("別添２　項目＜識別情報＞", "（追加）", "有効期限の年月日")],
        ("有効期限の", "有効期間の"),
        Always,
    ),
    (
        NAME,
        &[(
            "（別添２）特定個人情報ファイル記録項目",
            "－",
            "「有効期限の年月日」を追加",
        )],
        ("有効期限の", "有効期間の"),
        Always,
    ),
    // Items named in other ways.
    (
        YEARS,
        &[("「Ⅱ６①保管場所」", WHOLE[0], WHOLE[1])],
        ("５年間、地下", "５年間、地上"),
        Always,
    ),
    (
        FIRM,
        &[(
            "Ⅱ４　督促状の発送　⑥委託先名",
            "架空発送株式会社",
            "架空郵送株式会社",
        )],
        ("架空郵送", "架空郵便"),
        Always,
    ),
    (
        FIRM,
        &[(
            "Ⅱ４委託事項「督促状の発送」⑥委託先名",
            "架空発送株式会社",
            "架空郵送株式会社",
        )],
        ("架空郵送", "架空郵便"),
        Always,
    ),
    // Several items.
    (
        TWO,
        &[("Ⅱ６①、③", "３年間|毎年4月に消去", "５年間|毎年6月に消去")],
        ("毎年6月に消去", "毎年8月に消去"),
        Always,
    ),
    (
        TWO,
        &[(
            "Ⅱ６①保管場所|Ⅱ６③消去方法",
            "Ⅱ６①：返却の翌年度から３年間|Ⅱ６③：毎年4月に消去",
            "Ⅱ６①：返却の翌年度から５年間|Ⅱ６③：毎年6月に消去",
        )],
        ("Ⅱ６③：毎年6月に消去", "Ⅱ６③：毎年8月に消去"),
        Always,
    ),
    (
        OFFICE,
        &[(
            "Ⅱ６①保管場所、Ⅱ６③消去方法、Ⅲ２リスク４　リスクに対する措置の内容",
            "市政情報課",
            "情報公開課",
        )],
        ("情報公開課", "情報公聞課"),
        Always,
    ),
];

#[test]
fn rows_are_right_with_the_version_before_and_without() {
    let mut wrong = Vec::new();
    for (edits, rows, (word, other), seen) in WAYS {
        let right = new(edits) + &table(&dated(rows));
        for said in [found(BODY, &right), found_alone(&right)] {
            if !said.is_empty() {
                wrong.push(format!("called wrong: {rows:?}: {said:?}"));
            }
        }
        let start = right.find("変更箇所").unwrap_or(0);
        let (head, tail) = right.split_at(start);
        assert!(tail.contains(word), "{word}");
        let altered = head.to_owned() + &tail.replacen(word, other, 1);
        let mut all = vec![found(BODY, &altered)];
        all.extend((*seen == Always).then(|| found_alone(&altered)));
        for said in all.into_iter().filter(|said| said.len() != 1) {
            wrong.push(format!("{word} for {other}: {rows:?}: {said:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
