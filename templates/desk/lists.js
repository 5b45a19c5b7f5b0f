// Lists of texts (別添２ and others), and repeated groups: add, duplicate, remove, move.

import { boxOf, entryOf, grow, say } from "./boxes.js";
import { column, isRange, rowsOf } from "./paste.js";
import { change, isComposing, touched } from "./saving.js";

const listOf = (element) => element.closest?.(".texts");
const lines = (list) => [...list.querySelectorAll("textarea.entry")];

/** A line of a list. */
const lineOf = (list, text) => {
  const line = document.createElement("li");
  const area = document.createElement("textarea");
  Object.assign(area, { className: "entry", rows: 1, spellcheck: false, value: text });
  const drop = document.createElement("button");
  Object.assign(drop, { type: "button", className: "quiet drop", tabIndex: -1, textContent: "×" });
  drop.dataset.do = "drop";
  line.append(area, drop);
  return line;
};

const renumber = (list) => {
  lines(list).forEach((area, n) => {
    const name = `${list.dataset.noun} ${n + 1}`;
    area.setAttribute("aria-label", name);
    area.nextElementSibling?.setAttribute("aria-label", `${name} を消す`);
  });
  const how = list.querySelector(".how");
  if (how?.firstChild) how.firstChild.data = `${lines(list).length}件。`;
};

/** Adds a line after another, or at the end, and goes there. */
export const addLine = (list, after = null, text = "") => {
  const line = lineOf(list, text);
  if (after) after.closest("li").after(line);
  else list.querySelector("ol").append(line);
  renumber(list);
  const area = line.querySelector("textarea");
  area.focus();
  grow(area);
  return area;
};

/** Removes a line and goes to the one before it. */
export const dropLine = (element) => {
  const list = listOf(element);
  const line = element.closest("li");
  const all = lines(list);
  const place = all.indexOf(line.querySelector("textarea"));
  const next = all[place - 1] ?? all[place + 1] ?? list.querySelector('[data-do="line"]');
  line.remove();
  renumber(list);
  next?.focus();
  touched(boxOf(list));
};

/** Keys in a list; true where one was meant for it. */
export const listKey = (event) => {
  const area = event.target.closest?.("textarea.entry");
  if (!area || isComposing() || event.isComposing) return false;
  const list = listOf(area);
  const line = area.closest("li");
  if (event.key === "Enter" && !event.altKey && !event.shiftKey && !event.ctrlKey) {
    addLine(list, area);
    return true;
  }
  if (event.key === "Backspace" && area.value === "" && lines(list).length > 0) {
    dropLine(area);
    return true;
  }
  const up = event.altKey && event.key === "ArrowUp";
  const down = event.altKey && event.key === "ArrowDown";
  const other = up ? line.previousElementSibling : down ? line.nextElementSibling : null;
  if (!up && !down) return false;
  if (other) {
    // What has the focus stays where it is in the page; the other line goes around it.
    if (up) line.after(other);
    else line.before(other);
    renumber(list);
    touched(boxOf(list));
  }
  return true;
};

/** A range pasted into a list: a line for each cell. */
export const pasteLines = (area, text) => {
  const rows = rowsOf(text);
  const list = listOf(area);
  if (!isRange(rows)) return false;
  const cells = column(rows);
  if (!cells.length) return false;
  let last = area;
  const [first, ...rest] = cells;
  if (area.value.trim() === "") area.value = first;
  else rest.unshift(first);
  for (const cell of rest) {
    const line = lineOf(list, cell);
    last.closest("li").after(line);
    last = line.querySelector("textarea");
  }
  renumber(list);
  grow(list);
  last.focus();
  say(`${cells.length}件を貼り付けました。`);
  touched(boxOf(list), 0);
  return true;
};

/** The entry of a repeated group in which an element is. */
const entryAround = (element) => element.closest?.(".entry-of, tr[data-key]");

/** Does what a button of a repeated group says. */
export const group = async (button) => {
  const { do: what, list } = button.dataset;
  const n = Number(button.dataset.n);
  const changes = {
    add: { kind: "add", id: list, after: n, copy_of: null },
    copy: { kind: "add", id: list, after: n, copy_of: n },
    remove: { kind: "remove", id: list, entry: n },
    up: { kind: "move", id: list, from: n, to: n - 1 },
    down: { kind: "move", id: list, from: n, to: n + 1 },
  };
  await change([changes[what]]);
  const goes = { add: n + 1, copy: n + 1, remove: n, up: n - 1, down: n + 1 }[what];
  if (what === "up" || what === "down") return backTo(what, list, goes);
  const entry = document.getElementById(`${list}[${goes}]`) ?? document.getElementById(`${list}[${goes - 1}]`);
  const box = entry?.querySelector(".b:not(.s-entry, .s-table_row)");
  const target = entryOf(box) ?? document.getElementById(list)?.querySelector('[data-do="add"]');
  target?.focus();
  target?.scrollIntoView({ block: "nearest" });
  say({ add: "追加しました。", copy: "複製しました。", remove: "削除しました。「元に戻す」で取り戻せます。" }[what]);
};

/** The same button of the entry that moved; at the end of the list the other one. */
const backTo = (what, list, n) => {
  const entry = document.getElementById(`${list}[${n}]`);
  const of = (name) => entry?.querySelector(`[data-do="${name}"]:not([disabled])`);
  (of(what) ?? of(what === "up" ? "down" : "up"))?.focus();
  entry?.scrollIntoView({ block: "nearest" });
  say(`${n}番目に移しました。`);
};

/** Alt with an arrow anywhere in an entry moves it, and the cursor with it. */
export const moveEntry = async (event) => {
  if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return false;
  const entry = entryAround(event.target);
  const button = entry?.querySelector(`[data-do="${event.key === "ArrowUp" ? "up" : "down"}"]`);
  if (!button) return false;
  event.preventDefault();
  if (button.disabled) return true;
  const { list } = button.dataset;
  const n = Number(button.dataset.n);
  const to = event.key === "ArrowUp" ? n - 1 : n + 1;
  const id = event.target.id;
  const [start, end] = [event.target.selectionStart, event.target.selectionEnd];
  event.target.blur();
  await change([{ kind: "move", id: list, from: n, to }]);
  const moved = document.getElementById(id.replace(`${list}[${n}]`, `${list}[${to}]`));
  moved?.focus();
  if (moved && start !== null && start !== undefined) moved.setSelectionRange?.(start, end);
  moved?.scrollIntoView({ block: "nearest" });
  return true;
};
