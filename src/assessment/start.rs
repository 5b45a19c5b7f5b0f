//! A new assessment: what an office answers to a few questions becomes a document with the items that the form then asks
//! for.
//!
//! ```text
//! answers ─▶ fill ─▶ what is known by item ─▶ write ─▶ YAML
//!            law, older assessment (taken)     the form's conditions, guidance
//! ```

mod fill;
mod known;
mod law;
mod names;
pub mod record;
mod said;
pub mod taken;
mod write;

use crate::assets::threshold::TABLE;
use crate::form::Form;
use taken::Older;

/// What is known before anybody writes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// 評価実施機関名
    pub agency: String,
    /// 事務の名称
    pub office: String,
    /// 対象人数, an option of the form.
    pub people: String,
    /// 取扱者数, likewise.
    pub handlers: String,
    /// 重大事故の有無, likewise.
    pub incidents: String,
    /// 評価書番号, where it is given already.
    pub number: String,
    /// 部署
    pub department: String,
    /// 所属長の役職名
    pub head: String,
    /// The names of the systems.
    pub systems: Vec<String>,
    /// 情報連携
    pub linkage: Linkage,
    /// The files.
    pub files: Vec<FileAnswers>,
}

/// What is known of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileAnswers {
    /// 名称
    pub name: String,
    /// 保有開始日
    pub holding_start: String,
    /// 委託事項
    pub contracts: Vec<Contract>,
    /// 提供先; none where nothing is provided.
    pub recipients: Vec<String>,
    /// 移転先; none where nothing is transferred.
    pub transferees: Vec<String>,
}

/// What is known of a contract.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contract {
    /// 名称
    pub name: String,
    /// 委託先名
    pub contractor: String,
    /// Whether it is given on.
    pub given_on: bool,
}

/// What is done over 情報提供ネットワークシステム.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Linkage {
    /// 照会と提供
    Both,
    /// 照会
    Asks,
    /// 提供
    Provides,
    /// Neither
    None,
    /// 未定
    #[default]
    Undecided,
}

/// How much is said of each item in comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Guidance {
    /// Nothing.
    None,
    /// Its address, what belongs there in a sentence, its options.
    Short,
    /// All that is known: also when it is to be written and in what shape.
    Full,
}

/// Which assessment is due (特定個人情報保護評価指針 第5の2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// 基礎項目評価と全項目評価
    Full,
    /// 基礎項目評価と重点項目評価
    Key,
    /// 基礎項目評価だけ
    Basic,
    /// None
    Nothing,
}

/// The result of しきい値判断.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tier {
    /// What is due.
    pub due: Due,
    /// The option of しきい値判断結果, counted from 0.
    pub option: usize,
    /// Why, in words.
    pub says: &'static str,
    /// The provision.
    pub basis: &'static str,
}

/// What the number of people, that of handlers and the incidents make due.
pub fn tier(people: &str, handlers: &str, incidents: &str) -> Option<Tier> {
    let row = TABLE.row(people)?;
    let narrowed = row.narrowed(Some(handlers), Some(incidents));
    let (possible, says) = match narrowed {
        Some(narrowed) => (&narrowed.possible, &narrowed.says),
        None => (&row.possible, &row.says),
    };
    // Where a voluntary assessment may be called by two results, the first is the one of the table.
    let first = *possible.first()?;
    let due = match first {
        1 => Due::Full,
        2 => Due::Key,
        3 => Due::Basic,
        _ => Due::Nothing,
    };
    Some(Tier {
        due,
        option: first.checked_sub(1)?,
        says,
        basis: &TABLE.source,
    })
}

/// A document of an assessment that is begun: just what the form's conditions ask for, with what is known.
pub fn document(
    form: &Form,
    answers: &Answers,
    older: Option<&Older>,
    guidance: Guidance,
) -> String {
    let mut known = fill::known(form, answers);
    if let Some(older) = older {
        taken::take(&mut known, form, older, answers);
    }
    // An older text of the same office says more than the tables.
    fill::grounds(&mut known, answers);
    write::yaml(form, &known, guidance)
}
