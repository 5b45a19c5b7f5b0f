//! One slip in a clean assessment gives the finding it should, at the words at fault, and nothing else.

use hyokasho::lint::engine::check_text;
use hyokasho::source::Source;
use hyokasho::source::diagnostic::{Diagnostic, Stage};
use hyokasho::source::lang::Lang;

const EXAMPLE: &str = include_str!("../../assessments/kakuu-yobosesshu.yaml");

/// The example with words replaced; they must be there exactly once.
fn with(changes: &[(&str, &str)]) -> Source {
    let mut text = EXAMPLE.to_owned();
    for (from, to) in changes {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text = text.replace(from, to);
    }
    Source::new("a.yaml", text)
}

/// The findings as `CODE item 「words」`.
fn findings(source: &Source) -> Vec<String> {
    let short = |d: &Diagnostic| {
        let words = source.slice(d.primary.span);
        let line = words.lines().next().unwrap_or("");
        format!("{} {} 「{line}」", d.code, d.primary.item)
    };
    let found = check_text(source, Stage::Publish, Lang::Ja);
    found.iter().map(short).collect()
}

#[track_caller]
fn gives(changes: &[(&str, &str)], expected: &[&str]) {
    assert_eq!(findings(&with(changes)), expected);
}

#[test]
fn the_example_is_clean() {
    gives(&[], &[]);
}

#[test]
fn a_period_of_29_days_without_a_reason() {
    gives(
        &[
            ("終了: 令和8年1月9日", "終了: 令和7年12月29日"),
            ("公示し、40日間、", "公示し、"),
        ],
        &["P001 procedure.public_comment.period 「令和7年12月1日」"],
    );
}

#[test]
fn days_that_differ_from_the_dates() {
    gives(
        &[("公示し、40日間、", "公示し、41日間、")],
        &["P002 procedure.public_comment.method 「41日間」"],
    );
}

#[test]
fn a_weekday_off_by_one() {
    // 令和7年12月1日 is a Monday.
    gives(
        &[("開始: 令和7年12月1日", "開始: 令和7年12月1日（火）")],
        &["P006 procedure.public_comment.period.start 「火」"],
    );
}

#[test]
fn a_number_of_contracts_that_differs_from_the_list() {
    gives(
        &[("          件数: 4", "          件数: 5")],
        &["S010 files[1].overview.entrustment.has.count 「5」"],
    );
}

#[test]
fn subcontracting_switched_off_but_still_described() {
    gives(
        &[("再委託の有無: 再委託する", "再委託の有無: 再委託しない")],
        &[
            "S009 files[1].overview.entrustment.items[1].reentrustment_approval 「再委託の許諾方法」",
            "X005 files[1].risks.entrustment.reentrustment 「十分に行っている」",
            "C014 changes[16].after 「再委託する」",
        ],
    );
}

#[test]
fn a_number_dragged_in_the_change_table() {
    gives(
        &[(
            "\n      ・設定の変更及び不審な通信を自動で検知し、検知したときは10分以内に",
            "\n      ・設定の変更及び不審な通信を自動で検知し、検知したときは11分以内に",
        )],
        &["C014 changes[25].after 「11」"],
    );
}

#[test]
fn a_change_of_an_item_with_a_mark_submitted_afterwards() {
    gives(
        &[(
            "    変更後: 再委託する\n    提出時期: 事前",
            "    変更後: 再委託する\n    提出時期: 事後",
        )],
        &["C007 changes[16].explanation 「重要な変更」"],
    );
}

#[test]
fn a_reference_with_the_number_of_another_item() {
    gives(
        &[("項目: Ⅱ６①保管場所", "項目: Ⅱ６②保管場所")],
        &["C002 changes[19].item 「Ⅱ６②保管場所」"],
    );
}

#[test]
fn subcontracting_switched_on_without_its_details() {
    gives(
        &[(
            "委託先名: 架空印刷株式会社\n            再委託の有無: 再委託しない",
            "委託先名: 架空印刷株式会社\n            再委託の有無: 再委託する",
        )],
        &[
            "S004 files[1].overview.entrustment.items[4].reentrustment_approval 「再委託の許諾方法」",
            "S004 files[1].overview.entrustment.items[4].reentrustment_matters 「再委託事項」",
        ],
    );
}

#[test]
fn linkage_off_but_boxes_left() {
    gives(
        &[("実施の有無: 実施する", "実施の有無: 実施しない")],
        &[
            "S009 basic.info_linkage.legal_basis 「法令上の根拠」",
            "X001 files[1].overview.intake.methods 「情報提供ネットワークシステム」",
            "X001 files[1].risks.network.none_intake 「接続しない（入手）」",
        ],
    );
}

#[test]
fn use_before_holding() {
    gives(
        &[("使用開始日: 平成28年1月1日", "使用開始日: 平成27年9月1日")],
        &["P008 files[1].overview.intake.start 「平成27年9月1日」"],
    );
}

#[test]
fn a_review_before_the_comments_end() {
    gives(
        &[("実施日: 令和8年2月13日", "実施日: 令和8年1月8日")],
        &["P003 procedure.third_party.date 「令和8年1月8日」"],
    );
}

#[test]
fn an_option_without_its_detail() {
    gives(
        &[(
            "- その他: 申請管理システム\n    - システムの名称: 団体内",
            "- その他:\n    - システムの名称: 団体内",
        )],
        &["S006 basic.systems[1].connections 「その他」"],
    );
}

#[test]
fn a_file_name_changed_in_one_place() {
    gives(
        &[(
            "特定個人情報ファイル名:\n    - 予防接種ファイル",
            "特定個人情報ファイル名:\n    - 予防接種記録ファイル",
        )],
        &["S017 basic.file_names 「予防接種記録ファイル」"],
    );
}

#[test]
fn an_individual_number_pasted_in() {
    // An invented number with a valid check digit.
    gives(
        &[(
            "備考: 予防接種の対象疾病",
            "備考: 1234-5678-9018 予防接種の対象疾病",
        )],
        &["I001 files[1].overview.remarks 「1234-5678-9018」"],
    );
}

#[test]
fn a_misquoted_label() {
    gives(
        &[(
            "明記した。\n",
            "明記した。「③消去の方法」の項のとおり消去する。\n",
        )],
        &["F001 procedure.public_comment.reflection 「消去の方法」"],
    );
}

#[test]
fn a_tier_that_the_number_of_people_does_not_give() {
    gives(
        &[("対象人数: 30万人以上", "対象人数: 1万人以上10万人未満")],
        &[
            "T002 files[1].overview.basics.people_count 「10万人以上100万人未満」",
            "T001 procedure.baseline.threshold 「基礎項目評価及び全項目評価の実施が義務付けられる」",
        ],
    );
}

#[test]
fn a_draft_mark_at_publication() {
    gives(
        &[(
            "評価書名: 予防接種に関する事務　全項目評価書",
            "評価書名: 予防接種に関する事務　全項目評価書（案）",
        )],
        &["P005 cover.title 「（案）」"],
    );
}

#[test]
fn a_day_that_does_not_exist() {
    gives(
        &[("直近では令和6年11月に", "直近では令和6年11月31日に")],
        &["P007 other_risks.audit.audit.content 「令和6年11月31日」"],
    );
}

#[test]
fn a_medium_that_is_not_ticked() {
    gives(
        &[(
            "予診票は、接種した月の翌月10日までに入手する",
            "予診票は、接種した月の翌月10日までに電子メールで入手する",
        )],
        &["X009 files[1].overview.intake.timing 「電子メールで」"],
    );
}

#[test]
fn a_system_that_is_not_listed() {
    gives(
        &[(
            "健康管理システムでの消去に連動して",
            "接種台帳システムでの消去に連動して",
        )],
        &["X010 files[1].overview.storage.erasure 「接種台帳システム」"],
    );
}

#[test]
fn an_option_chosen_beside_one_that_excludes_it() {
    gives(
        &[(
            "          - 移転を行っている: 2\n",
            "          - 移転を行っている: 2\n          - 行っていない\n",
        )],
        &["S008 files[1].overview.provision.has 「行っていない」"],
    );
}

#[test]
fn an_arrow_to_a_name_that_the_figure_does_not_list() {
    gives(
        &[(
            "へ: 委託先\n        情報: 予診票等の印刷用データ",
            "へ: 封入担当\n        情報: 予診票等の印刷用データ",
        )],
        &["X021 flow_figure.figure.flows[3].to 「封入担当」"],
    );
}

#[test]
fn a_system_that_only_the_figure_has() {
    gives(
        &[(
            "      - 健康推進課\n      - 申請",
            "      - 健康推進課\n      - 接種台帳システム\n      - 申請",
        )],
        &[
            "X020 flow_figure.figure.actors 「接種台帳システム」",
            "X022 flow_figure.figure.actors 「接種台帳システム」",
        ],
    );
}

#[test]
fn an_arrow_that_does_not_say_what_it_holds() {
    gives(
        &[(
            "情報: 予診票及び案内文\n        特定個人情報: 含まない",
            "情報: 予診票及び案内文\n        特定個人情報:",
        )],
        &["X023 flow_figure.figure.flows[4] 「④」"],
    );
}

#[test]
fn a_number_twice_in_the_figure() {
    gives(
        &[("番号: ⑭", "番号: ⑬")],
        &["F006 flow_figure.figure.flows[14].number 「⑬」"],
    );
}
