//! What listens on this machine, and lets through what comes from our own pages alone.
//!
//! Other machines can't reach it. Other pages of the same browser can: so the host has to be ours (or a name of theirs could
//! be made to lead here), the cookie has to hold the token, and whatever changes something has to say that it comes from a
//! page of ours, by its origin and by the token that stands in our pages.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::mpsc::Sender;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{get, post};
use percent_encoding::percent_decode_str;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::routes::{Act, Answer, Ask, Layout, Preview};
use super::said;
use super::session::{base_of, encoded};
use super::token::Token;
use super::worker::Errand;
use crate::document::render::desk::ASSETS;
use crate::source::lang::Lang;

/// The most bytes of a request.
const MOST: usize = 4 << 20;

/// The most bytes of a file to be imported.
const MOST_IMPORTED: usize = 50 << 20;

/// What our pages may load, run and send.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     connect-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/// The same for a page of the product inside one of ours: it has a policy of its own.
const POLICY_OF_PREVIEW: &str = "frame-ancestors 'self'";

/// The header of requests that change something.
const PROOF: &str = "x-hyokasho";

/// A place that is listened to.
pub(super) struct Serving {
    listener: std::net::TcpListener,
    port: u16,
    token: Token,
}

/// What each request needs.
struct Door {
    worker: Sender<Errand>,
    token: Token,
    port: u16,
    lang: Lang,
}

type Doors = State<Arc<Door>>;

impl Serving {
    /// Listens on this machine alone.
    ///
    /// # Errors
    /// In words: the port is taken.
    pub(super) fn bind(port: u16, lang: Lang) -> Result<Self, String> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let listener = std::net::TcpListener::bind(address);
        let listener = listener.map_err(|error| said::no_port(port, &error, lang))?;
        let unusable = |error: &std::io::Error| said::no_port(port, error, lang);
        listener.set_nonblocking(true).map_err(|e| unusable(&e))?;
        let port = listener.local_addr().map_err(|e| unusable(&e))?.port();
        let token = Token::new().map_err(|e| unusable(&e))?;
        Ok(Serving {
            listener,
            port,
            token,
        })
    }

    /// The address that opens the desk, at a file where one is named.
    pub(super) fn first_address(&self, file: Option<&OsStr>) -> String {
        let file = file.map(|name| format!("&file={}", encoded(&name.to_string_lossy())));
        format!(
            "http://127.0.0.1:{}/?token={}{}",
            self.port,
            self.token.text(),
            file.unwrap_or_default()
        )
    }

    /// Serves until the program is stopped.
    ///
    /// # Errors
    /// In words: the system gives no more connections.
    pub(super) fn serve(self, worker: Sender<Errand>, lang: Lang) -> Result<(), String> {
        let door = Arc::new(Door {
            worker,
            token: self.token,
            port: self.port,
            lang,
        });
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .build();
        let failed = |error: std::io::Error| said::no_port(self.port, &error, lang);
        runtime.map_err(failed)?.block_on(async move {
            let listener = TcpListener::from_std(self.listener).map_err(failed)?;
            axum::serve(listener, router(door)).await.map_err(failed)
        })
    }
}

fn router(door: Arc<Door>) -> Router {
    Router::new()
        .route("/", get(home))
        .route("/new", get(new))
        .route("/static/{name}", get(asset))
        .route("/a/{key}", get(first_page))
        .route("/a/{key}/versions", get(versions))
        .route("/a/{key}/rows", get(rows))
        .route("/a/{key}/preview.html", get(preview_html))
        .route("/a/{key}/preview.pdf", get(preview_pdf))
        .route("/a/{key}/redline.html", get(redline))
        .route("/a/{key}/table.html", get(table))
        .route("/a/{key}/{chapter}", get(page))
        .route("/api/a/{key}/state", get(state))
        .route("/api/a/{key}/guide", get(guide))
        .route("/api/a/{key}/search", get(search))
        .route("/api/a/{key}/base", post(former))
        .route("/api/a/{key}/{deed}", post(act))
        .route("/api/new", post(begin))
        .route("/api/import", post(import))
        .fallback(nowhere)
        .layer(middleware::from_fn_with_state(Arc::clone(&door), guard))
        .with_state(door)
}

/// Lets a request through, or not; and says in each answer what a page may do with it.
async fn guard(State(door): Doors, request: Request, next: Next) -> Response {
    let mut response = match door.admit(&request) {
        Ok(()) => next.run(request).await,
        Err(Refusal::Begins(cookie, target)) => opened(&cookie, &target),
        Err(Refusal::Foreign) => door.refuse(StatusCode::FORBIDDEN, &said::foreign(door.lang)),
        Err(Refusal::NoToken) => door.refuse(StatusCode::UNAUTHORIZED, &said::no_token(door.lang)),
    };
    let is_preview = response.extensions().get::<OfProduct>().is_some();
    let policy = if is_preview {
        POLICY_OF_PREVIEW
    } else {
        POLICY
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(
        "cross-origin-opener-policy",
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(
        "cross-origin-resource-policy",
        HeaderValue::from_static("same-origin"),
    );
    response
}

/// Marks an answer that is a page of the product.
#[derive(Clone)]
struct OfProduct;

/// Why a request is not let through.
enum Refusal {
    /// It brings the token, and gets the cookie and a place to go on.
    Begins(String, String),
    /// It comes from elsewhere.
    Foreign,
    /// It has no token, or that of another process.
    NoToken,
}

impl Door {
    fn admit(&self, request: &Request) -> Result<(), Refusal> {
        let headers = request.headers();
        if !self.is_own_host(headers) || !is_own_site(headers) {
            return Err(Refusal::Foreign);
        }
        let is_change = !matches!(*request.method(), Method::GET | Method::HEAD);
        if is_change && !self.is_own_origin(headers) {
            return Err(Refusal::Foreign);
        }
        if request.uri().path() == "/" {
            let mut first = asked(request.uri());
            if let Some(token) = first.remove("token") {
                if !self.token.is(token.as_bytes()) {
                    return Err(Refusal::NoToken);
                }
                let file = first.remove("file");
                let target = file.map_or_else(|| "/".to_owned(), |file| base_of(&file));
                return Err(Refusal::Begins(self.cookie(), target));
            }
        }
        let has_cookie = cookies(headers)
            .any(|(name, value)| name == self.cookie_name() && self.token.is(value.as_bytes()));
        let proof = headers.get(PROOF).map(HeaderValue::as_bytes);
        let has_proof = proof.is_some_and(|proof| self.token.is(proof));
        match has_cookie && (has_proof || !is_change) {
            true => Ok(()),
            false => Err(Refusal::NoToken),
        }
    }

    /// Whether the host that is asked is this machine by a name of its own.
    fn is_own_host(&self, headers: &HeaderMap) -> bool {
        let mut hosts = headers.get_all(header::HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else {
            return false;
        };
        self.own().any(|own| host.as_bytes() == own.as_bytes())
    }

    fn is_own_origin(&self, headers: &HeaderMap) -> bool {
        let mut origins = headers.get_all(header::ORIGIN).iter();
        let (Some(origin), None) = (origins.next(), origins.next()) else {
            return false;
        };
        let host = headers.get(header::HOST).map(HeaderValue::as_bytes);
        let named = origin.as_bytes().strip_prefix(b"http://");
        named.is_some() && named == host
    }

    fn own(&self) -> impl Iterator<Item = String> {
        let port = self.port;
        ["127.0.0.1", "localhost"]
            .into_iter()
            .map(move |name| format!("{name}:{port}"))
    }

    /// Cookies do not know ports: each process has a name of its own.
    fn cookie_name(&self) -> String {
        format!("hyokasho-{}", self.port)
    }

    fn cookie(&self) -> String {
        let (name, token) = (self.cookie_name(), self.token.text());
        format!("{name}={token}; HttpOnly; SameSite=Strict; Path=/")
    }

    fn refuse(&self, status: StatusCode, message: &str) -> Response {
        let answer = Answer::refused(status.as_u16(), message);
        response(answer)
    }

    /// Asks the worker.
    async fn ask(&self, ask: Ask) -> Response {
        let (sender, answer) = oneshot::channel();
        let errand = (ask, self.token.text().to_owned(), sender);
        if self.worker.send(errand).is_err() {
            return self.refuse(StatusCode::INTERNAL_SERVER_ERROR, &said::fault(self.lang));
        }
        match answer.await {
            Ok(answer) => response(answer),
            Err(_) => self.refuse(StatusCode::INTERNAL_SERVER_ERROR, &said::fault(self.lang)),
        }
    }
}

/// Whether a browser that says where a request comes from says that it is a page of ours, or the user.
fn is_own_site(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    site.is_none_or(|site| matches!(site, b"same-origin" | b"none"))
}

fn cookies(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    let all = headers.get_all(header::COOKIE).iter();
    let texts = all.filter_map(|text| text.to_str().ok());
    let each = texts.flat_map(|text| text.split(';'));
    each.filter_map(|cookie| cookie.trim().split_once('='))
}

/// Goes on at a place, with the cookie and without the token in the address.
fn opened(cookie: &str, target: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    for (name, value) in [(header::SET_COOKIE, cookie), (header::LOCATION, target)] {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

fn response(answer: Answer) -> Response {
    let is_preview = answer.is_preview;
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() =
        StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mime = HeaderValue::from_static(answer.mime);
    response.headers_mut().insert(header::CONTENT_TYPE, mime);
    if is_preview {
        response.extensions_mut().insert(OfProduct);
    }
    response
}

async fn home(State(door): Doors) -> Response {
    door.ask(Ask::Home).await
}

async fn new(State(door): Doors) -> Response {
    door.ask(Ask::New).await
}

async fn asset(State(door): Doors, Path(name): Path<String>) -> Response {
    match ASSETS.iter().find(|asset| asset.name == name) {
        Some(asset) => response(Answer {
            status: 200,
            body: asset.text.as_bytes().to_vec(),
            mime: asset.mime,
            is_preview: false,
        }),
        None => door.refuse(StatusCode::NOT_FOUND, &said::no_file(door.lang)),
    }
}

async fn first_page(State(door): Doors, Path(key): Path<String>) -> Response {
    let chapter = String::new();
    door.ask(Ask::Form { key, chapter }).await
}

async fn page(State(door): Doors, Path((key, chapter)): Path<(String, String)>) -> Response {
    door.ask(Ask::Form { key, chapter }).await
}

async fn versions(State(door): Doors, Path(key): Path<String>) -> Response {
    door.ask(Ask::Versions { key }).await
}

async fn rows(State(door): Doors, Path(key): Path<String>, uri: Uri) -> Response {
    let base = asked_for(&uri, "base");
    door.ask(Ask::Rows { key, base }).await
}

async fn redline(State(door): Doors, Path(key): Path<String>) -> Response {
    let layout = Layout::Redline;
    door.ask(Ask::Redline { key, layout }).await
}

async fn table(State(door): Doors, Path(key): Path<String>) -> Response {
    let layout = Layout::Table;
    door.ask(Ask::Redline { key, layout }).await
}

/// What stands after the `?` of an address.
fn asked(uri: &Uri) -> BTreeMap<String, String> {
    let words = |text: &str| {
        let text = text.replace('+', " ");
        percent_decode_str(&text).decode_utf8_lossy().into_owned()
    };
    let parts = uri.query().unwrap_or_default().split('&');
    let parts = parts.filter_map(|part| part.split_once('='));
    parts
        .map(|(name, value)| (words(name), words(value)))
        .collect()
}

/// One of what stands there; blank where it is not there.
fn asked_for(uri: &Uri, name: &str) -> String {
    asked(uri).remove(name).unwrap_or_default()
}

async fn state(State(door): Doors, Path(key): Path<String>, uri: Uri) -> Response {
    door.ask(Ask::State {
        key,
        version: asked_for(&uri, "version").parse().unwrap_or_default(),
        chapter: asked_for(&uri, "chapter"),
    })
    .await
}

async fn guide(State(door): Doors, Path(key): Path<String>, uri: Uri) -> Response {
    let item = asked_for(&uri, "item");
    door.ask(Ask::Guide { key, item }).await
}

async fn search(State(door): Doors, Path(key): Path<String>, uri: Uri) -> Response {
    let words = asked_for(&uri, "words");
    door.ask(Ask::Search { key, words }).await
}

async fn preview_html(State(door): Doors, Path(key): Path<String>) -> Response {
    let what = Preview::Html;
    door.ask(Ask::Preview { key, what }).await
}

async fn preview_pdf(State(door): Doors, Path(key): Path<String>) -> Response {
    let what = Preview::Pdf;
    door.ask(Ask::Preview { key, what }).await
}

async fn act(
    State(door): Doors,
    Path((key, deed)): Path<(String, String)>,
    request: Request,
) -> Response {
    let bytes = match door.body(request, MOST).await {
        Ok(bytes) => bytes,
        Err(response) => return response,
    };
    match Act::of(&deed, &bytes) {
        Some(act) => door.ask(Ask::Act { key, act }).await,
        None => door.refuse(StatusCode::BAD_REQUEST, &said::unknown_request(door.lang)),
    }
}

async fn begin(State(door): Doors, request: Request) -> Response {
    match door.body(request, MOST).await {
        Ok(bytes) => door.ask(Ask::Begin(bytes.to_vec())).await,
        Err(response) => response,
    }
}

async fn former(
    State(door): Doors,
    Path(key): Path<String>,
    uri: Uri,
    request: Request,
) -> Response {
    match door.body(request, MOST_IMPORTED).await {
        Ok(bytes) => {
            let (name, bytes) = (asked_for(&uri, "name"), bytes.to_vec());
            door.ask(Ask::Former { key, name, bytes }).await
        }
        Err(response) => response,
    }
}

async fn import(State(door): Doors, uri: Uri, request: Request) -> Response {
    match door.body(request, MOST_IMPORTED).await {
        Ok(bytes) => {
            let (name, bytes) = (asked_for(&uri, "name"), bytes.to_vec());
            door.ask(Ask::Import { name, bytes }).await
        }
        Err(response) => response,
    }
}

async fn nowhere(State(door): Doors) -> Response {
    door.refuse(StatusCode::NOT_FOUND, &said::no_file(door.lang))
}

impl Door {
    /// The bytes of a request that are not too many.
    async fn body(&self, request: Request, most: usize) -> Result<Bytes, Response> {
        let bytes = to_bytes(request.into_body(), most).await;
        bytes.map_err(|_| self.refuse(StatusCode::PAYLOAD_TOO_LARGE, &said::too_large(self.lang)))
    }
}
