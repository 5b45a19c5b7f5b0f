// The page as it will be, beside the form, at the box in view.

import { base } from "./api.js";
import { boxOf } from "./boxes.js";

const PAUSE = 250;

const pane = () => document.getElementById("desk-preview");
let item = "";
let timer = 0;

const isOpen = () => pane() && !pane().hidden;

/** Loads the page behind the one that is shown, and puts it in its place when it is there. */
const load = () => {
  if (!isOpen()) return;
  const holder = pane().querySelector(".preview-pane");
  const frame = document.createElement("iframe");
  frame.title = "刷り上がり";
  frame.tabIndex = 0;
  frame.className = "loading";
  const query = new URLSearchParams({ item, version: document.body.dataset.version });
  frame.src = `${base}/preview.html?${query}#${encodeURIComponent(item)}`;
  frame.addEventListener("load", () => {
    frame.className = "";
    for (const old of [...holder.children]) if (old !== frame) old.remove();
  });
  holder.append(frame);
};

const soon = () => {
  clearTimeout(timer);
  timer = setTimeout(load, PAUSE);
};

/** Opens or closes it. */
export const toggle = () => {
  const aside = pane();
  if (!aside) return;
  aside.hidden = !aside.hidden;
  document.body.classList.toggle("with-preview", !aside.hidden);
  sessionStorage.setItem("desk:preview", aside.hidden ? "" : "open");
  document.querySelector('.top-tools [data-do="preview"]').setAttribute("aria-expanded", String(!aside.hidden));
  if (aside.hidden) aside.querySelector(".preview-pane").replaceChildren();
  else load();
};

/** Begins to follow the form. */
export const follow = () => {
  document.addEventListener("focusin", (event) => {
    const id = boxOf(event.target)?.dataset.id;
    if (!id || id === item) return;
    item = id;
    const place = document.getElementById("desk-preview-place");
    if (place) place.textContent = boxOf(event.target).dataset.name;
    if (isOpen()) soon();
  });
  document.addEventListener("desk:applied", () => isOpen() && soon());
  if (sessionStorage.getItem("desk:preview") && innerWidth > 1100) toggle();
};
