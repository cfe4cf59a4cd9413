// Splits the text of one configuration file into its statements, in order, without comments, and with nothing resolved. Beware:
// comments come first. A `;` inside a value cuts it unless written `\;`, quoted or not, and a block comment `;-- … --;` may open
// in the middle of a line, nest, and close lines later. Source: main/config.c, config_text_file_load (comments) and
// process_text_line (statements).
import type { ConfigProblem } from "./problem.js";

export type Statement =
  /** `[name](modifier,…)`. The modifiers are `!`, `+`, `+filter` and names of templates, as written. */
  | { readonly kind: "section"; readonly name: string; readonly modifiers: readonly string[]; readonly line: number }
  /** `key = value`, `key => value`. `joins` for `key += value`, which extends the value before it. */
  | {
      readonly kind: "entry";
      readonly key: string;
      readonly value: string;
      readonly joins: boolean;
      readonly line: number;
    }
  /** `#include "name"`, or `#tryinclude` (`optional`), which may be missing. */
  | { readonly kind: "include"; readonly name: string; readonly optional: boolean; readonly line: number }
  /** `#exec command`: Asterisk includes what the command prints. This reader never runs it. */
  | { readonly kind: "exec"; readonly command: string; readonly line: number };

export interface Statements {
  readonly statements: readonly Statement[];
  readonly problems: readonly ConfigProblem[];
}

/** fgets() into `char buf[8192]`: a line that fills it, including its newline, is skipped. */
const MAX_LINE_BYTES = 8190;

type LineProblem = Pick<ConfigProblem, "message" | "effect">;

/** What a line says, what is wrong with it, or both. */
interface ReadLine {
  readonly statement?: Statement;
  readonly problem?: LineProblem;
}

/** Splits a file's text into statements. Never throws: what cannot be read becomes a problem, and reading goes on. */
export function readStatements(text: string, file: string): Statements {
  const statements: Statement[] = [];
  const problems: ConfigProblem[] = [];
  const report = (line: number, problem: LineProblem) => problems.push({ file, line, ...problem });

  if (text.startsWith("\uFEFF")) {
    report(1, { message: "The file starts with a byte order mark, which hides its first section.", effect: "refused" });
  }

  const openedAt: number[] = [];
  for (const [index, raw] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    const line = index + 1;
    if (Buffer.byteLength(raw) >= MAX_LINE_BYTES) {
      report(line, { message: `The line is too long (${MAX_LINE_BYTES} bytes or more).`, effect: "ignored" });
      continue;
    }
    const text = stripBlanks(withoutComments(raw, line, openedAt));
    if (text === "") continue;
    const { statement, problem } = readLine(text, line);
    if (statement !== undefined) statements.push(statement);
    if (problem !== undefined) report(line, problem);
  }

  const unclosed = openedAt.at(-1);
  if (unclosed !== undefined) {
    report(unclosed, { message: "The block comment that starts here is never closed with --;", effect: "ignored" });
  }
  return { statements, problems };
}

/** The line without its comments. `openedAt` holds the lines of the block comments open so far, and is kept up to date. */
function withoutComments(raw: string, line: number, openedAt: number[]): string {
  let kept = "";
  let start = 0;
  for (;;) {
    const at = raw.indexOf(";", start);
    const visible = openedAt.length === 0;
    const before = raw.slice(start, at === -1 ? undefined : at);
    if (at === -1) return visible ? kept + before : kept;

    start = at + 1;
    if (before.endsWith("\\")) {
      if (visible) kept += `${before.slice(0, -1)};`;
    } else if (/^;--(?!-)/.test(raw.slice(at, at + 4))) {
      // `;---` is a ruler, not the start of a block
      if (visible) kept += before;
      openedAt.push(line);
      start = at + 3;
    } else if (visible) {
      return kept + before;
    } else if (before.endsWith("--")) {
      openedAt.pop();
    }
  }
}

function readLine(text: string, line: number): ReadLine {
  if (text.startsWith("[")) return readHeader(text, line);
  if (text.startsWith("#")) return readDirective(text, line);
  return readEntry(text, line);
}

// [trunk](!,base)   the bracket must follow at once; blanks inside it are part of the names, as in Asterisk
const HEADER = /^\[(?<name>[^\]]*)(?<closed>\])?(?:\((?<modifiers>[^)]*)(?<ended>\))?)?/;

/** A broken header still opens a section. Otherwise the lines after it would count for the section before. */
function readHeader(text: string, line: number): ReadLine {
  const { name = "", closed, modifiers, ended } = HEADER.exec(text)?.groups ?? {};
  const statement: Statement = { kind: "section", name, modifiers: modifiers?.split(",") ?? [], line };
  if (closed === undefined) return { statement, problem: refused("The section name has no closing ].") };
  if (modifiers !== undefined && ended === undefined) {
    return { statement, problem: refused(`[${name}]( has no closing ).`) };
  }
  return { statement };
}

// #include "sip_custom.conf"   #tryinclude <local/*.conf>   #exec /usr/local/bin/peers.sh
const DIRECTIVE = /^#(?<word>\S*)\s*(?<argument>.*)$/s;

function readDirective(text: string, line: number): ReadLine {
  const { word = "", argument = "" } = DIRECTIVE.exec(text)?.groups ?? {};
  const directive = word.toLowerCase();
  if (directive !== "include" && directive !== "tryinclude" && directive !== "exec") {
    return { problem: ignored(`#${word} is not a directive Asterisk knows.`) };
  }
  if (argument === "") return { problem: ignored(`#${word} names no file.`) };
  const bare = /^(?:"(?<quoted>.*)"|<(?<angled>.*)>)$/.exec(argument)?.groups;
  const name = bare?.quoted ?? bare?.angled ?? argument;
  return directive === "exec"
    ? { statement: { kind: "exec", command: name, line } }
    : { statement: { kind: "include", name, optional: directive === "tryinclude", line } };
}

function readEntry(text: string, line: number): ReadLine {
  // a leading backslash lets a key start with [ or #; that first character cannot be the equal sign then
  const escaped = text.startsWith("\\");
  const entry = escaped ? text.slice(1) : text;
  const equals = entry.indexOf("=", escaped ? 1 : 0);
  if (equals === -1) return { problem: ignored(`"${excerpt(text)}" has no equal sign.`) };

  const joins = equals > 0 && entry[equals - 1] === "+";
  const key = stripBlanks(entry.slice(0, joins ? equals - 1 : equals));
  const written = entry.slice(equals + 1);
  // `key => value` means the same as `key = value`
  const value = stripBlanks(!joins && written.startsWith(">") ? written.slice(1) : written);
  if (key === "") return { problem: ignored("The value has no name before its equal sign.") };
  return { statement: { kind: "entry", key, value, joins, line } };
}

function refused(message: string): LineProblem {
  return { message, effect: "refused" };
}

function ignored(message: string): LineProblem {
  return { message, effect: "ignored" };
}

const BLANK = 32;

/** Strips blanks as ast_strip() does: everything up to code 32, so a no-break space stays. */
function stripBlanks(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && text.charCodeAt(from) <= BLANK) from += 1;
  while (from < to && text.charCodeAt(to - 1) <= BLANK) to -= 1;
  return text.slice(from, to);
}

function excerpt(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
