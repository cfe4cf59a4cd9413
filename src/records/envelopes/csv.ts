// An export as a table of comma-separated values (RFC 4180): Grafana, Kibana, CloudWatch Logs Insights, Datadog. The first row
// names the columns. Every other row holds a line and its time.
import { parseEpoch, parseStamp, type Stamp } from "../../time.js";
import type { Envelope, Peeled } from "./envelope.js";

const TIME_COLUMN = /^(?:@?timestamp|time|date|_time|ts|tsns|timestamp ?\(?\w*\)?)$/i;
const LINE_COLUMN = /^(?:@?message|line|log|_raw|content|msg|textpayload|body|text)$/i;
/** A row of column names is short, and none of them contains a time. */
const LONGEST_NAMES = 2_000;
const MAX_COLUMNS = 200;

/** The columns with time and line, as the voice of the carrier's own row: `csv 0 1`. */
const COLUMNS = /^csv (?<time>\d+) (?<line>\d+)$/;

function peel(text: string, year: number, carried: Peeled | null): Peeled | null {
  const columns = carried ? COLUMNS.exec(carried.voice)?.groups : undefined;
  if (columns) {
    const cells = cellsOf(text);
    const time = cells?.[Number(columns.time)];
    const line = cells?.[Number(columns.line)];
    const stamp = time === undefined ? null : stampOf(time, year);
    if (stamp && line !== undefined)
      return { inner: line.replace(/\r?\n$/, ""), stamp, voice: carried?.voice ?? "", writer: "", goesOn: false };
  }
  return columnsOf(text);
}

/** Is this line the row of column names? */
export function isColumnNames(text: string): boolean {
  return columnsOf(text.replace(/^\ufeff/, "")) !== null;
}

/** The row of column names. */
function columnsOf(text: string): Peeled | null {
  if (text.length > LONGEST_NAMES || !text.includes(",") || !/time|date|ts/i.test(text)) return null;
  const names = cellsOf(text);
  if (!names) return null;
  const time = names.findIndex((name) => TIME_COLUMN.test(name));
  const line = names.findIndex((name) => LINE_COLUMN.test(name));
  if (time < 0 || line < 0) return null;
  return { inner: null, stamp: null, voice: `csv ${time} ${line}`, goesOn: false };
}

/** The cells of a row. Null if it is not a row. */
export function cellsOf(text: string): string[] | null {
  const cells: string[] = [];
  for (let at = 0; at <= text.length && cells.length < MAX_COLUMNS; ) {
    if (text[at] !== '"') {
      const comma = text.indexOf(",", at);
      const end = comma < 0 ? text.length : comma;
      cells.push(text.slice(at, end));
      at = end + 1;
      continue;
    }
    let end = text.indexOf('"', at + 1);
    while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
    // a row whose last cell continues on the next line
    if (end < 0) return cells.length === 0 ? null : [...cells, text.slice(at + 1).replaceAll('""', '"')];
    cells.push(text.slice(at + 1, end).replaceAll('""', '"'));
    if (end + 1 < text.length && text[end + 1] !== ",") return null;
    at = end + 2;
  }
  return cells;
}

function stampOf(text: string, year: number): Stamp | null {
  if (/^\d{10,19}$/.test(text)) return parseEpoch(Number(text));
  // Nov 22, 2026 @ 15:51:38.312, in Kibana's style
  return parseStamp(text.replace(" @ ", " "), year);
}

const LINE = "2026-11-22 15:51:38,312 - app.ari - INFO - said: hold";

/** A table with one log line per row. */
export const csv: Envelope = {
  name: "csv",
  ofAnyLine: true,
  comesFrom:
    "exports as a table: Grafana, Kibana, CloudWatch Logs Insights; the first row names the columns (`@timestamp`, `message`, `Line` …)",
  samples: [
    ['"@timestamp","@message"', null],
    [`"2026-11-22 15:51:38.312","${LINE}"`, LINE],
    ['1795362698312,"Channel ""7"" put on hold"', 'Channel "7" put on hold'],
    ['"Nov 22, 2026 @ 15:51:38.312",Channel 1795362698.0 put on hold', "Channel 1795362698.0 put on hold"],
  ],
  unmistakable: true,
  peel,
};
