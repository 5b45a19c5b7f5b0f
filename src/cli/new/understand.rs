//! What an answer means, in whatever width and writing; or why it can't be taken, in the words of the user.

use crate::form::AgencyKind;
use crate::form::Form;
use crate::japanese::bands::{Band, people};
use crate::japanese::dates::{self, Reading};
use crate::japanese::hidden;
use crate::japanese::notation::{
    fold, is_hollow, is_invisible, is_none_mark, narrow, norm_option, number, option_number,
};
use crate::source::lang::{Lang, say};
use crate::workspace;

/// The longest name, in characters.
const LONGEST: usize = 200;

/// More people than this live nowhere that an assessment is about.
const MOST_PEOPLE: u64 = 200_000_000;

/// The longest 評価書番号, in digits.
const LONGEST_NUMBER: usize = 6;

/// What is held since a year before this, or from so many years on after today, is a slip.
const FIRST_YEAR: i16 = 1900;
const YEARS_AHEAD: i16 = 20;

/// One of some options: by its number, its words, or the only one that has these words.
pub(super) fn choice(text: &str, options: &[String], lang: Lang) -> Result<String, String> {
    let place = |n: usize| options.get(n.checked_sub(1)?).cloned();
    let by_number = number(text).or_else(|| {
        let (n, rest) = option_number(text)?;
        rest.trim().is_empty().then_some(n)
    });
    if let Some(option) = by_number.and_then(place) {
        return Ok(option);
    }
    let said = norm_option(text);
    let same = options.iter().find(|option| norm_option(option) == said);
    if let Some(option) = same {
        return Ok(option.clone());
    }
    let mut within = options.iter().filter(|o| norm_option(o).contains(&said));
    match (within.next(), within.next()) {
        (Some(option), None) if !said.is_empty() && number(text).is_none() => Ok(option.clone()),
        _ => Err(no_option(options.len(), lang)),
    }
}

fn no_option(count: usize, lang: Lang) -> String {
    say!(
        lang,
        "1から{count}までの番号か、選択肢の言葉で答えてください。",
        "Answer by a number from 1 to {count}, or by the words of an option."
    )
}

/// A band of people: by its number or words, or by a number of people that lies in it.
pub(super) fn band(text: &str, options: &[String], lang: Lang) -> Result<String, String> {
    if let Some(why) = no_number(text, lang) {
        return Err(why);
    }
    // A bare digit is the number of an option, right or wrong.
    let is_option = number(text).is_some_and(|n| n < 10);
    let said = (!is_option).then(|| Band::read(text)).flatten();
    let counted = (!is_option && said.is_none())
        .then(|| people(text))
        .flatten();
    let fits = |option: &&String| {
        let band = Band::read(option);
        band.is_some_and(|band| {
            said == Some(band) || counted.is_some_and(|number| band.holds(number))
        })
    };
    match options.iter().find(fits) {
        Some(option) => Ok(option.clone()),
        None => choice(text, options, lang).map_err(|why| {
            let why = why.trim_end_matches(['。', '.']);
            say!(
                lang,
                "{why}。人数でも答えられます（例: 1,000人、40万人）。",
                "{why}, or by the number of people, such as 1,000."
            )
        }),
    }
}

/// Why a number can't be one of people; none where it can, or is no number.
fn no_number(text: &str, lang: Lang) -> Option<String> {
    let folded = fold(text);
    let minus = folded.strip_prefix(['-', '−', '△', '▲']);
    if minus.and_then(people).is_some() {
        return Some(say!(
            lang,
            "人数に負の数はありません。1人以上の人数か、選択肢の番号で答えてください。",
            "There is no negative number of people; answer by one of 1 or more, or by the number of an option."
        ));
    }
    // A bare 0 is no option, as 9 is none.
    let is_bare = number(text).is_some_and(|n| n < 10);
    match people(text).filter(|_| !is_bare)? {
        0 => Some(say!(
            lang,
            "0人では評価の対象になりません。1人以上の人数か、選択肢の番号で答えてください。",
            "Nothing is to be assessed for 0 people; answer by a number of 1 or more, or by the number of an option."
        )),
        MOST_PEOPLE.. => Some(say!(
            lang,
            "「{text}」は、日本の人口より多い人数です。桁を確かめて答えてください（例: 1,000人、40万人）。",
            "「{text}」 is more than all people of Japan; check the digits (such as 1,000, 40万人)."
        )),
        _ => None,
    }
}

/// はい or いいえ, as 「はい」 or 「いいえ」.
pub(super) fn yes_or_no(text: &str, lang: Lang) -> Result<String, String> {
    let said = fold(text).to_lowercase();
    let is = |words: &[&str]| words.contains(&said.as_str());
    if is(&[
        "はい", "1", "y", "yes", "true", "する", "ある", "あり", "有", "○",
    ]) {
        Ok("はい".to_owned())
    } else if is(&[
        "いいえ",
        "2",
        "n",
        "no",
        "false",
        "しない",
        "ない",
        "なし",
        "無",
        "×",
    ]) {
        Ok("いいえ".to_owned())
    } else {
        Err(say!(
            lang,
            "「はい」か「いいえ」（1か2でもよい）で答えてください。",
            "Answer はい (1, yes) or いいえ (2, no)."
        ))
    }
}

/// The name of something, on one line, without characters that nobody sees.
pub(super) fn name(text: &str, lang: Lang) -> Result<String, String> {
    let is_unseen = |c: char| is_invisible(c) || hidden::steers(c) && !c.is_control();
    let text = hidden::compose(text).replace(is_unseen, "");
    let text = text.trim();
    if text.chars().count() > LONGEST {
        return Err(say!(
            lang,
            "{LONGEST}字までで答えてください。",
            "At most {LONGEST} characters, please."
        ));
    }
    if text.chars().any(char::is_control) {
        return Err(say!(
            lang,
            "タブなどの制御文字が入っています。",
            "There are control characters in it."
        ));
    }
    Ok(text.to_owned())
}

/// Why a text is no name of anything: it has no letter, or says that the name is not known.
fn no_name(text: &str, lang: Lang) -> Option<String> {
    let text = text.trim();
    let folded = fold(text);
    let is_letter = |c: char| c.is_alphabetic() && !"ーｰ".contains(c);
    if !text.chars().any(|c| c.is_alphanumeric() && c != 'ー') {
        return Some(say!(
            lang,
            "記号だけでは名になりません。名を文字で答えてください。",
            "Signs alone are no name; answer in letters."
        ));
    }
    if is_hollow(text, true) {
        return Some(say!(
            lang,
            "「{text}」は名になりません。決まっていなければ、仮の名で答えてください。あとから書き直せます。",
            "「{text}」 is no name; where there is none yet, answer by a working title."
        ));
    }
    if ["○○", "△△", "□□", "××"]
        .iter()
        .any(|mask| folded.contains(mask))
    {
        return Some(say!(
            lang,
            "「○○」などの印を、実際の名に替えて答えてください。",
            "Put the real name in the place of marks such as ○○."
        ));
    }
    (!text.chars().any(is_letter)).then(|| {
        say!(
            lang,
            "番号ではなく、名を答えてください。",
            "The name is asked for, not a number."
        )
    })
}

/// The name of something that must have one: 「なし」 is no name.
pub(super) fn only_name(text: &str, lang: Lang) -> Result<String, String> {
    if is_none_mark(text.trim()) {
        return Err(say!(
            lang,
            "一つは要ります。名を答えてください。",
            "There must be one; what is it called?"
        ));
    }
    let name = name(text, lang)?;
    no_name(&name, lang).map_or(Ok(name), Err)
}

/// The name of an entry that may be missing: 「なし」 is none.
pub(super) fn name_or_none(text: &str, lang: Lang) -> Result<String, String> {
    match is_none_mark(text.trim()) {
        true => Ok(String::new()),
        false => only_name(text, lang),
    }
}

/// The name of something that may be open: 「なし」 and 「未定」 leave it so.
pub(super) fn name_or_open(text: &str, lang: Lang) -> Result<String, String> {
    let says_open = text.chars().any(char::is_alphanumeric) && is_hollow(text, true);
    match says_open {
        true => Ok(String::new()),
        false => name_or_none(text, lang),
    }
}

/// 評価実施機関名: that of an organ, not that of a city.
pub(super) fn agency(text: &str, form: &Form, lang: Lang) -> Result<String, String> {
    let name = only_name(text, lang)?;
    let is_bare = form.agencies.kind(&name) == Some(AgencyKind::Local)
        && name.ends_with(['市', '町', '村', '区', '都', '道', '府', '県'])
        && !name.ends_with("教育委員会");
    if is_bare {
        let organ = match name.ends_with(['市', '町', '村', '区']) {
            true => format!("{name}長"),
            false => format!("{name}知事"),
        };
        return Err(say!(
            lang,
            "団体の名ではなく、執行機関の名を書きます（例: {organ}、{name}教育委員会）。",
            "The organ is asked for, not the body: such as {organ}."
        ));
    }
    Ok(name)
}

/// 評価書番号, in half-width digits.
pub(super) fn report_number(text: &str, lang: Lang) -> Result<String, String> {
    if is_none_mark(text.trim()) || is_hollow(text, true) && text.chars().any(char::is_alphabetic) {
        return Ok(String::new());
    }
    let digits = narrow(text.trim());
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if !is_number {
        return Err(say!(
            lang,
            "番号を数字で答えてください（例: 12）。まだ決まっていなければ、空のままにします。",
            "Answer in digits, such as 12; leave it empty where there is no number yet."
        ));
    }
    if digits.len() > LONGEST_NUMBER || digits.bytes().all(|b| b == b'0') {
        return Err(say!(
            lang,
            "評価書番号は、機関が評価書に1から付ける番号です（例: 12）。まだ決まっていなければ、空のままにします。",
            "The body numbers its assessments from 1 on, such as 12; leave it empty where there is no number yet."
        ));
    }
    Ok(digits)
}

/// A day or a month, as the form writes it: 令和7年4月1日.
pub(super) fn date(text: &str, lang: Lang) -> Result<String, String> {
    let text = name(text, lang)?;
    let is_open =
        is_none_mark(&text) || is_hollow(&text, true) && text.contains(char::is_alphabetic);
    match dates::read(&text) {
        _ if text.is_empty() || is_open => Ok(String::new()),
        Reading::Date(date) if !is_near(date.day.year()) => Err(say!(
            lang,
            "「{text}」は、遠すぎる日付です。年を確かめて答えてください（例: 平成27年10月1日）。",
            "「{text}」 is too far away; check the year (such as 平成27年10月1日)."
        )),
        Reading::Date(date) if date.month_only => {
            let day = dates::written(date.day);
            let month = day.strip_suffix("1日").unwrap_or(&day);
            Ok(month.to_owned())
        }
        Reading::Date(date) => Ok(dates::written(date.day)),
        Reading::Impossible => Err(say!(
            lang,
            "「{text}」は暦にありません。月は1から12まで、日はその月の終わりの日までです（例: 平成27年10月1日）。",
            "There is no 「{text}」 in the calendar: months go from 1 to 12, days to the last of the month (such as 平成27年10月1日)."
        )),
        Reading::Disagrees => Err(say!(
            lang,
            "「{text}」の元号の年と西暦の年が合いません。どちらか一方で答えてください。",
            "The two years of 「{text}」 are not the same; answer by one of them."
        )),
        Reading::Other => Err(say!(
            lang,
            "「{text}」は日付として読めません。年と月から書いてください（例: 平成27年10月1日、昭和62年4月、H27.10.1、2015-10-01）。",
            "「{text}」 can't be read as a date; write the year and the month at least, such as 平成27年10月1日 or 2015-10-01."
        )),
    }
}

/// Whether something can be held since a year.
fn is_near(year: i16) -> bool {
    (FIRST_YEAR..=workspace::today().year() + YEARS_AHEAD).contains(&year)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(of: &[&str]) -> Vec<String> {
        of.iter().map(|&o| o.to_owned()).collect()
    }

    #[test]
    fn bands_are_understood_in_any_writing() {
        let bands = options(&[
            "1,000人未満",
            "1,000人以上1万人未満",
            "1万人以上10万人未満",
            "10万人以上30万人未満",
            "30万人以上",
        ]);
        for (text, place) in [
            ("5", 4),
            ("５", 4),
            ("③", 2),
            ("30万人以上", 4),
            ("３０万人以上", 4),
            ("400,000人", 4),
            ("四十万人", 4),
            ("1,000人", 1),
            ("千人", 1),
            ("999", 0),
            ("約12万人", 3),
            ("10万以上30万未満", 3),
        ] {
            assert_eq!(
                band(text, &bands, Lang::Ja).as_ref(),
                Ok(&bands[place]),
                "{text}"
            );
        }
        for text in ["0人以下", "たくさん", "", "人", "0", "9", "…", "1.5人"] {
            let why = band(text, &bands, Lang::Ja).expect_err(text);
            assert!(why.starts_with("1から5までの番号か"), "{text}: {why}");
        }
        for (text, said) in [
            ("-5", "負の数"),
            ("－５００人", "負の数"),
            ("▲40万人", "負の数"),
            ("0人", "0人では"),
            ("10億人", "日本の人口より多い"),
            ("９９９９億", "日本の人口より多い"),
            ("100000000000人", "日本の人口より多い"),
        ] {
            let why = band(text, &bands, Lang::Ja).expect_err(text);
            assert!(why.contains(said), "{text}: {why}");
        }
    }

    #[test]
    fn signs_digits_and_what_keeps_a_place_are_no_names() {
        for (text, said) in [
            ("。。", "記号だけ"),
            ("---", "一つは要ります"),
            ("…", "記号だけ"),
            ("（）", "記号だけ"),
            ("ーー", "一つは要ります"),
            ("○○", "記号だけ"),
            ("〇〇", "は名になりません"),
            ("未定", "は名になりません"),
            ("同上", "は名になりません"),
            ("〇〇市長", "実際の名に替えて"),
            ("12", "番号ではなく"),
            ("１２３", "番号ではなく"),
            ("なし", "一つは要ります"),
        ] {
            let why = only_name(text, Lang::Ja).expect_err(text);
            assert!(why.contains(said), "{text}: {why}");
        }
        for text in [
            "架空市長",
            "A",
            "第2係",
            "二〇二五年度給付金の支給に関する事務",
        ] {
            assert!(only_name(text, Lang::Ja).is_ok(), "{text}");
        }
        let open = |text| name_or_open(text, Lang::Ja);
        assert_eq!(open("未定").as_deref(), Ok(""));
        assert_eq!(open("なし").as_deref(), Ok(""));
        assert!(open("？？").is_err());
        assert!(name_or_none("未定", Lang::Ja).is_err());
    }

    #[test]
    fn numbers_of_assessments_are_small() {
        let number = |text| report_number(text, Lang::Ja);
        for (text, expected) in [("12", "12"), ("３２", "32"), ("未定", ""), ("なし", "")] {
            assert_eq!(number(text).as_deref(), Ok(expected), "{text}");
        }
        for text in ["0", "-3", "1.5", "99999999999", "。", "第12号", "？"] {
            assert!(number(text).is_err(), "{text}");
        }
    }

    #[test]
    fn names_keep_what_is_seen() {
        let names = ["健康\u{200B}課", " 健康課\u{202E}", "か\u{3099}"];
        let names = names.map(|text| name(text, Lang::Ja));
        assert_eq!(
            names,
            ["健康課", "健康課", "が"].map(|name| Ok(name.to_owned()))
        );
        assert!(name("健康\t課", Lang::Ja).is_err());
        assert!(name(&"課".repeat(201), Lang::Ja).is_err());
    }

    #[test]
    fn days_are_written_as_the_form_writes_them() {
        for (text, expected) in [
            ("昭和62年4月1日", "昭和62年4月1日"),
            ("S62.4.1", "昭和62年4月1日"),
            ("２０１５年１０月１日", "平成27年10月1日"),
            ("平成27年10月", "平成27年10月"),
            ("", ""),
            ("なし", ""),
            ("未定", ""),
        ] {
            assert_eq!(date(text, Lang::Ja).as_deref(), Ok(expected), "{text}");
        }
        for text in [
            "令和7年2月30日",
            "令和7年13月",
            "R7.13.1",
            "13月",
            "4月1日",
            "来年",
            "。",
            "－3",
            "3000-01-01",
            "令和99年1月1日",
            "1800-01-01",
        ] {
            let why = date(text, Lang::Ja).expect_err(text);
            assert!(why.contains(text), "{text}: {why}");
        }
    }
}
