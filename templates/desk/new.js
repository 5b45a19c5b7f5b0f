// The questions of a new assessment.

import { Refused, postTo } from "./api.js";

const form = document.getElementById("desk-new");
const files = document.getElementById("n-files");
const refused = document.getElementById("n-refused");

const copyOf = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

const renumber = () => {
  const all = [...files.children];
  all.forEach((file, n) => {
    file.querySelector(":scope > legend .nth").textContent = all.length > 1 ? String(n + 1) : "";
    file.querySelector(".drop-file").hidden = all.length === 1;
    [...file.querySelectorAll(".new-contract")].forEach((contract, m) => {
      contract.querySelector(".nth").textContent = String(m + 1);
    });
  });
};

const addFile = () => {
  const file = copyOf("n-file");
  files.append(file);
  renumber();
  return file;
};

const text = (within, name) => within.querySelector(`:scope > .question [data-answer="${name}"]`)?.value.trim() ?? "";
const lines = (within, name) => {
  const area = within.querySelector(`:scope > .question [data-lines="${name}"]`);
  return (area?.value ?? "").split("\n").map((line) => line.trim()).filter(Boolean);
};
const chosen = (name) => form.querySelector(`input[name="${name}"]:checked`)?.value ?? "";

const contractOf = (contract) => ({
  名称: text(contract, "名称"),
  委託先名: text(contract, "委託先名"),
  再委託: contract.querySelector('[data-answer="再委託"]').checked ? "はい" : "いいえ",
});

const fileOf = (file) => ({
  名称: text(file, "名称"),
  保有開始日: text(file, "保有開始日"),
  委託: [...file.querySelectorAll(".new-contract")].map(contractOf),
  提供先: lines(file, "提供先"),
  移転先: lines(file, "移転先"),
});

const answers = () => {
  const [threshold, paper, systems] = form.querySelectorAll(":scope > fieldset");
  return {
    older: form.elements.older?.value ?? "",
    機関: text(threshold, "機関"),
    事務: text(threshold, "事務"),
    対象人数: chosen("対象人数"),
    取扱者数: chosen("取扱者数"),
    重大事故: chosen("重大事故"),
    評価書番号: text(paper, "評価書番号"),
    部署: text(paper, "部署"),
    役職名: text(paper, "役職名"),
    システム: lines(systems, "システム"),
    情報連携: chosen("情報連携"),
    ファイル: [...files.children].map(fileOf),
  };
};

/** What is still to be answered: the field and the words. */
const missing = () => {
  const blank = [...form.querySelectorAll("[aria-required]")].find((field) => !field.value.trim());
  if (blank) return [blank, `「${blank.closest("label").firstChild.data.trim()}」を書いてください。`];
  const group = [...form.querySelectorAll("[role=radiogroup]")].find((radios) => !radios.querySelector(":checked"));
  if (group) return [group.querySelector("input"), `「${group.querySelector(".asked").textContent}」を選んでください。`];
  return null;
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  refused.textContent = "";
  const open = missing();
  if (open) {
    const [field, words] = open;
    refused.textContent = words;
    field.focus();
    return;
  }
  try {
    const { url } = await postTo("/api/new", answers());
    location.href = url;
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    refused.textContent = problem.message;
  }
});

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-do]");
  const what = button?.dataset.do;
  if (what === "file") {
    addFile().querySelector("input").focus();
  } else if (what === "contract") {
    const contract = copyOf("n-contract");
    button.closest(".new-file").querySelector(".contracts").append(contract);
    renumber();
    contract.querySelector("input").focus();
  } else if (what === "drop-file" || what === "drop-contract") {
    button.closest("fieldset").remove();
    renumber();
    form.querySelector('[data-do="file"]').focus();
  }
});

addFile();
