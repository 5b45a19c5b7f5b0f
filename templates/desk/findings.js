// Findings: fix them, except them with a reason, go from one to the next.

import { base } from "./api.js";
import { goTo, say } from "./boxes.js";
import { ask } from "./dialogs.js";
import { act, settled } from "./saving.js";

/** Fixes a finding as it was shown. */
export const fix = async (button) => {
  const box = button.closest(".b");
  await act("fix", { finding: button.dataset.finding });
  say("直しました。「元に戻す」で取り消せます。");
  if (box?.isConnected) goTo(box.dataset.id);
};

/** Asks for a reason and excepts a finding. */
export const except = async (button) => {
  const { finding, code } = button.dataset;
  const id = button.closest(".b")?.dataset.id;
  const words = button.closest(".finding").querySelector(".said").textContent.trim();
  const answer = await ask("desk-except", (dialog) => {
    dialog.querySelector(".what").textContent = `${code}　${words}`;
    dialog.querySelector("textarea").value = "";
    dialog.querySelector(".refused").textContent = "";
  });
  if (answer.choice !== "go") return;
  await act("except", { finding, reason: answer.dialog.querySelector("textarea").value.trim() });
  say("例外にしました。理由はファイルに残ります。");
  if (id) goTo(id);
};

const after = (elements, here) => {
  const follows = (element) => here.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
  return elements.filter((element) => element !== here && !here.contains(element) && follows(element));
};

const before = (elements, here) => {
  const precedes = (element) => here.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING;
  return elements.filter((element) => !element.contains(here) && precedes(element));
};

const ORDER = "desk:go";

/** Goes to the page after or before this one on which something is, and there to the first or last of it. */
const turn = async (kind, back) => {
  const links = [...document.querySelectorAll(".pages-fold > ol > li > a")];
  const has = (link) => link.querySelector(kind === "open" ? ".blanks" : ".error, .warning, .info");
  const here = links.findIndex((link) => link.hasAttribute("aria-current"));
  const rest = back ? links.slice(0, here).reverse() : links.slice(here + 1);
  const link = rest.find(has) ?? (back ? [...links].reverse() : links).find(has);
  if (!link) return say(kind === "open" ? "未記入の欄はありません。" : "指摘はありません。");
  if (link === links[here]) return step(kind, back, true);
  sessionStorage.setItem(ORDER, JSON.stringify({ kind, back }));
  if (await settled()) location.href = link.href;
};

const placesOf = (kind) =>
  kind === "open"
    ? [...document.querySelectorAll("#desk-main .b.missing")]
    : [...document.querySelectorAll("#desk-main .finding")];

const show = (place) => {
  if (place.matches(".finding")) {
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "center" });
  } else {
    goTo(place.dataset.id);
  }
};

/** Goes to the next or the previous box that is still to be written, or finding; on the next page where this has no more. */
export const step = (kind, back = false, around = false) => {
  const places = placesOf(kind);
  const active = document.activeElement;
  const main = document.getElementById("desk-main");
  const here = main.contains(active) && active !== main ? (kind === "open" ? (active.closest(".b") ?? active) : active) : null;
  const rest = !here || around ? places : back ? before(places, here) : after(places, here);
  const place = back ? rest.at(-1) : rest[0];
  if (place) show(place);
  else if (!around) turn(kind, back);
};

/** Goes on with what led to this page. */
export const arrive = () => {
  const order = sessionStorage.getItem(ORDER);
  sessionStorage.removeItem(ORDER);
  if (order) {
    const { kind, back } = JSON.parse(order);
    step(kind, back, true);
    return true;
  }
  const id = decodeURIComponent(location.hash.slice(1));
  if (id === "") return false;
  // The browser goes there, too, once the page is whole, and takes the cursor away.
  const again = () => requestAnimationFrame(() => document.activeElement === document.body && goTo(id));
  if (document.readyState !== "complete") addEventListener("load", again, { once: true });
  return goTo(id);
};

/** The address of the page before or after this one. */
export const neighbour = (which) => document.querySelector(`.turn a[rel="${which}"]`)?.href ?? `${base}`;
