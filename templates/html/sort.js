"use strict";
(() => {
  const table = document.getElementById("page-list");
  const said = document.getElementById("page-sorted");
  if (!table) return;
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const key = (row, at) => row.cells[at].dataset.key ?? row.cells[at].textContent.trim();
  const compare = (a, b) => a.localeCompare(b, "ja", { numeric: true });

  const sort = (at) => {
    const down = heads[at].getAttribute("aria-sort") === "ascending";
    heads.forEach((head) => head.removeAttribute("aria-sort"));
    heads[at].setAttribute("aria-sort", down ? "descending" : "ascending");
    const rows = [...body.rows].map((row) => [key(row, at), row]);
    const known = rows.filter(([text]) => text !== "");
    known.sort(([a], [b]) => (down ? compare(b, a) : compare(a, b)));
    const blank = rows.filter(([text]) => text === "");
    body.append(...known.concat(blank).map(([, row]) => row));
    said.textContent = `${heads[at].textContent.trim()}の${down ? "降順" : "昇順"}に並べ替えました。`;
  };

  heads.forEach((head, at) => {
    if (!head.hasAttribute("data-sort")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(at));
    head.append(button);
  });
})();
