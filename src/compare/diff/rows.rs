//! Rows of repeated groups and tables, matched by what they are: by name, then by content, never by position.

use std::cell::LazyCell;
use std::collections::HashMap;

use super::likeness::Profile;

/// A row as matching sees it.
pub(super) struct Row<'r> {
    /// The comparison form of its name; empty where it has none.
    name: String,
    /// Its other content; most rows are known by their names, and it is never read.
    body: LazyCell<Profile, Box<dyn FnOnce() -> Profile + 'r>>,
}

impl<'r> Row<'r> {
    /// A row of a name in comparison form, and what reads its other content.
    pub(super) fn new(name: String, body: impl FnOnce() -> Profile + 'r) -> Self {
        Row {
            name,
            body: LazyCell::new(Box::new(body)),
        }
    }
}

/// How alike rows of different names must be to be the same row under another name.
const RENAMED: f64 = 0.6;

/// How much a name that is nearly the same helps.
const NAME: f64 = 0.15;

/// Beyond this many comparisons, rows are compared only with those near their place.
const COMPARISONS: usize = 40_000;

/// For each new row the old row that it continues.
pub(super) fn pair(old: &[Row], new: &[Row]) -> Vec<Option<usize>> {
    let mut matching = Matching {
        old,
        new,
        of_new: vec![None; new.len()],
        taken: vec![false; old.len()],
    };
    matching.by_name();
    matching.by_content();
    matching.by_likeness();
    matching.blank_rows();
    matching.of_new
}

struct Matching<'m, 'o, 'n> {
    old: &'m [Row<'o>],
    new: &'m [Row<'n>],
    of_new: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Matching<'_, '_, '_> {
    fn take(&mut self, old: usize, new: usize) {
        self.of_new[new] = Some(old);
        self.taken[old] = true;
    }

    fn free_old(&self) -> Vec<usize> {
        (0..self.old.len()).filter(|i| !self.taken[*i]).collect()
    }

    fn free_new(&self) -> Vec<usize> {
        (0..self.new.len())
            .filter(|i| self.of_new[*i].is_none())
            .collect()
    }

    fn by_name(&mut self) {
        let mut named: HashMap<&str, Vec<usize>> = HashMap::new();
        for (i, row) in self
            .old
            .iter()
            .enumerate()
            .filter(|(_, r)| !r.name.is_empty())
        {
            named.entry(&row.name).or_default().push(i);
        }
        let mut wanted: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut order = Vec::new();
        for (j, row) in self
            .new
            .iter()
            .enumerate()
            .filter(|(_, r)| !r.name.is_empty())
        {
            let places = wanted.entry(&row.name).or_default();
            if places.is_empty() {
                order.push(row.name.as_str());
            }
            places.push(j);
        }
        for name in order {
            let (Some(olds), Some(news)) = (named.get(name), wanted.get(name)) else {
                continue;
            };
            match (olds.as_slice(), news.as_slice()) {
                ([i], [j]) => self.take(*i, *j),
                // Rows that share a name are distinguished by their content.
                (olds, news) => self.most_alike(olds, news, 0.0),
            }
        }
    }

    fn by_content(&mut self) {
        let mut known: HashMap<u64, Vec<usize>> = HashMap::new();
        for i in self.free_old().into_iter().rev() {
            if !self.old[i].body.is_empty() {
                known
                    .entry(self.old[i].body.fingerprint())
                    .or_default()
                    .push(i);
            }
        }
        for j in self.free_new() {
            let body = &self.new[j].body;
            let here = known.get_mut(&body.fingerprint());
            if let Some(i) = here.and_then(Vec::pop).filter(|_| !body.is_empty()) {
                self.take(i, j);
            }
        }
    }

    fn by_likeness(&mut self) {
        let (olds, news) = (self.free_old(), self.free_new());
        self.most_alike(&olds, &news, RENAMED);
    }

    /// Pairs rows, the most alike first.
    fn most_alike(&mut self, olds: &[usize], news: &[usize], least: f64) {
        let near = if olds.len() * news.len() > COMPARISONS {
            COMPARISONS / olds.len().max(news.len()) + 1
        } else {
            usize::MAX
        };
        let mut found: Vec<(f64, usize, usize)> = Vec::new();
        for (p, &i) in olds.iter().enumerate() {
            let from = p.saturating_sub(near);
            let to = p.saturating_add(near).min(news.len());
            for &j in news.get(from..to).unwrap_or(&[]) {
                let alike = self.alike(i, j);
                if alike >= least {
                    found.push((alike, i, j));
                }
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, i, j) in found {
            if !self.taken[i] && self.of_new[j].is_none() {
                self.take(i, j);
            }
        }
    }

    /// Content above all; a name that is nearly the same helps.
    fn alike(&self, old: usize, new: usize) -> f64 {
        let (old, new) = (&self.old[old], &self.new[new]);
        let body = old.body.likeness(&new.body);
        let names = Profile::of(&old.name).likeness(&Profile::of(&new.name));
        let only_names = old.body.is_empty() && new.body.is_empty();
        // Neighbours of the form often differ in one word of their names (市町村長 for one law or for another).
        if only_names {
            names
        } else {
            body + names * NAME
        }
    }

    /// Placeholders have nothing but their order.
    fn blank_rows(&mut self) {
        let blank = |row: &Row| row.name.is_empty() && row.body.is_empty();
        let olds = self.free_old().into_iter().filter(|i| blank(&self.old[*i]));
        let news = self.free_new().into_iter().filter(|j| blank(&self.new[*j]));
        let pairs: Vec<_> = olds.zip(news).collect();
        pairs.into_iter().for_each(|(i, j)| self.take(i, j));
    }
}

/// Which new rows are elsewhere among the rows that both versions have: as few as explain the new order, and both
/// where two rows changed places. A row that has the number it had did not move, whatever came and went around it.
pub(super) fn moved(of_new: &[Option<usize>]) -> Vec<bool> {
    let kept: Vec<(usize, usize)> = of_new
        .iter()
        .enumerate()
        .filter_map(|(j, i)| i.map(|i| (i, j)))
        .collect();
    // From here on, places count only rows that both versions have: a row added before others moves none of them.
    let mut sorted: Vec<usize> = kept.iter().map(|(i, _)| *i).collect();
    sorted.sort_unstable();
    let old_place: Vec<usize> = kept
        .iter()
        .map(|(i, _)| sorted.binary_search(i).unwrap_or(0))
        .collect();
    let stays: Vec<bool> = kept.iter().map(|(i, j)| i == j).collect();
    let in_order = longest_run(&old_place, &stays);
    let mut moved = vec![false; of_new.len()];
    for (place, &(_, j)) in kept.iter().enumerate() {
        let partner = old_place[place];
        let exchanged = partner != place && old_place[partner] == place;
        moved[j] = !stays[place] && (!in_order[place] || exchanged);
    }
    moved
}

/// A longest rising run through all rows that stay, which are in order among themselves; among equally long ones, the one
/// that leaves most where it was.
fn longest_run(places: &[usize], stays: &[bool]) -> Vec<bool> {
    // A tree of maxima over (length, rows that kept their place, end of the run); a row that stays outweighs all others.
    let n = places.len();
    let mut best: Vec<(usize, usize, Option<usize>)> = vec![(0, 0, None); n + 1];
    let mut before: Vec<Option<usize>> = vec![None; n];
    let mut end = (0, 0, None);
    for (here, &place) in places.iter().enumerate() {
        let mut top = (0, 0, None);
        let mut at = place;
        while at > 0 {
            top = top.max(best[at]);
            at &= at - 1;
        }
        before[here] = top.2;
        let weight = if stays[here] { n + 1 } else { 1 };
        let run = (
            top.0 + weight,
            top.1 + usize::from(place == here),
            Some(here),
        );
        let mut at = place + 1;
        while at <= n {
            best[at] = best[at].max(run);
            at += at & at.wrapping_neg();
        }
        end = end.max(run);
    }
    let mut in_run = vec![false; n];
    let mut at = end.2;
    while let Some(here) = at {
        in_run[here] = true;
        at = before[here];
    }
    in_run
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row<'r>(name: &str, body: &'r str) -> Row<'r> {
        Row::new(name.into(), || Profile::of(body))
    }

    #[test]
    fn rows_are_found_by_name_then_by_content() {
        let old = [
            row("健康管理システム", "接種の記録を管理する"),
            row("宛名システム", "宛名番号を結び付ける"),
            row("中間サーバー", "副本を保管し、照会に回答する"),
        ];
        let new = [
            row("健康管理システム", "すっかり書き直した"),
            row("申請管理システム", "申請データを取得し、審査を支援する"),
            row("統合宛名システム", "宛名番号を結び付ける"),
            row(
                "中間サーバー・プラットフォーム",
                "副本を保管し、照会には自動で回答する",
            ),
        ];
        assert_eq!(pair(&old, &new), [Some(0), None, Some(1), Some(2)]);
    }

    #[test]
    fn rows_of_one_name_are_distinguished() {
        let old = [
            row("市町村長", "予防接種法による照会"),
            row("市町村長", "特措法による照会"),
        ];
        let new = [
            row("市町村長", "特措法による照会"),
            row("市町村長", "予防接種法による照会"),
        ];
        assert_eq!(pair(&old, &new), [Some(1), Some(0)]);
    }

    #[test]
    fn a_row_in_the_place_of_another_is_not_the_other() {
        let old = [row(
            "都道府県知事（予防接種法による事務）",
            "表の26の項　知事が行う接種の対象者について、過去の接種の有無及び回数を照会の都度回答する",
        )];
        let new = [row(
            "市町村長（予防接種法による事務）",
            "表の25の項　転入者が受けた接種の記録を確かめるため、回数及び日付を照会の都度回答する",
        )];
        assert_eq!(pair(&old, &new), [None]);
    }

    #[test]
    fn as_few_rows_as_possible_move() {
        let of = |order: &[usize]| moved(&order.iter().map(|i| Some(*i)).collect::<Vec<_>>());
        assert_eq!(of(&[0, 1, 2]), [false; 3]);
        assert_eq!(of(&[2, 0, 1]), [true, false, false]);
        assert_eq!(of(&[1, 0]), [true, true], "an exchange moves both");
        assert_eq!(of(&[0, 3, 2, 1]), [false, true, false, true]);
        assert_eq!(
            moved(&[Some(0), None, Some(2)]),
            [false; 3],
            "added and removed rows move none"
        );
        assert_eq!(
            moved(&[Some(0), None, Some(2), Some(1), Some(3)]),
            [false, false, false, true, false],
            "a row that keeps its number after a new one stays"
        );
        assert_eq!(
            moved(&[Some(3), Some(4), Some(2), Some(5)]),
            [true, true, false, false],
            "others went past it"
        );
    }
}
