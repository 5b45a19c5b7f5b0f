// Every page on a wide window, in the dark and on a phone: axe-core finds nothing, nothing is wider than the window, and all
// can be reached by the keyboard.

import assert from "node:assert/strict";
import fs from "node:fs";
import { Desk, example, run } from "./harness.mjs";

const NAME = "kakuu-jido-teate.yaml";
const axe = process.env.HYOKASHO_AXE ? fs.readFileSync(process.env.HYOKASHO_AXE, "utf8") : "";

const SCREENS = {
  wide: { viewport: { width: 1600, height: 900 } },
  laptop: { viewport: { width: 1280, height: 720 }, colorScheme: "dark" },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};

const faults = async (page) => {
  const found = await page.evaluate(() => {
    const wrong = [];
    if (document.documentElement.scrollWidth > innerWidth + 1) wrong.push(`wider than the window: ${document.documentElement.scrollWidth}`);
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    wrong.push(...ids.filter((id, n) => ids.indexOf(id) !== n).map((id) => `twice: ${id}`));
    for (const element of document.querySelectorAll("[aria-labelledby], [aria-describedby], [for]")) {
      const names = ["aria-labelledby", "aria-describedby", "for"].flatMap((name) => element.getAttribute(name)?.split(" ") ?? []);
      wrong.push(...names.filter((id) => !document.getElementById(id)).map((id) => `names what is not there: ${id}`));
    }
    return wrong;
  });
  if (!axe) return found;
  await page.evaluate(axe);
  const said = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return [...found, ...said.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 160)} ${n.failureSummary}`))];
};

const pages = async (desk) => {
  await desk.go(NAME);
  const keys = await desk.page.locator(".pages-fold > ol > li > a").evaluateAll((links) => links.map((link) => link.pathname));
  return ["/", "/new", ...keys, `/a/${NAME}/versions`];
};

const tests = {};
for (const [screen, context] of Object.entries(SCREENS)) {
  tests[`pages are accessible, ${screen}`] = async () => {
    const broken = example(NAME).replace("公表日: 令和8年4月20日", "公表日: 令和8年2月30日").replace("支給する事務である。", "支給する事務である。。");
    const desk = await Desk.of({ [NAME]: broken, "kara.yaml": "様式: 全項目評価書\n版: 平成30年5月\n" }, { ...context, bypassCSP: true });
    for (const address of [...(await pages(desk)), "/a/kara.yaml", "/a/kara.yaml/basic", "/a/kara.yaml/flow_figure"]) {
      await desk.page.goto(desk.origin + address);
      assert.deepEqual(await faults(desk.page), [], `${screen} ${address}`);
    }
    await desk.go(NAME);
    for (const id of ["desk-help", "desk-search"]) {
      await desk.page.evaluate((id) => document.getElementById(id).showModal(), id);
      assert.deepEqual(await faults(desk.page), [], id);
      await desk.page.evaluate((id) => document.getElementById(id).close(), id);
    }
    await desk.end();
  };
}

tests["the focus is always seen, in the order of the page"] = async () => {
  const desk = await Desk.of({ [NAME]: example(NAME) });
  await desk.go(NAME, "basic");
  await desk.page.keyboard.press("Tab");
  assert.equal(await desk.page.evaluate(() => document.activeElement.className), "skip");
  let last = -1;
  for (let n = 0; n < 60; n += 1) {
    await desk.page.keyboard.press("Tab");
    const seen = await desk.page.evaluate(() => {
      const element = document.activeElement;
      const { outlineStyle, borderColor } = getComputedStyle(element);
      const around = element.closest(".option");
      const outline = outlineStyle !== "none" || (around && getComputedStyle(around).outlineStyle !== "none");
      const boxes = [...document.querySelectorAll(".b")];
      const box = element.closest(".b");
      const rect = element.getBoundingClientRect();
      return { outline, borderColor, place: box ? boxes.indexOf(box) : -1, inView: rect.bottom > 0 && rect.top < innerHeight, what: element.outerHTML.slice(0, 90), isEnd: element === document.body };
    });
    if (seen.isEnd) break;
    assert.ok(seen.outline, seen.what);
    assert.ok(seen.inView, seen.what);
    if (seen.place >= 0) {
      assert.ok(seen.place >= last, `${seen.what} comes after ${last}`);
      last = seen.place;
    }
  }
  assert.ok(last >= 0, "the boxes are reached");
  await desk.end();
};

await run(tests);
