//! What is said of articles that a law does not have, or that are about something else.

use super::article;
use super::headings::Wrong;
use crate::lint::rules::Words;
use crate::source::lang::{Lang, say};

fn advice(lang: Lang, number: &str, wrong: &Wrong) -> String {
    match wrong {
        Wrong::Missing => say!(
            lang,
            "条文を確かめて、番号か法律の名前を直してください。",
            "Look it up; fix the number or the name."
        ),
        Wrong::Gone("") => say!(
            lang,
            "いまの条文で、根拠になる条を確かめて書き直してください。",
            "Look up which article is the ground now."
        ),
        Wrong::Gone(heading) => say!(
            lang,
            "「{heading}」を定めていた条です。いまの条文で、根拠になる条を確かめて書き直してください。",
            "It was about 「{heading}」; look up which article is the ground now."
        ),
        Wrong::Heading { is_of, own, .. } => {
            let is_of = article(is_of);
            say!(
                lang,
                "{number}の見出しは「{own}」で、その見出しの条は{is_of}です。番号か見出しを直してください。",
                "{number} is 「{own}」; that heading is the one of {is_of}."
            )
        }
        Wrong::FormerHeading { own, .. } => say!(
            lang,
            "いまの見出しは「{own}」です。条文で確かめて書き直してください。",
            "Its heading is 「{own}」 now; look it up."
        ),
        Wrong::Subject { is_of, own, .. } => {
            let is_of = article(is_of);
            say!(
                lang,
                "{number}の見出しは「{own}」で、定めているのは{is_of}です。条文で確かめて、番号を直してください。",
                "{number} is 「{own}」; it is {is_of} that is about it. Look it up."
            )
        }
    }
}

pub(super) fn of_article(lang: Lang, name: &str, number: &str, wrong: &Wrong) -> Words {
    let message = match wrong {
        Wrong::Missing => say!(lang, "{name}に{number}はない", "「{name}」 has no {number}"),
        Wrong::Gone(_) => say!(
            lang,
            "{name}{number}は、いまは削られている",
            "{number} of 「{name}」 is no more"
        ),
        Wrong::Heading { written, .. } => say!(
            lang,
            "「{written}」は、{name}{number}の見出しではない",
            "「{written}」 is not the heading of {number} of 「{name}」"
        ),
        Wrong::FormerHeading { written, .. } => say!(
            lang,
            "「{written}」は、{name}{number}の改正前の見出しである",
            "「{written}」 is the former heading of {number} of 「{name}」"
        ),
        Wrong::Subject { written, .. } => say!(
            lang,
            "「{written}」を定めているのは、{name}{number}ではない",
            "{number} of 「{name}」 is not about 「{written}」"
        ),
    };
    Words::new(message).help(advice(lang, number, wrong))
}

pub(super) fn of_ordinance_office(lang: Lang, name: &str) -> Words {
    Words::new(say!(
        lang,
        "{name}第19条第9号は、条例で定める事務のための提供である",
        "Article 19, item 9 is about offices that an ordinance adds"
    ))
    .help(say!(
        lang,
        "命令の第2条の表による提供は、令和3年9月1日から第19条第8号です。条文で確かめて書き直してください。",
        "The table of article 2 belongs to item 8."
    ))
}

pub(super) fn of_other_order(lang: Lang, name: &str, cited: &str) -> Words {
    Words::new(say!(
        lang,
        "情報連携の主務省令（命令）は、{name}{cited}に基づくものではない",
        "The order on the linkage of information does not rest on 「{cited}」"
    ))
    .help(say!(
        lang,
        "情報提供ネットワークシステムによる提供と、その主務省令（命令）の根拠は、令和3年9月1日から第19条第8号です。条文で確かめて書き直してください。",
        "It rests on article 19, item 8."
    ))
}

pub(super) fn of_no_request(lang: Lang, name: &str) -> Words {
    Words::new(say!(
        lang,
        "{name}の、行政機関等に対する開示等の請求でない条が挙げられている",
        "Articles of 「{name}」 that are not about requests to public bodies"
    ))
    .help(say!(
        lang,
        "行政機関等への請求は第5章（第60条から第129条まで）にあり、開示は第76条、訂正は第90条、利用停止は第98条です。",
        "Requests to public bodies are in chapter 5: articles 76, 90 and 98."
    ))
}
