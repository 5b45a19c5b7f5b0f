//! Texts that send their reader elsewhere and do not say where: 「前述のとおり」.

use super::notation::alone;

/// Whether a text says only that the answer is somewhere else, and not where: 「前述のとおり」, 「従前と同じ」, 「別に定める。」
pub fn points_elsewhere(text: &str) -> bool {
    const WHERE: [&str; 13] = [
        "前述",
        "上述",
        "先述",
        "上記",
        "前記",
        "従前",
        "従来",
        "前回",
        "前年度",
        "昨年度",
        "前年",
        "昨年",
        "以前",
    ];
    const HOW: [&str; 9] = [
        "のとおり",
        "の通り",
        "どおり",
        "通り",
        "と同じ",
        "と同様",
        "に同じ",
        "のまま",
        "に準じる",
    ];
    const DECIDED: [&str; 6] = [
        "別に定める",
        "別途定める",
        "別に定めるとおり",
        "別途定めるとおり",
        "別に定めるところによる",
        "別途定めるところによる",
    ];
    let Some(text) = alone(text) else {
        return false;
    };
    let bare = ["とする", "である", "です"].iter();
    let bare = bare.fold(text.as_str(), |bare, tail| {
        bare.strip_suffix(tail).unwrap_or(bare)
    });
    let place = HOW.iter().find_map(|how| bare.strip_suffix(how));
    DECIDED.contains(&bare) || place.is_some_and(|place| WHERE.contains(&place))
}

#[cfg(test)]
mod tests {
    use super::points_elsewhere;

    #[test]
    fn texts_without_an_answer() {
        for text in [
            "前述のとおり",
            "従前と同じ。",
            "（別に定める。）",
            "上記のとおりである。",
        ] {
            assert!(points_elsewhere(text), "{text}");
        }
        for text in [
            "Ⅱ３④のとおり",
            "上記の職員",
            "従前のとおり、窓口で受け付ける。",
            "規則で別に定める。",
            "通り",
        ] {
            assert!(!points_elsewhere(text), "{text}");
        }
    }
}
