// Findings beside the boxes: fixed, excepted, undone; and what others do to the file meanwhile.

import assert from "node:assert/strict";
import { Desk, example, run, until } from "./harness.mjs";

const NAME = "kakuu-jido-teate.yaml";
const TEXT = example(NAME);

const on = async (text, chapter, test) => {
  const desk = await Desk.of({ [NAME]: text });
  await desk.go(NAME, chapter);
  await test(desk);
  await desk.end();
};

await run({
  "a finding appears as one types, and nothing jumps": () =>
    on(TEXT, "basic", async (desk) => {
      const { page } = desk;
      const field = desk.field("basic.reasons.benefits");
      await field.scrollIntoViewIfNeeded();
      await field.click();
      const top = () => field.evaluate((element) => element.getBoundingClientRect().top);
      const before = await top();
      await page.keyboard.press("Control+End");
      await page.keyboard.insertText("\nパソコンを、、使う。");
      await desk.saved();
      await until(() => desk.box("basic.reasons.benefits").locator(".finding").count(), "a finding");
      assert.ok(Math.abs((await top()) - before) < 2, "the box stays where it is");
      assert.equal(await page.evaluate(() => document.activeElement.id), "c:basic.reasons.benefits");
    }),

  "a fix is shown before it is made, and undone": () =>
    on(TEXT.replace("支給する事務である。本市は", "支給する事務である。。本市は"), "basic", async (desk) => {
      const { page } = desk;
      const finding = desk.box("basic.office.content").locator(".finding", { hasText: "。。" }).first();
      await finding.getByText("直し方を見る").click();
      assert.match(await finding.locator(".fix li").first().textContent(), /。/);
      await finding.getByRole("button", { name: "このとおりに直す" }).click();
      await until(() => !desk.text(NAME).includes("。。"), "it is fixed");
      assert.equal(desk.text(NAME), TEXT);
      await page.keyboard.press("Alt+z");
      await until(() => desk.text(NAME).includes("。。"), "it is undone");
    }),

  "an exception asks for a reason": () =>
    on(TEXT.replace("支給する事務である。本市は", "支給する事務である。。本市は"), "basic", async (desk) => {
      const { page } = desk;
      const finding = desk.box("basic.office.content").locator(".finding", { hasText: "。。" }).first();
      await finding.getByRole("button", { name: "例外にする" }).click();
      await page.getByRole("button", { name: "理由を残して例外にする" }).click();
      assert.ok(await page.locator("#desk-except[open]").count(), "without a reason it stays open");
      await page.keyboard.type("kakuu");
      await page.getByRole("button", { name: "理由を残して例外にする" }).click();
      await until(() => /# hyokasho: 許可 [A-Z]\d+ kakuu/.test(desk.text(NAME)), "the reason is in the file");
      await until(() => desk.box("basic.office.content").locator(".excepted").count(), "it is shown");
      await page.keyboard.press("Alt+z");
      await until(() => !desk.text(NAME).includes("hyokasho: 許可"), "it is undone");
    }),

  "what another program changes elsewhere is taken up": () =>
    on(TEXT, "cover", async (desk) => {
      await desk.field("cover.number").click();
      await desk.page.keyboard.press("End");
      await desk.page.keyboard.type("9");
      await desk.saved();
      desk.write(NAME, desk.text(NAME).replace("評価実施機関名: 架空市長", "評価実施機関名: 別架空市長"));
      await until(async () => (await desk.field("cover.agency").inputValue()) === "別架空市長", "it is shown");
      await desk.page.keyboard.type("1");
      await desk.saved();
      assert.match(desk.text(NAME), /評価書番号: "2791"/);
      assert.match(desk.text(NAME), /別架空市長/);
    }),

  "two hands on one box: both are shown, one is chosen": () =>
    on(TEXT, "cover", async (desk) => {
      const { page } = desk;
      for (const [choice, expected] of [["mine", "画面の名"], ["theirs", "ファイルの名"]]) {
        desk.write(NAME, TEXT);
        await desk.page.reload();
        await page.route("**/state?*", (route) => route.fulfill({ status: 204 }));
        const title = desk.field("cover.title");
        await title.focus();
        desk.write(NAME, TEXT.replace("評価書名: 児童手当に関する事務　全項目評価書", "評価書名: ファイルの名"));
        await title.fill("画面の名");
        const dialog = page.locator("#desk-conflict");
        await dialog.waitFor({ state: "visible" });
        assert.equal(await dialog.locator(".mine").inputValue(), "画面の名");
        assert.equal(await dialog.locator(".theirs").inputValue(), "ファイルの名");
        await dialog.locator(`button[value=${choice}]`).click();
        await desk.saved();
        assert.match(desk.text(NAME), new RegExp(`評価書名: ${expected}\\n`));
        assert.equal(await title.inputValue(), expected);
        await page.unroute("**/state?*");
      }
      // The browser reports the answer 409 in its console.
      desk.wrong = desk.wrong.filter((line) => !line.includes("409"));
    }),

  "a desk that is gone loses nothing": () =>
    on(TEXT, "cover", async (desk) => {
      desk.server.stop("SIGKILL");
      await desk.field("cover.title").fill("書きかけ");
      await until(
        async () => /保存できていません|応えません/.test(await desk.page.locator("#desk-saved").textContent()),
        "it says so",
      );
      assert.equal(await desk.field("cover.title").inputValue(), "書きかけ");
      desk.wrong = desk.wrong.filter((line) => !/ERR_CONNECTION_(REFUSED|RESET)/.test(line));
    }),
});
