// Boxes of the form: what is written in them, and which change of the file that is.

/** The box around an element. */
export const boxOf = (element) => element?.closest?.(".b[data-id]") ?? null;

/** The box of an item. */
export const boxById = (id) => {
  const boxes = document.querySelectorAll(".b[data-id]");
  return [...boxes].find((box) => box.dataset.id === id) ?? null;
};

/** What the file says of each tick of a box, as far as it was changed here. */
const known = new WeakMap();

const saidOf = (tick) => {
  const box = tick.querySelector("input");
  const detail = tick.querySelector(".detail");
  return known.get(tick) ?? { on: box.defaultChecked, detail: detail?.defaultValue ?? "" };
};

const nowOf = (tick) => ({
  on: tick.querySelector("input").checked,
  detail: tick.querySelector(".detail")?.value ?? "",
});

/** The changes that make the file say what the box says. */
export const changesOf = (box) => {
  const id = box.dataset.id;
  const control = box.querySelector(".b-control");
  const set = (text) => [{ kind: "set", id, text }];
  switch (box.dataset.kind) {
    case "text":
    case "period":
    case "date":
    case "count":
      return set(control.querySelector("textarea, input").value);
    case "choice":
      return set(control.querySelector("select")?.value ?? control.querySelector("input:checked")?.value ?? "");
    case "check":
      return set(control.querySelector("input").checked ? "○" : "");
    case "checks":
      return ticks(id, control);
    case "texts":
      return [{ kind: "texts", id, texts: textsOf(control) }];
    case "table":
      return tableOf(id, control);
    default:
      return [];
  }
};

/** Remembers what was sent of a box as what the file says. */
export const settle = (box) => {
  for (const tick of box.querySelectorAll(".tick")) known.set(tick, nowOf(tick));
};

/** Forgets it: the box shows again what the server says. */
export const unsettle = (box) => {
  for (const tick of box.querySelectorAll(".tick")) known.delete(tick);
};

const ticks = (id, control) => {
  const changes = [];
  for (const tick of control.querySelectorAll(".tick")) {
    const said = saidOf(tick);
    const now = nowOf(tick);
    if (said.on === now.on && (said.detail === now.detail || !now.on)) continue;
    const detail = tick.querySelector(".detail") && now.on ? now.detail : null;
    changes.push({ kind: "tick", id, option: tick.dataset.option, on: now.on, detail });
  }
  return changes;
};

/** The texts of a list; blank lines are none. */
export const textsOf = (control) =>
  [...control.querySelectorAll("textarea.entry")].map((line) => line.value).filter((text) => text.trim() !== "");

/** The heads and the rows of a table. */
export const cellsOf = (control) => {
  const values = (row) => [...row.querySelectorAll("textarea")].map((cell) => cell.value);
  const columns = [...control.querySelectorAll("thead tr")].flatMap(values);
  const rows = [...control.querySelectorAll("tbody tr")].map(values);
  return { columns, rows };
};

const tableOf = (id, control) => {
  const { columns, rows } = cellsOf(control);
  // A row counts once something is in it; a column without a head has no name in the file yet.
  const written = rows.filter((row) => row.some((cell) => cell.trim() !== ""));
  if (control.querySelector(".grid[data-markdown]")) {
    const plain = (cell) => cell.replaceAll("|", "｜").replaceAll(/\s*\n\s*/g, "　");
    const line = (cells) => `| ${cells.map(plain).join(" | ")} |`;
    const rule = `| ${columns.map(() => "---").join(" | ")} |`;
    return [{ kind: "set", id, text: [line(columns), rule, ...written.map(line)].join("\n") }];
  }
  const named = (row) => row.map((cell, n) => [columns[n], cell]).filter(([column]) => column.trim() !== "");
  return [{ kind: "rows", id, rows: written.map(named) }];
};

/** The first thing in a box that can have the focus. */
export const entryOf = (box) =>
  box?.querySelector(
    ".b-control :is(textarea, select, input:not([type=radio]):not(.unseen), input[type=radio]:checked, input[type=radio], button):not([disabled])",
  ) ?? null;

/** Goes to the box of an item, opening what hides it. */
export const goTo = (id) => {
  const box = boxById(id);
  const target = box ?? document.getElementById(id);
  if (!target) return false;
  target.querySelector("details.folded")?.setAttribute("open", "");
  const entry = box && entryOf(box);
  if (entry) {
    entry.focus({ preventScroll: true });
  } else {
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }
  target.scrollIntoView({ block: "center" });
  return true;
};

/** Words for who can't see the page. */
export const say = (words) => {
  const place = document.getElementById("desk-said");
  if (place) place.textContent = words;
};

const grows = !CSS.supports("field-sizing", "content");

/** Makes text areas as high as their text, where the browser does not do it by itself. */
export const grow = (within = document) => {
  if (!grows) return;
  const areas = within.matches?.("textarea") ? [within] : within.querySelectorAll("textarea:not([readonly])");
  for (const area of areas) {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  }
};
