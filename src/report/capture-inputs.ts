// The captures among the inputs of a run, as rows of the report.
import { isoUtc } from "../time.js";
import type { InputRow } from "./schema.js";

/** What was read of one capture. */
export interface CaptureInput {
  readonly path: string;
  /** What it is, in words. */
  readonly format: string;
  readonly byteCount: number;
  /** Lines, or packets. */
  readonly count: number;
  readonly unreadCount: number;
  readonly cutLineCount: number;
  readonly firstMs: number | null;
  readonly lastMs: number | null;
  /** How far its clock is ahead of Asterisk's. Null if its times are Asterisk's own, or if nothing tells. */
  readonly aheadMs: number | null;
  /** Why it could not be read to its end. Null if it was. */
  readonly error: string | null;
  /** What the reader of the report must know of it. */
  readonly notes: string[];
}

/** A capture as a row of the inputs. */
export function captureRow(capture: CaptureInput): InputRow {
  const { path, format, byteCount, count, unreadCount, cutLineCount, firstMs, lastMs, aheadMs } = capture;
  return {
    path,
    role: "capture",
    format,
    bytes: byteCount,
    lineCount: count,
    unparsedLineCount: unreadCount,
    cutLineCount,
    firstAt: firstMs === null ? null : isoUtc(firstMs - (aheadMs ?? 0)),
    lastAt: lastMs === null ? null : isoUtc(lastMs - (aheadMs ?? 0)),
    utcOffsetMinutes: firstMs === null ? null : 0,
    utcOffsetFrom: firstMs === null ? null : "log",
    clockOffsetSeconds: aheadMs === null ? null : Math.round(aheadMs) / 1000,
    clockNote: null,
    lossy: false,
  };
}

/** Why it could not be read to its end, in words. */
export function captureFaults({ error, count }: CaptureInput): string[] {
  return error === null ? [] : [`Partial: ${error}; read up to line ${count}.`];
}
