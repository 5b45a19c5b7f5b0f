"use strict";
(() => {
  const form = document.getElementById("page-filter");
  const box = form.querySelector("input");
  const output = form.querySelector("output");
  const items = [...document.querySelectorAll(".item")];
  const groups = [...document.querySelectorAll(".group")];
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  let texts = null;
  let timer = 0;

  const apply = () => {
    const words = box.value.split(/\s+/).map(fold).filter(Boolean);
    texts ??= items.map((item) => fold(item.textContent));
    let found = 0;
    items.forEach((item, at) => {
      const hit = words.every((word) => texts[at].includes(word));
      item.hidden = !hit;
      found += hit ? 1 : 0;
    });
    groups.forEach((group) => {
      group.hidden = words.length > 0 && !group.querySelector(".item:not([hidden])");
    });
    document.body.classList.toggle("filtering", words.length > 0);
    output.textContent = words.length === 0 ? ""
      : found === 0 ? "当てはまる項目はありません。" : `${found}件の項目があります。`;
  };

  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.getClientRects().length === 0) {
      box.value = "";
      apply();
      target.scrollIntoView();
    }
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(apply, 150);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    apply();
  });
  window.addEventListener("hashchange", reveal);
  form.hidden = false;
})();
