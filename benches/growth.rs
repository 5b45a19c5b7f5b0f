//! Nothing grows faster than the document: of each kind of thing that a file may hold in thousands, twice as many take at
//! most [`MOST`] times as long to check and to report.
//!
//! `cargo bench --bench growth` measures them all, `cargo bench --bench growth -- NAME` those whose name has the word.
//! It fails where one grows faster. It is no test: a busy machine measures badly.

use std::fmt::Write;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use hyokasho::lint::engine::check_text;
use hyokasho::source::Source;
use hyokasho::source::diagnostic::Stage;
use hyokasho::source::lang::Lang;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How many times as long twice as much may take.
const MOST: f64 = 2.3;

/// How often each size is measured; the shortest time counts.
const TIMES: usize = 3;

/// How often a ratio that is too large is measured anew: other work of the machine may have been in the way.
const TRIES: usize = 3;

const HEAD: &str = "様式: 全項目評価書\n版: 平成30年5月\n";

/// A kind of thing, how many of them are the fewer, and a file with as many.
type Dimension = (&'static str, usize, fn(usize) -> String);

const DIMENSIONS: &[Dimension] = &[
    ("systems", 1500, |n| {
        file("基本情報:\n  使用するシステム:\n", n, |i| {
            format!(
                "    - システムの名称: 第{i}システム\n      システムの機能: 第{i}の管理をする。\n      他のシステムとの接続:\n        - その他: 第{}システム\n",
                i + 1
            )
        })
    }),
    ("files", 100, |n| {
        file("特定個人情報ファイル:\n", n, |i| {
            format!(
                "  - 名称: 予防接種ファイル{i}\n    概要:\n      備考: 住民からの申請を受け付け、台帳{i}に記録し、本人に通知する。\n"
            )
        })
    }),
    ("recipients", 2000, |n| {
        let list = "特定個人情報ファイル:\n  - 名称: a\n    概要:\n      特定個人情報の提供・移転:\n        提供先:\n";
        file(list, n, |i| {
            format!("          - 名称: 提供先{i}\n            提供する情報: 情報{i}\n")
        })
    }),
    ("exceptions", 1000, |n| {
        file("検査の例外:\n", n, |i| {
            format!("  - 規則: S006\n    項目: Ⅰ２システム{i}③\n    理由: 後で決める\n")
        })
    }),
    ("half-width kana", 16_000, |n| text(n, |_| "ｶﾅ".into())),
    ("links", 8000, |n| {
        text(n, |_| "[a](https://a.example/) ".into())
    }),
    ("ASCII words", 32_000, |n| text(n, |_| "abc ".into())),
    ("quotes", 128_000, |n| text(n, |_| "> ".into())),
    ("one long line", 2000, |n| {
        text(n, |_| {
            "この事務では、申請（届出を含む。）を受け付け、「台帳」に記録し、結果を本人に通知する。また、確認します。".into()
        })
    }),
    ("repeated words", 8000, |n| text(n, |_| "データ".into())),
    ("references", 8000, |n| {
        text(n, |i| format!("Ⅱ３{}のとおり、", circled(i)))
    }),
    ("dates", 8000, |n| {
        text(n, |i| {
            format!("令和{}年{}月{}日、", 1 + i % 8, 1 + i % 12, 1 + i % 28)
        })
    }),
    ("citations", 8000, |n| {
        text(n, |i| {
            format!("番号法第{}条第{}項、", 1 + i % 60, 1 + i % 9)
        })
    }),
    ("tags that do not close", 8000, |n| {
        text(n, |_| "<b ".into())
    }),
    ("bare ampersands", 8000, |n| text(n, |_| "&a".into())),
    ("signs of code", 16_000, |n| text(n, |_| "`".into())),
    ("definitions", 4000, |n| {
        text(n, |i| {
            format!("第{i}制度事務（以下「略{i}」という。）は、略{i}による。")
        })
    }),
    ("totals", 4000, |n| text(n, |_| "職員3人の計5人と".into())),
    ("headings of entries", 8000, |n| {
        let marks = "【".repeat(n);
        format!(
            "{HEAD}基本情報:\n  情報提供ネットワークシステムによる情報連携:\n    実施の有無: 実施する\n    法令上の根拠: 主務省令第2条の表{marks}25の項\n"
        )
    }),
    ("entries of a table", 2000, |n| {
        let entries: Vec<String> = (0..n).map(|i| format!("{}の項", 1 + i % 130)).collect();
        format!(
            "{HEAD}基本情報:\n  個人番号の利用:\n    法令上の根拠: 番号法別表{}\n",
            entries.join("、")
        )
    }),
    ("files without a contract", 150, |n| {
        file("特定個人情報ファイル:\n", n, |i| {
            format!(
                "  - 名称: 貸出{i}ファイル\n    概要:\n      特定個人情報ファイルの取扱いの委託:\n        委託の有無: 委託しない\n    リスク対策:\n      特定個人情報の使用:\n        その他のリスク及びそのリスクに対する措置: 委託先の職員が照合{i}する。\n"
            )
        })
    }),
    ("departments renamed", 1000, |n| {
        file(
            "表紙:\n  公表日: 令和8年4月1日\n変更箇所:\n",
            n,
            |i| {
                format!(
                    "  - 変更日: 令和7年4月1日\n    項目: Ⅰ７①部署\n    変更前: 教育部図書{i}課\n    変更後: 教育部図書{}課\n    提出時期: 事後\n    説明: その他\n",
                    i + 1
                )
            },
        )
    }),
    ("open brackets", 8000, |n| text(n, |_| "（".into())),
    ("invisible characters", 16_000, |n| {
        text(n, |_| "あ\u{200B}".into())
    }),
    ("individual numbers", 8000, |n| {
        text(n, |_| "123456789018、".into())
    }),
    ("keys in braces", 8000, |n| {
        let keys: String = (0..n).map(|i| format!("評価書名: x{i}, ")).collect();
        format!("{HEAD}表紙: {{{keys}}}\n")
    }),
    ("rows of changes", 4000, |n| {
        file(
            "表紙:\n  公表日: 令和8年4月1日\n変更箇所:\n",
            n,
            |i| {
                format!(
                    "  - 変更日: 令和{}年{}月1日\n    項目: Ⅰ２システム{}②システムの機能\n    変更前: 第{i}の処理をする。\n    変更後: 第{}の処理をする。\n    提出時期: 事後\n    説明: その他\n",
                    1 + i % 7,
                    1 + i % 12,
                    1 + i % 9,
                    i + 1
                )
            },
        )
    }),
    ("entries called by name", 1000, |n| {
        let systems = file("基本情報:\n  使用するシステム:\n", n, |i| {
            format!("    - システムの名称: 窓口第{i}システム\n      システムの機能: 受け付ける。\n")
        });
        let rows: String = (0..n)
            .map(|i| {
                format!(
                    "  - 変更日: 令和7年4月1日\n    項目: Ⅰ２　窓口第{i}システム　②システムの機能\n    変更前: 受ける。\n    変更後: 受け付ける。\n    提出時期: 事後\n    説明: その他\n"
                )
            })
            .collect();
        format!("{systems}表紙:\n  公表日: 令和8年4月1日\n変更箇所:\n{rows}")
    }),
    ("rows of no item", 1000, |n| {
        let systems = file("基本情報:\n  使用するシステム:\n", n, |i| {
            format!("    - システムの名称: 窓口第{i}システム\n      システムの機能: 受け付ける。\n")
        });
        let rows: String = (0..n)
            .map(|i| {
                format!(
                    "  - 変更日: 令和7年4月1日\n    項目: Ⅱ４　謎の業務{i}　⑥委託先名\n    変更前: 受ける。\n    変更後: 受け付ける。\n    提出時期: 事後\n    説明: その他\n"
                )
            })
            .collect();
        format!("{systems}表紙:\n  公表日: 令和8年4月1日\n変更箇所:\n{rows}")
    }),
    ("records", 50_000, |n| {
        let list = "特定個人情報ファイル:\n  - 名称: 予防接種ファイル\n    記録項目:\n      - 区分: 識別情報\n        項目:\n";
        file(list, n, |i| format!("          - 項目{i}\n"))
    }),
    ("unknown keys", 8000, |n| {
        file("表紙:\n", n, |i| format!("  知らない見出し{i}: x\n"))
    }),
];

/// A file with a list of entries.
fn file(list: &str, n: usize, entry: impl Fn(usize) -> String) -> String {
    let entries: String = (0..n).map(entry).collect();
    format!("{HEAD}{list}{entries}")
}

/// A file with one line of parts in a text.
fn text(n: usize, part: impl Fn(usize) -> String) -> String {
    let parts: String = (0..n).map(part).collect();
    format!(
        "{HEAD}表紙:\n  評価書名: 予防接種に関する事務　全項目評価書\n  特記事項: |\n    {parts}\n"
    )
}

fn circled(n: usize) -> char {
    ['①', '②', '③', '④', '⑤'][n % 5]
}

/// How long a file takes, from its text to its report.
fn time(text: &str) -> Duration {
    let once = || {
        let begun = Instant::now();
        let source = Source::new("growth.yaml", text);
        let findings = check_text(&source, Stage::Draft, Lang::Ja);
        let places = findings.iter().flat_map(|finding| {
            let spans = finding.related.iter().map(|label| label.span);
            spans.chain([finding.primary.span])
        });
        let columns = places.map(|span| source.position(span.start).column);
        std::hint::black_box(columns.sum::<usize>());
        begun.elapsed()
    };
    (0..TIMES).map(|_| once()).min().unwrap_or_default()
}

/// The times of the fewer and of twice as many.
fn measure((_, n, make): &Dimension) -> (Duration, Duration) {
    (time(&make(*n)), time(&make(2 * n)))
}

fn ratio((fewer, more): (Duration, Duration)) -> f64 {
    more.as_secs_f64() / fewer.as_secs_f64()
}

fn main() -> ExitCode {
    let named: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with('-'))
        .collect();
    let is_asked =
        |name: &str| named.is_empty() || named.iter().any(|word| name.contains(word.as_str()));
    // What is read once a process is read before.
    time(HEAD);
    let mut table = String::new();
    let mut fast = 0;
    for dimension in DIMENSIONS.iter().filter(|(name, ..)| is_asked(name)) {
        let mut times = measure(dimension);
        for _ in 1..TRIES {
            if ratio(times) > MOST {
                let again = measure(dimension);
                times = if ratio(again) < ratio(times) {
                    again
                } else {
                    times
                };
            }
        }
        let (name, n, _) = dimension;
        let ratio = ratio(times);
        let mark = if ratio > MOST { "  too fast" } else { "" };
        fast += usize::from(ratio > MOST);
        let [fewer, more] = [times.0, times.1].map(|time| time.as_secs_f64() * 1000.0);
        let _ = writeln!(
            table,
            "{name:22} {n:>7} {fewer:>9.1} ms {more:>9.1} ms {ratio:>5.2}{mark}"
        );
    }
    print!("{table}");
    if fast > 0 {
        println!("{fast} grow by more than {MOST} where the document doubles");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
