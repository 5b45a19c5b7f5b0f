// Requests to the server of this page.

const token = document.querySelector('meta[name="desk-token"]')?.content ?? "";

/** The address of the file: `/a/kakuu.yaml`. */
export const base = document.body.dataset.base ?? "";

/** What the server says no to, in an officer's words; `status` 0 means that it does not answer. */
export class Refused extends Error {
  constructor(message, status, body = {}) {
    super(message);
    this.status = status;
    this.body = body;
  }
}

const SILENT = "この画面の保存先（desk）が応えません。desk を動かしている窓を閉じたときは、もう一度 desk を始めてください。";
const FAILED = "うまくいきませんでした。もう一度試してください。";

const ask = async (path, options) => {
  let answer;
  try {
    answer = await fetch(path, { ...options, headers: { "x-hyokasho": token, ...options.headers } });
  } catch {
    throw new Refused(SILENT, 0);
  }
  if (answer.status === 204) return null;
  const text = await answer.text();
  const is = (type) => answer.headers.get("content-type")?.startsWith(type);
  let body = text;
  if (is("application/json")) {
    try {
      body = JSON.parse(text);
    } catch {
      throw new Refused(FAILED, answer.status);
    }
  }
  if (answer.ok) return body;
  throw new Refused(body.message ?? FAILED, answer.status, body);
};

const asked = (values) => new URLSearchParams(values).toString();

/** Sends something for the file of the page. */
export const post = (what, body) => postTo(`/api${base}/${what}`, body);

/** Sends something to an address. */
export const postTo = (path, body) =>
  ask(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

/** Sends the bytes of a file to an address. */
export const postFile = (path, file) =>
  ask(`${path}?${asked({ name: file.name })}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: file,
  });

/** Asks for something of the file of the page. */
export const get = (what, values = {}) => ask(`/api${base}/${what}?${asked(values)}`, { method: "GET" });
