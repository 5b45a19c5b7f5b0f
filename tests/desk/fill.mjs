// An officer with a keyboard and a pile of answers: from an empty folder to an assessment without errors, box by box. The
// answers are those of a worked example; what comes out says the same.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { Desk, example, run, until } from "./harness.mjs";

const NAME = "kakuu-jido-teate.yaml";

/** What stands in the boxes of a page, by id. */
const answersOf = (page) =>
  page.evaluate(() => {
    const texts = (control) => [...control.querySelectorAll("textarea.entry")].map((line) => line.value);
    const cells = (row) => [...row.querySelectorAll("textarea")].map((cell) => cell.value);
    const read = {
      choice: (control) => control.querySelector("select")?.value ?? control.querySelector("input:checked")?.value ?? "",
      check: (control) => control.querySelector("input").checked,
      checks: (control) =>
        Object.fromEntries(
          [...control.querySelectorAll(".tick")]
            .filter((tick) => tick.querySelector("input").checked)
            .map((tick) => [tick.dataset.option, tick.querySelector(".detail")?.value ?? ""]),
        ),
      texts,
      table: (control) => [...control.querySelectorAll("tr")].map(cells).filter((row) => row.length),
      group: (control, id) => document.querySelector(`[data-do="add"][data-list=${JSON.stringify(id)}]`)?.dataset.n ?? "0",
    };
    const all = [...document.querySelectorAll("#desk-main .b[data-id]")].map((box) => {
      const control = box.querySelector(".b-control");
      const { id, kind } = box.dataset;
      const value = read[kind]?.(control, id) ?? control.querySelector("textarea, input")?.value;
      return [id, value];
    });
    return Object.fromEntries(all.filter(([, value]) => value !== undefined));
  });

const chapters = (page) => page.locator(".pages-fold > ol > li > a").evaluateAll((links) => links.map((link) => link.pathname));

/** The answers of all pages. */
const allAnswers = async (desk, name) => {
  await desk.go(name);
  const all = {};
  for (const address of await chapters(desk.page)) {
    await desk.page.goto(desk.origin + address);
    Object.assign(all, await answersOf(desk.page));
  }
  return all;
};

/** Where the cursor is. */
const here = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    const box = element.closest?.(".b[data-id]");
    const list = element.dataset?.list;
    const within = (selector) => [...(box?.querySelectorAll(selector) ?? [])];
    return {
      isOutside: !document.getElementById("desk-main")?.contains(element),
      tag: element.tagName,
      does: element.dataset?.do,
      list,
      n: Number(element.dataset?.n ?? 0),
      words: element.textContent.trim(),
      id: box?.dataset.id,
      kind: element.closest?.(".b-control") ? box?.dataset.kind : undefined,
      type: element.type,
      value: element.value,
      checked: element.checked,
      option: element.closest?.(".tick")?.dataset.option,
      isDetail: element.matches?.(".detail"),
      options: within("input[type=radio], option").map((option) => option.value),
      chosen: within("input[type=radio], option").findIndex((option) => option.checked || option.selected),
      isFold: element.tagName === "SUMMARY" && element.parentElement.matches(".folded:not([open])"),
    };
  });

/** Fingers on a keyboard. */
class Typist {
  constructor(desk, answers) {
    Object.assign(this, { desk, page: desk.page, answers, written: 0 });
  }

  press(...keys) {
    return keys.reduce((before, key) => before.then(() => this.page.keyboard.press(key)), Promise.resolve());
  }

  /** What an input method hands over in the place of what is there. */
  async write(text) {
    await this.press("Control+a");
    if (text === "") await this.press("Delete");
    else await this.page.keyboard.insertText(text);
    this.written += 1;
  }

  /** Pastes as Ctrl+V does. */
  paste(text) {
    return this.page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, text);
  }

  /** Goes on with Tab until the cursor is at something. */
  async to(is, most = 300) {
    for (let n = 0; n < most; n += 1) {
      const at = await here(this.page);
      if (is(at)) return at;
      await this.press("Tab");
    }
    throw new Error(`Tab does not lead to ${is}`);
  }

  /** Writes what belongs where the cursor is; false where nothing was to be done. */
  async answer(at) {
    const { answers } = this;
    const wanted = answers[at.id];
    if (at.does === "add" && at.list in answers && at.n < Number(answers[at.list])) {
      await this.desk.saved();
      await this.press("Enter");
      const goesIn = (now) => !now.isOutside && now.does !== "add";
      await until(async () => goesIn(await here(this.page)), `an entry of ${at.list}`);
      return true;
    }
    if (wanted === undefined || !at.kind) return false;
    switch (at.kind) {
      case "choice": {
        const place = at.options.indexOf(wanted);
        if (place === at.chosen || place < 0 || at.does) return false;
        const from = Math.max(at.chosen, 0);
        const key = place > from ? "ArrowDown" : "ArrowUp";
        if (place === from) await this.press("Space");
        else await this.press(...Array(Math.abs(place - from)).fill(key));
        await this.desk.saved();
        return true;
      }
      case "check":
        if (at.checked === wanted) return false;
        await this.press("Space");
        await this.desk.saved();
        return true;
      case "checks":
        if (at.isDetail) {
          if (at.value === (wanted[at.option] ?? "")) return false;
          await this.write(wanted[at.option] ?? "");
          return true;
        }
        if (at.type !== "checkbox" || at.checked === at.option in wanted) return false;
        await this.press("Space");
        await this.desk.saved();
        return true;
      case "texts":
        if (at.does !== "line" || !wanted.length) return false;
        if ((await this.lines(at.id)).length) return false;
        await this.press("Enter");
        for (const [n, text] of wanted.entries()) {
          if (n) await this.press("Enter");
          await this.write(text);
        }
        return true;
      case "table":
        if (at.does !== "column" || !wanted.length || !at.words.startsWith("表を作る")) return false;
        await this.press("Enter");
        await this.paste(wanted.map((row) => row.map((cell) => (cell.includes("\n") ? `"${cell}"` : cell)).join("\t")).join("\r\n"));
        await this.desk.saved();
        return true;
      default:
        if (!["TEXTAREA", "INPUT"].includes(at.tag) || at.value === wanted) return false;
        await this.write(wanted);
        return true;
    }
  }

  lines(id) {
    return this.desk.box(id).locator("textarea.entry").all();
  }

  /** Goes through a page once with Tab. */
  async page_through() {
    await this.page.evaluate(() => document.getElementById("desk-main").focus());
    let last = null;
    for (let n = 0; n < 4000; n += 1) {
      await this.press("Tab");
      const at = await here(this.page);
      if (at.isOutside) break;
      if (at.isFold && this.answers[at.id]) await this.press("Enter");
      const did = await this.answer(at);
      // The cursor stays where it was put.
      if (did) assert.equal((await here(this.page)).isOutside, false, `the cursor is lost at ${at.id}, after ${last}`);
      last = at.id;
    }
    await this.desk.saved();
  }
}

/** The keys that answer what the worked example leaves open: the second of two options. */
const PREMISES = { 取扱者数: ["ArrowDown"], 重大事故: ["ArrowDown"] };
const CHOSEN = { "premises.handlers": "500人未満", "premises.incidents": "発生なし" };

/** Begins an assessment with the questions of the desk. */
const begin = async (typist, answers) => {
  const { page } = typist;
  await typist.to((at) => at.words === "新しい評価書を書き始める");
  await typist.press("Enter");
  await page.waitForURL("**/new");
  const focus = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      const name = element.dataset?.answer ?? element.dataset?.lines ?? element.name;
      const rest = element.closest?.(".new-file") ? [...document.querySelectorAll(".new-file")].indexOf(element.closest(".new-file")) : null;
      return { name, file: rest, words: element.textContent.trim(), isRadio: element.type === "radio", value: element.value };
    });
  const plain = {
    機関: answers["cover.agency"] ?? "架空市長",
    事務: answers["basic.office.name"],
    評価書番号: answers["cover.number"],
  };
  const files = Number(answers.files);
  for (let n = 0; n < 400; n += 1) {
    await typist.press("Tab");
    const at = await focus();
    if (at.words === "下書きを作る") break;
    if (at.words === "特定個人情報ファイルをもう一つ書く") {
      if ((await page.locator(".new-file").count()) < files) {
        await typist.press("Enter");
        const file = (await page.locator(".new-file").count()) - 1;
        await typist.write(answers[`files[${file + 1}].name`]);
      }
      continue;
    }
    if (at.isRadio) await typist.press(...(PREMISES[at.name] ?? ["Space"]));
    else if (at.file !== null && at.name === "名称") await typist.write(answers[`files[${at.file + 1}].name`]);
    else if (plain[at.name]) await typist.write(plain[at.name]);
  }
  await typist.press("Enter");
  await page.waitForURL("**/a/**").catch(async () => assert.fail(await page.locator("#n-refused").textContent()));
};

await run({
  "from an empty folder to no error, by the keyboard alone": async () => {
    const model = await Desk.of({ [NAME]: example(NAME) });
    const answers = await allAnswers(model, NAME);
    await model.end();
    const desk = await Desk.of({});
    const typist = new Typist(desk, answers);
    await begin(typist, answers);
    const name = fs.readdirSync(desk.folder).find((name) => name.endsWith(".yaml"));
    // What is answered on a later page may ask for more on an earlier one.
    for (let pass = 0; pass < 2; pass += 1) {
      await desk.go(name);
      for (let n = 0; n < 60; n += 1) {
        await typist.page_through();
        const url = desk.page.url();
        await typist.press("Alt+PageDown");
        const goes = await desk.page.waitForURL((now) => now.href.split("#")[0] !== url.split("#")[0], { timeout: 1500 }).then(() => true, () => false);
        if (!goes) break;
      }
    }
    const now = await allAnswers(desk, name);
    assert.deepEqual(now, { ...answers, ...CHOSEN });
    const file = path.join(desk.folder, name);
    if (process.env.HYOKASHO_KEEP) fs.copyFileSync(file, process.env.HYOKASHO_KEEP);
    const said = execFileSync(process.env.HYOKASHO, ["check", "--stage", "review", "--format", "json", file]);
    assert.deepEqual(JSON.parse(said).summary, { error: 0, warning: 0, info: 0, files: 1 });
    console.log(`${typist.written} texts`);
    await desk.end();
  },
});
