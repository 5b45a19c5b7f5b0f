use super::meant;

#[test]
fn texts_are_taken_as_they_are_meant() {
    let cases = [
        ("a\r\nb\rc", "a\nb\nc"),
        ("\n \n　a\n\n", "　a"),
        (" \u{3000}\n", ""),
        ("a  \nb", "a  \nb"),
    ];
    for (text, is) in cases {
        assert_eq!(meant(text), is);
    }
}
