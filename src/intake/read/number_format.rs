//! Number formats of spreadsheets: what a sheet shows for a number. 評価書番号 12 is shown as 012, the day 46113 as
//! 令和8年4月1日.

mod date;
mod number;
mod parse;

pub(super) use date::serial_of;

/// A format, as one cell style has it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct NumberFormat {
    /// Its parts between semicolons.
    sections: Vec<Section>,
}

#[derive(Debug, Clone, PartialEq, Default)]
struct Section {
    tokens: Vec<Token>,
    /// For which numbers it is, where it says so.
    condition: Option<Condition>,
    /// Digits are shown full-width.
    wide: bool,
    /// The first year of an era is 元年.
    gannen: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Condition {
    less: bool,
    equal: bool,
    greater: bool,
    than: f64,
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Literal(String),
    General,
    Text,
    Digit(char),
    Point,
    Comma,
    Percent,
    Exponent,
    Era(usize),
    EraYear(usize),
    Year(usize),
    Month(usize),
    Day(usize),
    Weekday(usize),
    Hour(usize),
    Minute(usize),
    Second(usize),
    /// So many digits of a second.
    Fraction(usize),
    AmPm(bool),
    Elapsed(char, usize),
}

impl Section {
    fn has(&self, test: impl Fn(&Token) -> bool) -> bool {
        self.tokens.iter().any(test)
    }

    fn is_date(&self) -> bool {
        self.has(|token| {
            !matches!(
                token,
                Token::Literal(_)
                    | Token::General
                    | Token::Text
                    | Token::Digit(_)
                    | Token::Point
                    | Token::Comma
                    | Token::Percent
                    | Token::Exponent
            )
        })
    }

    /// Digits as this section shows them.
    fn dressed(&self, text: String) -> String {
        if self.wide {
            crate::japanese::notation::wide(&text)
        } else {
            text
        }
    }
}

impl NumberFormat {
    /// The format that a code means; what is not understood in it is shown as it is written.
    pub fn of(code: &str) -> Self {
        NumberFormat {
            sections: parse::sections(code),
        }
    }

    /// A format that the program knows by its number, as it is in Japanese.
    pub fn built_in(id: u32) -> Self {
        NumberFormat::of(match id {
            1 => "0",
            2 => "0.00",
            3 | 37 | 38 => "#,##0",
            4 | 39 | 40 => "#,##0.00",
            5 | 6 => "¥#,##0;¥-#,##0",
            7 | 8 => "¥#,##0.00;¥-#,##0.00",
            9 => "0%",
            10 => "0.00%",
            14 => "yyyy/m/d",
            15 => "d-mmm-yy",
            16 => "d-mmm",
            17 => "mmm-yy",
            18 => "h:mm AM/PM",
            19 => "h:mm:ss AM/PM",
            20 => "h:mm",
            21 => "h:mm:ss",
            22 => "yyyy/m/d h:mm",
            27 | 36 | 50 | 57 => "ge.m.d",
            28 | 29 | 51 | 54 | 58 => "ggge\"年\"m\"月\"d\"日\"",
            30 => "m/d/yy",
            31 => "yyyy\"年\"m\"月\"d\"日\"",
            32 => "h\"時\"mm\"分\"",
            33 => "h\"時\"mm\"分\"ss\"秒\"",
            34 | 52 | 55 => "yyyy\"年\"m\"月\"",
            35 | 53 | 56 => "m\"月\"d\"日\"",
            45 => "mm:ss",
            46 => "[h]:mm:ss",
            47 => "mm:ss.0",
            49 => "@",
            _ => "General",
        })
    }

    /// Whether it shows days or times.
    pub fn is_date(&self) -> bool {
        self.sections.first().is_some_and(Section::is_date)
    }

    /// What is shown for a number.
    pub fn number(&self, value: f64, from_1904: bool) -> String {
        let Some((section, own_sign)) = self.section(value) else {
            return number::general(value);
        };
        if section.is_date() {
            return date::shown(section, value, from_1904)
                .unwrap_or_else(|| number::general(value));
        }
        section.dressed(number::shown(section, value, own_sign))
    }

    /// What is shown for a text: most formats show it as it is.
    pub fn text(&self, text: &str) -> Option<String> {
        let section = match self.sections.get(3) {
            Some(section) => section,
            None => self
                .sections
                .last()
                .filter(|last| last.has(|token| matches!(token, Token::Text)))?,
        };
        if section.tokens == [Token::Text] {
            return None;
        }
        let parts = section.tokens.iter().map(|token| match token {
            Token::Text => text,
            Token::Literal(words) => words,
            _ => "",
        });
        Some(parts.collect())
    }

    /// The section for a number, and whether it says the sign itself.
    fn section(&self, value: f64) -> Option<(&Section, bool)> {
        let conditional = self.sections.iter().any(|s| s.condition.is_some());
        if conditional {
            let fits = |section: &&Section| {
                section.condition.is_none_or(|c| {
                    (c.less && value < c.than)
                        || (c.equal && value == c.than)
                        || (c.greater && value > c.than)
                })
            };
            let section = self.sections.iter().take(3).find(fits)?;
            return Some((section, false));
        }
        let numbers = self.sections.len().min(3);
        let n = match numbers {
            0 => return None,
            1 => 0,
            2 => usize::from(value < 0.0),
            _ if value < 0.0 => 1,
            _ if value == 0.0 => 2,
            _ => 0,
        };
        self.sections.get(n).map(|section| (section, n == 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_shown_as_the_sheet_shows_it() {
        for (code, value, shown) in [
            ("General", 26.0, "26"),
            ("General", 0.1 + 0.2, "0.3"),
            ("General", -1.5, "-1.5"),
            ("General", 123456789012.0, "123456789012"),
            ("000", 12.0, "012"),
            ("0", 2.5, "3"),
            ("#,##0\"人\"", 1234567.0, "1,234,567人"),
            ("000-0000", 1234567.0, "123-4567"),
            ("0.00", 1.005, "1.01"),
            ("0.##", 1.5, "1.5"),
            ("0%", 0.25, "25%"),
            ("#,##0,\"千件\"", 1234000.0, "1,234千件"),
            ("0;△0", -5.0, "△5"),
            ("0;-0;\"－\"", 0.0, "－"),
            ("[DBNum3]0", 12.0, "１２"),
            ("[>=100]\"多\"0;\"少\"0", 5.0, "少5"),
            ("General\"件\"", 3.0, "3件"),
            ("\"第\"0\"号\"", 26.0, "第26号"),
            ("@", 12.0, "12"),
        ] {
            assert_eq!(NumberFormat::of(code).number(value, false), shown, "{code}");
        }
    }

    #[test]
    fn a_day_is_shown_as_the_sheet_shows_it() {
        for (code, value, shown) in [
            (
                "[$-411]ggge\"年\"m\"月\"d\"日\";@",
                46113.0,
                "令和8年4月1日",
            ),
            (
                "[$-ja-JP-x-gannen]ggge\"年\"m\"月\"",
                43586.0,
                "令和元年5月",
            ),
            ("[$-411]ge.m.d;@", 43585.0, "H31.4.30"),
            ("ggee年mm月dd日", 46113.0, "令08年04月01日"),
            ("yyyy/m/d h:mm", 46113.5, "2026/4/1 12:00"),
            ("yyyy\\-mm\\-dd", 46113.0, "2026-04-01"),
            ("yyyy年m月d日(aaa)", 46113.0, "2026年4月1日(水)"),
            ("h:mm:ss AM/PM", 0.75, "6:00:00 PM"),
            ("[h]:mm", 1.5, "36:00"),
            ("d-mmm-yy", 46113.0, "1-Apr-26"),
            ("m/d/yyyy", 1.0, "1/1/1900"),
            ("mm:ss.0", 0.0001, "00:08.6"),
        ] {
            assert_eq!(NumberFormat::of(code).number(value, false), shown, "{code}");
        }
        let format = NumberFormat::built_in(14);
        assert_eq!(format.number(44651.0, true), "2026/4/1");
        assert_eq!(format.number(-1.0, false), "-1");
    }

    #[test]
    fn a_text_is_shown_as_the_sheet_shows_it() {
        assert_eq!(NumberFormat::of("@").text("あ"), None);
        assert_eq!(NumberFormat::of("000").text("あ"), None);
        assert_eq!(
            NumberFormat::of("@\"御中\"").text("委員会"),
            Some("委員会御中".to_owned())
        );
        assert_eq!(NumberFormat::of(";;;").text("あ"), Some(String::new()));
    }
}
