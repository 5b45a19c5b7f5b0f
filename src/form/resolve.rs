//! From a printed reference (`Ⅱ３④入手に係る妥当性`) to the item that it means.

use std::ops::Range;

use super::levels::{Levels, first_chapter};
use super::{Form, Item};
use crate::assessment::Assessment;
use crate::japanese::notation::norm_key;

/// How alike a label must be to be meant.
const ALIKE: f64 = 0.75;

/// What the cover says of the kind of assessment; it is no cell of the form.
const KIND_OF_ASSESSMENT: &str = "評価書の種類";

/// How a reference names its item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// By the number and, where there is one, the label of the form.
    AsPrinted,
    /// By its label with a part of its number left out.
    LevelSkipped,
    /// By its number and words that are nearly its label.
    CloseLabel,
    /// By its label; the number is another item's.
    LabelAlone,
    /// By its number; the words are no label of the form.
    NumberAlone,
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
    /// Other items that it may mean as well.
    pub rivals: Vec<usize>,
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

/// What a reference says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// One item.
    Item(Resolution),
    /// Several items in one breath: ①、②.
    Several,
    /// No item of the form.
    Nothing,
}

/// The form's addresses, read once for many references.
pub struct Resolver<'a> {
    assessment: &'a Assessment<'a>,
    known: Vec<Known>,
}

/// An address of an item.
struct Known {
    item: usize,
    levels: Levels,
    /// The address without the number of its entry: items of one address are no rivals.
    address: &'static str,
    /// Label, key and aliases in their comparison form.
    names: Vec<String>,
}

/// The only item that a printed reference means. A locator `＜…＞` behind it is passed over.
pub fn resolve(assessment: &Assessment, text: &str) -> Option<Resolution> {
    match Resolver::new(assessment).resolve(text) {
        Meaning::Item(found) if found.rivals.is_empty() && found.manner != Manner::NumberAlone => {
            Some(found)
        }
        _ => None,
    }
}

/// The references in one cell: each begins with the number of a chapter. Lines without one belong to the reference above.
pub fn references(text: &str) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    let mut before = ' ';
    let mut in_locator = false;
    for (at, c) in text.char_indices() {
        match c {
            '＜' | '<' => in_locator = true,
            '＞' | '>' | '\n' => in_locator = false,
            _ => {}
        }
        let begins = before == '\n' || "、，,；;".contains(before);
        if at > 0 && begins && !in_locator && first_chapter(text[at..].trim_start()) {
            starts.push(at);
        }
        before = c;
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let trimmed = |start: usize, end: usize| {
        let words =
            text[start..end].trim_matches(|c: char| c.is_whitespace() || "、，,；;".contains(c));
        let at = words.as_ptr() as usize - text.as_ptr() as usize;
        at..at + words.len()
    };
    let found = starts
        .iter()
        .zip(ends)
        .map(|(start, end)| trimmed(*start, end));
    found.filter(|range| !range.is_empty()).collect()
}

impl<'a> Resolver<'a> {
    /// Reads the addresses of the assessment's form.
    pub fn new(assessment: &'a Assessment<'a>) -> Self {
        let form = assessment.form;
        let items = form.items[..form.printed].iter().enumerate();
        let known = items.flat_map(|(place, item)| {
            let names = [&item.label, &item.key].into_iter().chain(&item.aliases);
            // Officials leave out what the label says in brackets: （委託に伴うものを除く。）.
            let names = names.flat_map(|name| {
                let notes = |word: &&str| !word.starts_with('【');
                let last = name.split_whitespace().skip(1).filter(notes).last();
                let bare = name
                    .contains('（')
                    .then(|| norm_key(&without_brackets(name)));
                [Some(norm_key(name)), bare, last.map(norm_key)]
            });
            let names: Vec<String> = names.flatten().filter(|n| !n.is_empty()).collect();
            item.address.split('|').map(move |address| Known {
                item: place,
                levels: Levels::of(&address.replace("{n}", "1")),
                address,
                names: names.clone(),
            })
        });
        Resolver {
            assessment,
            known: known.collect(),
        }
    }

    /// What a printed reference means. A locator `＜…＞` behind it is passed over.
    pub fn resolve(&self, text: &str) -> Meaning {
        let form = self.assessment.form;
        let (text, file) = without_file(self.assessment, text);
        let wanted = Levels::of(&text);
        if wanted.several {
            return Meaning::Several;
        }
        let label = wanted.label.as_deref();
        if label.is_some_and(|l| l.trim_matches(['(', ')']) == KIND_OF_ASSESSMENT)
            && let Some(item) = form.find("form")
        {
            return Meaning::Item(Resolution {
                item,
                at: Vec::new(),
                manner: Manner::AsPrinted,
                rivals: Vec::new(),
            });
        }
        let Some((item, manner, rivals)) = self.best(&wanted) else {
            return Meaning::Nothing;
        };
        let (item, rivals) = self.written(item, rivals);
        Meaning::Item(Resolution {
            item,
            at: numbers(&form.items[item], wanted.entry, file),
            manner,
            rivals,
        })
    }

    /// Of several items, those in which something is written.
    fn written(&self, item: usize, rivals: Vec<usize>) -> (usize, Vec<usize>) {
        if rivals.is_empty() {
            return (item, rivals);
        }
        let fields = &self.assessment.fields;
        let is_written = |item: &usize| fields.iter().any(|f| f.item == *item && !f.blank);
        let all = [&[item], rivals.as_slice()].concat();
        let written: Vec<usize> = all.into_iter().filter(is_written).collect();
        match written.as_slice() {
            [] => (item, rivals),
            [first, rest @ ..] => (*first, rest.to_vec()),
        }
    }

    /// The item that fits best: by its number, with the label deciding among those of one number; then by its label,
    /// the nearer in the tree the likelier.
    fn best(&self, wanted: &Levels) -> Option<(usize, Manner, Vec<usize>)> {
        let group = |fits: &dyn Fn(&Levels) -> bool| -> Vec<&Known> {
            self.known.iter().filter(|k| fits(&k.levels)).collect()
        };
        let here = group(&|levels| wanted.agrees(levels));
        let Some(label) = wanted.label.as_deref() else {
            let own = here.iter().copied().filter(|k| k.levels.label.is_none());
            let (of_entry, own): (Vec<&Known>, Vec<&Known>) =
                own.partition(|k| k.levels.entry != wanted.entry && k.levels.entry.is_some());
            let own = if own.is_empty() { of_entry } else { own };
            let first = *own.first()?;
            return Some((first.item, Manner::AsPrinted, rivals(first, &own)));
        };
        let same_chapter = |a: &Levels| wanted.chapter.is_none() || a.chapter == wanted.chapter;
        let below = group(&|levels| wanted.allows(levels));
        let section = group(&|levels| same_chapter(levels) && levels.section == wanted.section);
        let chapter = group(&same_chapter);
        let groups = [
            (&here, Manner::AsPrinted),
            (&below, Manner::LevelSkipped),
            (&section, Manner::LabelAlone),
            (&chapter, Manner::LabelAlone),
        ];
        let exact = groups.iter().find_map(|(group, manner)| {
            let (found, rivals) = nearest(wanted, label, group, 1.0)?;
            Some((found.item, *manner, rivals))
        });
        exact.or_else(|| {
            let close = nearest(wanted, label, &here, ALIKE);
            if let Some((found, rivals)) = close {
                return Some((found.item, Manner::CloseLabel, rivals));
            }
            // Words that are no label: the number alone says which item it is, if it names more than a chapter.
            let exact = wanted.section.is_some();
            let own = here.iter().find(|k| k.levels.label.is_none());
            if let Some(own) = own.filter(|_| exact) {
                return Some((own.item, Manner::NumberAlone, Vec::new()));
            }
            groups[1..].iter().find_map(|(group, manner)| {
                let (found, rivals) = nearest(wanted, label, group, ALIKE)?;
                Some((found.item, *manner, rivals))
            })
        })
    }
}

fn numbers(
    item: &Item,
    entry: Option<(&str, Option<usize>)>,
    file: Option<usize>,
) -> Vec<Option<usize>> {
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
    at
}

/// The text without the name of a file, and that file; the only file where there is one.
fn without_file(assessment: &Assessment, text: &str) -> (String, Option<usize>) {
    let files = assessment.entries("files");
    let only = (files <= 1).then_some(1);
    let named = (1..=files).filter_map(|n| {
        let name = assessment.text(&format!("files[{n}].name"))?.trim();
        (!name.is_empty() && text.contains(name)).then_some((n, name))
    });
    // 「住民税ファイル」 is a part of 「個人住民税ファイル」.
    let Some((file, name)) = named.max_by_key(|(_, name)| name.len()) else {
        return (text.to_owned(), only);
    };
    let brackets = [
        ("（", "）"),
        ("(", ")"),
        ("【", "】"),
        ("＜", "＞"),
        ("<", ">"),
        ("「", "」"),
    ];
    let bracketed = brackets
        .iter()
        .map(|(open, close)| format!("{open}{name}{close}"));
    match bracketed
        .into_iter()
        .find(|words| text.contains(words.as_str()))
    {
        Some(words) => (text.replacen(&words, "", 1), Some(file)),
        None if files > 1 => (text.replacen(name, "", 1), Some(file)),
        None => (text.to_owned(), only),
    }
}

/// The item whose label is most like the words, if it is like enough, and others that are as like.
fn nearest<'k>(
    wanted: &Levels,
    label: &str,
    group: &[&'k Known],
    least: f64,
) -> Option<(&'k Known, Vec<usize>)> {
    // A long label may be broken in two.
    let joined = wanted.above.last().map(|above| format!("{above}{label}"));
    let most = |known: &Known, words: &str| {
        let values = known.names.iter().map(|name| alike(name, words, least));
        values.fold(0.0, f64::max)
    };
    let mut best: Vec<(&Known, f64)> = Vec::new();
    for known in group.iter().copied() {
        let of_joined = joined.as_deref().map_or(0.0, |words| most(known, words));
        let value = most(known, label).max(of_joined);
        if value < least {
            continue;
        }
        // Labels above decide among equals: ユーザ認証の管理　具体的な管理方法.
        let value = value + parents(wanted, known);
        match best.first() {
            Some((_, most)) if value < *most => {}
            Some((_, most)) if value == *most => best.push((known, value)),
            _ => best = vec![(known, value)],
        }
    }
    let all: Vec<&Known> = best.into_iter().map(|(known, _)| known).collect();
    let first = *all.first()?;
    Some((first, rivals(first, &all)))
}

/// How well the labels above agree; of less weight than the label itself.
fn parents(wanted: &Levels, known: &Known) -> f64 {
    let own = &known.levels.above;
    let agree = own
        .iter()
        .filter(|label| wanted.above.contains(label))
        .count();
    let differ = own.len() - agree;
    0.01 * agree as f64 - 0.001 * differ as f64
}

/// A label without what it says in brackets.
fn without_brackets(label: &str) -> String {
    let mut depth = 0;
    let kept = label.chars().filter(|c| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => {
                depth -= 1;
                return false;
            }
            _ => {}
        }
        depth == 0
    });
    kept.collect()
}

fn alike(name: &str, label: &str, least: f64) -> f64 {
    if name == label {
        return 1.0;
    }
    let (a, b) = (name.chars().count(), label.chars().count());
    let hopeless = (a.min(b) as f64) < least * a.max(b) as f64;
    if least >= 1.0 || hopeless {
        return 0.0;
    }
    strsim::normalized_damerau_levenshtein(name, label)
}

/// Items of other addresses.
fn rivals(chosen: &Known, all: &[&Known]) -> Vec<usize> {
    let others = all
        .iter()
        .filter(|k| k.address != chosen.address && k.item != chosen.item);
    others.map(|k| k.item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Stage;
    use crate::source::Source;

    /// References as officials print them, with the items they mean.
    const PRINTED: [(&str, &str); 46] = [
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
        ("Ⅱ－３－①　入手元", "files[1].overview.intake.sources"),
        (
            "II　特定個人情報ファイルの概要 5.特定個人情報の提供・移転（委託に伴うものを除く。） 提供先2 ①法令上の根拠",
            "files[1].overview.provision.recipients[2].legal_basis",
        ),
        (
            "Ⅲ３リスク２　アクセス権限の管理　具体的な管理方法",
            "files[1].risks.use.unauthorized.access_control.method",
        ),
        (
            "Ⅲ　特定個人情報ファイルの取扱いプロセスにおけるリスク対策　※（７．リスク１⑨を除く。）\n７．特定個人情報の保管・消去\nリスク１：特定個人情報の漏えい・滅失・毀損リスク\n⑥技術的対策",
            "files[1].risks.storage.leak.technical",
        ),
        ("評価書名", "cover.title"),
        ("Ⅱ　３　（２）入手方法", "files[1].overview.intake.methods"),
        (
            "Ⅱ．４．委託事項（2）．①",
            "files[1].overview.entrustment.items[2].content",
        ),
        (
            "Ⅱ４委託事項No.2　委託先名",
            "files[1].overview.entrustment.items[2].contractor",
        ),
        ("Ⅲ２リスク②", "files[1].risks.intake.improper_method"),
        (
            "Ⅲ５　特定個人情報の提供・移転（委託や情報提供ネットワークシステムを通じた\n提供を除く。）におけるその他のリスク及びそのリスクに対する措置",
            "files[1].risks.provision.other_risks",
        ),
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
        assert_eq!(manner("Ⅵ３　結果"), Some(Manner::LevelSkipped));
    }

    #[test]
    fn references_are_told_apart() {
        let words = |text: &str| -> Vec<String> {
            let found = references(text).into_iter();
            found.map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(
            words("Ⅰ７①部署\nⅠ７②所属長の役職名"),
            ["Ⅰ７①部署", "Ⅰ７②所属長の役職名"]
        );
        assert_eq!(words("Ⅱ３①、Ⅱ３②"), ["Ⅱ３①", "Ⅱ３②"]);
        assert_eq!(
            words("Ⅱ概要\n３．入手・使用\n①入手元"),
            ["Ⅱ概要\n３．入手・使用\n①入手元"]
        );
        let source = Source::new("a.yaml", "様式: 全項目評価書\n");
        let document = crate::assessment::read(&source);
        let Ok(assessment) = Assessment::open(&source, &document, Stage::Draft) else {
            panic!("the form is read");
        };
        let resolver = Resolver::new(&assessment);
        for text in [
            "Ⅱ３①、②",
            "Ⅰ７①部署　②所属長の役職名",
            "Ⅱ４委託事項1～3",
            "Ⅲ２リスク１、リスク２",
        ] {
            assert_eq!(resolver.resolve(text), Meaning::Several, "{text}");
        }
        assert_eq!(resolver.resolve("図書館の休館日"), Meaning::Nothing);
        let Meaning::Item(found) = resolver.resolve("Ⅱ５①法令上の根拠") else {
            panic!("an item is found");
        };
        assert_eq!(found.rivals.len(), 1);
    }

    /// Every item by its address, with its label behind it, and by the labels on the way to it, one for each line.
    #[test]
    fn every_item_is_found_however_it_is_written() {
        let source = Source::new("a.yaml", "様式: 全項目評価書\n");
        let document = crate::assessment::read(&source);
        let Ok(assessment) = Assessment::open(&source, &document, Stage::Draft) else {
            panic!("the form is read");
        };
        let form = assessment.form;
        let resolver = Resolver::new(&assessment);
        let mut wrong = Vec::new();
        for (place, item) in form.items[..form.printed].iter().enumerate() {
            let address = item
                .address
                .split('|')
                .next()
                .unwrap_or("")
                .replace("{n}", "1");
            let of_table = [
                "changes",
                "annexes",
                "form",
                "edition",
                "files[].records",
                "flow_figure",
            ];
            let by_itself = of_table.iter().any(|head| item.id.starts_with(head));
            if by_itself || item.id == "files[]" || item.id == "files[].name" {
                continue;
            }
            let numbered = address.ends_with(|c: char| c.is_numeric());
            let mut written = vec![address.clone()];
            if numbered && !item.is_list() && item.label != address {
                written.push(format!("{address}{}", item.key));
                written.push(format!("{address}　{}", item.label));
            }
            written.push(path(form, place));
            for text in written {
                let same = |found: usize| {
                    form.items[found].address == item.address
                        || form.items[found]
                            .address
                            .split('|')
                            .any(|a| item.address.split('|').any(|b| a == b))
                };
                match resolver.resolve(&text) {
                    Meaning::Item(found) if same(found.item) && found.rivals.is_empty() => {}
                    other => wrong.push(format!("{text:?}: {other:?} for {}", item.id)),
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// The labels on the way to an item, as officials paste them.
    fn path(form: &Form, place: usize) -> String {
        let id = &form.items[place].id;
        let is_above = |outer: &str| {
            id.strip_prefix(outer)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        let above = form
            .items
            .iter()
            .filter(|i| is_above(&i.id) && i.id != "files[]");
        let mut lines: Vec<String> = above.map(|i| i.label.clone()).collect();
        lines.dedup();
        lines.join("\n")
    }
}
