//! What departs from the form: facts without words. The rules of family S, and two of family Y, word them.

use super::field::FieldId;
use crate::form::ItemId;
use crate::source::Span;

/// What a value should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Text, not a list or a group.
    Text,
    /// Keys with values.
    Group,
    /// A list with `- `.
    List,
    /// Rows of a table.
    Rows,
}

/// What is known of words that are no option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// Nothing but what is near.
    Unknown,
    /// It is an option for certain: its number, or its words with the box of the printed form before them.
    Certain,
    /// `35万人`: a number that lies in the band of an option.
    Band,
    /// `1) 十分である`: the number of one option before the words of another.
    Number(usize),
    /// `その他（中間サーバー）`: an option with its detail as the form prints it.
    Detail(String),
    /// `委託する（2件）`: an option with the number of entries as the form prints it, for which the item has a key.
    Count(usize),
}

/// Why a text is not the date that belongs there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotADate {
    /// It is written as a date, but there is no such day.
    NoSuchDay,
    /// It names a month where a day belongs.
    NoDay,
    /// There is a date in it, among other words.
    Partly,
    /// It is no date at all.
    Other,
}

/// A departure from the form.
#[derive(Debug, Clone, PartialEq)]
pub enum Problem {
    /// A key that the form does not have here.
    UnknownKey {
        /// The key as written.
        key: String,
        /// The key's place.
        span: Span,
        /// The place of the key with its value.
        entry: Span,
        /// The field it is in; none at the outermost level.
        within: Option<FieldId>,
        /// The key above it in the same group that the form knows.
        after: Option<ItemId>,
        /// The item here whose key is nearest and that is not written yet.
        nearest: Option<ItemId>,
        /// Items elsewhere in the form that have just this key, the likeliest first.
        elsewhere: Vec<ItemId>,
        /// The one of them that is meant, where one is likelier than all others.
        meant: Option<ItemId>,
        /// Sisters of that item whose keys now lie below the misplaced key.
        swallowed: Vec<ItemId>,
    },
    /// Keys that belong next to an item but are indented so that they lie in it.
    TooDeep {
        /// The field they lie in.
        field: FieldId,
        /// Their items with the places of their keys.
        keys: Vec<(ItemId, Span)>,
    },
    /// A key that occurs twice, perhaps written in two ways.
    DuplicateKey {
        /// The item; for 選択 and 内容 the item they belong to.
        item: ItemId,
        /// The first.
        first: Span,
        /// The second.
        second: Span,
    },
    /// A key that is known by its label, its number or an alias.
    OtherKey {
        /// The item.
        item: ItemId,
        /// Where.
        span: Span,
    },
    /// リスク2 over the title of another risk.
    RiskNumber {
        /// The item that the title names.
        item: ItemId,
        /// The item that the number names.
        numbered: Option<ItemId>,
        /// Where.
        span: Span,
    },
    /// A list where a text belongs, or the like.
    WrongShape {
        /// The field.
        field: FieldId,
        /// What was expected.
        expected: Shape,
        /// Where.
        span: Span,
    },
    /// A list where an option has room for one text: `その他:` with entries below it.
    ListedDetail {
        /// The field.
        field: FieldId,
        /// The list.
        span: Span,
        /// The option.
        option: usize,
        /// The texts in it.
        words: Vec<String>,
    },
    /// Options or entries one below the other without `- `.
    MissingDash {
        /// The field.
        field: FieldId,
        /// What is there.
        span: Span,
        /// The keys before which `- ` would have to be; empty where lines of text are options.
        dashes: Vec<Span>,
    },
    /// `委託事項1:` and `委託事項2:` as keys where a list belongs.
    NumberedKeys {
        /// The list's field.
        field: FieldId,
        /// The keys.
        spans: Vec<Span>,
    },
    /// Nothing is written where something must be, or nothing that answers: 「なし」, 「○○」.
    Missing {
        /// The field.
        field: FieldId,
        /// The fields whose answers ask for it.
        because: Vec<FieldId>,
        /// What is written all the same.
        written: Option<Span>,
    },
    /// None of several items is written of which one must be.
    NoneOf {
        /// The field above them.
        field: FieldId,
    },
    /// Words that are none of the options.
    UnknownOption {
        /// The field.
        field: FieldId,
        /// Where.
        span: Span,
        /// As written.
        text: String,
        /// The option that is meant or nearest.
        nearest: Option<usize>,
        /// What is known of it.
        doubt: Doubt,
    },
    /// その他 without saying what.
    DetailMissing {
        /// The field.
        field: FieldId,
        /// The option as written.
        span: Span,
        /// The option.
        option: usize,
    },
    /// Words after an option that has no room for them.
    DetailNotAsked {
        /// The field.
        field: FieldId,
        /// The words.
        span: Span,
        /// The option.
        option: usize,
    },
    /// The same box twice.
    OptionTwice {
        /// The field.
        field: FieldId,
        /// The first.
        first: Span,
        /// The second.
        second: Span,
    },
    /// 行っていない together with something else.
    Exclusive {
        /// The field.
        field: FieldId,
        /// The excluding option.
        span: Span,
        /// The others.
        others: Vec<Span>,
    },
    /// A mark in a single box that is no ○.
    BadMark {
        /// The field.
        field: FieldId,
        /// As written.
        text: String,
    },
    /// Something is written although the answer to another item rules it out.
    NotAsked {
        /// The field.
        field: FieldId,
        /// The fields whose answers rule it out.
        because: Vec<FieldId>,
        /// Whether the kind of the body (行政機関等 or not) rules it out.
        agency: bool,
    },
    /// A number of entries that is not the number of entries.
    Count {
        /// The field with the number.
        field: FieldId,
        /// The number's place.
        span: Span,
        /// As written; none where it is no number.
        written: Option<usize>,
        /// The entries there are.
        actual: usize,
        /// The field of the list that is counted.
        list: FieldId,
    },
    /// An entry of a list with nothing in it.
    BlankEntry {
        /// The entry's field, or the list's where its entries are texts.
        field: FieldId,
        /// Where it is.
        span: Span,
        /// Its number in the list, from 1.
        number: usize,
    },
    /// More entries than the form has room for.
    TooMany {
        /// The list's field.
        field: FieldId,
        /// The room.
        most: usize,
    },
    /// A text where a date belongs.
    NotADate {
        /// The field.
        field: FieldId,
        /// The text's place.
        span: Span,
        /// What is wrong with it.
        why: NotADate,
    },
    /// A row of a table whose columns differ from those of most rows.
    UnevenRow {
        /// The field.
        field: FieldId,
        /// The row.
        span: Span,
    },
    /// A list that must repeat other items and does not.
    Differs {
        /// The list's field.
        field: FieldId,
        /// The texts it should have.
        expected: Vec<String>,
    },
    /// The whole file is no map of keys.
    NoAssessment,
}
