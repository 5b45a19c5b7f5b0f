// What Excel puts on the clipboard: cells parted by tabs, rows by line breaks, cells with line breaks in quotes.

/** The rows of cells of a pasted text. */
export const rowsOf = (text) => {
  const rows = [];
  let row = [];
  let at = 0;
  const line = text.replaceAll("\r\n", "\n").replaceAll("\r", "\n").replace(/\n$/, "");
  for (;;) {
    const [cell, end] = line[at] === '"' ? quoted(line, at) : bare(line, at);
    row.push(cell);
    if (line[end] === "\t") {
      at = end + 1;
      continue;
    }
    rows.push(row);
    if (end >= line.length) return rows;
    row = [];
    at = end + 1;
  }
};

const bare = (text, at) => {
  let end = at;
  while (end < text.length && text[end] !== "\t" && text[end] !== "\n") end += 1;
  return [text.slice(at, end), end];
};

/** A cell in quotes; a quote that is not closed before a tab, a line break or the end is a character like others. */
const quoted = (text, at) => {
  let cell = "";
  for (let end = at + 1; end < text.length; end += 1) {
    if (text[end] !== '"') {
      cell += text[end];
    } else if (text[end + 1] === '"') {
      cell += '"';
      end += 1;
    } else if (end + 1 === text.length || text[end + 1] === "\t" || text[end + 1] === "\n") {
      return [cell, end + 1];
    } else {
      break;
    }
  }
  return bare(text, at);
};

/** Whether a pasted text has more than one cell. */
export const isRange = (rows) => rows.length > 1 || rows[0].length > 1;

/** The cells of pasted rows one after the other; a first column of mere numbers counts them and is left out. */
export const column = (rows) => {
  const isNumber = (cell) => /^[0-9０-９]+[.)．）]?$/.test(cell.trim());
  const counted = rows.length > 1 && rows.every((row) => row.length > 1 && isNumber(row[0]));
  const cells = rows.flatMap((row) => (counted ? row.slice(1) : row));
  return cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
};

/** Puts a text where the cursor is, so that the browser can undo it. */
export const insert = (area, text) => {
  area.focus();
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
};
