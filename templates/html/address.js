"use strict";
(() => {
  const said = document.getElementById("page-copied");
  const write = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    // A page of the office's own network may have no right to the clipboard; the old way needs none.
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (!done) throw new Error("copy");
  };

  const copy = async (link, button) => {
    const name = link.textContent.trim();
    try {
      await write(link.href);
      said.textContent = `${name}のアドレスをコピーしました。`;
    } catch {
      said.textContent = `コピーできませんでした。${name}のリンクを開いて、アドレス欄から写してください。`;
    }
    button.focus();
  };

  document.querySelectorAll(":is(.bar, dt, .changes th) > a.address").forEach((link) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.setAttribute("aria-label", `${link.textContent.trim()}のアドレスをコピー`);
    button.title = "この項目のアドレスをコピー";
    button.addEventListener("click", () => copy(link, button));
    link.after(button);
  });
})();
