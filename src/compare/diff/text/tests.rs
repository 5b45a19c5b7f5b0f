use super::*;

/// `[-old-]{+new+}`
fn shown(old: &str, new: &str) -> String {
    let diff = TextDiff::new(old, new);
    assert_eq!(diff.old(), old);
    assert_eq!(diff.new_text(), new);
    let lines = diff.paragraphs.iter().map(|p| {
        let segment = |s: &Segment| match s.tag {
            Tag::Kept => s.text.clone(),
            Tag::Removed => format!("[-{}-]", s.text),
            Tag::Added => format!("{{+{}+}}", s.text),
        };
        p.segments.iter().map(segment).collect::<String>()
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn words_change_as_a_whole() {
    assert_eq!(
        shown("入室の記録は3年間保存する。", "入室の記録は5年間保存する。"),
        "入室の記録は[-3年間-]{+5年間+}保存する。"
    );
    assert_eq!(
        shown("番号法第19条第7号による", "番号法第19条第8号による"),
        "番号法[-第19条第7号-]{+第19条第8号+}による"
    );
    assert_eq!(
        shown(
            "保健福祉部健康増進課が保管する",
            "健康福祉部健康推進課が保管する"
        ),
        "[-保健-]{+健康+}福祉部健康[-増進-]{+推進+}課が保管する"
    );
}

#[test]
fn no_confetti() {
    assert_eq!(
        shown(
            "鍵は課長が保管し、毎週点検する。",
            "鍵は係長及び主査が管理して、毎月点検する。"
        ),
        "鍵は[-課長が保管し、毎週-]{+係長及び主査が管理して、毎月+}点検する。"
    );
}

#[test]
fn what_shares_nothing_is_replaced_as_a_whole() {
    assert_eq!(
        shown(
            "紙の申請書を窓口で受け取る。",
            "職員が端末から検索し、印刷を行う。"
        ),
        "[-紙の申請書を窓口で受け取る。-]{+職員が端末から検索し、印刷を行う。+}"
    );
}

#[test]
fn very_long_paragraphs_are_compared_in_larger_pieces() {
    let sentence = "職員は、毎月の記録を点検する。";
    let old = sentence.repeat(400);
    let new = [&old, "係長は、毎週の記録を点検する。", &old].concat();
    let (old, changed) = (old.repeat(2), "{+係長は、毎週の記録を点検する。+}");
    assert!(shown(&old, &new).contains(changed));
    let (old, new) = (old.repeat(8), new.repeat(7));
    let whole = format!("[-{old}-]{{+{new}+}}");
    assert!(
        shown(&old, &new) == whole,
        "nothing is searched for a long time"
    );
}

#[test]
fn paragraphs_are_found_again() {
    let old = "（1）対象者を抽出する。\n（2）予診票を送る。\n（3）記録を登録する。";
    let new = "（1）対象者を抽出する。\n（2）案内文を電子メールで知らせる。\n（3）予診票を送る。\n（4）記録を登録する。";
    let diff = TextDiff::new(old, new);
    let what: Vec<_> = diff
        .paragraphs
        .iter()
        .map(|p| (p.old, p.new, p.formal))
        .collect();
    assert_eq!(
        what,
        [
            (Some(1), Some(1), true),
            (None, Some(2), false),
            (Some(2), Some(3), true),
            (Some(3), Some(4), true)
        ]
    );
    assert!(diff.paragraphs[0].is_kept() && !diff.paragraphs[2].is_kept());
}

#[test]
fn form_is_distinguished_from_content() {
    let is_formal = |old: &str, new: &str| TextDiff::new(old, new).is_formal();
    assert!(is_formal("（１）サーバー　１台", "(1)サーバー 1台"));
    assert!(is_formal("一行目\n二行目", "一行目二行目"));
    assert!(is_formal("サーバ又は端末", "サーバーまたは端末"));
    assert!(is_formal("1．抽出\n2．登録", "2．抽出\n3．登録"));
    assert!(!is_formal("10人", "11人") && !is_formal("3年", "5年"));
    assert!(!is_formal("行う。", "行わない。"));
    assert!(!is_formal("3　名", "4　名"), "no number of a list");
}

#[test]
fn paragraphs_that_are_elsewhere_are_moves() {
    let moves = |old: &str, new: &str| -> Vec<_> {
        let diff = TextDiff::new(old, new);
        assert_eq!(
            (diff.old(), diff.new_text()),
            (old.to_owned(), new.to_owned())
        );
        let moved = diff.paragraphs.iter().filter(|p| p.moved);
        moved.map(|p| (p.old, p.new, p.formal)).collect()
    };
    let (old, new) = (
        "・鍵は課長が保管する。\n・毎日点検する。\n・記録を残す。",
        "・記録を残す。\n・鍵は課長が保管する。\n・毎日点検する。",
    );
    assert_eq!(moves(old, new), [(Some(3), Some(1), true)]);
    assert!(TextDiff::new(old, new).is_formal());
    let edited = "・記録を5年間は必ず残しておくものとする。\n";
    let old = format!(
        "・鍵は課長が保管する。\n・毎日点検する。\n{}",
        edited.trim_end()
    );
    let new = format!(
        "{}・鍵は課長が保管する。\n・毎日点検する。",
        edited.replace('5', "3")
    );
    assert_eq!(
        moves(&old, &new),
        [(Some(3), Some(1), false)],
        "moved and edited"
    );
    let (old, new) = (
        "（1）申請を受ける。\n（2）審査する。",
        "（1）審査する。\n（2）申請を受ける。",
    );
    assert_eq!(
        moves(old, new).iter().filter(|m| m.2).count(),
        0,
        "the order of steps"
    );
    assert!(!TextDiff::new(old, new).is_formal());
}

#[test]
fn form_is_the_same_on_every_level() {
    for (old, new) in [
        (
            "一つ目。二つ目。\n三つ目は3件",
            "一つ目。\n二つ目。\n三つ目は4件",
        ),
        ("１　抽出\n２　登録", "①抽出\n②登録"),
        ("・抽出\n・登録", "○抽出\n○登録"),
    ] {
        let diff = TextDiff::new(old, new);
        let changed = diff.paragraphs.iter().filter(|p| !p.formal);
        assert_eq!(changed.count() > 0, !diff.is_formal(), "{old}");
    }
    let diff = TextDiff::new(
        "一つ目。二つ目。\n三つ目は3件",
        "一つ目。\n二つ目。\n三つ目は4件",
    );
    assert_eq!(diff.paragraphs.iter().filter(|p| !p.formal).count(), 1);
    let refers = TextDiff::new(
        "（1）は、審査する。\n（2）は、支払う。",
        "（2）は、審査する。\n（1）は、支払う。",
    );
    assert!(!refers.is_formal());
}
