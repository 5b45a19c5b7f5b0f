// The version before, the rows of 別添３, the papers of a review: what comes of them stands in the file and in the folder.

import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Desk, example, run, until } from "./harness.mjs";

const NAME = "kakuu-jido-teate.yaml";
const TEXT = example(NAME);
const RECORD = "aone-juminzei-tenken.yaml";
const RECORDED = "aone-juminzei.yaml";

await run({
  "a file is the version before; the rows that 別添３ lacks are written as they were edited": async () => {
    const desk = await Desk.of({ [NAME]: TEXT });
    const { page } = desk;
    const older = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "desk-older-")), "mae.yaml");
    fs.writeFileSync(older, TEXT.replaceAll("部署: こども未来部こども給付課", "部署: 市民課"));
    await desk.go(NAME, "versions");
    await page.locator("#desk-version-file").setInputFiles(older);
    await page.waitForURL(`**/a/${NAME}`);
    await desk.go(NAME, "basic");
    assert.match(await desk.box("basic.department.name").locator(".before").textContent(), /市民課/);
    await desk.go(NAME, "versions");
    assert.match(await page.locator(".chosen-version").textContent(), /mae\.yaml/);
    for (const link of ["変更点", "新旧対照表"]) {
      const address = await page.locator(".chosen-version").getByRole("link", { name: link }).getAttribute("href");
      assert.match(await (await page.request.get(desk.origin + address)).text(), /市民課/);
    }
    await page.locator(".chosen-version").getByRole("link", { name: "別添３の行を作る" }).click();
    const row = page.locator(".proposed").filter({ hasText: "部署" }).first();
    await row.locator('[data-part="explanation"]').fill("組織の改正であり、重要な変更に当たらないため");
    for (const other of await page.locator(".proposed").all()) {
      const isRow = (await other.locator('[data-part="item"]').inputValue()) === (await row.locator('[data-part="item"]').inputValue());
      if (!isRow) await other.locator(".take").uncheck();
    }
    await page.getByRole("button", { name: "印の付いた行を別添３に書き込む" }).click();
    await page.waitForURL("**/changes");
    const now = desk.text(NAME);
    assert.match(now, /変更前: \|?-?\s*市民課/);
    assert.match(now, /組織の改正であり、重要な変更に当たらないため/);
    // What was there is there, byte by byte.
    const [head, tail] = [TEXT.slice(0, TEXT.indexOf("変更箇所:")), TEXT.slice(TEXT.indexOf("変更箇所:"))];
    assert.ok(now.startsWith(head));
    for (const line of tail.split("\n")) assert.ok(now.includes(line));
    await desk.end();
  },

  "the record of a review is opened, and its papers are made": async () => {
    const desk = await Desk.of({ [RECORD]: example(RECORD), [RECORDED]: example(RECORDED) });
    const { page } = desk;
    await page.getByRole("link", { name: RECORD }).or(page.locator(`a[href="/a/${RECORD}"]`)).first().click();
    await page.getByRole("button", { name: "書き出す" }).click();
    await until(async () => /書き出しました/.test(await page.locator("#desk-built .what").textContent()), "it is written", 60_000);
    const made = fs.readdirSync(path.join(desk.folder, "out"));
    assert.ok(made.some((name) => name.endsWith(".html")), made.join());
    await desk.end();
  },

  "what is published is made beside the assessment": async () => {
    const desk = await Desk.of({ [NAME]: TEXT });
    const { page } = desk;
    await desk.go(NAME);
    await Promise.all([page.waitForEvent("load"), page.locator("#desk-stage").selectOption("publish")]);
    await page.getByRole("button", { name: "書き出す" }).click();
    await until(async () => /書き出しました/.test(await page.locator("#desk-built .what").textContent()), "it is written", 60_000);
    assert.ok(fs.existsSync(path.join(desk.folder, "out", NAME.replace(".yaml", ".html"))));
    await desk.end();
  },
});
