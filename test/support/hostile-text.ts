// What strangers may write into whatever is read, and what it must never become in what is written.
import { safeText } from "../../src/report/safe-text.js";

/** What each kind of text would do where it is not kept from it. A new kind is a row. */
const KINDS: Readonly<Record<string, string>> = {
  "retitles, clears and recolours a terminal": "\x1b]0;owned\x07\x1b[2J\x1b[31m",
  "does so by C1 controls, and links": "\x9b31m\x9d0;owned\x9c\x1b]8;;https://evil.example\x1b\\x\x1b]8;;\x1b\\",
  "reverses what is read, or hides it": "\u202eevil\u2066\u2069\u061c\u200b\ufeff\u{e0041}",
  "ends a text, a line, or is none": "\0\u2028\u2029\x85\ud800",
  "runs as a script": "</script><script>document.title='owned'</script><!--<script>",
  "runs as an attribute": `<img src=x onerror=document.title='owned'><svg/onload=document.title='owned'>' onclick=x "`,
  "ends what text stands in": "</details></summary></textarea></title></style>-->]]>",
  "goes elsewhere": `<a href="javascript:document.title='owned'">x</a><meta http-equiv=refresh content=0;url=//evil.example>`,
  "is a link or an image of Markdown":
    "[a](javascript:alert(1))![b](https://evil.example/x.png)<https://evil.example>[c]: //evil.example",
  "is one by itself": "https://evil.example/ www.evil.example someone@evil.example @everyone #1",
  "ends a block of code, or a cell": "``` ~~~ ` | cell | **bold** ~~gone~~ &lt;b&gt; $x$",
  "is a formula of a sheet": "=cmd|' /C calc'!A0 +1 -1 @SUM(1)",
  "is run by a shell": `$(touch owned) \`touch owned\`; touch owned & touch owned | touch owned '; touch owned; ' "; touch owned; "`,
};

/** All of it on one line, as a log's line may hold it. */
export const HOSTILE = Object.values(KINDS).join(" ");

/** The same, with lines of its own: what JSON may hold. */
export const HOSTILE_LINES = `${HOSTILE}\n# heading\n\n- item\r\n{"forged":"line"}\n\`\`\`\n<img src=x>\n`;

/** What acts on a display, or on how it is read; line feeds are the page's own. */
const ACTING =
  /[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]|\p{Cs}/u;

/** The first thing in a text that acts on a display, with what stands around it. Null where there is none. */
export function actingIn(text: string): string | null {
  const found = ACTING.exec(text);
  return found && JSON.stringify(text.slice(Math.max(0, found.index - 60), found.index + 20));
}

/** Fields of a report that hold several lines, to be copied. */
const OF_LINES: ReadonlySet<string> = new Set(["how", "python", "node"]);

/** Names that scripts are to find again as they are: of files and sections; and a patch, whose lines are the file's. */
const NAMES: ReadonlySet<string> = new Set(["path", "source", "file", "scope", "section", "patch"]);

/**
 * The fields of a value of JSON whose text acts on a display once it is decoded, as `jq -r` does, or has a line of its own; names
 * aside.
 */
export function actingFields(value: unknown, place = ""): string[] {
  if (typeof value === "string") {
    if (NAMES.has(place.split(".").at(-1) ?? "")) return [];
    const text = OF_LINES.has(place.split(".").at(-1) ?? "") ? value.replaceAll("\n", "") : value;
    return text === safeText(text) ? [] : [place];
  }
  if (typeof value !== "object" || value === null) return [];
  // so OpenTelemetry has it: { key, value: { stringValue } }
  if ((value as { key?: unknown }).key === "log.file.path") return [];
  return Object.entries(value).flatMap(([key, field]) => [
    ...(key === safeText(key) ? [] : [`a name in ${place}`]),
    ...actingFields(field, `${place}.${key}`),
  ]);
}

/** What is left of commands without what stands between single quotes, where a shell reads nothing, and without comments. */
export function readByShell(commands: string): string {
  return commands
    .split("\n")
    .filter((line) => !/^\s*#/.test(line))
    .map((line) => line.replace(/'[^']*'/g, ""))
    .join("\n");
}

/** A report in which every text that its schema leaves free ends in another. */
export function spoiledReport(report: object, text: string): object {
  const put = (value: unknown, place: string): unknown => {
    const key = place.split(".").at(-1) ?? "";
    if (typeof value === "string")
      return HELD.has(key) || /(?:^|\.)(?:tool\.name|diagnosis\.cause)$/.test(place) || isTime(value)
        ? value
        : `${value}${text}`;
    if (Array.isArray(value)) return value.map((one) => put(one, place));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, put(field, `${place}.${name}`)]));
  };
  return put(report, "") as object;
}

const isTime = (text: string): boolean => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text);

/** Fields whose words the schema knows. Others are refused, so there is nothing to try. */
const HELD: ReadonlySet<string> = new Set(
  "schemaVersion level code severity confidence side attributed kind from role driver utcOffsetFrom playback playbackState language".split(
    " ",
  ),
);
