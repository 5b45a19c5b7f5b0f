// Tables: an office's own, and repeated groups that are read across (別添３).

import { boxOf, grow, say } from "./boxes.js";
import { isRange, rowsOf } from "./paste.js";
import { change, touched } from "./saving.js";

const cellOf = (tag, label, text) => {
  const cell = document.createElement(tag);
  const area = document.createElement("textarea");
  Object.assign(area, { rows: 1, spellcheck: false, value: text });
  area.setAttribute("aria-label", label);
  if (tag === "th") cell.scope = "col";
  cell.append(area);
  return cell;
};

const toolsOf = () => {
  const cell = document.createElement("td");
  cell.className = "tools";
  const drop = document.createElement("button");
  Object.assign(drop, { type: "button", className: "quiet drop", tabIndex: -1, textContent: "×" });
  drop.dataset.do = "drop-row";
  drop.setAttribute("aria-label", "この行を消す");
  cell.append(drop);
  return cell;
};

const heads = (table) => [...table.querySelectorAll("thead th textarea")];

/** A table where there was none. */
const begin = (grid) => {
  const scroll = document.createElement("div");
  scroll.className = "scroll";
  const table = document.createElement("table");
  const tools = document.createElement("td");
  tools.className = "tools";
  table.createTHead().insertRow().append(tools);
  table.createTBody();
  scroll.append(table);
  const button = (what, words) => {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "quiet", textContent: words });
    made.dataset.do = what;
    return made;
  };
  const how = grid.querySelector(".how");
  how.replaceChildren(button("row", "行を追加"), " ", button("column", "列を追加"));
  grid.prepend(scroll);
  return table;
};

const tableOf = (grid) => grid.querySelector("table") ?? begin(grid);

/** Adds a row and goes there. */
export const addRow = (grid, after = null) => {
  const table = tableOf(grid);
  const row = document.createElement("tr");
  row.append(...heads(table).map((head) => cellOf("td", head.value, "")), toolsOf());
  if (after) after.after(row);
  else table.tBodies[0].append(row);
  row.querySelector("textarea")?.focus();
  return row;
};

/** Adds a column and goes to its head. */
export const addColumn = (grid) => {
  const table = tableOf(grid);
  const n = heads(table).length + 1;
  const head = cellOf("th", `${n}列目の見出し`, "");
  table.tHead.rows[0].lastElementChild.before(head);
  for (const row of table.tBodies[0].rows) row.lastElementChild.before(cellOf("td", `${n}列目`, ""));
  head.querySelector("textarea").focus();
  return head;
};

/** Removes a row. */
export const dropRow = (button) => {
  const row = button.closest("tr");
  const next = row.nextElementSibling ?? row.previousElementSibling;
  const box = boxOf(row);
  row.remove();
  (next?.querySelector("textarea") ?? box.querySelector('[data-do="row"]'))?.focus();
  touched(box);
};

/** A range pasted into a table: from the cell on, with as many rows and columns as it has. */
export const pasteCells = (area, text) => {
  const rows = rowsOf(text);
  const grid = area.closest(".grid");
  if (!grid || !isRange(rows)) return false;
  const table = tableOf(grid);
  const column = area.closest("th, td").cellIndex;
  while (heads(table).length < column + rows[0].length) addColumn(grid);
  let lines = [table.tHead.rows[0], ...table.tBodies[0].rows];
  let at = lines.indexOf(area.closest("tr"));
  for (const row of rows) {
    if (!lines[at]) lines = [...lines, addRow(grid)];
    row.forEach((cell, n) => {
      const target = lines[at].querySelectorAll("textarea")[column + n];
      if (target) target.value = cell.trim();
    });
    at += 1;
  }
  grow(grid);
  area.focus();
  say(`${rows.length}行を貼り付けました。`);
  touched(boxOf(grid), 0);
  return true;
};

const valueOf = (cell) => {
  const control = cell.querySelector(".b-control");
  const chosen = control?.querySelector("input:checked");
  return control?.querySelector("textarea, select, input[type=text]")?.value ?? chosen?.value ?? "";
};

/** A range pasted into a group that is read across: rows of 別添３. */
export const pasteRows = (area, text) => {
  const rows = rowsOf(text);
  const row = area.closest(".table-of tr[data-key]");
  if (!row || !isRange(rows)) return false;
  const body = row.parentElement;
  const list = row.querySelector("[data-list]")?.dataset.list;
  const columns = [...row.cells].slice(1).map((cell) => cell.querySelector(".b")?.dataset.col ?? "");
  const first = area.closest("td").cellIndex - 1;
  const all = [...body.rows].map((line) => [...line.cells].slice(1).map(valueOf));
  const start = [...body.rows].indexOf(row);
  rows.forEach((pasted, n) => {
    all[start + n] ??= columns.map(() => "");
    pasted.forEach((cell, m) => {
      if (first + m < columns.length) all[start + n][first + m] = cell.trim();
    });
  });
  const named = all.map((cells) => cells.map((cell, n) => [columns[n], cell]));
  change([{ kind: "rows", id: list, rows: named }]).then(
    () => say(`${rows.length}行を貼り付けました。`),
    (problem) => say(problem.message),
  );
  return true;
};
