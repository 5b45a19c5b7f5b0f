use gen_lsp_types::{Position, TextDocumentContentChangePartial};

use super::*;

const PIECES: [&str; 10] = [
    "𠮷",
    "か\u{309b}",
    "\r\n",
    "\n",
    "\r",
    "\u{FEFF}",
    "a",
    "：  ",
    "様式: 全項目評価書\n版: 平成30年5月\n",
    "- 名称: |\r\n    一\r\n",
];

/// The place of a byte, counted character by character.
fn place(text: &str, offset: usize, encoding: Encoding) -> Position {
    let mut place = Position::default();
    for (at, c) in text[..offset].char_indices() {
        let is_break = c == '\n' || c == '\r' && !text[at..].starts_with("\r\n");
        if is_break {
            place.line += 1;
            place.character = 0;
        } else {
            let units = match encoding {
                Encoding::Utf8 => c.len_utf8(),
                Encoding::Utf16 => c.len_utf16(),
                Encoding::Utf32 => 1,
            };
            place.character += u32::try_from(units).unwrap_or(0);
        }
    }
    place
}

/// A byte that an editor can name.
fn byte(text: &str, random: &mut fastrand::Rng) -> usize {
    let mut at = random.usize(..=text.len());
    while !text.is_char_boundary(at) || text[..at].ends_with('\r') && text[at..].starts_with('\n') {
        at -= 1;
    }
    at
}

fn opened(text: &str) -> OpenDocument {
    let mut documents = Documents::default();
    documents.open(TextDocumentItem {
        uri: "file:///a.yaml".into(),
        language_id: LanguageKind::from("yaml"),
        version: 0,
        text: text.to_owned(),
    });
    documents.close("file:///a.yaml").expect("it is open")
}

#[test]
fn ten_thousand_random_edits_leave_the_text_of_the_editor() {
    for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
        let mut random = fastrand::Rng::with_seed(11);
        let mut text = String::from("様式: 全項目評価書\n");
        let mut document = opened(&text);
        for version in 1..=10_000 {
            let (a, b) = (byte(&text, &mut random), byte(&text, &mut random));
            // As much goes as comes, so that the text stays short.
            let (start, end) = match text.len() > 400 || random.u8(..4) == 0 {
                true => (a.min(b), a.max(b)),
                false => (a, a),
            };
            let by = PIECES[random.usize(..PIECES.len())];
            let range = Range {
                start: place(&text, start, encoding),
                end: place(&text, end, encoding),
            };
            #[expect(deprecated, reason = "all fields of the type are named")]
            let change = TextDocumentContentChangePartial {
                range,
                range_length: None,
                text: by.to_owned(),
            };
            text.replace_range(start..end, by);
            document.change(version, vec![change.into()], encoding);
            assert_eq!(document.whole.text(), text, "{encoding:?} {version}");
        }
        assert_eq!(document.version, 10_000);
    }
}

#[test]
fn what_a_text_is_follows_from_its_words() {
    let is = |text: &str| match opened(text).reading() {
        Reading::Foreign => "foreign",
        Reading::Begun(_) => "begun",
        Reading::Unreadable(_) => "unreadable",
        Reading::Text(_) => "text",
    };
    for begun in ["", " \n", "# 註\n", "\u{FEFF}", "様", "# 註\n様"] {
        assert_eq!(is(begun), "begun", "{begun:?}");
    }
    for foreign in ["a", "a: b\n", "様々: 一\n", "# 註\nb", "\0", "- 様"] {
        assert_eq!(is(foreign), "foreign", "{foreign:?}");
    }
    assert_eq!(is("様式: 全項目評価書\n"), "text");
    assert_eq!(is("様式: 全項目評価書\n\0"), "unreadable");
}

#[test]
fn a_check_waits_for_quiet_but_not_for_ever() {
    let mut document = opened("様式: 全項目評価書\n");
    let first = document.due.expect("it is to be checked");
    assert!(first.at <= Instant::now());
    document.change(1, Vec::new(), Encoding::Utf16);
    let due = document.due.expect("it is to be checked");
    assert!(due.at > Instant::now());
    assert!(due.at <= first.at_the_latest);
    document.settle(Arc::default());
    assert!(document.due.is_none() && document.checked.is_some());
}
