// A desk of its own for each test: a folder, the program, a browser. Nothing is fetched from the net.
//
// `HYOKASHO` names the program, `HYOKASHO_PLAYWRIGHT` the folder of playwright-core, `CHROMIUM` the browser,
// `HYOKASHO_AXE` the script of axe-core.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const { chromium } = require(process.env.HYOKASHO_PLAYWRIGHT ?? "playwright-core");

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const example = (name) => fs.readFileSync(path.join(root, "assessments", name), "utf8");

let browser;

/** The programs that run: none outlives the tests. */
const programs = new Set();
process.on("exit", () => programs.forEach((program) => program.kill("SIGKILL")));

/** The browser, begun once. */
const open = async () => {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
  });
  return browser;
};

export const close = async () => browser?.close();

/** Starts the program on a folder; gives the address that it prints. */
export const serve = async (folder, options = []) => {
  const program = spawn(process.env.HYOKASHO, ["desk", folder, "--no-open", ...options], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  programs.add(program);
  program.on("exit", () => programs.delete(program));
  let said = "";
  const address = await new Promise((found, failed) => {
    const late = setTimeout(() => failed(new Error(`no address: ${said}`)), 30_000);
    const read = (data) => {
      said += data;
      const address = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(said);
      if (!address) return;
      clearTimeout(late);
      found(address[0]);
    };
    program.stdout.on("data", read);
    program.stderr.on("data", read);
    program.on("exit", (code) => failed(new Error(`ended with ${code}: ${said}`)));
  });
  return { address, stop: (signal = "SIGKILL") => program.kill(signal), program };
};

/** A folder with files, a desk on it, and a page. What a page says in its console as an error fails the test. */
export class Desk {
  static async of(files, { options = [], ...context } = {}) {
    const desk = new Desk();
    desk.folder = fs.mkdtempSync(path.join(os.tmpdir(), "desk-"));
    for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(desk.folder, name), text);
    desk.server = await serve(desk.folder, options);
    desk.origin = new URL(desk.server.address).origin;
    desk.context = await (await open()).newContext({
      viewport: { width: 1366, height: 900 },
      locale: "ja-JP",
      ...context,
    });
    desk.page = await desk.context.newPage();
    desk.page.setDefaultTimeout(20_000);
    desk.wrong = [];
    desk.page.on("pageerror", (error) => desk.wrong.push(error.message));
    desk.page.on("console", (message) => message.type() === "error" && desk.wrong.push(message.text()));
    await desk.page.goto(desk.server.address);
    return desk;
  }

  text(name) {
    return fs.readFileSync(path.join(this.folder, name), "utf8");
  }

  write(name, text) {
    fs.writeFileSync(path.join(this.folder, name), text);
  }

  async go(name, chapter = "", hash = "") {
    const place = chapter ? `/${chapter}` : "";
    await this.page.goto(`${this.origin}/a/${encodeURIComponent(name)}${place}${hash}`);
  }

  /** The box of an item. */
  box(id) {
    return this.page.locator(`.b[data-id=${JSON.stringify(id)}]`);
  }

  field(id) {
    return this.box(id).locator(".b-control :is(textarea, input[type=text])").first();
  }

  /** Waits until all is in the file. */
  async saved() {
    await this.page.waitForFunction(() => document.getElementById("desk-saved").textContent === "保存済み");
  }

  async end() {
    await this.context.close();
    this.server.stop();
    fs.rmSync(this.folder, { recursive: true, force: true });
    assert.deepEqual(this.wrong, [], "what the console says");
  }
}

/** Waits until something holds. */
export const until = async (holds, what, most = 10_000) => {
  const end = Date.now() + most;
  for (;;) {
    if (await holds()) return;
    if (Date.now() > end) throw new Error(`never: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
};

/** Runs tests by their names, one after the other; ends with 1 where one fails. */
export const run = async (tests) => {
  const wanted = process.argv.slice(2);
  let failed = 0;
  for (const [name, test] of Object.entries(tests)) {
    if (wanted.length && !wanted.some((word) => name.includes(word))) continue;
    const start = Date.now();
    try {
      await test();
      console.log(`ok ${name} ${Date.now() - start} ms`);
    } catch (error) {
      failed += 1;
      console.log(`not ok ${name}\n${error.stack}`);
    }
  }
  await close();
  process.exit(failed ? 1 : 0);
};
