// Versions: which one is compared with, and the rows that 別添３ gets.

import { Refused, base, post, postFile } from "./api.js";
import { grow } from "./boxes.js";

const said = document.getElementById("desk-said");
const version = Number(document.body.dataset.version);

const run = async (task) => {
  try {
    await task();
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    said.textContent = problem.message;
  }
};

document.addEventListener("click", (event) => {
  const button = event.target.closest('[data-do="base"]');
  if (!button) return;
  run(async () => {
    await post("view", { base: button.dataset.rev });
    location.href = base;
  });
});

document.getElementById("desk-version-file")?.addEventListener("change", (event) => {
  const [file] = event.target.files;
  if (!file) return;
  said.textContent = `${file.name} を読んでいます…`;
  run(async () => {
    await postFile(`/api${base}/base`, file);
    location.href = base;
  });
});

const partsOf = (row) => {
  const parts = [...row.querySelectorAll("[data-part]")];
  return Object.fromEntries(parts.map((part) => [part.dataset.part, part.value]));
};

document.getElementById("desk-rows")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const rows = [...document.querySelectorAll(".proposed")].filter((row) => row.querySelector(".take").checked);
  run(async () => {
    const body = { version, base: document.body.dataset.rev, rows: rows.map(partsOf) };
    const answer = await post("changelog", body);
    location.href = answer.url ?? `${base}/changes`;
  });
});

document.addEventListener("input", (event) => event.target.matches("textarea") && grow(event.target));
grow();
