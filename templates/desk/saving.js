// Sends what is written, one request after the other, and shows what came of it. Nothing is sent and nothing is replaced
// while an input method composes; the box in which the cursor stands keeps its text.

import { Refused, get, post } from "./api.js";
import { boxById, boxOf, changesOf, entryOf, grow, say, settle, unsettle } from "./boxes.js";
import { elementOf, morph } from "./morph.js";

const PAUSE = 300;
const AGAIN = 2000;
const EVERY = 1000;

const page = document.body;
const readOnly = "readOnly" in page.dataset;
let version = Number(page.dataset.version);

/** The ids of boxes whose text is still to be sent, with how often they were touched. */
const dirty = new Map();
/** The same of boxes that the server has refused; they are not sent again until they are touched. */
const refused = new Set();
/** Boxes as the server has them, which could not be shown because the cursor stood there. */
const waiting = new Map();

let composing = false;
let timer = 0;
let visit = 0;
const session = Math.random().toString(36).slice(2);
let visited = null;
let chain = Promise.resolve();
let busy = 0;
let held = null;
let askConflict = async () => "theirs";

/** What shows both texts of a box that was changed here and elsewhere; gives `mine` or `theirs`. */
export const onConflict = (ask) => {
  askConflict = ask;
};

const shown = document.getElementById("desk-saved");
const state = (words, kind = "") => {
  if (!shown) return;
  if (shown.textContent !== words) shown.textContent = words;
  shown.dataset.state = kind;
};

const showState = () => {
  if (readOnly) return state("閲覧だけ");
  if (refused.size) return state("保存できない欄があります", "bad");
  if (dirty.size || busy) return state("保存しています…", "busy");
  state("保存済み");
};

/** Whether everything that is written here is in the file. */
export const isSaved = () => dirty.size === 0 && refused.size === 0 && busy === 0;

/** Whether an input method is composing. */
export const isComposing = () => composing;

/** Takes up that something was written in a box; it is sent after a pause. */
export const touched = (box, at = PAUSE) => {
  if (!box || readOnly) return;
  const id = box.dataset.id;
  dirty.set(id, (dirty.get(id) ?? 0) + 1);
  refused.delete(id);
  box.querySelector(".b-beside > .refused")?.remove();
  showState();
  clearTimeout(timer);
  timer = setTimeout(flush, at);
};

/** Sends all that is written and not sent. */
export const flush = () => {
  clearTimeout(timer);
  if (composing || !dirty.size) return chain;
  for (const id of [...dirty.keys()]) queue(() => sendBox(id));
  return chain;
};

/** Waits until nothing is on its way; false where something could not be saved. */
export const settled = async () => {
  let last;
  do {
    last = flush();
    await last;
  } while (last !== chain);
  return isSaved();
};

const queue = (task) => {
  busy += 1;
  const done = chain.then(task).finally(() => {
    busy -= 1;
    showState();
  });
  chain = done.catch(() => {});
  return done;
};

const sendBox = async (id) => {
  const times = dirty.get(id);
  const box = boxById(id);
  if (times === undefined) return;
  const changes = box ? changesOf(box) : [];
  if (!changes.length) {
    dirty.delete(id);
    return;
  }
  const body = { version, chapter: page.dataset.chapter, group: `${session}-${visit}`, changes };
  try {
    const answer = await post("change", body);
    if (dirty.get(id) === times) {
      dirty.delete(id);
      settle(box);
    }
    apply(answer);
  } catch (problem) {
    await failed(id, box, times, problem);
  }
};

const failed = async (id, box, times, problem) => {
  if (!(problem instanceof Refused)) throw problem;
  if (problem.status === 409) return conflict(id, box, problem.body);
  if (problem.status === 0 || problem.status >= 500) {
    state("保存できていません。つながり次第、保存します。", "bad");
    setTimeout(flush, AGAIN);
    return;
  }
  if (dirty.get(id) === times) dirty.delete(id);
  refused.add(id);
  const note = document.createElement("p");
  note.className = "refused";
  note.setAttribute("role", "alert");
  note.textContent = `保存していません: ${problem.message}`;
  box.querySelector(".b-beside > .refused")?.remove();
  box.querySelector(".b-beside")?.prepend(note);
};

const conflict = async (id, box, body) => {
  version = body.version;
  const choice = await askConflict({ ...body, name: box.dataset.name });
  if (choice === "theirs") {
    dirty.delete(id);
    unsettle(box);
  }
  // Mine stays, and is sent again with the version that the page has now.
  apply(body.update, { force: choice === "theirs" ? id : null });
  if (choice === "mine") touched(box, 0);
};

/** Something that the server does with the file as a whole: undo, a fix, a new entry. */
export const act = (what, body = {}) => {
  flush();
  return queue(async () => {
    const answer = await post(what, { version, chapter: page.dataset.chapter, ...body });
    apply(answer, { force: "all" });
    return answer;
  });
};

/** A change that is no text of a box: entries of a list, pasted rows. */
export const change = (changes) => {
  visit += 1;
  return act("change", { group: `${session}-${visit}`, changes });
};

const typing = (element) => element?.matches?.("textarea, input:not([type=radio]):not([type=checkbox])");

/** Whether a part of the page is left as it is: what is being written there is not replaced. */
const keeper = (force) => (old, fresh) => {
  if (old.dataset?.key !== "control") return false;
  const box = boxOf(old);
  const id = box?.dataset.id;
  if (!id || force === id) return false;
  const here = typing(document.activeElement) && old.contains(document.activeElement);
  if (!dirty.has(id) && !refused.has(id) && (!here || force === "all")) {
    waiting.delete(id);
    unsettle(box);
    return false;
  }
  waiting.set(id, fresh.cloneNode(true));
  return true;
};

/** Shows what the server says; `force`: the box, or all, that is shown even where the cursor stands. */
export const apply = (update, { force = null } = {}) => {
  if (!update) return;
  if (composing) {
    // The newest answer tells of all before it only where it is whole; so they are kept in their order.
    held = [...(held ?? []), [update, force]];
    version = update.version;
    return;
  }
  version = update.version;
  page.dataset.version = String(version);
  const place = anchor();
  const back = cursor();
  const keeps = keeper(force);
  if (update.html) {
    const parts = document.querySelector("#desk-main > .page");
    if (parts) morph(parts, elementOf(update.html), keeps);
  }
  for (const { id, html } of update.boxes ?? []) {
    const box = boxById(id);
    if (box) morph(box, elementOf(html), keeps);
  }
  const head = document.querySelector(".page-head");
  if (update.head_html && head) morph(head, elementOf(update.head_html));
  const side = document.querySelector("#desk-side > nav");
  if (update.contents_html && side) morph(side, elementOf(update.contents_html));
  const title = document.querySelector("#desk-name strong");
  if (title && update.title) title.textContent = update.title;
  tool("undo", update.undo);
  tool("redo", update.redo);
  grow(document.getElementById("desk-main"));
  back();
  place();
  if (update.message) say(update.message);
  showState();
  document.dispatchEvent(new CustomEvent("desk:applied", { detail: update }));
};

const tool = (name, on) => {
  const button = document.querySelector(`.top-tools [data-do="${name}"]`);
  if (button && on !== undefined) button.disabled = !on;
};

/** Where the cursor is; gives what puts it back there where its box was made anew, or at what its box is folded into. */
const cursor = () => {
  const focus = document.activeElement;
  const id = boxOf(focus)?.dataset.id;
  return () => {
    if (!id || (focus.isConnected && focus.checkVisibility())) return;
    const box = boxById(id);
    const same = focus.id ? document.getElementById(focus.id) : null;
    const seen = [same, entryOf(box), box?.querySelector("summary")].find((element) => element?.checkVisibility());
    seen?.focus({ preventScroll: true });
  };
};

/** Where the reader is; gives what puts the page back there. */
const anchor = () => {
  const focus = document.activeElement;
  const inside = focus && document.getElementById("desk-main")?.contains(focus) && focus.id !== "desk-main";
  const boxes = inside ? [boxOf(focus) ?? focus] : [...document.querySelectorAll("#desk-main .b")];
  const seen = boxes.find((box) => box.getBoundingClientRect().bottom > 60);
  const before = seen?.getBoundingClientRect().top;
  return () => {
    if (!seen?.isConnected) return;
    const moved = seen.getBoundingClientRect().top - before;
    if (Math.abs(moved) > 1) scrollBy({ top: moved, behavior: "instant" });
  };
};

/** What waits for the cursor to leave a box. */
const release = (box) => {
  const id = box.dataset.id;
  const fresh = waiting.get(id);
  if (!fresh || dirty.has(id) || refused.has(id)) return;
  waiting.delete(id);
  const control = box.querySelector(".b-control");
  if (control) morph(control, fresh);
  grow(box);
};

/** Asks once a second what others did to the file. */
const poll = async () => {
  if (busy || composing || document.hidden) return;
  try {
    const update = await get("state", { version, chapter: page.dataset.chapter });
    if (update && !busy) apply(update);
    if (!dirty.size && !refused.size) showState();
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    state(problem.status === 0 ? "desk が応えません" : problem.message, "bad");
  }
};

/** Begins to listen to the page. */
export const start = () => {
  document.addEventListener("compositionstart", () => {
    composing = true;
    clearTimeout(timer);
  });
  document.addEventListener("compositionend", (event) => {
    composing = false;
    const late = held ?? [];
    held = null;
    late.forEach(([update, force]) => apply(update, { force }));
    touched(boxOf(event.target));
  });
  document.addEventListener("focusin", (event) => {
    const box = boxOf(event.target);
    if (box && box !== visited) {
      visited = box;
      visit += 1;
    }
  });
  document.addEventListener("focusout", (event) => {
    const box = boxOf(event.target);
    if (!box || boxOf(event.relatedTarget) === box) return;
    // The input method may still hand over its text.
    setTimeout(async () => {
      await flush();
      if (boxOf(document.activeElement) !== box) release(box);
    });
  });
  addEventListener("beforeunload", (event) => {
    if (isSaved()) return;
    flush();
    event.preventDefault();
  });
  addEventListener("pagehide", flush);
  setInterval(poll, EVERY);
  showState();
};
