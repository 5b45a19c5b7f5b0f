//! When an item has to be written: small expressions of the form data, read once and evaluated on an assessment.
//!
//! `always`, `optional`, `id == option`, `id != option`, `id in {a, b}`, `id has option`, `empty(id)`,
//! `days(id) < 30`, the facts `gyosei_kikan` and `published`, with `not`, `and`, `or`.

use serde::Deserialize;

/// An expression.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Condition {
    /// Required.
    Always,
    /// Never required.
    Optional,
    /// The choice of an item is one of these words.
    In(String, Vec<String>),
    /// An option of an item is ticked.
    Has(String, String),
    /// Nothing is written in an item.
    Empty(String),
    /// A period has fewer days than this, both ends counted.
    FewerDays(String, i64),
    /// 評価実施機関 is one of 行政機関等.
    GyoseiKikan,
    /// The assessment is built for publication.
    Published,
    /// The contrary.
    Not(Box<Condition>),
    /// Both.
    And(Box<Condition>, Box<Condition>),
    /// Either.
    Or(Box<Condition>, Box<Condition>),
}

/// What a condition asks about an assessment. `None` = it is not known yet.
pub trait Facts {
    /// The words chosen in a choice.
    fn choice(&self, id: &str) -> Option<&str>;
    /// Whether an option is ticked.
    fn has(&self, id: &str, option: &str) -> Option<bool>;
    /// Whether nothing is written.
    fn empty(&self, id: &str) -> Option<bool>;
    /// Days of a period.
    fn days(&self, id: &str) -> Option<i64>;
    /// Whether the body is one of 行政機関等.
    fn gyosei_kikan(&self) -> Option<bool>;
    /// Whether the run is for publication.
    fn published(&self) -> bool;
}

impl Condition {
    /// Whether the condition holds; `None` where that is not known.
    pub fn holds(&self, facts: &dyn Facts) -> Option<bool> {
        match self {
            Condition::Always => Some(true),
            Condition::Optional => Some(false),
            Condition::In(id, words) => facts
                .choice(id)
                .map(|chosen| words.iter().any(|w| w == chosen)),
            Condition::Has(id, option) => facts.has(id, option),
            Condition::Empty(id) => facts.empty(id),
            Condition::FewerDays(id, days) => facts.days(id).map(|d| d < *days),
            Condition::GyoseiKikan => facts.gyosei_kikan(),
            Condition::Published => Some(facts.published()),
            Condition::Not(inner) => inner.holds(facts).map(|b| !b),
            Condition::And(a, b) => match (a.holds(facts), b.holds(facts)) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (a, b) => Some(a? && b?),
            },
            Condition::Or(a, b) => match (a.holds(facts), b.holds(facts)) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (a, b) => Some(a? || b?),
            },
        }
    }

    /// Calls `f` with every id of the expression that is compared with words, and those words.
    pub fn each_option<'c>(&'c self, f: &mut dyn FnMut(&'c str, &'c str)) {
        match self {
            Condition::In(id, words) => words.iter().for_each(|word| f(id, word)),
            Condition::Has(id, word) => f(id, word),
            Condition::Not(inner) => inner.each_option(f),
            Condition::And(a, b) | Condition::Or(a, b) => {
                a.each_option(f);
                b.each_option(f);
            }
            _ => {}
        }
    }

    /// Calls `f` with every id of the expression.
    pub fn each_id<'c>(&'c self, f: &mut dyn FnMut(&'c str)) {
        match self {
            Condition::In(id, _)
            | Condition::Has(id, _)
            | Condition::Empty(id)
            | Condition::FewerDays(id, _) => f(id),
            Condition::Not(inner) => inner.each_id(f),
            Condition::And(a, b) | Condition::Or(a, b) => {
                a.each_id(f);
                b.each_id(f);
            }
            Condition::Always
            | Condition::Optional
            | Condition::GyoseiKikan
            | Condition::Published => {}
        }
    }
}

impl TryFrom<String> for Condition {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let (condition, rest) = or(text.trim())?;
        if rest.trim().is_empty() {
            Ok(condition)
        } else {
            Err(format!("条件を読めません: {text}（「{rest}」の所）"))
        }
    }
}

type Parsed<'t> = Result<(Condition, &'t str), String>;

fn or(text: &str) -> Parsed<'_> {
    let (mut left, mut rest) = and(text)?;
    while let Some(more) = word(rest, "or") {
        let (right, after) = and(more)?;
        (left, rest) = (Condition::Or(Box::new(left), Box::new(right)), after);
    }
    Ok((left, rest))
}

fn and(text: &str) -> Parsed<'_> {
    let (mut left, mut rest) = not(text)?;
    while let Some(more) = word(rest, "and") {
        let (right, after) = not(more)?;
        (left, rest) = (Condition::And(Box::new(left), Box::new(right)), after);
    }
    Ok((left, rest))
}

fn not(text: &str) -> Parsed<'_> {
    match word(text, "not") {
        Some(rest) => not(rest).map(|(inner, rest)| (Condition::Not(Box::new(inner)), rest)),
        None => primary(text.trim_start()),
    }
}

fn primary(text: &str) -> Parsed<'_> {
    if let Some(inner) = text.strip_prefix('(') {
        let (condition, rest) = or(inner)?;
        return Ok((
            condition,
            rest.trim_start()
                .strip_prefix(')')
                .ok_or("「)」がありません")?,
        ));
    }
    if let Some((id, rest)) = call(text, "empty(") {
        return Ok((Condition::Empty(id.into()), rest));
    }
    if let Some((id, rest)) = call(text, "days(") {
        let number = rest
            .trim_start()
            .strip_prefix('<')
            .ok_or("days( ) の後に < がありません")?
            .trim_start();
        let end = number
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(number.len());
        let days = number[..end]
            .parse()
            .map_err(|_| format!("日数を読めません: {number}"))?;
        return Ok((Condition::FewerDays(id.into(), days), &number[end..]));
    }
    let end = text
        .find(|c: char| c.is_whitespace() || c == ')')
        .unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    match name {
        "always" => Ok((Condition::Always, rest)),
        "optional" => Ok((Condition::Optional, rest)),
        "gyosei_kikan" => Ok((Condition::GyoseiKikan, rest)),
        "published" => Ok((Condition::Published, rest)),
        id => comparison(id, rest.trim_start()),
    }
}

fn comparison<'t>(id: &str, text: &'t str) -> Parsed<'t> {
    let operator = ["==", "!=", "in", "has"]
        .into_iter()
        .find(|o| text.starts_with(o));
    let operator = operator.ok_or_else(|| format!("条件を読めません: {id} {text}"))?;
    let rest = text[operator.len()..].trim_start();
    if operator == "in" {
        let (list, rest) = rest
            .strip_prefix('{')
            .and_then(|r| r.split_once('}'))
            .ok_or("{ } がありません")?;
        return Ok((
            Condition::In(
                id.into(),
                list.split(',').map(|w| w.trim().into()).collect(),
            ),
            rest,
        ));
    }
    let end = [" and ", " or ", ")"]
        .iter()
        .filter_map(|stop| rest.find(stop))
        .min()
        .unwrap_or(rest.len());
    let (option, rest) = (rest[..end].trim(), &rest[end..]);
    let condition = match operator {
        "has" => Condition::Has(id.into(), option.into()),
        "!=" => Condition::Not(Box::new(Condition::In(id.into(), vec![option.into()]))),
        _ => Condition::In(id.into(), vec![option.into()]),
    };
    Ok((condition, rest))
}

fn word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let rest = text.trim_start().strip_prefix(word)?;
    rest.starts_with([' ', '(']).then_some(rest)
}

fn call<'t>(text: &'t str, name: &str) -> Option<(&'t str, &'t str)> {
    text.strip_prefix(name)?.split_once(')')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Condition, String> {
        Condition::try_from(text.to_owned())
    }

    #[test]
    fn expressions_of_the_form_are_read() {
        assert_eq!(parse("always"), Ok(Condition::Always));
        assert_eq!(
            parse("a.b == 再委託する"),
            Ok(Condition::In("a.b".into(), vec!["再委託する".into()]))
        );
        assert_eq!(
            parse("not gyosei_kikan and empty(a[].b) or days(p) < 30"),
            Ok(Condition::Or(
                Box::new(Condition::And(
                    Box::new(Condition::Not(Box::new(Condition::GyoseiKikan))),
                    Box::new(Condition::Empty("a[].b".into())),
                )),
                Box::new(Condition::FewerDays("p".into(), 30)),
            ))
        );
        assert_eq!(
            parse("a in {x, y}"),
            Ok(Condition::In("a".into(), vec!["x".into(), "y".into()]))
        );
        assert!(parse("a ~ b").is_err() && parse("always always").is_err());
    }

    /// Answers by id: a choice and ticked boxes as words, days as a number.
    struct Said(&'static [(&'static str, &'static str)], Option<bool>, bool);

    impl Said {
        fn get(&self, id: &str) -> Option<&str> {
            self.0.iter().find(|(i, _)| *i == id).map(|(_, said)| *said)
        }
    }

    impl Facts for Said {
        fn choice(&self, id: &str) -> Option<&str> {
            self.get(id).filter(|said| !said.is_empty())
        }
        fn has(&self, id: &str, option: &str) -> Option<bool> {
            self.choice(id)
                .map(|said| said.split('|').any(|s| s == option))
        }
        fn empty(&self, id: &str) -> Option<bool> {
            self.get(id).map(str::is_empty)
        }
        fn days(&self, id: &str) -> Option<i64> {
            self.get(id)?.parse().ok()
        }
        fn gyosei_kikan(&self) -> Option<bool> {
            self.1
        }
        fn published(&self) -> bool {
            self.2
        }
    }

    #[test]
    fn every_kind_of_condition_is_weighed() {
        let said = [
            ("a", "する"),
            ("b", "提供|移転"),
            ("none", ""),
            ("days", "29"),
        ];
        let said: &'static [_] = Box::leak(Box::new(said));
        let holds = |text: &str| {
            let condition = parse(text).expect(text);
            condition.holds(&Said(said, Some(false), false))
        };
        for (text, expected) in [
            ("always", Some(true)),
            ("optional", Some(false)),
            ("a == する", Some(true)),
            ("a == しない", Some(false)),
            ("a != する", Some(false)),
            ("a != しない", Some(true)),
            ("a in {しない, する}", Some(true)),
            ("a in {しない, 未定}", Some(false)),
            ("b has 移転", Some(true)),
            ("b has 行っていない", Some(false)),
            ("empty(none)", Some(true)),
            ("empty(a)", Some(false)),
            ("days(days) < 30", Some(true)),
            ("days(days) < 29", Some(false)),
            ("gyosei_kikan", Some(false)),
            ("not gyosei_kikan", Some(true)),
            ("published", Some(false)),
            // What is not said is not known, unless the rest decides.
            ("z == する", None),
            ("z != する", None),
            ("z has 移転", None),
            ("empty(z)", None),
            ("days(z) < 30", None),
            ("z == する and published", Some(false)),
            ("z == する or a == する", Some(true)),
            ("z == する or published", None),
            ("not (a == する and empty(none))", Some(false)),
        ] {
            assert_eq!(holds(text), expected, "{text}");
        }
        let published = parse("published").map(|c| c.holds(&Said(&[], None, true)));
        assert_eq!(published, Ok(Some(true)));
        let unknown = parse("not gyosei_kikan").map(|c| c.holds(&Said(&[], None, true)));
        assert_eq!(unknown, Ok(None));
    }
}
