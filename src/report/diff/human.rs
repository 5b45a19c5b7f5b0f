//! The difference of two versions on the terminal: which versions, a table by item, then the words item by item.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::{Comparison, Side};
use crate::compare::changelog::base::needs_row;
use crate::compare::diff::{Change, ChangeKind, Logged, Rated, Scope};
use crate::japanese::hidden::placeholder;
use crate::japanese::individual_number;
use crate::report::human::Look;
use crate::source::lang::Lang;
use crate::source::outward;

pub(super) const BOLD: &str = "[1m";
pub(super) const REMOVED: &str = "[31;9m";
pub(super) const ADDED: &str = "[32m";
const PLAIN: &str = "[0m";
/// How many characters of a measure are shown.
const MEASURE: usize = 60;
const STYLES: [&str; 4] = [BOLD, REMOVED, ADDED, PLAIN];

/// The whole report.
pub fn render(comparison: &Comparison, look: Look) -> String {
    let mut report = Report::new(look);
    report.versions(comparison);
    if comparison.diff.changes.is_empty() {
        report.line(report.say("違いはありません。", "The versions do not differ."));
        return report.out;
    }
    let changes = comparison.own_changes();
    report.table(&changes, comparison.diff.keeps_log);
    report.replacements(comparison);
    // What is nothing but a replacement is shown by it.
    let others = changes
        .iter()
        .filter(|change| change.replacements.is_empty());
    others.for_each(|change| report.change(change));
    report.closing(comparison, &changes);
    report.out
}

pub(super) struct Report {
    out: String,
    pub(super) look: Look,
}

impl Report {
    pub(super) fn new(look: Look) -> Self {
        Report {
            out: String::new(),
            look,
        }
    }

    pub(super) fn written(self) -> String {
        self.out
    }

    pub(super) fn say<'t>(&self, ja: &'t str, en: &'t str) -> &'t str {
        match self.look.lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }

    /// A line; what would steer the terminal is replaced, individual numbers are starred.
    pub(super) fn line(&mut self, text: &str) {
        let mut pieces = text.trim_end().split('\u{1b}');
        let mut line = clean(pieces.next().unwrap_or_default());
        for piece in pieces {
            let style = STYLES
                .iter()
                .find_map(|s| Some((*s, piece.strip_prefix(*s)?)));
            match style.filter(|_| self.look.colour) {
                Some((style, rest)) => {
                    let _ = write!(line, "\u{1b}{style}{}", clean(rest));
                }
                None => line += &clean(piece),
            }
        }
        self.out.push_str(&line);
        self.out.push('\n');
    }

    pub(super) fn styled(&self, style: &str, text: &str) -> String {
        if self.look.colour && !text.is_empty() {
            format!("\u{1b}{style}{text}\u{1b}{PLAIN}")
        } else {
            text.to_owned()
        }
    }

    fn versions(&mut self, comparison: &Comparison) {
        let heads = [
            (self.say("変更前", "Old"), &comparison.old),
            (self.say("変更後", "New"), &comparison.new),
        ];
        for (head, side) in heads {
            let line = format!("{head}  {}", self.version(side));
            self.line(&line);
        }
        for (_, side) in heads.iter().filter(|(_, side)| side.outside > 0) {
            let line = match self.look.lang {
                Lang::Ja => format!(
                    "注意  {}には様式の項目に当たらない所が{}か所あり、比べていません。`hyokasho check` で確かめてください。",
                    side.file, side.outside
                ),
                Lang::En => format!(
                    "Note  {} place(s) in {} belong to no item of the form and were not compared; see `hyokasho check`.",
                    side.outside, side.file
                ),
            };
            self.line(&line);
        }
        self.line("");
    }

    /// 令和8年3月27日公表  HEAD~1（1a2b3c4d5e）  assessments/a.yaml
    pub(super) fn version(&self, side: &Side) -> String {
        let date = match (side.publication_date.as_deref(), self.look.lang) {
            (None, _) => String::new(),
            (Some(""), Lang::Ja) => "公表日なし  ".to_owned(),
            (Some(""), Lang::En) => "no 公表日  ".to_owned(),
            (Some(date), Lang::Ja) => format!("{date}公表  "),
            (Some(date), Lang::En) => format!("公表日 {date}  "),
        };
        let revision = side.revision_name();
        let revision = revision.map_or(String::new(), |name| format!("{name}  "));
        format!("{date}{revision}{}", side.file)
    }

    fn kind(&self, change: &Change) -> String {
        let english = match change.kind {
            ChangeKind::Added => "added",
            ChangeKind::Removed => "removed",
            ChangeKind::Edited => "edited",
            ChangeKind::Moved => "moved",
            ChangeKind::Renamed => "renamed",
        };
        let kind = self.say(change.kind.words(), english);
        let formal = change.formal && change.kind != ChangeKind::Moved;
        let form = match (formal, change.replacements.is_empty()) {
            (true, _) => self.say("（形式）", " (form)"),
            (_, false) => self.say("（名称）", " (name)"),
            _ => "",
        };
        format!("{kind}{form}")
    }

    /// Reason and 提出時期: what 別添３ says, else what is proposed. `marked`: a proposal says that it is one.
    fn reason(&self, change: &Change, marked: bool) -> String {
        let logged = change.logged.iter();
        let mut logged: Vec<String> = logged
            .map(|logged| format!("{}・{}", or_dash(logged.why()), or_dash(&logged.timing)))
            .collect();
        logged.dedup();
        if !logged.is_empty() {
            return logged.join("、");
        }
        let mark = if marked {
            self.say("（案）", " (proposed)")
        } else {
            ""
        };
        // Where 別添３ is written, what needs no row of it is not missing there.
        let proposal = change.proposal.filter(|_| !marked || needs_row(change));
        proposal.map_or("－".to_owned(), |p| {
            format!("{}・{}{mark}", p.reason, p.timing.words())
        })
    }

    /// What ※ and 別添３ say only where the form has a log of changes.
    fn table(&mut self, changes: &[&Change], keeps_log: bool) {
        if !keeps_log {
            let rows = changes.iter().map(|c| [c.name(), self.kind(c)]);
            let heads = [self.say("項目", "Item"), self.say("違い", "Change")];
            return self.columns(heads, &rows.collect::<Vec<_>>());
        }
        let is_logged = changes.iter().any(|change| !change.logged.is_empty());
        let mark = |c: &&Change| if c.significant { "※" } else { "" }.to_owned();
        let rows: Vec<[String; 4]> = changes
            .iter()
            .map(|c| [c.name(), mark(c), self.kind(c), self.reason(c, is_logged)])
            .collect();
        let heads = [
            self.say("項目", "Item"),
            "※",
            self.say("違い", "Change"),
            match is_logged {
                true => self.say("別添３（理由・提出時期）", "別添３ (reason, 提出時期)"),
                false => self.say("別添３の案（理由・提出時期）", "Proposal for 別添３"),
            },
        ];
        self.columns(heads, &rows);
    }

    /// Rows below their heads; each column but the last is as wide as its widest cell, within limits.
    fn columns<const N: usize>(&mut self, heads: [&str; N], rows: &[[String; N]]) {
        let width = |n: usize| {
            let cells = rows.iter().map(|row| row[n].width());
            let widest = cells.chain([heads[n].width()]).max().unwrap_or(0);
            let most = match n {
                0 => self.look.width.saturating_sub(40).max(20),
                _ => 20,
            };
            widest.min(most)
        };
        let widths: Vec<usize> = (0..N - 1).map(width).collect();
        let joined = |cells: [&str; N]| {
            let mut line = String::from("  ");
            for (cell, width) in cells.iter().zip(&widths) {
                let _ = write!(
                    line,
                    "{cell}{}  ",
                    " ".repeat(width.saturating_sub(cell.width()))
                );
            }
            line + cells[N - 1]
        };
        let head = self.styled(BOLD, joined(heads).trim_end());
        self.line(&head);
        for row in rows {
            self.line(&joined(row.each_ref().map(String::as_str)));
        }
        self.line("");
    }

    /// Names that are others now, each once with its places.
    fn replacements(&mut self, comparison: &Comparison) {
        let diff = comparison.diff;
        for replacement in &diff.replacements {
            let (old, new) = (&replacement.old, &replacement.new);
            let count = replacement.changes.len();
            let head = match self.look.lang {
                Lang::Ja => format!("「{old}」を「{new}」に置換え（{count}項目）"),
                Lang::En => format!("「{new}」 instead of 「{old}」 ({count} items)"),
            };
            let head = self.styled(BOLD, &head);
            self.line(&head);
            let changes = replacement.changes.iter();
            for change in changes.filter_map(|n| diff.changes.get(*n)) {
                let mark = if change.significant { "　※" } else { "" };
                let line = format!("  {}{mark}", change.name());
                self.line(&line);
            }
            self.line("");
        }
    }

    fn change(&mut self, change: &Change) {
        self.change_without_gap(change);
        self.line("");
    }

    pub(super) fn change_without_gap(&mut self, change: &Change) {
        let head = self.head(change);
        let head = self.styled(BOLD, &head);
        self.line(&head);
        self.content(change);
        if let Some(risk) = &change.risk {
            self.risk(risk);
        }
        for logged in &change.logged {
            let line = self.logged(logged);
            self.line(&line);
        }
    }

    /// The risk of a self-rating, with the measures that it rests on; what changed in them is shown by changes of their own.
    fn risk(&mut self, risk: &Rated) {
        for name in [&risk.name, &risk.about]
            .into_iter()
            .filter(|name| !name.is_empty())
        {
            let line = format!("  {name}");
            self.line(&line);
        }
        for measure in &risk.measures {
            let state = match measure.before == measure.now {
                true => self.say("変更なし", "unchanged"),
                false => self.say("変更あり", "changed"),
            };
            let now = measure.now.replace('\n', "");
            let line = format!(
                "    {}（{state}）{}",
                measure.label,
                outward::beginning(&now, MEASURE)
            );
            self.line(&line);
        }
    }

    /// 別添３第4行  令和8年4月1日  事前  重要な変更
    fn logged(&self, logged: &Logged) -> String {
        let row = match self.look.lang {
            Lang::Ja => format!("別添３第{}行", logged.row),
            Lang::En => format!("row {} of 別添３", logged.row),
        };
        let parts = [&row, &logged.date, &logged.timing, &logged.explanation];
        let parts: Vec<&str> = parts
            .iter()
            .map(|p| p.as_str())
            .filter(|p| !p.is_empty())
            .collect();
        format!("  {}", parts.join("  "))
    }

    /// What changed, in one line with what 別添３ would say of it.
    pub(super) fn in_short(&self, change: &Change) -> String {
        format!("  {}　{}", self.head(change), self.reason(change, false))
    }

    fn head(&self, change: &Change) -> String {
        let mark = if change.significant { "　※" } else { "" };
        let was = change
            .was()
            .map_or(String::new(), |old| match self.look.lang {
                Lang::Ja => format!("（変更前は {old}）"),
                Lang::En => format!(" (was {old})"),
            });
        format!("{}{mark}　{}{was}", change.name(), self.kind(change))
    }

    fn closing(&mut self, comparison: &Comparison, changes: &[&Change]) {
        let diff = comparison.diff;
        let follow: Vec<String> = diff
            .changes
            .iter()
            .filter(|c| c.follows)
            .map(Change::name)
            .collect();
        if !follow.is_empty() {
            let head = self.say(
                "上の違いに伴って変わった件数・番号など: ",
                "Counts and numbers that follow from the above: ",
            );
            let line = format!("{head}{}", follow.join("、"));
            self.line(&line);
        }
        if !diff.unchanged.is_empty() {
            let head = self.say("違いのない章: ", "Chapters without a difference: ");
            let line = format!("{head}{}", diff.unchanged.join("、"));
            self.line(&line);
        }
        let all = changes.len();
        let formal = changes.iter().filter(|c| c.formal).count();
        let marked: Vec<&&Change> = changes.iter().filter(|c| c.is_of_substance()).collect();
        let names = changes
            .iter()
            .filter(|c| !c.replacements.is_empty())
            .count();
        let line = match (self.look.lang, diff.keeps_log) {
            (Lang::Ja, true) => format!(
                "違い{all}件。うち※の項目の実質的な変更 {}件、形式的な変更 {formal}件。",
                marked.len()
            ),
            (Lang::Ja, false) => format!("違い{all}件。うち形式的な変更 {formal}件。"),
            (Lang::En, true) => format!(
                "{all} difference(s): {} of substance in items marked ※, {formal} of form alone.",
                marked.len()
            ),
            (Lang::En, false) => format!("{all} difference(s), {formal} of form alone."),
        };
        self.line(&line);
        if names > 0 {
            let line = match self.look.lang {
                Lang::Ja => format!("このうち、名称を置き換えただけの項目 {names}件。"),
                Lang::En => format!("In {names} of them nothing but a name was replaced."),
            };
            self.line(&line);
        }
        self.procedure(changes);
    }

    /// Whether the procedure is held again, and who says so.
    fn procedure(&mut self, changes: &[&Change]) {
        let is_logged = changes.iter().any(|change| !change.logged.is_empty());
        let open = changes
            .iter()
            .filter(|change| !is_logged || needs_row(change));
        let proposals: Vec<_> = open.filter_map(|c| c.proposed()).collect();
        if changes
            .iter()
            .any(|change| change.logged.iter().any(Logged::repeats))
        {
            self.line(self.say(
                "別添３に重要な変更とあるので、公表の前に意見の聴取と第三者点検をやり直します。",
                "別添３ tells of a 重要な変更: public comment and third-party review are held again before publication.",
            ));
        } else if let Some(proposal) = proposals.iter().find(|p| p.repeat) {
            let (head, unless) = match self.look.lang {
                Lang::Ja => (
                    "案のとおりなら、公表の前に意見の聴取と第三者点検をやり直します",
                    &proposal.unless,
                ),
                Lang::En => (
                    "As proposed, public comment and third-party review are held again before publication",
                    &proposal.unless_en,
                ),
            };
            let line = format!("{head}（{}）。{unless}", proposal.source.join("、"));
            self.line(&line);
        }
        self.line(match (is_logged, proposals.is_empty()) {
            (true, true) => self.say(
                "提出時期などは、別添３の記載です。",
                "提出時期 and reasons are those of 別添３.",
            ),
            (true, false) => self.say(
                "提出時期などは、別添３の記載です。「（案）」は、別添３にまだない変更です。評価実施機関が確かめて決めてください。",
                "提出時期 and reasons are those of 別添３; what it does not tell yet is proposed only: the agency decides.",
            ),
            // Of a record of a review nothing is proposed.
            (false, true) if changes.iter().all(|change| change.scope == Scope::Body) => return,
            (false, _) => self.say(
                "提出時期などは案です。評価実施機関が確かめて決めてください。",
                "Proposals only: the agency decides.",
            ),
        });
    }
}

/// A sign in the place of a blank cell.
fn or_dash(text: &str) -> &str {
    if text.is_empty() { "－" } else { text }
}

fn clean(text: &str) -> String {
    individual_number::mask(text)
        .chars()
        .map(placeholder)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{self, Assessment};
    use crate::compare::diff;
    use crate::source::Source;
    use crate::source::diagnostic::Stage;

    #[test]
    fn texts_do_not_steer_the_terminal() {
        let text = |words: &str| format!("様式: 全項目評価書\n表紙:\n  特記事項: \"{words}\"\n");
        let old = Source::new("a", text("番号は1234-5678-9018です。"));
        let new = Source::new("b", text("番号は\\e]0;x\\a\\e[2J\\u202e書きません。"));
        let (old_tree, new_tree) = (assessment::read(&old), assessment::read(&new));
        let open = |source, tree| Assessment::open(source, tree, Stage::Draft).expect("a form");
        let (old, new) = (open(&old, &old_tree), open(&new, &new_tree));
        let diff = diff::compare(&old, &new);
        for colour in [false, true] {
            let comparison = Comparison {
                old: Side::default(),
                new: Side::default(),
                diff: &diff,
            };
            let look = Look {
                lang: Lang::Ja,
                colour,
                width: 100,
            };
            let shown = render(&comparison, look);
            assert!(
                shown.contains("****-****-****") && shown.contains("書きません"),
                "{shown}"
            );
            let mut after = shown.split('\u{1b}').skip(1);
            assert!(
                after.all(|rest| STYLES.iter().any(|s| rest.starts_with(s))),
                "{shown:?}"
            );
            assert_eq!(shown.contains('\u{1b}'), colour);
            assert!(!shown.contains(['\u{7}', '\u{202e}']));
        }
    }
}
