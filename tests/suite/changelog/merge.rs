//! 別添３ after two branches that both wrote rows were merged.

use hyokasho::compare::changelog::merged;

use super::*;

fn replaced(text: &str, edits: &[(&str, &str)]) -> String {
    let later = text.replacen("公表日: 令和8年", "公表日: 令和9年", 1);
    let table = later.find("\n変更箇所:").expect("別添３");
    let (body, rows) = later.split_at(table);
    let replace = |body: String, (old, new): &(&str, &str)| {
        assert!(body.contains(old), "{old}");
        body.replacen(old, new, 1)
    };
    edits.iter().fold(body.to_owned(), replace) + rows
}

/// The rows of a text that the base does not have, and what comes before them.
fn parted<'t>(text: &'t str, base: &str) -> (&'t str, &'t str, &'t str) {
    let end = |text: &str| {
        let table = text.find("\n変更箇所:").expect("別添３");
        let rest = text[table + 1..].find("\n別紙:").map(|at| table + 1 + at);
        rest.unwrap_or(text.trim_end().len()) + 1
    };
    let after = base.len() - end(base);
    let new = text
        .rfind("  - 変更日: 令和9年")
        .map_or(0, |_| text.find("  - 変更日: 令和9年").expect("a row"));
    let stop = text.len() - after;
    (&text[..new], &text[new..stop], &text[stop..])
}

/// What the two branches change; the last is the same in both.
const OURS: [(&str, &str); 3] = [
    (
        "口座振込のデータを作成する。",
        "口座振込のデータ及び通知書を作成する。",
    ),
    (
        "係長が毎月1日に権限の一覧を出力し",
        "係長が毎月5日に権限の一覧を出力し",
    ),
    ("（90分）を受ける", "（120分）を受ける"),
];
const THEIRS: [(&str, &str); 3] = [
    (
        "設定の変更はデジタル推進課の職員2人で行う",
        "設定の変更はデジタル推進課の職員3人で行う",
    ),
    (
        "着任の日に、事務外の閲覧をしない旨",
        "着任の日及び毎年4月に、事務外の閲覧をしない旨",
    ),
    ("（90分）を受ける", "（120分）を受ける"),
];

/// The body of both branches with the rows of both, and what one branch alone would have written.
fn merged_branches(decide: impl Fn(String) -> String) -> (String, String) {
    let both = [&OURS[..2], &THEIRS].concat();
    let body = replaced(OTHER, &both);
    let (fresh, _) = written(OTHER, &body, None).expect("rows");
    let rows = |edits: &[(&str, &str)]| {
        let (text, _) = written(OTHER, &replaced(OTHER, edits), None).expect("rows");
        parted(&text, OTHER).1.to_owned()
    };
    let (head, _, rest) = parted(&fresh, OTHER);
    let union = format!("{head}{}{}{rest}", rows(&OURS), decide(rows(&THEIRS)));
    (union, fresh)
}

#[test]
fn rows_of_two_branches_become_one_table() {
    let (union, fresh) = merged_branches(|rows| rows);
    let (plan, text) = rebuilt(OTHER, &union, None).expect("rows are made anew");
    assert_eq!(text, fresh);
    assert_eq!((plan.add.len(), plan.drop.len()), (5, 6));
    let (_, again) = rebuilt(OTHER, &text, None).expect("the same");
    assert_eq!(again, text);
}

#[test]
fn what_was_decided_goes_over() {
    let (union, fresh) = merged_branches(|rows| {
        let at = rows.rfind("    提出時期: ").expect("a row");
        rows[..at].to_owned()
            + "    提出時期: 事前\n    説明: 研修時間の見直しによる（令和9年1月の決裁）\n"
    });
    let (plan, text) = rebuilt(OTHER, &union, None).expect("rows are made anew");
    assert!(plan.disputed.is_empty());
    let at = fresh.rfind("（120分）").expect("the row");
    let end = at + fresh[at..].find("    提出時期").expect("a row");
    let wanted = format!(
        "{}    提出時期: 事前\n    説明: 研修時間の見直しによる（令和9年1月の決裁）\n",
        &fresh[..end]
    );
    assert!(text.starts_with(&wanted), "{text}");
    // Where both have decided, and not the same, both rows are reported.
    let mut rows = union.match_indices("（120分）").skip(1);
    let (at, _) = rows.next().expect("the row of the other branch");
    let says = at + union[at..].find("    提出時期").expect("a row");
    let ends = says
        + union[says..]
            .find("  - 変更日")
            .unwrap_or(union.len() - says);
    let mut both = union.clone();
    both.replace_range(says..ends, "    提出時期: 事前\n    説明: 別の決裁による\n");
    let (plan, _) = rebuilt(OTHER, &both, None).expect("rows are made anew");
    assert_eq!(plan.disputed.len(), 2);
}

#[test]
fn two_versions_that_git_left_are_read() {
    let both = [&OURS[..2], &THEIRS].concat();
    let (fresh, _) = written(OTHER, &replaced(OTHER, &both), None).expect("rows");
    let rows = |edits: &[(&str, &str)]| {
        let (text, _) = written(OTHER, &replaced(OTHER, edits), None).expect("rows");
        parted(&text, OTHER).1.to_owned()
    };
    let (head, _, rest) = parted(&fresh, OTHER);
    let (ours, theirs) = (rows(&OURS), rows(&THEIRS));
    // The first and the last line, which both have, occur once.
    let (first, ours) = ours.split_once('\n').expect("lines");
    let (_, theirs) = theirs.split_once('\n').expect("lines");
    let last = ours.trim_end().rfind('\n').expect("lines") + 1;
    let (ours, end) = ours.split_at(last);
    let theirs = theirs.strip_suffix(end).expect("the same end");
    let text =
        format!("{head}{first}\n<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> b\n{end}{rest}");
    let joined = merged::joined(&Source::new("a", text)).expect("two versions");
    let (_, text) = rebuilt(OTHER, &joined.expect("rows"), None).expect("rows are made anew");
    assert_eq!(text, fresh);
}
