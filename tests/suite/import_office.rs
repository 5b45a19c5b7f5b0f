//! Workbooks and documents of offices are read as they are shown, and hostile ones are refused in time.

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use hyokasho::intake::cell::{Book, Note, Remark};
use hyokasho::intake::read::{Read, read};
use hyokasho::intake::refusal::{Format, Refusal};
use zip::write::SimpleFileOptions;

type Parts = Vec<(&'static str, String)>;

fn zipped(parts: &[(&'static str, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let options = SimpleFileOptions::default();
        zip.start_file(*name, options).expect("a part");
        zip.write_all(text.as_bytes()).expect("its text");
    }
    zip.finish().expect("a zip").into_inner()
}

fn book(name: &str, bytes: &[u8]) -> Book {
    match read(name, bytes, &[]) {
        Ok(Read::Book(book)) => book,
        other => panic!("{name}: {other:?}"),
    }
}

fn refusal(name: &str, bytes: &[u8]) -> Refusal {
    match read(name, bytes, &[]) {
        Err(refusal) => refusal,
        Ok(read) => panic!("{name} was read: {read:?}"),
    }
}

/// Place, text and notes of each cell.
fn told(book: &Book) -> Vec<String> {
    let cells = book.cells.iter().map(|cell| {
        let notes = cell.notes.iter().map(|note| match note {
            Note::Struck(words) => format!(" -{words}-"),
            Note::Deleted(words) => format!(" ×{words}×"),
            Note::Comment(words) => format!(" 注:{words}"),
            other => format!(" {other:?}"),
        });
        let pin = cell
            .pin
            .as_ref()
            .map_or(String::new(), |pin| format!(" ={}", pin.id));
        let notes: String = notes.collect();
        format!(
            "{} {}{notes}{pin}",
            cell.place,
            cell.text.replace('\n', "⏎")
        )
    });
    cells.collect()
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn relations(all: &[(&str, &str, &str)]) -> String {
    let all = all.iter().map(|(id, kind, target)| {
        format!(r#"<Relationship Id="{id}" Type="{RELATIONS}/{kind}" Target="{target}"/>"#)
    });
    format!("<Relationships>{}</Relationships>", all.collect::<String>())
}

/// A workbook with one sheet.
fn workbook(rows: &str) -> Parts {
    let part = |name, text: &str| (name, text.to_owned());
    vec![
        part(
            "_rels/.rels",
            &relations(&[("r1", "officeDocument", "xl/workbook.xml")]),
        ),
        part(
            "xl/workbook.xml",
            &format!(
                r#"<workbook xmlns:r="{RELATIONS}"><sheets><sheet name="Ⅱ" sheetId="1" r:id="r1"/></sheets>
                <definedNames><definedName name="hk.files.1.name">'Ⅱ'!$C$1:$D$2</definedName></definedNames></workbook>"#
            ),
        ),
        part(
            "xl/_rels/workbook.xml.rels",
            &relations(&[
                ("r1", "worksheet", "worksheets/sheet1.xml"),
                ("r2", "styles", "styles.xml"),
                ("r3", "sharedStrings", "sharedStrings.xml"),
            ]),
        ),
        part(
            "xl/worksheets/_rels/sheet1.xml.rels",
            &relations(&[
                ("r1", "drawing", "../drawings/drawing1.xml"),
                ("r2", "comments", "/xl/comments1.xml"),
            ]),
        ),
        part(
            "xl/styles.xml",
            r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="000"/>
            <numFmt numFmtId="165" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/></numFmts>
            <fonts><font/><font><strike/></font></fonts>
            <cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="164" fontId="0"/><xf numFmtId="165" fontId="0"/><xf numFmtId="0" fontId="1"/></cellXfs></styleSheet>"#,
        ),
        part(
            "xl/sharedStrings.xml",
            r#"<sst><si><t>東京都</t><rPh sb="0" eb="3"><t>トウキョウト</t></rPh></si>
            <si><r><t>旧</t></r><r><rPr><strike/></rPr><t>消した語</t></r><r><rPr><b/></rPr><t>残した語</t></r></si>
            <si><t>一_x000D_&#10;二</t></si></sst>"#,
        ),
        part(
            "xl/drawings/drawing1.xml",
            r#"<xdr:wsDr xmlns:xdr="x" xmlns:a="a"><xdr:twoCellAnchor><xdr:from><xdr:col>2</xdr:col><xdr:row>4</xdr:row></xdr:from>
            <xdr:sp><xdr:txBody><a:p><a:r><a:t>図の中の</a:t></a:r></a:p><a:p><a:r><a:t>箱</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor>
            <xdr:twoCellAnchor><xdr:pic/></xdr:twoCellAnchor></xdr:wsDr>"#,
        ),
        part(
            "xl/comments1.xml",
            r#"<comments><commentList><comment ref="A2"><text><r><t>課長に</t></r><r><t>確認</t></r></text></comment></commentList></comments>"#,
        ),
        part(
            "xl/worksheets/sheet1.xml",
            &format!(
                r#"<worksheet><dimension ref="A1:XFD1048576"/><cols><col min="8" max="8" hidden="1"/></cols>
                <sheetData>{rows}</sheetData><mergeCells><mergeCell ref="C1:D2"/></mergeCells></worksheet>"#
            ),
        ),
    ]
}

const ROWS: &str = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>猫の台帳</t></is></c><c r="H1"><v>5</v></c></row>
    <row r="2"><c r="A2" t="s"><v>1</v></c><c r="D2" t="str"><v>覆われた</v></c></row>
    <row r="3"><c r="A3" s="1"><v>26</v></c><c r="B3" s="2"><v>46113</v></c><c r="C3" s="3"><v>7</v></c></row>
    <row r="4" hidden="1"><c r="A4" t="s"><v>2</v></c></row>
    <row r="6"><c r="A6" t="str"><f>A1&amp;"！"</f><v>東京都！</v></c><c r="B6"><f>1+1</f><v></v></c></row>"#;

#[test]
fn a_workbook_is_read_as_it_is_shown() {
    let bytes = zipped(&workbook(ROWS));
    let book = book("評価書.xls", &bytes);
    assert_eq!(
        told(&book),
        [
            "Ⅱ!A1 東京都",
            "Ⅱ!C1 猫の台帳 =files[1].name",
            "Ⅱ!H1 5 Hidden",
            "Ⅱ!A2 旧残した語 -消した語- 注:課長に確認",
            "Ⅱ!D2 覆われた Hidden",
            "Ⅱ!A3 026 Formatted",
            "Ⅱ!B3 令和8年4月1日 Formatted",
            "Ⅱ!C3  -7-",
            "Ⅱ!A4 一⏎二 Hidden",
            "Ⅱ!C5 図の中の⏎箱 Drawing",
            "Ⅱ!A6 東京都！ Formula",
            "Ⅱ!B6 =1+1 Formula",
        ]
    );
    assert_eq!(book.remarks, [Remark::Pictures(1)]);
    let merged = book.cells[1].grid.expect("a grid");
    assert_eq!((merged.rows, merged.columns), (2, 2));
}

#[test]
fn an_old_workbook_is_read_as_it_is_shown() {
    let book = book("評価書.xlsx", include_bytes!("import_office/old.xls"));
    assert_eq!(
        told(&book),
        [
            "Ⅱ!A1 ファイル名",
            "Ⅱ!C1 猫の台帳ファイル",
            "Ⅱ!C3 026 Formatted",
            "Ⅱ!C4 令和8年4月1日 Formatted",
            "Ⅱ!A5  -消した欄-",
            "Ⅱ!A7 隠れた行 Hidden",
            "Ⅱ!A8 残残り -消した-",
            "隠!A1 隠れたシート Hidden",
        ]
    );
}

#[test]
fn sheets_are_chosen_by_name() {
    let bytes = include_bytes!("import_office/old.xls");
    match read("a.xls", bytes, &["Ⅱ".to_owned()]) {
        Ok(Read::Book(book)) => {
            assert_eq!(book.remarks, [Remark::SheetLeftOut("隠".to_owned())]);
        }
        other => panic!("{other:?}"),
    }
    let missing = read("a.xls", bytes, &["Ⅲ".to_owned()]);
    let refusal = Refusal::NoSuchSheet {
        name: "Ⅲ".to_owned(),
        sheets: vec!["Ⅱ".to_owned(), "隠".to_owned()],
    };
    assert_eq!(missing, Err(refusal));
}

fn document(body: &str) -> Parts {
    let relation = relations(&[("r1", "officeDocument", "word/document.xml")]);
    let document = format!(
        r#"<w:document xmlns:w="w" xmlns:mc="mc" xmlns:wps="s"><w:body>{body}</w:body></w:document>"#
    );
    vec![("_rels/.rels", relation), ("word/document.xml", document)]
}

#[test]
fn a_document_is_read_as_it_is_shown() {
    let body = r#"<w:p><w:r><w:t>残る</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>消える</w:t></w:r>
        <w:ins><w:r><w:t>入れた</w:t></w:r></w:ins><w:del><w:r><w:delText>除いた</w:delText></w:r></w:del></w:p>
        <w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>見出し</w:t></w:r></w:p></w:tc></w:tr>
        <w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>縦</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>一</w:t></w:r></w:p><w:p><w:r><w:t>二</w:t></w:r></w:p></w:tc></w:tr>
        <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>三</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
        <w:p><w:r><w:t>名称</w:t></w:r><w:sdt><w:sdtPr><w:tag w:val="hk.files.1.name"/></w:sdtPr><w:sdtContent><w:r><w:t xml:space="preserve"> 猫の </w:t><w:br/><w:t>台帳</w:t></w:r></w:sdtContent></w:sdt></w:p>
        <w:p><w:r><w:ruby><w:rt><w:r><w:t>ねこ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>猫</w:t></w:r></w:rubyBase></w:ruby></w:r>
        <w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>箱</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice>
        <mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>箱</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"#;
    let book = book("評価書.docx", &zipped(&document(body)));
    assert_eq!(
        told(&book),
        [
            "1段落目 残る入れた -消える- Inserted ×除いた×",
            "2段落目 見出し",
            "3段落目 縦",
            "3段落目 一⏎二",
            "4段落目 三",
            "5段落目 名称",
            "5段落目  猫の ⏎台帳 =files[1].name",
            "6段落目 猫",
            "6段落目 箱 Drawing",
        ]
    );
    let spans: Vec<_> = book
        .cells
        .iter()
        .filter_map(|cell| cell.grid)
        .map(|grid| (grid.row, grid.column, grid.rows, grid.columns))
        .collect();
    assert_eq!(
        spans,
        [(0, 0, 1, 2), (1, 0, 2, 1), (1, 1, 1, 1), (2, 1, 1, 1)]
    );
}

/// A part with a text put in its place.
fn changed(parts: &[(&'static str, String)], name: &str, edit: impl Fn(&str) -> String) -> Vec<u8> {
    let parts: Parts = parts
        .iter()
        .map(|(known, text)| {
            let text = if *known == name {
                edit(text)
            } else {
                text.clone()
            };
            (*known, text)
        })
        .collect();
    zipped(&parts)
}

#[test]
fn hostile_files_are_refused() {
    let parts = workbook(ROWS);
    let sheet = "xl/worksheets/sheet1.xml";
    let with = |words: String| {
        changed(&parts, sheet, |text| {
            text.replace("<sheetData>", &format!("{words}<sheetData>"))
        })
    };
    let dtd = |text: &str| format!("<!DOCTYPE a [<!ENTITY b \"c\">]>{text}");
    let many: Parts = (0..10_001)
        .map(|n| (&*format!("p{n}").leak(), String::new()))
        .collect();
    let whole = zipped(&parts);
    let shared = "あ".repeat(20_000);
    let rows: String = (1..400)
        .map(|n| format!(r#"<row r="{n}"><c t="s"><v>0</v></c></row>"#))
        .collect();
    let long = changed(&workbook(&rows), "xl/sharedStrings.xml", |_| {
        format!("<sst><si><t>{shared}</t></si></sst>")
    });
    for (name, bytes, expected) in [
        ("blanks", with(" ".repeat(20 << 20)), Refusal::Expands),
        ("one text in many cells", long, Refusal::TooManyCells),
        ("depth", with("<a>".repeat(10_000)), Refusal::TooDeep),
        ("entities", changed(&parts, sheet, dtd), Refusal::Dtd),
        (
            "entities of the book",
            changed(&parts, "xl/workbook.xml", dtd),
            Refusal::Dtd,
        ),
        ("many parts", zipped(&many), Refusal::TooManyParts),
        (
            "archive",
            zipped(&[("a.xlsx", "PK".to_owned())]),
            Refusal::Format(Format::Archive),
        ),
        (
            "binary",
            zipped(&[("xl/workbook.bin", String::new())]),
            Refusal::Format(Format::BinaryWorkbook),
        ),
        (
            "cut off",
            whole[..whole.len() / 2].to_vec(),
            Refusal::Damaged(String::new()),
        ),
        (
            "a part cut off",
            changed(&parts, sheet, |text| text[..text.len() / 2].to_owned()),
            Refusal::Damaged(sheet.to_owned()),
        ),
    ] {
        let begun = Instant::now();
        assert_eq!(refusal("a.xlsx", &bytes), expected, "{name}");
        assert!(begun.elapsed() < Duration::from_secs(60), "{name}");
    }
}

#[test]
fn formatted_empty_rows_cost_nothing() {
    let empty =
        (2..20_000).map(|n| format!(r#"<row r="{n}" s="1" ht="13.5"><c r="A{n}" s="1"/></row>"#));
    let rows = format!(
        r#"<row r="1"><c t="s"><v>0</v></c></row>{}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#,
        empty.collect::<String>()
    );
    let book = book("a.xlsx", &zipped(&workbook(&rows)));
    let last = book.cells.last().map(|cell| cell.place.to_string());
    assert_eq!(last.as_deref(), Some("Ⅱ!XFD1048576"));
    assert!(book.cells.len() < 6, "{:?}", told(&book));
}

/// Whatever is damaged in a file, it is read or refused, and nothing else happens.
#[test]
fn damaged_files_are_read_or_refused() {
    let mut random = fastrand::Rng::with_seed(11);
    let old = include_bytes!("import_office/old.xls");
    let parts = workbook(ROWS);
    let written = document(
        "<w:p><w:r><w:t>甲</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    );
    let mutated = |bytes: &[u8], random: &mut fastrand::Rng| {
        let mut bytes = bytes.to_vec();
        for _ in 0..random.usize(1..6) {
            let at = random.usize(..bytes.len());
            match random.u8(..4) {
                0 => bytes[at] = random.u8(..),
                1 => bytes[at] = [0, 0xFF, 0x7F, 0x80, b'<', b'>', b'"'][random.usize(..7)],
                2 => bytes.truncate(at.max(1)),
                _ => {
                    let end = (at + random.usize(..40)).min(bytes.len());
                    bytes.drain(at..end);
                    if bytes.is_empty() {
                        bytes.push(0);
                    }
                }
            }
        }
        bytes
    };
    for _ in 0..150 {
        let _ = read("a.xls", &mutated(old, &mut random), &[]);
        for parts in [&parts, &written] {
            let n = random.usize(..parts.len());
            let mut parts: Parts = parts.clone();
            let bytes = mutated(parts[n].1.as_bytes(), &mut random);
            parts[n].1 = String::from_utf8_lossy(&bytes).into_owned();
            let _ = read("a", &zipped(&parts), &[]);
            let whole = zipped(&parts);
            let _ = read("a", &mutated(&whole, &mut random), &[]);
        }
    }
}
