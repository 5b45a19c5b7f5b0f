//! Requests that are not ours, and values that are not words.

use std::fs;

use serde_json::json;

use super::{Desk, TITLE};

#[test]
fn only_our_own_pages_reach_it() {
    let desk = Desk::open();
    let (port, token, cookie) = (desk.port, desk.token.clone(), desk.cookie());
    let own = format!("Host: 127.0.0.1:{port}");
    let with_cookie = format!("Cookie: {cookie}");
    let other = format!("Cookie: hyokasho-{port}={}", "0".repeat(token.len()));
    let get = |path: &str, lines: &[&str]| {
        let lines: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
        desk.raw(&format!(
            "GET {path} HTTP/1.1\r\n{lines}Connection: close\r\n\r\n"
        ))
        .status
    };
    // Other hosts, no host, two hosts; other sites; no token, another one, that of another process.
    for host in [
        "evil.test",
        "evil.test:80",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost",
        "0.0.0.0",
        "[::1]",
        "",
    ] {
        assert_eq!(
            get("/", &[&format!("Host: {host}"), &with_cookie]),
            403,
            "{host}"
        );
    }
    for host in [
        format!("127.0.0.1:{port}.evil.test"),
        format!("localhost.evil.test:{port}"),
        format!("evil@127.0.0.1:{port}"),
    ] {
        assert!(
            matches!(
                get("/", &[&format!("Host: {host}"), &with_cookie]),
                400 | 403
            ),
            "{host}"
        );
    }
    assert_eq!(get("/", &[&own, "Host: evil.test", &with_cookie]), 403);
    for site in ["cross-site", "same-site", "x"] {
        assert_eq!(
            get(
                "/",
                &[&own, &with_cookie, &format!("Sec-Fetch-Site: {site}")]
            ),
            403,
            "{site}"
        );
    }
    for path in [
        "/",
        "/new",
        "/a/a.yaml",
        "/a/a.yaml/versions",
        "/static/desk.css",
        "/api/a/a.yaml/state",
        "/x",
    ] {
        assert_eq!(get(path, &[&own]), 401, "{path}");
        assert_eq!(get(path, &[&own, &other]), 401, "{path}");
    }
    assert_eq!(get("/?token=", &[&own]), 401);
    assert_eq!(
        get(&format!("/?token={}", "0".repeat(token.len())), &[&own]),
        401
    );
    assert_eq!(get(&format!("/?token={token}x"), &[&own]), 401);
    assert_eq!(get(&format!("/?token={token}"), &[&own]), 303);
    // Paths that lead out of the folder, or to what is no assessment.
    fs::write(desk.folder.path().join("secret.txt"), "秘").expect("a file");
    for path in [
        "/a/..%2F..%2Fetc%2Fpasswd",
        "/a/%2Fetc%2Fpasswd",
        "/a/secret.txt",
        "/a/..",
        "/a/.%2Fa.yaml",
        "/a/a.yaml%00",
        "/static/..%2Fa.yaml",
        "/static/%2e%2e/a.yaml",
        "/api/a/..%2Fa.yaml/state",
        "/a/C%3A%5Cwindows%5Cwin.ini",
    ] {
        assert_eq!(get(path, &[&own, &with_cookie]), 404, "{path}");
    }
    // What changes something wants the origin and the token of a page.
    let origin = format!("Origin: http://127.0.0.1:{port}");
    let proof = format!("x-hyokasho: {token}");
    let post = |lines: &[&str], body: &str| {
        let lines: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
        let length = body.len();
        desk.raw(&format!(
            "POST /api/a/a.yaml/undo HTTP/1.1\r\n{lines}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        ))
        .status
    };
    let before = desk.text();
    for wrong in [
        "Origin: null",
        "Origin: http://evil.test",
        "Origin: https://127.0.0.1",
        "Origin: http://127.0.0.1:1",
        "X: y",
    ] {
        assert_eq!(
            post(&[&own, &with_cookie, &proof, wrong], "{}"),
            403,
            "{wrong}"
        );
    }
    assert_eq!(post(&[&own, &with_cookie, &origin], "{}"), 401);
    assert_eq!(
        post(&[&own, &with_cookie, &origin, "x-hyokasho: x"], "{}"),
        401
    );
    assert_eq!(post(&[&own, &origin, &proof], "{}"), 401);
    let proved = [own.as_str(), &with_cookie, &origin, &proof];
    for body in ["", "{}"] {
        assert_eq!(post(&proved, body), 422, "{body}");
    }
    for body in ["[", "[]", "null", "{\"version\": \"x\"}"] {
        assert_eq!(post(&proved, body), 400, "{body}");
    }
    assert_eq!(desk.post("format-disk", &json!({})).status, 400);
    let large = "x".repeat(5 << 20);
    assert_eq!(desk.set(1, TITLE, &large).status, 413);
    assert_eq!(desk.text(), before);
    // All pages forbid what they do not need.
    let page = desk.get("/a/a.yaml");
    assert!(
        page.head
            .contains("content-security-policy: default-src 'none'; script-src 'self'")
    );
    assert!(page.head.contains("cache-control: no-store"));
}

#[test]
fn values_are_words_of_the_page() {
    let desk = Desk::open();
    let value = "<script>alert(1)</script>\"' onload=x</textarea><img src=x>";
    assert_eq!(desk.get("/a/a.yaml").status, 200);
    let answer = desk.set(1, TITLE, value);
    assert_eq!(answer.status, 200, "{}", answer.body);
    for path in ["/a/a.yaml", "/", "/a/a.yaml/versions"] {
        let page = desk.get(path);
        assert!(
            !page.body.contains("<script>alert") && !page.body.contains("<img src=x"),
            "{path}"
        );
    }
}
