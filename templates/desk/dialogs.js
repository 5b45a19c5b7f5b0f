// Dialogs: what an officer is asked or shown before the page goes on.

import { Refused, get } from "./api.js";

/** Opens a dialog; gives what was chosen once it is closed. The focus goes back to where it was. */
export const ask = (id, fill = () => {}) =>
  new Promise((done) => {
    const dialog = document.getElementById(id);
    fill(dialog);
    const from = document.activeElement;
    dialog.returnValue = "";
    dialog.addEventListener(
      "close",
      () => {
        if (from?.isConnected) from.focus();
        done({ choice: dialog.returnValue, dialog });
      },
      { once: true },
    );
    dialog.showModal();
  });

/** Shows both texts of a box that was changed in two places. */
export const askConflict = async ({ message, name, mine, theirs }) => {
  for (;;) {
    const { choice } = await ask("desk-conflict", (dialog) => {
      dialog.querySelector(".what").textContent = `「${name}」　${message ?? ""}`;
      dialog.querySelector(".mine").value = mine ?? "";
      dialog.querySelector(".theirs").value = theirs ?? "";
    });
    // Closed by Esc: nothing is decided yet.
    if (choice) return choice;
  }
};

let wait = 0;
let asked = 0;

const look = async (words) => {
  const hits = document.getElementById("desk-hits");
  const found = document.getElementById("desk-found");
  asked += 1;
  const mine = asked;
  if (!words.trim()) {
    hits.replaceChildren();
    found.textContent = "";
    return;
  }
  try {
    const answer = await get("search", { words });
    if (mine !== asked) return;
    found.textContent = answer.hits.length ? `${answer.hits.length}か所` : "見つかりません。";
    hits.replaceChildren(...answer.hits.map(line));
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    found.textContent = problem.message;
  }
};

const line = (hit) => {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = hit.url;
  const place = document.createElement("strong");
  place.textContent = `${hit.address}　${hit.name}`;
  const text = document.createElement("span");
  text.textContent = hit.text;
  link.append(place, text);
  item.append(link);
  return item;
};

/** Opens the search. */
export const search = () => {
  const dialog = document.getElementById("desk-search");
  if (dialog.open) return;
  ask("desk-search", () => document.getElementById("desk-words").select());
};

/** Begins to listen to the search. */
export const listen = () => {
  const words = document.getElementById("desk-words");
  words?.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(() => look(words.value), 150);
  });
  const dialog = document.getElementById("desk-search");
  dialog?.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const links = [...dialog.querySelectorAll("#desk-hits a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown") links[Math.min(at + 1, links.length - 1)]?.focus();
    else if (event.key === "ArrowUp") (links[at - 1] ?? words).focus();
    else if (event.key === "Enter" && document.activeElement === words) links[0]?.click();
    else return;
    event.preventDefault();
  });
  dialog?.addEventListener("click", (event) => {
    if (event.target.closest("#desk-hits a")) dialog.close();
  });
};
