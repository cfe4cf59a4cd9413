// What all commands share of the process: the version, warnings and progress on standard error, width and colour of standard
// output.
import { readFileSync } from "node:fs";
import { safeText } from "../report/safe-text.js";
import type { Settings } from "../settings/options.js";
import { Progress } from "./progress.js";

/** The version of this tool. dist/bundle/ is as deep as this folder. */
export const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  version: string;
};

// if nobody reads warnings, the report is written all the same
process.stderr.on("error", () => undefined);

/** The reading progress. It is drawn on a terminal only. */
export const progress = new Progress({
  write: (text) => process.stderr.write(text),
  columns: () => process.stderr.columns || 80,
  nowMs: Date.now,
  everySecond: (draw) => {
    const timer = setInterval(draw, 1_000).unref();
    return () => clearInterval(timer);
  },
});

/** Says something besides the report, in one line. */
export const warn = (message: string): void => {
  progress.clear();
  process.stderr.write(`ari-doctor: ${safeText(message)}\n`);
};

/** Prints a line that could not be read. */
export function showUnparsed(path: string, line: number, text: string): void {
  progress.clear();
  process.stderr.write(`${safeText(path)}:${line}: ${safeText(text)}\n`);
}

/** Is what goes there drawn in colour? */
export function inColor(when: Settings["color"], path: string | null): boolean {
  const toTerminal = path === null && process.stdout.isTTY === true;
  return when === "always" || (when === "auto" && toTerminal && !process.env.NO_COLOR);
}

/** The width of the page. */
export function columns(): number {
  return process.stdout.columns ?? (Number(process.env.COLUMNS) || 80);
}
