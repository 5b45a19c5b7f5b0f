// All assessments of a folder: a file that is dropped or chosen is imported.

import { Refused, postFile } from "./api.js";

const said = document.getElementById("desk-said");
const picked = document.getElementById("desk-import");
const MOST = 50 * 1024 * 1024;

const link = ({ url, words }) => {
  const item = document.createElement("li");
  const anchor = document.createElement("a");
  Object.assign(anchor, { href: url, textContent: words });
  item.append(anchor);
  return item;
};

const take = async (file) => {
  if (file.size > MOST) {
    said.textContent = `${file.name} は大きすぎます（50MBまで取り込めます）。`;
    return;
  }
  said.textContent = `${file.name} を取り込んでいます…`;
  try {
    const answer = await postFile("/api/import", file);
    said.textContent = "";
    const place = document.getElementById("desk-imported");
    place.hidden = false;
    place.querySelector(".what").textContent = answer.message;
    const open = document.createElement("a");
    Object.assign(open, { href: answer.url, className: "button go", textContent: "取り込んだ評価書を開く" });
    place.querySelector(".go-on").replaceChildren(open);
    const doubts = answer.doubts ?? [];
    place.querySelector(".doubts-title").hidden = !doubts.length;
    place.querySelector(".doubts").replaceChildren(...doubts.map(link));
    open.focus();
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    said.textContent = problem.message;
  }
};

picked?.addEventListener("change", () => {
  const [file] = picked.files;
  if (file) take(file);
  picked.value = "";
});
document.addEventListener("dragover", (event) => {
  if (event.dataTransfer?.types.includes("Files")) {
    event.preventDefault();
    document.body.classList.add("dropping");
  }
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("dropping");
});
document.addEventListener("drop", (event) => {
  document.body.classList.remove("dropping");
  const [file] = event.dataTransfer?.files ?? [];
  if (!file) return;
  event.preventDefault();
  take(file);
});
