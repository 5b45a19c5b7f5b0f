//! From a printed reference (`Ⅱ３④入手に係る妥当性`) to the item that it means.

use super::{Form, Item};
use crate::assessment::Assessment;
use crate::japanese::notation::{norm_key, number, similarity};

/// How alike a label must be to be meant.
const ALIKE: f64 = 0.75;

/// Words of a list that the number of an entry stands behind.
const ENTRIES: [&str; 5] = ["委託事項", "提供先", "移転先", "システム", "流れ"];

/// What the cover says of the kind of assessment; it is no cell of the form.
const KIND_OF_ASSESSMENT: &str = "評価書の種類";

/// How a reference names its item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// By the number and, where there is one, the label of the form.
    AsPrinted,
    /// By its number and words that are nearly its label.
    CloseLabel,
    /// By its label; the number is another item's.
    LabelAlone,
}

/// The item that a reference means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolution {
    /// The place of the item in [`Form::items`].
    pub item: usize,
    /// The numbers of the entries it lies in, outermost first; none where the reference does not say.
    pub at: Vec<Option<usize>>,
    /// How it is named.
    pub manner: Manner,
}

impl Resolution {
    /// The item's id with its entry numbers, `?` where the reference does not say.
    pub fn id(&self, form: &Form) -> String {
        let pattern = &form.items[self.item].id;
        let mut numbers = self.at.iter();
        let mut out = String::new();
        for (i, piece) in pattern.split("[]").enumerate() {
            if i > 0 {
                let number = numbers.next().copied().flatten();
                let number = number.map_or("?".to_owned(), |n| n.to_string());
                out.push_str(&format!("[{number}]"));
            }
            out.push_str(piece);
        }
        out
    }
}

/// The item that a printed reference means. A locator `＜…＞` behind it is passed over.
pub fn resolve(assessment: &Assessment, text: &str) -> Option<Resolution> {
    let form = assessment.form;
    let (text, file) = without_file(assessment, text);
    let wanted = Address::of(&text);
    let label = wanted.labels.last().map(|l| norm_key(l));
    if label
        .as_deref()
        .is_some_and(|l| l.trim_matches(['(', ')']) == KIND_OF_ASSESSMENT)
    {
        let item = form.find("form")?;
        return Some(resolution(
            &form.items[item],
            item,
            None,
            file,
            Manner::AsPrinted,
        ));
    }
    let (item, manner) = best(form, &wanted)?;
    Some(resolution(
        &form.items[item],
        item,
        wanted.entry,
        file,
        manner,
    ))
}

fn resolution(
    item: &Item,
    place: usize,
    entry: Option<(&str, Option<usize>)>,
    file: Option<usize>,
    manner: Manner,
) -> Resolution {
    let levels = item.id.matches("[]").count();
    let outer = usize::from(item.id.starts_with("files[]"));
    let mut at = vec![None; levels];
    if let (1, Some(first)) = (outer, at.first_mut()) {
        *first = file;
    }
    if levels > outer
        && let Some(last) = at.last_mut()
    {
        *last = entry.and_then(|(_, n)| n);
    }
    Resolution {
        item: place,
        at,
        manner,
    }
}

/// The text without the name of a file in brackets, and that file; the only file where there is one.
fn without_file(assessment: &Assessment, text: &str) -> (String, Option<usize>) {
    let files = assessment.entries("files");
    let only = (files <= 1).then_some(1);
    for n in 1..=files {
        let Some(name) = assessment.text(&format!("files[{n}].name")) else {
            continue;
        };
        let suffix = format!("（{}）", name.trim());
        if text.contains(&suffix) {
            return (text.replacen(&suffix, "", 1), Some(n));
        }
    }
    (text.to_owned(), only)
}

/// An address in its levels.
#[derive(Debug, Default)]
struct Address<'t> {
    /// Ⅰ to Ⅵ, 別添１ to ３, 別紙, 表紙, 様式
    chapter: Option<String>,
    section: Option<usize>,
    entry: Option<(&'t str, Option<usize>)>,
    risk: Option<usize>,
    circle: Option<usize>,
    labels: Vec<&'t str>,
}

impl<'t> Address<'t> {
    fn of(text: &'t str) -> Self {
        let mut address = Address::default();
        for segment in text.split(char::is_whitespace).filter(|s| !s.is_empty()) {
            if segment.starts_with(['＜', '<']) {
                break;
            }
            address.read(segment);
        }
        address
    }

    /// Reads the numbers at the beginning of a segment; what follows is a label.
    fn read(&mut self, segment: &'t str) {
        let mut rest = segment;
        while let Some(behind) = self.level(rest) {
            rest = behind;
        }
        if !rest.is_empty() {
            self.labels.push(rest);
        }
    }

    fn level(&mut self, rest: &'t str) -> Option<&'t str> {
        let first = rest.chars().next()?;
        if self.chapter.is_none()
            && let Some((chapter, behind)) = chapter(rest)
        {
            self.chapter = Some(chapter);
            return Some(behind);
        }
        if let Some(n) = circled(first) {
            self.circle = Some(n);
            return Some(&rest[first.len_utf8()..]);
        }
        if let Some(behind) = rest.strip_prefix("リスク")
            && let Some((n, behind)) = digits(behind)
        {
            self.risk = Some(n);
            return Some(behind.trim_start_matches(['：', ':']));
        }
        if let Some(word) = ENTRIES.iter().find(|w| rest.starts_with(**w)) {
            let behind = &rest[word.len()..];
            let numbered = digits(behind).map(|(n, behind)| (Some(n), behind));
            // Ⅱ４委託事項⑦ names none; システムの機能 is a label.
            let alone = behind.is_empty() || behind.starts_with(|c| circled(c).is_some());
            let (n, behind) = numbered.or(alone.then_some((None, behind)))?;
            self.entry = Some((&rest[..word.len()], n));
            return Some(behind);
        }
        let (n, behind) = digits(rest)?;
        let dotted = behind.strip_prefix(['．', '.']);
        let fits = self.section.is_none() && (self.chapter.is_some() || dotted.is_some());
        if !fits {
            return None;
        }
        self.section = Some(n);
        Some(dotted.unwrap_or(behind))
    }

    /// Whether both name the same level; an entry may be left out.
    fn agrees(&self, item: &Address) -> bool {
        let entry = match (self.entry, item.entry) {
            (Some((a, _)), Some((b, _))) => a == b,
            (Some(_), None) => false,
            (None, _) => true,
        };
        self.chapter == item.chapter
            && self.section == item.section
            && self.risk == item.risk
            && self.circle == item.circle
            && entry
    }
}

fn circled(c: char) -> Option<usize> {
    match c {
        '①'..='⑳' => Some(c as usize - '①' as usize + 1),
        '➀'..='➉' => Some(c as usize - '➀' as usize + 1),
        _ => None,
    }
}

fn digits(text: &str) -> Option<(usize, &str)> {
    let behind =
        text.trim_start_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    Some((number(&text[..text.len() - behind.len()])?, behind))
}

fn chapter(text: &str) -> Option<(String, &str)> {
    let first = text.chars().next()?;
    if ('Ⅰ'..='Ⅻ').contains(&first) {
        return Some((first.to_string(), &text[first.len_utf8()..]));
    }
    for (written, roman) in [
        ("III", "Ⅲ"),
        ("II", "Ⅱ"),
        ("IV", "Ⅳ"),
        ("VI", "Ⅵ"),
        ("V", "Ⅴ"),
        ("I", "Ⅰ"),
    ] {
        if let Some(behind) = text.strip_prefix(written)
            && !behind.starts_with(|c: char| c.is_ascii_alphabetic())
        {
            return Some((roman.to_owned(), behind));
        }
    }
    let bare = text.strip_prefix(['（', '(']).unwrap_or(text);
    for word in ["別添", "別紙", "表紙", "様式"] {
        if let Some(behind) = bare.strip_prefix(word) {
            let (n, behind) =
                digits(behind).map_or((String::new(), behind), |(n, b)| (n.to_string(), b));
            let behind = behind.strip_prefix(['）', ')']).unwrap_or(behind);
            let n = if word == "別添" { n } else { String::new() };
            return Some((format!("{word}{n}"), behind));
        }
    }
    None
}

/// The item that fits best: first by its number, with the label deciding among those of one number, then by its label.
fn best(form: &Form, wanted: &Address) -> Option<(usize, Manner)> {
    let printed = form.items[..form.printed].iter().enumerate();
    let addresses = printed.flat_map(|(place, item)| {
        let forms = item.address.split('|');
        forms.map(move |pattern| (place, item, pattern.replace("{n}", "1")))
    });
    let addresses: Vec<(usize, &Item, String)> = addresses.collect();
    let read: Vec<(usize, &Item, Address)> = addresses
        .iter()
        .map(|(place, item, text)| (*place, *item, Address::of(text)))
        .collect();
    let here: Vec<&(usize, &Item, Address)> =
        read.iter().filter(|(.., a)| wanted.agrees(a)).collect();
    let Some(label) = wanted.labels.last() else {
        let own = here.iter().find(|(.., a)| a.labels.is_empty());
        return own.map(|(place, ..)| (*place, Manner::AsPrinted));
    };
    if let Some((place, alike)) = nearest(label, &here) {
        let manner = if alike < 1.0 {
            Manner::CloseLabel
        } else {
            Manner::AsPrinted
        };
        return Some((place, manner));
    }
    // The nearer in the tree, the likelier: the same section before the same chapter before anywhere.
    let same_chapter = |a: &Address| wanted.chapter.is_none() || a.chapter == wanted.chapter;
    let same_section = |a: &Address| same_chapter(a) && a.section == wanted.section;
    let section: Vec<_> = read.iter().filter(|(.., a)| same_section(a)).collect();
    let chapter: Vec<_> = read.iter().filter(|(.., a)| same_chapter(a)).collect();
    let found = [section, chapter]
        .iter()
        .find_map(|group| nearest(label, group));
    found.map(|(place, _)| (place, Manner::LabelAlone))
}

/// The item whose label is most like the words, if it is like enough; of equals the first.
fn nearest(words: &str, group: &[&(usize, &Item, Address)]) -> Option<(usize, f64)> {
    let alike = |item: &Item| {
        let names = [item.label.as_str(), item.key.as_str()];
        let names = names
            .into_iter()
            .chain(item.aliases.iter().map(String::as_str));
        names.map(|n| similarity(n, words)).fold(0.0, f64::max)
    };
    let mut best: Option<(usize, f64)> = None;
    for (place, item, _) in group {
        let value = alike(item);
        if value >= ALIKE && best.is_none_or(|(_, known)| value > known) {
            best = Some((*place, value));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Stage;
    use crate::source::Source;

    /// References as officials print them, with the items they mean.
    const PRINTED: [(&str, &str); 36] = [
        ("（評価書の種類）", "form"),
        ("Ⅰ２➁システムの機能", "basic.systems[?].functions"),
        ("（別添1）事務内容", "flow_figure"),
        (
            "Ⅱ３④入手にかかる妥当性\n＜貸出しの事務＞",
            "files[1].overview.intake.validity",
        ),
        ("Ⅱ３⑤本人への明示", "files[1].overview.intake.notice"),
        ("Ⅱ３➁入手方法", "files[1].overview.intake.methods"),
        (
            "Ⅱ３③入手の時期・頻度\n＜貸出しの事務＞",
            "files[1].overview.intake.timing",
        ),
        ("Ⅱ４委託事項4", "files[1].overview.entrustment.items[4]"),
        (
            "Ⅱ４委託事項4➀委託内容",
            "files[1].overview.entrustment.items[4].content",
        ),
        ("Ⅱ３⑧使用方法", "files[1].overview.intake.usage"),
        (
            "Ⅱ３⑧使用方法　情報の突合\n＜貸出しの事務＞",
            "files[1].overview.intake.usage.matching",
        ),
        ("Ⅱ６➀保管場所", "files[1].overview.storage.place"),
        (
            "Ⅱ４委託事項4➁取扱いを委託する特定個人情報ファイルの範囲　その妥当性",
            "files[1].overview.entrustment.items[4].scope.validity",
        ),
        (
            "Ⅱ４委託事項4④委託先への特定個人情報ファイルの提供方法",
            "files[1].overview.entrustment.items[4].methods",
        ),
        (
            "Ⅲ２リスク１　対象者以外の情報の入手を防止するための措置の内容\n＜追加措置＞",
            "files[1].risks.intake.off_purpose.other_people",
        ),
        (
            "Ⅲ２リスク３　入手の際の本人確認の措置の内容",
            "files[1].risks.intake.inaccurate.identity_check",
        ),
        (
            "Ⅲ２リスク３　特定個人情報の正確性確保の措置の内容",
            "files[1].risks.intake.inaccurate.accuracy",
        ),
        (
            "Ⅲ２リスク１　必要な情報以外を入手することを防止するための措置の内容",
            "files[1].risks.intake.off_purpose.other_information",
        ),
        (
            "Ⅲ２リスク２　リスクに対する措置の内容",
            "files[1].risks.intake.improper_method.measures",
        ),
        (
            "Ⅲ２リスク４　リスクに対する措置の内容",
            "files[1].risks.intake.leak.measures",
        ),
        (
            "Ⅲ４特定個人情報ファイルの取扱いの委託　情報保護管理体制の確認\n<追加措置>",
            "files[1].risks.entrustment.management_system",
        ),
        (
            "Ⅲ５リスク２　リスクに対する措置の内容\n<追加措置>",
            "files[1].risks.provision.improper_method.measures",
        ),
        (
            "Ⅲ３特定個人情報の使用におけるその他のリスク及びそのリスクに対する措置\n＜追加措置＞",
            "files[1].risks.use.other_risks",
        ),
        (
            "Ⅲ７リスク１⑥技術的対策　具体的な対策の内容",
            "files[1].risks.storage.leak.technical.content",
        ),
        (
            "Ⅳ１➀自己点検　具体的なチェック方法\n＜追加措置＞",
            "other_risks.audit.self_check.method",
        ),
        (
            "Ⅲ５リスク３　リスクに対する措置の内容\n<追加措置>",
            "files[1].risks.provision.wrong.measures",
        ),
        (
            "Ⅲ５リスク３　特定個人情報の提供・移転（委託や情報提供ネットワークシステムを通じた提供を除く。）におけるその他のリスク及びそのリスクに対する措置\n＜追加措置＞",
            "files[1].risks.provision.other_risks",
        ),
        ("Ⅳ３　＜貸出しの事務における追加措置＞", "other_risks.other"),
        (
            "Ⅳ１➁監査　具体的な内容\n＜追加措置＞",
            "other_risks.audit.audit.content",
        ),
        (
            "Ⅳ２従業者に対する教育・啓発　具体的な方法\n＜貸出しの事務にお",
            "other_risks.training.method",
        ),
        ("Ⅴ１➀請求先", "disclosure.request.office"),
        (
            "（別添２）特定個人情報ファイル記録項目",
            "files[1].records[?]",
        ),
        // Other ways to write one.
        (
            "Ⅱ特定個人情報ファイルの概要\n３．特定個人情報の入手・使用\n①入手元",
            "files[1].overview.intake.sources",
        ),
        ("II３①入手元", "files[1].overview.intake.sources"),
        ("Ⅰ２システム3②", "basic.systems[3].functions"),
        ("Ⅱ３②入手元", "files[1].overview.intake.sources"),
    ];

    #[test]
    fn printed_references_name_their_items() {
        let source = Source::new("a.yaml", "特定個人情報ファイル:\n  - 名称: 貸出ファイル\n");
        let document = crate::assessment::read(&source);
        let Ok(assessment) = Assessment::open(&source, &document, Stage::Draft) else {
            panic!("the form is read");
        };
        let id = |text: &str| {
            let found = resolve(&assessment, text);
            found.map(|r| r.id(assessment.form)).unwrap_or_default()
        };
        let wrong: Vec<String> = PRINTED
            .iter()
            .filter(|(text, wanted)| id(text) != *wanted)
            .map(|(text, wanted)| format!("{text}: {} for {wanted}", id(text)))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_number_that_contradicts_its_label_is_told() {
        let source = Source::new("a.yaml", "様式: 全項目評価書\n");
        let document = crate::assessment::read(&source);
        let Ok(assessment) = Assessment::open(&source, &document, Stage::Draft) else {
            panic!("the form is read");
        };
        let manner = |text: &str| resolve(&assessment, text).map(|r| r.manner);
        assert_eq!(manner("Ⅱ３①入手元"), Some(Manner::AsPrinted));
        assert_eq!(manner("Ⅱ３②入手元"), Some(Manner::LabelAlone));
        assert_eq!(manner("Ⅱ３④入手にかかる妥当性"), Some(Manner::CloseLabel));
        assert_eq!(manner("図書館の休館日"), None);
    }
}
