//! What holds for every drawing, whatever is written.

use proptest::prelude::*;

use super::*;

const NAMES: [&str; 14] = [
    "本人",
    "協力医療機関",
    "印刷の委託先",
    "架空データ株式会社",
    "健康推進課",
    "支所",
    "健康管理システム",
    "中間サーバー",
    "庁内連携システム",
    "とても長い名前の、いくつもの業務に使われる統合された申請管理システム（標準準拠）",
    "情報提供ネットワークシステム",
    "他の市町村",
    "\"><script>alert(1)</script>",
    "ＡＢＣ",
];

fn flow(number: &str, from: &str, to: &str, specific: &str) -> Flow {
    Flow {
        anchor: String::new(),
        number: number.into(),
        from: from.into(),
        to: to.into(),
        information: "情報".into(),
        specific: specific.into(),
        means: String::new(),
    }
}

fn drawn(actors: &[&str], flows: &[Flow]) -> Drawing {
    let actors: Vec<String> = actors.iter().map(|a| (*a).to_owned()).collect();
    draw(&actors, flows, &Names::default()).expect("something to draw")
}

/// Whether a point lies on the edge of a box.
fn is_on_edge(shape: &Shape, (x, y): Point) -> bool {
    let (right, bottom) = (shape.x + shape.width, shape.y + shape.height);
    let inside = (shape.x..=right).contains(&x) && (shape.y..=bottom).contains(&y);
    inside && (x == shape.x || x == right || y == shape.y || y == bottom)
}

/// Whether a level or upright line touches the inside of a box.
fn crosses(shape: &Shape, a: Point, b: Point) -> bool {
    let (left, right) = (a.0.min(b.0), a.0.max(b.0));
    let (top, bottom) = (a.1.min(b.1), a.1.max(b.1));
    left < shape.x + shape.width
        && right > shape.x
        && top < shape.y + shape.height
        && bottom > shape.y
}

/// Whether two lines run on each other for a while.
fn run_together((a, b): (Point, Point), (c, d): (Point, Point)) -> bool {
    let overlap = |a: i32, b: i32, c: i32, d: i32| a.max(b).min(c.max(d)) > a.min(b).max(c.min(d));
    let level = a.1 == b.1 && c.1 == d.1 && a.1 == c.1 && overlap(a.0, b.0, c.0, d.0);
    let upright = a.0 == b.0 && c.0 == d.0 && a.0 == c.0 && overlap(a.1, b.1, c.1, d.1);
    level || upright
}

fn parts(points: &[Point]) -> Vec<(Point, Point)> {
    points.windows(2).map(|two| (two[0], two[1])).collect()
}

fn is_sound(drawing: &Drawing, flows: &[Flow]) {
    let canvas =
        |(x, y): Point| (0..=drawing.width).contains(&x) && (0..=drawing.height).contains(&y);
    for (n, one) in drawing.boxes.iter().enumerate() {
        assert!(canvas((one.x, one.y)) && canvas((one.x + one.width, one.y + one.height)));
        for line in &one.lines {
            assert!(one.y < line.0.1 && line.0.1 < one.y + one.height, "{one:?}");
        }
        for other in &drawing.boxes[n + 1..] {
            let corner = (other.x + other.width, other.y + other.height);
            assert!(
                !crosses(one, (other.x, other.y), corner),
                "{one:?} {other:?}"
            );
        }
    }
    for frame in &drawing.frames {
        assert!(canvas((frame.x, frame.y)));
        assert!(canvas((frame.x + frame.width, frame.y + frame.height)));
    }
    let box_of = |name: &str| {
        let mut boxes = drawing.boxes.iter();
        boxes
            .find(|b| fold(&b.name) == fold(name))
            .expect("a box for every end")
    };
    for (n, arrow) in drawing.arrows.iter().enumerate() {
        let flow = &flows[arrow.flow];
        let (first, last) = (arrow.points[0], arrow.points[arrow.points.len() - 1]);
        assert!(is_on_edge(box_of(&flow.from), first), "{arrow:?}");
        assert!(is_on_edge(box_of(&flow.to), last), "{arrow:?}");
        assert_eq!(arrow.head[0], last);
        assert!(arrow.points.iter().all(|p| canvas(*p)), "{arrow:?}");
        assert!(!arrow.badges.is_empty() && arrow.badges.iter().all(|b| canvas(b.at)));
        for (a, b) in parts(&arrow.points) {
            assert!(a.0 == b.0 || a.1 == b.1, "{arrow:?}");
            assert!(!drawing.boxes.iter().any(|s| crosses(s, a, b)), "{arrow:?}");
        }
        for other in &drawing.arrows[n + 1..] {
            for one in parts(&arrow.points) {
                let together = parts(&other.points)
                    .into_iter()
                    .any(|two| run_together(one, two));
                assert!(!together, "{arrow:?}\n{other:?}");
            }
        }
    }
    for entry in &drawing.legend {
        assert!(canvas((0, entry.y + 10)));
    }
}

fn any_flow() -> impl Strategy<Value = Flow> {
    let name = || prop::sample::select(&NAMES[..]);
    let specific = prop::sample::select(&["含む", "含まない", ""][..]);
    (name(), name(), specific, "[①-⑳]?").prop_map(|(a, b, s, n)| flow(&n, a, b, s))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_drawing_is_sound(
        actors in prop::collection::vec(prop::sample::select(&NAMES[..]), 1..14),
        flows in prop::collection::vec(any_flow(), 0..40),
    ) {
        is_sound(&drawn(&actors, &flows), &flows);
    }

    #[test]
    fn names_of_one_kind_alone_are_drawn_soundly(
        count in 1..30usize,
        ends in prop::collection::vec((0..30usize, 0..30usize), 0..40),
    ) {
        let names: Vec<String> = (0..count).map(|n| format!("第{n}システム")).collect();
        let flows: Vec<Flow> = ends
            .iter()
            .map(|(a, b)| flow("", &names[a % count], &names[b % count], "含む"))
            .collect();
        let drawing = draw(&names, &flows, &Names::default()).expect("something to draw");
        is_sound(&drawing, &flows);
    }
}

#[test]
fn arrows_name_boxes_that_are_not_listed() {
    let flows = [
        flow("①", "本人", "どこか", "含む"),
        flow("②", "", "本人", "含む"),
    ];
    let drawing = drawn(&["本人"], &flows);
    let listed: Vec<(&str, bool)> = drawing.boxes.iter().map(|b| (&*b.name, b.listed)).collect();
    assert_eq!(listed, [("本人", true), ("どこか", false)]);
    // An arrow from nowhere stays in the table.
    assert_eq!(drawing.arrows.len(), 1);
    is_sound(&drawing, &flows);
}

#[test]
fn a_name_twice_or_in_other_width_is_one_box() {
    let drawing = drawn(
        &["本人", "本人", "ABC"],
        &[flow("①", "ＡＢＣ", "本人", "含む")],
    );
    assert_eq!(drawing.boxes.len(), 2);
    assert!(drawing.boxes.iter().all(|b| b.listed));
}

#[test]
fn the_legend_names_only_what_occurs() {
    let of = |specific: &str| {
        let drawing = drawn(&["本人"], &[flow("①", "本人", "本人", specific)]);
        drawing.legend.iter().map(|l| l.line).collect::<Vec<_>>()
    };
    assert_eq!(of("含む"), [Line::Specific]);
    assert_eq!(of("含まない"), [Line::Other]);
    assert_eq!(of(""), [Line::Unknown]);
}

#[test]
fn nothing_and_far_too_much_is_not_drawn() {
    assert_eq!(draw(&[], &[], &Names::default()), None);
    let crowd: Vec<String> = (0..=MOST_ACTORS).map(|n| n.to_string()).collect();
    assert_eq!(draw(&crowd, &[], &Names::default()), None);
}

#[test]
fn numbers_are_where_their_arrow_begins() {
    let flows = [
        flow("①", "本人", "支所", "含む"),
        flow("", "本人", "支所", "含む"),
    ];
    let drawing = drawn(&["本人", "支所"], &flows);
    let said: Vec<&str> = drawing.arrows.iter().map(|a| &*a.badges[0].text).collect();
    assert_eq!(said, ["1", "2"]);
    let long = drawn(&["本人"], &[flow("とても長い番号", "本人", "本人", "含む")]);
    assert_eq!(long.arrows[0].badges[0].text, "と…");
}
