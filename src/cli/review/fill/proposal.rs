//! What a record gives to each item of Ⅵ. The words are the record's; ours are only what joins them.

use crate::assessment::Assessment;
use crate::assessment::change::Tree;
use crate::assessment::value::{Period, Value};
use crate::document::view::papers::{Entry, all_entries};
use crate::japanese::dates;
use crate::yaml::Scalar;

/// What could be written in an item.
pub(super) struct Proposal {
    /// The item.
    pub(super) id: &'static str,
    /// Its name with its address.
    pub(super) address: String,
    /// What could be written.
    pub(super) value: Tree<'static>,
}

/// The proposals for the items that are blank, in the order of the form.
pub(super) fn proposals(record: &Assessment, assessment: &Assessment) -> Vec<Proposal> {
    let from = From { record };
    let all = [
        ("procedure.public_comment.method", from.method()),
        ("procedure.public_comment.period", from.period()),
        ("procedure.public_comment.opinions", from.opinions()),
        ("procedure.public_comment.reflection", from.reflection()),
        ("procedure.third_party.date", from.review_date()),
        ("procedure.third_party.method", from.review_method()),
        ("procedure.third_party.result", from.review_result()),
    ];
    let proposal = |(id, value): (&'static str, Option<Tree<'static>>)| {
        let item = assessment.item(id)?;
        let value = value.filter(|_| item.blank)?;
        Some(Proposal {
            id,
            address: assessment.name(item),
            value,
        })
    };
    all.into_iter().filter_map(proposal).collect()
}

struct From<'r, 'a> {
    record: &'r Assessment<'a>,
}

impl From<'_, '_> {
    fn text(&self, id: &str) -> String {
        self.record.text(id).unwrap_or_default().trim().to_owned()
    }

    /// An item of each entry of a list, as far as it is written.
    fn each(&self, list: &str, item: &str) -> Vec<String> {
        let all = 1..=self.record.entries(list);
        let texts = all.map(|n| self.text(&format!("{list}[{n}].{item}")));
        texts.filter(|text| !text.is_empty()).collect()
    }

    fn joined(&self, list: &str, item: &str) -> Option<Tree<'static>> {
        lines(self.each(list, item))
    }

    fn method(&self) -> Option<Tree<'static>> {
        let mut texts = self.each("comments", "method");
        let places = self.each("comments", "places").into_iter();
        texts.extend(places.map(|places| format!("閲覧場所　{places}")));
        lines(texts)
    }

    /// The period as the record writes it: two days, or a text.
    fn period(&self) -> Option<Tree<'static>> {
        let written = |text: &Option<&Scalar>| text.map_or("", |t| t.text.trim()).to_owned();
        let all = 1..=self.record.entries("comments");
        let periods =
            all.filter_map(
                |n| match self.record.item(&format!("comments[{n}].period"))?.value {
                    Value::Period(period) => Some(period),
                    _ => None,
                },
            );
        let periods: Vec<Period> = periods.collect();
        if let [Period::Ends(start, end)] = periods.as_slice() {
            let ends = [("開始", written(start)), ("終了", written(end))];
            let ends = ends.into_iter().filter(|(_, text)| !text.is_empty());
            let ends: Vec<_> = ends
                .map(|(key, text)| (key.into(), Tree::Text(text.into())))
                .collect();
            return (!ends.is_empty()).then_some(Tree::Map(ends));
        }
        let words = periods.iter().map(|period| match period {
            Period::Text(text) => text.text.trim().to_owned(),
            Period::Ends(start, end) => format!("{}から{}まで", written(start), written(end)),
        });
        lines(words.collect())
    }

    fn comments(&self) -> Vec<Entry> {
        let all = all_entries(self.record).into_iter();
        all.filter(|entry| entry.id.starts_with("comments"))
            .collect()
    }

    /// Whether the record says that no opinion came.
    fn is_without_opinion(&self) -> bool {
        let is_zero = |count: &String| {
            let digits = count.trim_end_matches('件').trim();
            matches!(digits, "0" | "０" | "〇" | "なし" | "無し")
        };
        let counts = self.each("comments", "count");
        self.comments().is_empty() && !counts.is_empty() && counts.iter().all(is_zero)
    }

    /// ④: how many opinions came, and each.
    fn opinions(&self) -> Option<Tree<'static>> {
        if self.is_without_opinion() {
            return Some(Tree::Text("なし".into()));
        }
        let entries = self.comments();
        if entries.is_empty() {
            return None;
        }
        let counts = self.each("comments", "count");
        let count = if counts.is_empty() {
            format!("{}件", entries.len())
        } else {
            counts.join("、")
        };
        let submitters = match self.each("comments", "submitters") {
            all if all.is_empty() => String::new(),
            all => format!("（提出者 {}）", all.join("、")),
        };
        let head = format!("意見 {count}{submitters}");
        let each = entries.iter().enumerate();
        let each = each.map(|(n, entry)| format!("{}{}", numbered(n), entry.text));
        lines([head].into_iter().chain(each).collect())
    }

    /// ⑤: the answers to the opinions because of which the assessment was changed.
    fn reflection(&self) -> Option<Tree<'static>> {
        if self.is_without_opinion() {
            return Some(Tree::Text("なし".into()));
        }
        let entries = self.comments();
        let mended = entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| entry.action == "修正した");
        let mended = mended.map(|(n, entry)| {
            let items = match entry.items.as_slice() {
                [] => String::new(),
                items => format!("（{}）", items.join("、")),
            };
            let further = entry.further.last().map(|further| &further.text);
            format!("{}{}{items}", numbered(n), further.unwrap_or(&entry.answer))
        });
        lines(mended.collect())
    }

    /// The day of the review, else that of the decision, else that of the recommendation.
    fn review_date(&self) -> Option<Tree<'static>> {
        let decided = [
            ("reviews", "date"),
            ("meetings", "decided"),
            ("reports", "date"),
        ];
        let mut days = decided
            .into_iter()
            .map(|(list, item)| self.each(list, item));
        let days = days.find(|days| !days.is_empty())?;
        lines(days.iter().map(|day| without_weekday(day)).collect())
    }

    fn review_method(&self) -> Option<Tree<'static>> {
        let methods = self.each("reviews", "method");
        let bodies = self.each("reviews", "body");
        let own = match (self.text("body.name"), self.text("body.subcommittee")) {
            (body, _) if body.is_empty() => Vec::new(),
            (body, part) if part.is_empty() => vec![body],
            (body, part) => vec![format!("{body}（{part}）")],
        };
        let found = [methods, bodies, own]
            .into_iter()
            .find(|texts| !texts.is_empty());
        lines(found.unwrap_or_default())
    }

    fn review_result(&self) -> Option<Tree<'static>> {
        if let Some(result) = self.joined("reviews", "result") {
            return Some(result);
        }
        let all = 1..=self.record.entries("reports");
        let letters = all.filter_map(|n| {
            let of = |name: &str| self.text(&format!("reports[{n}].{name}"));
            let judgement = of("judgement");
            let head = [of("date"), of("number")]
                .into_iter()
                .filter(|text| !text.is_empty());
            let head = head.collect::<Vec<_>>().join("　");
            (!judgement.is_empty()).then(|| format!("{head}　{judgement}").trim().to_owned())
        });
        let remarks = all_entries(self.record).into_iter();
        let remarks = remarks.filter(|entry| entry.id.starts_with("reports"));
        let remarks = remarks
            .enumerate()
            .map(|(n, entry)| format!("{}{}", numbered(n), entry.text));
        let letters: Vec<String> = letters.collect();
        match letters.as_slice() {
            [] => None,
            _ => lines(letters.into_iter().chain(remarks).collect()),
        }
    }
}

/// A day as the form takes it.
fn without_weekday(written: &str) -> String {
    match dates::date(written) {
        Some(date) if !date.month_only => dates::written(date.day),
        _ => written.to_owned(),
    }
}

/// （1）
fn numbered(n: usize) -> String {
    format!("（{}）", n + 1)
}

fn lines(texts: Vec<String>) -> Option<Tree<'static>> {
    (!texts.is_empty()).then(|| Tree::Text(texts.join("\n").into()))
}
