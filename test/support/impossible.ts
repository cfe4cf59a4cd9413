// What cannot be of any call, whatever the logs: a report that says it has mixed two calls up.
import type { CallRow, Finding } from "../../src/report/schema.js";
import type { Evidence } from "../../src/verdict/verdict.js";

/** Stamps may be whole seconds; two lines of one log are no closer than that. */
const SLACK_MS = 1_500;
/** These tell of what came after the end, and say so. */
const AFTER_THE_END: ReadonlySet<string> = new Set([
  "acts-after-end",
  "bot-lost-mid-call",
  "hold-gap-over-rtp-timeout",
  "leg-left-behind",
  "slow-answer",
  "slow-step",
]);

/** What the bot still wanted of a channel that had gone: that is the loss itself. */
const IN_VAIN =
  /^(?:bot-(?:request-failed|channel-gone|not-in-stasis|intention|play|hangup|unread)|unread-error|playback-failed)/;

/**
 * What cannot be of the calls of one report: an end before the start, two drivers' channels of one name, evidence from after
 * the end, another call's line.
 */
export function impossibleOf(calls: readonly CallRow[]): string[] {
  const owners = ownersOf(calls);
  return calls.flatMap((call) => {
    const id = [call.channelId, call.channelName, call.logCallId].join(" ");
    return [
      ...endsBeforeStart(call),
      ...twoDrivers(call),
      ...evidenceOf(call).flatMap((row) => [...isLate(call, row), ...isOfAnother(call, row, owners)]),
    ].map((what) => `${id}: ${what}`);
  });
}

function endsBeforeStart({ startedAt, endedAt, legs }: CallRow): string[] {
  return [{ startedAt, endedAt }, ...legs].flatMap((one) =>
    one.startedAt !== null && one.endedAt !== null && Date.parse(one.endedAt) < Date.parse(one.startedAt)
      ? [`ends ${one.endedAt} before it starts ${one.startedAt}`]
      : [],
  );
}

const NAMED = /^(PJSIP|SIP)\/(.*-[0-9a-f]{8})$/;

function twoDrivers({ legs }: CallRow): string[] {
  const driverOf = new Map<string, string>();
  return legs.flatMap(({ channelName }) => {
    const [, driver, name] = NAMED.exec(channelName ?? "") ?? [];
    if (driver === undefined || name === undefined) return [];
    const other = driverOf.get(name);
    driverOf.set(name, driver);
    return other !== undefined && other !== driver ? [`both drivers' channels ${name}`] : [];
  });
}

interface Cited {
  readonly row: Evidence;
  readonly by: string;
}

function evidenceOf({ diagnosis, findings }: CallRow): Cited[] {
  const cited = (by: string, rows: readonly Evidence[]): Cited[] => rows.map((row) => ({ row, by }));
  return [
    ...cited(diagnosis.cause, diagnosis.evidence),
    ...findings.flatMap(({ name, evidence }: Finding) => cited(name, evidence)),
  ];
}

function isLate({ endedAt, timeline }: CallRow, { row, by }: Cited): string[] {
  const at = row.at === null ? Number.NEGATIVE_INFINITY : Date.parse(row.at);
  if (endedAt === null || AFTER_THE_END.has(by)) return [];
  const told = timeline.find(({ source, line }) => source === row.source && line === row.line);
  // what the bot still wanted comes after it, and what is of no call (a restart, the bot's end) may
  if (told === undefined || told.side === "bot" || IN_VAIN.test(told.event)) return [];
  const end = timeline.find((entry) => entry.at === endedAt);
  // of two logs that nothing sets against each other the order of lines says little
  if (end?.source !== row.source) return [];
  return at > Date.parse(endedAt) + SLACK_MS
    ? [`${by} rests on a line from after the end ${endedAt}: ${row.source}:${row.line} ${row.at} ${row.text}`]
    : [];
}

/** The ids by which one call alone is known. */
function ownersOf(calls: readonly CallRow[]): Map<string, CallRow | null> {
  const owners = new Map<string, CallRow | null>();
  for (const call of calls)
    for (const id of idsOf(call)) {
      const other = owners.get(id);
      owners.set(id, other === undefined || other === call ? call : null);
    }
  return owners;
}

function idsOf({ channelId, channelName, logCallId, legs }: CallRow): string[] {
  return [channelId, channelName, logCallId, ...legs.flatMap((leg) => [leg.channelId, leg.channelName])].filter(
    (id) => id !== null,
  );
}

const ID = /(?<![\w/])(?:C-[0-9a-f]{8}|(?:PJSIP|SIP)\/[^\s'",;)]{1,80}-[0-9a-f]{8}|\d{10}\.\d{1,9})\b/g;

function isOfAnother(call: CallRow, { row, by }: Cited, owners: ReadonlyMap<string, CallRow | null>): string[] {
  if (by === "wrong-channel-id") return []; // the id of another call is what it tells of
  const named = [...row.text.matchAll(ID)].map(([id]) => id);
  const own = new Set(idsOf(call));
  const strangers = named.filter((id) => !own.has(id) && owners.get(id));
  return strangers.length > 0 && !named.some((id) => own.has(id))
    ? [`${by} rests on a line of ${strangers.join(", ")}: ${row.source}:${row.line} ${row.text}`]
    : [];
}
