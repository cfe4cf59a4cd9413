// A row of CEL as a file (cel_custom.conf). Which columns it has, and in which order, is up to the configuration; so each value is
// known by what it looks like.
import { parseEpoch, parseStamp } from "../../time.js";
import { cellsOf } from "../envelopes/csv.js";

/** A row of CEL. */
export interface CelRow {
  readonly event: string;
  /** Asterisk's own time (main/cel.c: eventtime). Null if the row has none. */
  readonly utcMs: number | null;
  readonly channelId: string | null;
  readonly channelName: string | null;
  readonly hangupCause: number | null;
  /** The channel's own name where its driver ended it (main/channel.c:ast_set_hangupsource). Null if the row does not say. */
  readonly hangupSource: string | null;
}

/** The events of CEL that a file begins with or is full of (main/cel.c:cel_event_types). */
const EVENT =
  /^(?:CHAN_START|CHAN_END|ANSWER|HANGUP|APP_START|APP_END|BRIDGE_ENTER|BRIDGE_EXIT|PARK_START|PARK_END|BLINDTRANSFER|ATTENDEDTRANSFER|PICKUP|FORWARD|LINKEDID_END|LOCAL_OPTIMIZE(?:_BEGIN)?|STREAM_BEGIN|STREAM_END|DTMF|USER_DEFINED)$/;
// 1795935211.685825 | 2026-11-29 06:53:31.685825
const EPOCH = /^1\d{9}\.\d{6}$/;
// 1795935211.0 | pbx1-1795935211.12
const UNIQUE_ID = /^(?:[\w-]{1,40}-)?1\d{9}\.\d{1,9}$/;
const CHANNEL_NAME = /^[A-Za-z]\w{1,20}\/.{1,80}-[0-9a-f]{8}(?:;[12])?$/;

/** Null if it is no row of CEL. */
export function celRowOf(text: string): CelRow | null {
  if (!EVENT_IN_LINE.test(text)) return null;
  const cells = cellsOf(text);
  const event = cells?.find((cell) => EVENT.test(cell));
  if (!cells || event === undefined) return null;
  const extra = cells.map(hangupOf).find((hangup) => hangup !== null) ?? null;
  const channelId = cells.find((cell) => UNIQUE_ID.test(cell) && !EPOCH.test(cell)) ?? null;
  const channelName = cells.find((cell) => CHANNEL_NAME.test(cell)) ?? null;
  if (channelId === null && channelName === null) return null;
  return { event, utcMs: timeOf(cells), channelId, channelName, ...(extra ?? NO_HANGUP) };
}

const EVENT_IN_LINE = /CHAN_|ANSWER|HANGUP|APP_|BRIDGE_|_END|STREAM_|PICKUP|FORWARD/;
const NO_HANGUP = { hangupCause: null, hangupSource: null };

function timeOf(cells: readonly string[]): number | null {
  const epoch = cells.find((cell) => EPOCH.test(cell));
  if (epoch !== undefined) return parseEpoch(Number(epoch))?.wallMs ?? null;
  for (const cell of cells) {
    // cel.conf: dateformat; without a zone it is local time, and then the row's place in time is not known
    const stamp = cell.length < 40 ? parseStamp(cell, 2000) : null;
    if (stamp?.kind === "full" && stamp.utcOffsetMinutes !== null) return stamp.wallMs;
  }
  return null;
}

// {"hangupcause":0,"hangupsource":"PJSIP/trunk-00000002","dialstatus":""}
function hangupOf(cell: string): Pick<CelRow, "hangupCause" | "hangupSource"> | null {
  if (!cell.startsWith('{"hangup')) return null;
  try {
    const { hangupcause, hangupsource } = JSON.parse(cell) as Record<string, unknown>;
    return {
      hangupCause: typeof hangupcause === "number" ? hangupcause : null,
      hangupSource: typeof hangupsource === "string" && hangupsource !== "" ? hangupsource : null,
    };
  } catch {
    return null;
  }
}
