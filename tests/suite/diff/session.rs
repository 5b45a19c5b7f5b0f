//! A session of edits on the worked example, and what has to be found.

use hyokasho::compare::diff::ChangeKind;

use super::EXAMPLE;

/// A text that is being edited.
pub struct Session(pub String);

impl Session {
    /// Replaces words at their first place.
    pub fn replace(&mut self, old: &str, new: &str) {
        assert!(self.0.contains(old), "not there: {old}");
        self.0 = self.0.replacen(old, new, 1);
    }

    /// Takes out what is from one text up to another.
    pub fn cut(&mut self, from: &str, to: &str) -> String {
        let start = self.0.find(from).expect("the beginning");
        let end = start + self.0[start..].find(to).expect("the end");
        self.0.drain(start..end).collect()
    }

    pub fn insert_before(&mut self, place: &str, text: &str) {
        self.replace(place, &format!("{text}{place}"));
    }
}

/// The edits, and what has to be found: id, kind, whether it is only form.
pub fn session() -> (String, Vec<(&'static str, ChangeKind, bool)>) {
    use ChangeKind::{Added, Edited, Moved, Removed, Renamed};
    let mut text = Session(EXAMPLE.to_owned());
    let mut expected = Vec::new();

    // The cover.
    text.replace(
        "その実施状況を毎年度点検する",
        "その実施状況を半年ごとに点検する",
    );
    expected.push(("cover.declaration", Edited, false));
    text.replace("公表日: 令和8年3月27日", "公表日: 令和9年3月26日");
    expected.push(("cover.publication_date", Edited, false));

    // Ⅰ
    text.replace("満たす者を月1回抽出する", "満たす者を月2回抽出する");
    expected.push(("basic.office.content", Edited, false));
    text.replace("対象人数: 30万人以上", "対象人数: 10万人以上30万人未満");
    expected.push(("basic.office.people_count", Edited, false));
    text.insert_before(
        "    - システムの名称: 団体内統合宛名システム",
        "    - システムの名称: 予約管理システム\n      システムの機能: 集団接種の予約を受け付け、空き状況を表示する。\n      他のシステムとの接続:\n        - その他: 健康管理システム\n",
    );
    expected.push(("basic.systems[2]", Added, false));
    text.replace(
        "- その他: 健康管理システム、中間サーバー",
        "- その他: 健康管理システム、予約管理システム、中間サーバー",
    );
    expected.push(("basic.systems[3].connections", Edited, false));
    text.replace(
        "        - 情報提供ネットワークシステム\n        - 宛名システム等\n    - システムの名称: 既存",
        "        - 情報提供ネットワークシステム\n        - 税務システム\n        - 宛名システム等\n    - システムの名称: 既存",
    );
    expected.push(("basic.systems[4].connections", Edited, false));
    text.replace(
        "証明書の交付及び閲覧を制限する",
        "証明書の交付、閲覧及び写しの請求を制限する",
    );
    expected.push(("basic.systems[5].functions", Edited, false));
    text.replace(
        "（3）受渡しの記録　受け渡した",
        "（3）項目の点検　受け渡す項目の桁数及び文字種を点検する。\n        （4）受渡しの記録　受け渡した",
    );
    text.replace("（4）異常の検知", "（5）異常の検知");
    expected.push(("basic.systems[6].functions", Edited, false));
    text.replace(
        "システムの名称: 申請管理システム",
        "システムの名称: 電子申請管理システム",
    );
    expected.push(("basic.systems[7].name", Renamed, false));
    for (n, circled) in ["①", "②", "③", "④"].iter().enumerate() {
        let what = [
            "申請データの取得",
            "審査の支援",
            "申請データの引渡し",
            "処理状況の通知",
        ][n];
        text.replace(&format!("（{}）{what}", n + 1), &format!("{circled}{what}"));
    }
    expected.push(("basic.systems[7].functions", Edited, true));
    text.replace(
        "・自己負担の免除を申請する者は",
        "･ 自己負担の免除を申請する者は",
    );
    expected.push(("basic.reasons.benefits", Edited, true));
    text.replace("別表の126の項", "別表の127の項");
    expected.push(("basic.my_number_use.legal_basis", Edited, false));
    text.replace(
        "    部署: 健康福祉部健康推進課",
        "    部署: 健康福祉部保健予防課",
    );
    expected.push(("basic.department.name", Edited, false));

    // 別添１
    text.replace(
        "      - 協力医療機関\n      - 委託先\n",
        "      - 協力医療機関\n      - 委託先\n      - 集団接種会場\n",
    );
    expected.push(("flow_figure.figure.actors", Edited, false));
    text.insert_before(
        "      - 番号: ④\n",
        "      - 番号: 新\n        から: 本人又は代理人\n        へ: 集団接種会場\n        情報: 予約の申込み\n        特定個人情報: 含まない\n        手段: 電話\n",
    );
    for n in (4..=14).rev() {
        let sign = |n: u32| char::from_u32('①' as u32 + n - 1).expect("a circled number");
        text.replace(
            &format!("番号: {}\n", sign(n)),
            &format!("番号: {}\n", sign(n + 1)),
        );
    }
    text.replace("番号: 新", "番号: ④");
    expected.push(("flow_figure.figure.flows[4]", Added, false));

    // Ⅱ
    text.replace(
        "（保管期間内の者に限る。）\n",
        "（保管期間を経過していない者に限る。）\n",
    );
    expected.push(("files[1].overview.basics.people_scope", Edited, false));
    text.cut(
        "              - 生活保護・社会福祉関係情報\n",
        "              - その他: 健康被害",
    );
    expected.push((
        "files[1].overview.basics.items.main.business",
        Edited,
        false,
    ));
    text.cut(
        "            ・連絡先（電話番号等）　予診票",
        "            ・その他住民票関係情報　",
    );
    expected.push(("files[1].overview.basics.items.validity", Edited, false));
    text.insert_before(
        "          - 地方公共団体・地方独立行政法人: 他",
        "          - 行政機関・独立行政法人等: 日本年金機構\n",
    );
    expected.push(("files[1].overview.intake.sources", Edited, false));
    text.replace("受給情報は、毎月1回入手する", "受給情報は、毎月2回入手する");
    expected.push(("files[1].overview.intake.timing", Edited, false));
    text.replace(
        "・予診票の裏面及び申請書の",
        "・予診票の裏面 および申請書の",
    );
    expected.push(("files[1].overview.intake.notice", Edited, true));
    text.replace(
        "接種記録を管理することで、接種の誤り",
        "接種記録を管理することで，接種の誤り",
    );
    expected.push(("files[1].overview.intake.purpose", Edited, true));
    text.replace("使用者数: 10人以上50人未満", "使用者数: 50人以上100人未満");
    expected.push(("files[1].overview.intake.user.people", Edited, false));
    text.replace(
        "使用開始日: 平成28年1月1日",
        "使用開始日: 平成２８年１月１日",
    );
    expected.push(("files[1].overview.intake.start", Edited, true));

    // Ⅱ４: the fourth is removed, the second and the third change places, one of them inside, too.
    text.replace("件数: 4\n", "件数: 3\n");
    let (second, third, fourth, end) = (
        "          - 名称: 団体内統合宛名システム等運用保守業務\n",
        "          - 名称: 予診票等データ入力業務\n",
        "          - 名称: 予診票等印刷・封入封緘業務\n",
        "      特定個人情報の提供・移転:\n",
    );
    text.cut(fourth, end);
    let cut = text.cut(second, third);
    text.insert_before(end, &cut);
    expected.push(("files[1].overview.entrustment.items[2]", Moved, true));
    text.replace(
        "委託先名: 株式会社架空データサービス",
        "委託先名: 架空入力センター株式会社",
    );
    expected.push((
        "files[1].overview.entrustment.items[2].contractor",
        Edited,
        false,
    ));
    expected.push(("files[1].overview.entrustment.items[3]", Moved, true));
    expected.push(("files[1].overview.entrustment.items[4]", Removed, false));

    text.replace(
        "時期・頻度: 都道府県知事が照会を行った都度",
        "時期・頻度: 都道府県知事が照会を行った日の翌日",
    );
    expected.push((
        "files[1].overview.provision.recipients[2].timing",
        Edited,
        false,
    ));
    text.replace(
        "          - 名称: こども未来部こども家庭課",
        "          - 名称: こども未来部母子保健課",
    );
    expected.push((
        "files[1].overview.provision.transferees[1].name",
        Renamed,
        false,
    ));
    text.replace("入退室の記録は3年間保存する", "入退室の記録は5年間保存する");
    expected.push(("files[1].overview.storage.place", Edited, false));
    text.replace("          期間: 5年\n", "          期間: 6年以上10年未満\n");
    expected.push(("files[1].overview.storage.period.length", Edited, false));
    text.replace(
        "      備考: 予防接種の対象疾病及び対象年齢は、本市公式ウェブサイトに掲載している。\n",
        "",
    );
    expected.push(("files[1].overview.remarks", Removed, false));

    // 別添２
    text.replace(
        "          - 旧健康管理番号\n",
        "          - 被保険者証の記号番号\n",
    );
    expected.push(("files[1].records[1].items", Edited, false));
    text.replace(
        "氏名/氏名の振り仮名/通称名",
        "氏名/氏名の振り仮名/氏名のローマ字/通称名",
    );
    expected.push(("files[1].records[2].text", Edited, false));
    text.insert_before(
        "      - 区分: 自己負担の判定に係る情報",
        "      - 区分: 予約情報\n        項目:\n          - 予約番号\n          - 予約日時\n",
    );
    expected.push(("files[1].records[4]", Added, false));
    text.replace(
        "| 接種量 | ミリリットル単位 |",
        "| 接種量 | ミリリットル単位（小数点以下2桁） |",
    );
    text.cut("          | 接種見合わせ理由 |", "          | 接種時の体温");
    expected.push(("files[1].records[8].table", Edited, false));

    // Ⅲ, Ⅳ
    text.replace("パスワードは12文字以上とし", "パスワードは15文字以上とし");
    expected.push((
        "files[1].risks.use.unauthorized.user_auth.method",
        Edited,
        false,
    ));
    text.replace(
        "リスクへの対策は十分か: 特に力を入れている",
        "リスクへの対策は十分か: 十分である",
    );
    expected.push(("files[1].risks.use.unauthorized.sufficient", Edited, false));
    text.replace("監査は、3年に1回、", "監査は、2年に1回、");
    expected.push(("other_risks.audit.audit.content", Edited, false));

    // Ⅴ, Ⅵ
    text.replace("選択: 有料\n", "選択: 無料\n");
    expected.push(("disclosure.request.fee", Edited, false));
    text.replace("電話　0999-00-5678", "電話　0999-00-5679");
    expected.push(("disclosure.inquiry.contact", Edited, false));
    text.replace("実施日: 令和7年11月4日", "実施日: 令和8年11月4日");
    expected.push(("procedure.baseline.date", Edited, false));

    // 別添３ is no part of what changed, nor is what is written for the check alone; 別紙 is.
    text.insert_before("\n別紙:\n", "  - 変更日: 令和9年3月26日\n    項目: Ⅰ７①部署\n    変更前: 健康福祉部健康推進課\n    変更後: 健康福祉部保健予防課\n    提出時期: 事後\n    説明: その他の項目の変更であり、事前の提出・変更が義務付けられない\n");
    text.insert_before("別紙:\n", "判断の前提:\n  取扱者数: 500人以上\n\n");
    text.replace(
        "        対象: 全ての取扱者\n        実施者: 健康推進課長",
        "        対象: 全ての職員\n        実施者: 健康推進課長",
    );
    expected.push(("annexes[1].table", Edited, false));
    (text.0, expected)
}
