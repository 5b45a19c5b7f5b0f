// Looks at a built page from inside: structure, what the page's own scripts do, and axe-core's rules of WCAG 2.2 AA.
"use strict";
(async () => {
  const found = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const wrong = (what, where) => found.push(`${what}: ${where.outerHTML?.slice(0, 120) ?? where}`);

  const ids = all("[id]").map((e) => e.id);
  ids.filter((id, at) => id === "" || ids.indexOf(id) !== at).forEach((id) => wrong("id is empty or not unique", id));
  let depth = 0;
  all("h1, h2, h3, h4, h5, h6").forEach((heading) => {
    const level = Number(heading.tagName[1]);
    if (level > depth + 1) wrong("heading skips a level", heading);
    depth = level;
  });
  all("th:not([scope])").forEach((e) => wrong("th without scope", e));
  all("a, button, th, h1, h2, h3, h4, h5").filter((e) => e.textContent.trim() === "" && !e.ariaLabel)
    .forEach((e) => wrong("nothing to read", e));
  all("a[href^='#']").filter((a) => !document.getElementById(decodeURIComponent(a.hash.slice(1))))
    .forEach((a) => wrong("leads nowhere", a));
  all("[aria-labelledby], [aria-describedby], [for]").forEach((e) => {
    const named = ["aria-labelledby", "aria-describedby", "for"].flatMap((name) => e.getAttribute(name)?.split(" ") ?? []);
    if (!named.every((id) => document.getElementById(id))) wrong("names an id that is not there", e);
  });
  if (document.documentElement.scrollWidth > innerWidth) wrong("wider than the window", document.body);

  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const sorter = document.querySelector("#page-list th button");
  if (document.body.classList.contains("index")) {
    sorter?.click();
    const head = sorter?.closest("th");
    const keys = all("#page-list tbody tr").map((row) => row.cells[0].dataset.key).filter(Boolean);
    const sorted = [...keys].sort((a, b) => a.localeCompare(b, "ja", { numeric: true }));
    if (head?.ariaSort !== "ascending" || keys.join() !== sorted.join()) wrong("does not sort", keys.join());
    if (!document.getElementById("page-sorted").textContent) wrong("does not say that it sorted", "index");
  } else if (!document.body.classList.contains("paper")) {
    const box = document.getElementById("page-filter-words");
    box.value = "こんな語はどこにもない";
    box.form.requestSubmit();
    if (!box.form.querySelector("output").textContent.includes("ありません")) wrong("does not say that nothing fits", box.form);
    box.value = "";
    box.form.requestSubmit();
    all(".toc a")[2].click();
    await pause(500);
    if (all(".toc a[aria-current]").length !== 1) wrong("the contents do not follow", all(".toc")[0]);
    if (all("button.copy").length < 100) wrong("addresses can't be copied", document.body);
  }

  const axed = await axe.run(document, { resultTypes: ["violations"] });
  axed.violations.forEach((v) => v.nodes.forEach((n) => found.push(`${v.id}: ${n.html.slice(0, 120)} ${n.failureSummary}`)));
  if (window !== top) parent.postMessage(found, "*");
  else tell(found);
})();
function tell(found) {
  const place = document.createElement("pre");
  place.id = "probe";
  place.textContent = JSON.stringify(found).replace(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`);
  document.body.append(place);
}
