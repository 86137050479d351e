// Days as numbers since 1970, the steps they are counted by, and how a range of them is said. Stands before the script of the
// timeline, which uses it.
const DAY = 86400000;
const toDay = (text) => Date.parse(text + "T00:00:00Z") / DAY;
const toText = (day) => new Date(day * DAY).toISOString().slice(0, 10);

// The first day of the step that a day lies in, and that of the next step.
function floor(day, unit) {
  const date = new Date(day * DAY);
  if (unit === "day") return day;
  if (unit === "week") return day - ((date.getUTCDay() + 6) % 7);
  return Date.UTC(date.getUTCFullYear(), unit === "year" ? 0 : date.getUTCMonth(), 1) / DAY;
}

function next(day, unit, steps = 1) {
  if (unit === "day" || unit === "week") return day + steps * (unit === "week" ? 7 : 1);
  const date = new Date(day * DAY);
  return Date.UTC(date.getUTCFullYear() + (unit === "year" ? steps : 0), date.getUTCMonth() + (unit === "month" ? steps : 0), 1) / DAY;
}

// A format takes a millisecond to make, a thousand bars are said with one.
const formats = {};
function dayFormat(language) {
  return (formats[language] ||= new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }));
}

function say(first, last, language) {
  const format = dayFormat(language);
  return first === last ? format.format(first * DAY) : format.formatRange(first * DAY, last * DAY);
}
