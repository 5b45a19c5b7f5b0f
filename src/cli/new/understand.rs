//! What an answer means, in whatever width and writing; or why it can't be taken, in the words of the user.

use crate::form::AgencyKind;
use crate::form::Form;
use crate::japanese::bands::{Band, people};
use crate::japanese::dates::{self, Reading};
use crate::japanese::hidden;
use crate::japanese::notation::{
    fold, is_invisible, is_none_mark, narrow, norm_option, number, option_number,
};
use crate::source::lang::{Lang, say};

/// The longest name, in characters.
const LONGEST: usize = 200;

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

/// The name of something that must have one: 「なし」 is no name.
pub(super) fn only_name(text: &str, lang: Lang) -> Result<String, String> {
    match is_none_mark(text.trim()) {
        true => Err(say!(
            lang,
            "一つは要ります。名を答えてください。",
            "There must be one; what is it called?"
        )),
        false => name(text, lang),
    }
}

/// The name of something that may be missing: 「なし」 is none.
pub(super) fn name_or_none(text: &str, lang: Lang) -> Result<String, String> {
    match is_none_mark(text.trim()) {
        true => Ok(String::new()),
        false => name(text, lang),
    }
}

/// 評価実施機関名: that of an organ, not that of a city.
pub(super) fn agency(text: &str, form: &Form, lang: Lang) -> Result<String, String> {
    let name = name(text, lang)?;
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
    let name = name_or_none(text, lang)?;
    let digits = narrow(&name);
    match digits.chars().all(|c| c.is_ascii_digit()) {
        true => Ok(digits),
        false => Err(say!(
            lang,
            "番号を数字で答えてください（例: 12）。まだ決まっていなければ、空のままにします。",
            "Answer in digits, such as 12; leave it empty where there is no number yet."
        )),
    }
}

/// A day or a month, as the form writes it: 令和7年4月1日.
pub(super) fn date(text: &str, lang: Lang) -> Result<String, String> {
    let text = name_or_none(text, lang)?;
    match dates::read(&text) {
        _ if text.is_empty() => Ok(text),
        Reading::Date(date) if date.month_only => {
            let day = dates::written(date.day);
            let month = day.strip_suffix("1日").unwrap_or(&day);
            Ok(month.to_owned())
        }
        Reading::Date(date) => Ok(dates::written(date.day)),
        Reading::Impossible => Err(say!(
            lang,
            "その日は暦にありません。",
            "There is no such day."
        )),
        Reading::Disagrees => Err(say!(
            lang,
            "元号の年と西暦の年が合いません。",
            "The two years are not the same."
        )),
        Reading::Other => Err(say!(
            lang,
            "日付として読めません（例: 平成27年10月1日、昭和62年4月、H27.10.1、2015-10-01）。",
            "It can't be read as a date, such as 平成27年10月1日 or 2015-10-01."
        )),
    }
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
        for text in ["0人以下", "たくさん", "", "人"] {
            assert!(band(text, &bands, Lang::Ja).is_err(), "{text}");
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
        ] {
            assert_eq!(date(text, Lang::Ja).as_deref(), Ok(expected), "{text}");
        }
        assert!(date("令和7年2月30日", Lang::Ja).is_err());
        assert!(date("来年", Lang::Ja).is_err());
    }
}
