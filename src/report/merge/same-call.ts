// Takes the calls of several reports, each call once. Reports overlap if a log was read again after it had grown, or if a bot's
// log went into the reports of two hosts.
import { eventCountOf } from "../problem.js";
import type { CallRow, Report } from "../schema.js";
import { withoutMasks } from "./masks-apart.js";

/** A call, and the reports that contain it. */
export interface SharedCall {
  readonly call: CallRow;
  /** Indexes of reports. That of `call` comes first. */
  readonly reports: readonly number[];
  /** Other reports' verdicts on it, if they differ. */
  readonly otherVerdicts: readonly { readonly report: number; readonly cause: string }[];
}

/** The calls of reports in which each path means one file. Of a call that is in several, the row with most events is kept. */
export function callsOnce(reports: readonly Report[]): SharedCall[] {
  const kept: SharedCall[] = [];
  const byKey = new Map<string, number[]>();
  for (const [owner, { calls }] of reports.entries()) {
    const before = kept.length;
    for (const call of calls) {
      const keys = keysOf(call);
      const at = keys
        .flatMap((key) => byKey.get(key) ?? [])
        .find((index) => index < before && isSame((kept[index] as SharedCall).call, call));
      const index = at ?? kept.length;
      kept[index] =
        at === undefined ? { call, reports: [owner], otherVerdicts: [] } : united(kept[at] as SharedCall, call, owner);
      for (const key of keys) {
        const known = byKey.get(key);
        if (known) known.push(index);
        else byKey.set(key, [index]);
      }
    }
  }
  return kept;
}

/** Calls that share one of these may be the same: a line of a log, or everything that names a call plus its first words. */
function keysOf(call: CallRow): string[] {
  const { channelId, channelName, logCallId, sipCallId, caller, startedAt, firstLines, timeline } = call;
  const begun = timeline.filter(({ attributed }) => attributed === "direct").slice(0, LINES_COMPARED);
  const own = [...firstLines, ...begun];
  const ids = [channelId, channelName, logCallId, sipCallId, caller, startedAt, own[0]?.text ?? ""];
  return [...own.map(({ source, line }) => `${line} ${source}`), withoutMasks(JSON.stringify(ids))];
}

/** A call's first lines are in every report of it, unless its log begins within the call. Even then some of these are. */
const LINES_COMPARED = 12;

/** A line about Asterisk as a whole is in many calls, so ids must agree too. */
function isSame(a: CallRow, b: CallRow): boolean {
  const ids = (["channelId", "channelName", "logCallId", "sipCallId"] as const).map((key) => {
    const [one, other] = [a[key], b[key]];
    return one === null || other === null ? null : withoutMasks(one) === withoutMasks(other);
  });
  return ids.includes(true) && !ids.includes(false);
}

function united(known: SharedCall, call: CallRow, owner: number): SharedCall {
  const [more, before] = [call, known.call].map(eventCountOf) as [number, number];
  const isFuller = more > before || (more === before && call.timeline.length > known.call.timeline.length);
  const [best, other] = isFuller ? [call, known.call] : [known.call, call];
  const reports = isFuller ? [owner, ...known.reports] : [...known.reports, owner];
  const isOther = best.diagnosis.cause !== other.diagnosis.cause;
  const differing = { report: isFuller ? (known.reports[0] ?? owner) : owner, cause: other.diagnosis.cause };
  return {
    call: best,
    reports,
    otherVerdicts: [...known.otherVerdicts, ...(isOther ? [differing] : [])].filter(
      ({ cause }) => cause !== best.diagnosis.cause,
    ),
  };
}
