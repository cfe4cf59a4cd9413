// A look at the head of each file before reading: which side wrote it, and from when its first line is. So a rotated set is
// put in order by content, and files of one side that follow each other are read as one log.

import { readLineBatches } from "../lines.js";
import { Dating } from "../records/dating.js";
import { RecordReader } from "../records/reader.js";
import type { Side } from "../records/record.js";
import type { Stamp } from "../time.js";
import type { Source } from "./source.js";

/** What the head of a file shows. */
export interface Survey {
  readonly source: Source;
  readonly sourceIndex: number;
  /** null where both sides or neither were met. */
  readonly side: Side | null;
  /** The first stamp; null where there is none. */
  readonly first: Stamp | null;
  readonly empty: boolean;
  /** True where it holds NUL bytes, which no text log does; `utf-16` where its first bytes say that it is text all the same. */
  readonly binary: boolean | "utf-16";
  /** Why it cannot be read; null where it can. */
  readonly error: string | null;
}

const HEAD_LINES = 400;

/** Surveys a file by its first lines. */
export async function survey(source: Source, sourceIndex: number, nowMs: number): Promise<Survey> {
  const reader = new RecordReader(source.role, new Dating(nowMs));
  const sides = new Set<Side>();
  let first: Stamp | null = null;
  let lineCount = 0;
  let empty = true;
  let binary: Survey["binary"] = false;
  try {
    for await (const lines of readLineBatches(firstChunks(source))) {
      if (lines.length > 0) empty = false;
      if (/^(?:\xff\xfe|\xfe\xff)/.test(lines[0]?.text ?? "") && lineCount === 0) binary = "utf-16";
      binary ||= lines.slice(0, 50).some(({ text }) => text.includes("\0"));
      for (const record of [...reader.push(lines), ...reader.end()]) {
        sides.add(record.side);
        first ??= record.stamp;
      }
      lineCount += lines.length;
      if (lineCount > HEAD_LINES) break;
    }
  } catch (error) {
    return {
      source,
      sourceIndex,
      side: null,
      first: null,
      empty: false,
      binary: false,
      error: (error as Error).message,
    };
  }
  const [side] = sides;
  return {
    source,
    sourceIndex,
    side: sides.size === 1 && side ? side : null,
    first,
    empty,
    binary: sides.size === 0 && binary,
    error: null,
  };
}

/** The last stamp of a file, of which a bare time of day may be past midnight; null where its end has none. */
export async function lastStamp({ source }: Survey, nowMs: number): Promise<Stamp | null> {
  const reader = new RecordReader(source.role, new Dating(nowMs));
  let last: Stamp | null = null;
  try {
    for await (const lines of readLineBatches(lastChunks(source)))
      for (const record of [...reader.push(lines), ...reader.end()]) last = record.stamp ?? last;
  } catch {
    return null; // reading it later says what is wrong with it
  }
  return last;
}

async function* lastChunks(source: Source): AsyncGenerator<string> {
  let before = "";
  let last = "";
  for await (const chunk of (source.openEnd ?? source.open)()) {
    before = last;
    last = chunk;
  }
  yield before + last;
}

async function* firstChunks(source: Source): AsyncGenerator<string> {
  let bytes = 0;
  for await (const chunk of source.open()) {
    yield chunk;
    bytes += chunk.length;
    if (bytes > 256 * 1024) return;
  }
}
