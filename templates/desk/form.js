// The form as a page to fill in: what is typed, clicked and pressed, and what that does.

import { Refused, get, post } from "./api.js";
import { boxOf, entryOf, goTo, grow, say } from "./boxes.js";
import { read, shown, spelledOut } from "./dates.js";
import { ask, askConflict, listen, search } from "./dialogs.js";
import { arrive, except, fix, neighbour, step } from "./findings.js";
import { addColumn, addRow, dropRow, pasteCells, pasteRows } from "./grids.js";
import { addLine, dropLine, group, listKey, moveEntry, pasteLines } from "./lists.js";
import { insert, rowsOf } from "./paste.js";
import { follow, toggle } from "./preview.js";
import { act, isComposing, isSaved, onConflict, settled, start, touched } from "./saving.js";

const main = document.getElementById("desk-main");
const readOnly = "readOnly" in document.body.dataset;

/** Text boxes in which something was typed since the cursor came: there the browser undoes. */
let typedIn = null;

const leave = async (href) => {
  if (await settled()) location.href = href;
  else say("保存できていない欄があるので、この画面を離れません。");
};

/** Undo and redo; the page goes where something changed. */
const turnBack = async (what) => {
  typedIn = null;
  const answer = await act(what);
  const { focus, focus_chapter: chapter } = answer ?? {};
  if (chapter && chapter !== document.body.dataset.chapter) {
    location.href = `${document.body.dataset.base}/${chapter}#${encodeURIComponent(focus)}`;
  } else if (focus) {
    goTo(focus);
  }
  say(what === "undo" ? "元に戻しました。" : "やり直しました。");
};

const build = async () => {
  if (!(await settled())) return;
  const dialog = document.getElementById("desk-built");
  const words = dialog.querySelector(".what");
  const made = dialog.querySelector(".made");
  words.textContent = "書き出しています…";
  made.replaceChildren();
  ask("desk-built");
  try {
    const answer = await post("build", {});
    words.textContent = answer.message ?? "";
    for (const file of answer.files ?? []) {
      const line = document.createElement("li");
      line.textContent = file;
      made.append(line);
    }
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    words.textContent = problem.message;
  }
};

const remove = async (button) => {
  const { choice } = await ask("desk-remove", (dialog) => {
    dialog.querySelector(".what").textContent = button.dataset.called;
  });
  if (choice === "go") await group(button);
};

const clear = (button) => {
  const box = boxOf(button);
  for (const radio of box.querySelectorAll("input[type=radio]")) radio.checked = false;
  button.hidden = true;
  const first = box.querySelector("input[type=radio]");
  first?.focus();
  if (box.dataset.kind === "raw") return act("change", { changes: [{ kind: "set", id: box.dataset.id, text: "" }] });
  touched(box, 0);
};

const calendar = (button) => {
  const field = button.parentElement.querySelector("input.day");
  const picker = document.createElement("input");
  picker.type = "date";
  picker.className = "picker";
  picker.setAttribute("aria-label", "暦");
  const known = read(field.value);
  if (known) picker.value = `${known.year}-${String(known.month).padStart(2, "0")}-${String(known.day ?? 1).padStart(2, "0")}`;
  const done = () => {
    const chosen = picker.value && read(picker.value);
    picker.remove();
    if (!chosen) return;
    field.value = spelledOut(`${chosen.year}-${chosen.month}-${chosen.day}`);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  };
  picker.addEventListener("change", done, { once: true });
  picker.addEventListener("blur", () => picker.remove(), { once: true });
  button.after(picker);
  picker.focus();
  picker.showPicker?.();
};

const stage = async (select) => {
  if (!(await settled())) return;
  await post("view", { stage: select.value });
  location.reload();
};

const setBase = async (value) => {
  await post("view", { base: value });
  location.reload();
};

const DO = {
  undo: () => turnBack("undo"),
  redo: () => turnBack("redo"),
  search,
  preview: toggle,
  build,
  help: () => ask("desk-help"),
  "next-open": () => step("open"),
  "next-finding": () => step("finding"),
  "no-base": () => setBase(""),
  fix,
  except,
  add: group,
  copy: group,
  up: group,
  down: group,
  remove,
  clear,
  calendar,
  line: (button) => addLine(button.closest(".texts")),
  drop: dropLine,
  row: (button) => addRow(button.closest(".grid")),
  column: (button) => addColumn(button.closest(".grid")),
  "drop-row": dropRow,
};

/** Runs something; what the server says no to is said to the officer. */
const run = async (task) => {
  try {
    await task();
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    say(problem.message);
    const state = document.getElementById("desk-saved");
    state.textContent = problem.message;
    state.dataset.state = "bad";
  }
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-do]");
  if (button && DO[button.dataset.do]) {
    run(() => DO[button.dataset.do](button));
    return;
  }
  const link = event.target.closest("a[href]");
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
  if (!link || !plain || link.target || link.origin !== location.origin) return;
  if (link.pathname === location.pathname && link.hash) {
    event.preventDefault();
    history.replaceState(null, "", link.hash);
    goTo(decodeURIComponent(link.hash.slice(1)));
    return;
  }
  if (isSaved()) return;
  event.preventDefault();
  leave(link.href);
});

document.addEventListener("input", (event) => {
  const box = boxOf(event.target);
  if (!box || !main.contains(box)) return;
  if (event.target.matches("textarea, input[type=text]")) typedIn = event.target;
  if (event.target.matches("textarea")) grow(event.target);
  if (event.target.matches("input.day")) {
    event.target.parentElement.querySelector("output").value = shown(event.target.value);
  }
  if (event.target.matches(".detail")) {
    const tick = event.target.closest(".tick").querySelector("input");
    if (event.target.value.trim()) tick.checked = true;
  }
  if (event.target.matches("input[type=radio]")) {
    box.querySelector('[data-do="clear"]')?.removeAttribute("hidden");
  }
  if (event.target.matches(".picker")) return;
  const now = event.target.matches("input[type=radio], input[type=checkbox], select");
  touched(box, now ? 0 : undefined);
});

document.addEventListener("focusout", (event) => {
  typedIn = null;
  if (!event.target.matches?.("input.day")) return;
  const words = spelledOut(event.target.value);
  if (words && words !== event.target.value) {
    event.target.value = words;
    touched(boxOf(event.target), 0);
  }
});

document.addEventListener("paste", (event) => {
  const area = event.target.closest?.("textarea, input[type=text]");
  if (!area || !main.contains(area) || readOnly) return;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const taken =
    (area.matches(".entry") && pasteLines(area, text)) || pasteCells(area, text) || pasteRows(area, text);
  const rows = rowsOf(text);
  const isCell = rows.length === 1 && rows[0].length === 1 && rows[0][0] !== text.replace(/\r?\n$/, "");
  if (taken) {
    event.preventDefault();
  } else if (isCell) {
    // A cell of Excel that has line breaks comes in quotes.
    event.preventDefault();
    insert(area, rows[0][0]);
  }
});

/** The boxes of the page in their order, by what can have the focus in them. */
const nextEntry = (from) => {
  const boxes = [...main.querySelectorAll(".b")];
  const rest = boxes.slice(boxes.indexOf(boxOf(from)) + 1);
  for (const box of rest) {
    const entry = box.querySelector("details.folded:not([open])") ? null : entryOf(box);
    if (entry && !entry.matches("button")) return entry;
  }
  return null;
};

const isText = (element) => element.matches?.("textarea, input[type=text], input[type=search], select");

/** A key without the input method; true where it did something. */
const pressed = (event) => {
  const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
  const control = ctrlKey || metaKey;
  const low = key.toLowerCase();
  if (control && !altKey && low === "s") return say("書いたことは、そのつど保存しています。"), true;
  if (control && !altKey && low === "k") return search(), true;
  if (altKey && low === "z") return run(() => turnBack("undo")), true;
  if (altKey && low === "y") return run(() => turnBack("redo")), true;
  const browser = isText(target) && (typedIn === target || !main.contains(target));
  if (control && !altKey && !shiftKey && low === "z" && !browser) return run(() => turnBack("undo")), true;
  if (control && !altKey && (low === "y" || (shiftKey && low === "z")) && !browser) return run(() => turnBack("redo")), true;
  if (key === "F1" || (key === "?" && !isText(target))) return run(() => ask("desk-help")), true;
  if (key === "/" && !isText(target)) return search(), true;
  if (key === "F8") return step("finding", shiftKey), true;
  if (altKey && low === "n") return step("open", shiftKey), true;
  if (altKey && low === "p") return toggle(), true;
  if (altKey && low === "g") {
    const guide = boxOf(target)?.querySelector("details.guide");
    if (guide) guide.open = !guide.open;
    return Boolean(guide);
  }
  if (altKey && key === "PageDown") return run(() => leave(neighbour("next"))), true;
  if (altKey && key === "PageUp") return run(() => leave(neighbour("prev"))), true;
  if (key === "Enter" && target.matches?.("textarea[data-line], input.day, input.count") && main.contains(target)) {
    if (altKey) insert(target, "\n");
    else nextEntry(target)?.focus();
    return true;
  }
  return false;
};

document.addEventListener("keydown", (event) => {
  if (event.isComposing || isComposing() || event.keyCode === 229 || document.querySelector("dialog[open]")) return;
  if (listKey(event) || pressed(event)) {
    event.preventDefault();
    return;
  }
  run(() => moveEntry(event));
});

document.addEventListener("change", (event) => {
  if (event.target.matches('[data-do="stage"]')) run(() => stage(event.target));
});

// What is known of an item is asked for when somebody wants to read it.
document.addEventListener(
  "toggle",
  (event) => {
    const guide = event.target.closest?.("details.guide");
    const more = guide?.open && guide.querySelector(".more");
    if (!more || more.dataset.loaded) return;
    more.dataset.loaded = "yes";
    run(async () => {
      more.innerHTML = await get("guide", { item: guide.dataset.guide });
    });
  },
  true,
);

// On a narrow window the contents would stand between the officer and the form.
if (innerWidth < 1024) document.querySelector(".pages-fold")?.removeAttribute("open");

onConflict(askConflict);
listen();
start();
follow();
grow();
arrive();
if (readOnly) {
  for (const field of main.querySelectorAll("textarea, input, .b button")) field.disabled = true;
}
