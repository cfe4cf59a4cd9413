// Does a cited line stand where the report says it does? Held against the unzipped log: its line number, the byte at which it
// begins, and its words.
import { readUnzipped } from "./corpus.js";
import type { Citation, ReportedCall } from "./report.js";

interface LogLine {
  readonly byteOffset: number;
  readonly text: string;
}

/** How much of a line is compared: the report shortens long ones and spells out what a terminal would act upon. */
const COMPARED_CHARACTERS = 60;

const logs = new Map<string, readonly LogLine[]>();

/** Every line that the report rests a statement about a call on: its verdict, what it ruled out, its findings. */
export function citationsOf({ diagnosis, findings }: ReportedCall): Citation[] {
  return [diagnosis, ...diagnosis.ruledOut, ...findings].flatMap(({ evidence }) => evidence);
}

/** True where the line stands there. */
export function stands({ source, line, byteOffset, text }: Citation): boolean {
  const logged = linesOf(source)[line - 1];
  const cited = words(text);
  return cited !== "" && logged?.byteOffset === byteOffset && words(logged.text) === cited;
}

function linesOf(path: string): readonly LogLine[] {
  const known = logs.get(path);
  if (known) return known;
  const lines: LogLine[] = [];
  let byteOffset = 0;
  for (const line of readUnzipped(path).toString("latin1").split("\n")) {
    lines.push({ byteOffset, text: Buffer.from(line, "latin1").toString("utf8") });
    byteOffset += line.length + 1;
  }
  logs.set(path, lines);
  return lines;
}

/** The letters and digits at the head of a line, without colours: `\x1b[1;32mStarted\x1b[0m music` reads "Started music". */
function words(text: string): string {
  return text
    .replace(/\x1b\[[\d;]*m/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .slice(0, COMPARED_CHARACTERS);
}
