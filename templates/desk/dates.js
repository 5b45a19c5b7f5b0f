// Dates as officers type them: 令和8年4月20日, R8.4.20, 2026/4/20, 20260420.

const ERAS = [
  ["令和", "R", 2019, 5, 1],
  ["平成", "H", 1989, 1, 8],
  ["昭和", "S", 1926, 12, 25],
  ["大正", "T", 1912, 7, 30],
  ["明治", "M", 1868, 10, 23],
];
const WEEKDAYS = "日月火水木金土";

const IN_ERA = /^(令和|平成|昭和|大正|明治|[RHSTM])(元|\d{1,2})[年./-](\d{1,2})(?:[月./-](?:(\d{1,2})日?)?)?$/i;
const IN_YEARS = /^(\d{4})[年./-](\d{1,2})(?:[月./-](?:(\d{1,2})日?)?)?$/;
const DIGITS = /^(\d{4})(\d{2})(\d{2})$/;

/** The day, or the month where there is no day, that a text means; nothing where it means none. */
export const read = (text) => {
  const bare = text.normalize("NFKC").replaceAll(/\s/g, "").replace(/[(（][日月火水木金土][)）]$/, "");
  const era = IN_ERA.exec(bare);
  if (era) {
    const start = ERAS.find(([name, letter]) => name === era[1] || letter === era[1].toUpperCase());
    const year = start[2] + (era[2] === "元" ? 1 : Number(era[2])) - 1;
    return existing(year, era[3], era[4]);
  }
  const years = IN_YEARS.exec(bare) ?? DIGITS.exec(bare);
  return years ? existing(Number(years[1]), years[2], years[3]) : null;
};

const existing = (year, month, day) => {
  const [m, d] = [Number(month), day === undefined ? null : Number(day)];
  const date = new Date(year, m - 1, d ?? 1);
  const is = date.getFullYear() === year && date.getMonth() === m - 1 && date.getDate() === (d ?? 1);
  return is ? { year, month: m, day: d, date } : null;
};

/** 令和8年4月20日 */
export const written = ({ year, month, day }) => {
  const number = year * 10000 + month * 100 + (day ?? 1);
  const era = ERAS.find(([, , y, m, d]) => number >= (day ? y * 10000 + m * 100 + d : y * 10000 + m * 100));
  const years = era ? year - era[2] + 1 : year;
  const name = era ? `${era[0]}${years === 1 ? "元" : years}年` : `${year}年`;
  return `${name}${month}月${day ? `${day}日` : ""}`;
};

/** What a text means, as far as it does not say so itself: 令和8年4月20日（月）, 月曜日. */
export const shown = (text) => {
  const found = read(text);
  if (!found) return "";
  const weekday = found.day ? WEEKDAYS[found.date.getDay()] : "";
  const words = written(found);
  if (text.trim() === words) return weekday && `${weekday}曜日`;
  return weekday ? `${words}（${weekday}）` : words;
};

/** What is written for a text that was typed in short; nothing where it stays as it is. */
export const spelledOut = (text) => {
  const found = read(text);
  const isWords = /年.*月/.test(text);
  return found && !isWords ? written(found) : null;
};
