// A row of CDR as cdr_csv writes it (Master.csv): eighteen columns in a fixed order (cdr/cdr_csv.c:build_csv_record). Times are to
// the second, and local unless cdr.conf has `usegmtime`.
import { parseStamp } from "../../time.js";
import { cellsOf } from "../envelopes/csv.js";

/** A row of CDR. */
export interface CdrRow {
  readonly channelName: string;
  /** Null unless cdr.conf has `loguniqueid`. */
  readonly channelId: string | null;
  readonly source: string | null;
  readonly exten: string | null;
  readonly answered: boolean;
  readonly disposition: string;
  readonly durationSeconds: number;
  readonly talkSeconds: number;
  /** By the host's clock on the wall. */
  readonly endWallMs: number | null;
  readonly startWallMs: number | null;
}

const DISPOSITION = /^(?:ANSWERED|NO ANSWER|BUSY|FAILED|CONGESTION)$/;
const [SRC, DST, CHANNEL, START, ANSWER, END, DURATION, BILLSEC, STATE, AMA, ID] = [
  1, 2, 5, 9, 10, 11, 12, 13, 14, 15, 16,
];

/** Null if it is no such row. */
export function cdrRowOf(text: string): CdrRow | null {
  if (!/ANSWERED|NO ANSWER|BUSY|FAILED|CONGESTION/.test(text)) return null;
  const cells = cellsOf(text);
  if (!cells || cells.length < AMA + 1) return null;
  const cell = (at: number): string => cells[at] ?? "";
  if (!DISPOSITION.test(cell(STATE)) || !/^(?:DOCUMENTATION|OMIT|BILLING|IGNORE|\d)$/.test(cell(AMA))) return null;
  const [durationSeconds, talkSeconds] = [Number(cell(DURATION)), Number(cell(BILLSEC))];
  if (!cell(CHANNEL).includes("/") || !Number.isFinite(durationSeconds) || !Number.isFinite(talkSeconds)) return null;
  const wallMs = (at: number): number | null => parseStamp(cell(at), 2000)?.wallMs ?? null;
  return {
    channelName: cell(CHANNEL),
    channelId: cell(ID) || null,
    source: cell(SRC) || null,
    exten: cell(DST) || null,
    answered: cell(ANSWER) !== "",
    disposition: cell(STATE),
    durationSeconds,
    talkSeconds,
    startWallMs: wallMs(START),
    endWallMs: wallMs(END),
  };
}
