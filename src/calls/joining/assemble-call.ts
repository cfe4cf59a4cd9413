// Puts the halves of a call together, in time order by Asterisk's clock.
import type { EventType } from "../../events/event.js";
import { type Call, driverOf, type Leg, type LegRole, NONE, type TimedUnread } from "../call.js";
import { type Clock, toUtcMs } from "../clocks/clock.js";
import { type LineTimes, withBounds } from "../clocks/line-times.js";
import { datedByAsterisk, keysOfUndated } from "../clocks/undated.js";
import type { AttributedEvent, HalfCall, SeenInLog } from "../half-call.js";
import { NOTHING_SEEN } from "../half-call.js";
import type { TimedEvent } from "../timed-event.js";
import { isHelperName } from "../tracking/auxiliary-channels.js";
import type { Surroundings } from "../tracking/run-log.js";
import { parseUniqueId } from "../unique-id.js";
import type { Witnessed } from "../witnessed.js";
import { templateOf } from "../words/template.js";
import type { LearntWords } from "../words/word-learning.js";

/** What {@link assembleCall} needs. */
export interface Assembly {
  /** Usually one. A console may split a call in two. */
  readonly asterisk: readonly HalfCall[];
  readonly bot: HalfCall | null;
  readonly clockOf: (half: HalfCall) => Clock;
  readonly surroundings: (fromMs: number, toMs: number) => Surroundings;
  readonly inputs: Call["inputs"];
  /** True if the same id may mean calls of different hosts. */
  readonly severalHosts: boolean;
  readonly joinedBy: string | null;
  /** What the bot's unknown words mean. */
  readonly words?: LearntWords;
  /** What is known about the lines of logs without times. */
  readonly lineTimes?: LineTimes | null;
}

/** The place of a call that has no time. */
const NO_SURROUNDINGS: Surroundings = { of: () => [] };

/** Puts the halves of a call together. */
export function assembleCall(assembly: Assembly): Call {
  const { asterisk, bot } = assembly;
  const halves = bot ? [...asterisk, bot] : asterisk;
  const read: TimedEvent[] = [];
  for (const half of halves) {
    const clock = assembly.clockOf(half);
    for (const attributed of half.events) read.push(withMeaning(timed(attributed, clock), assembly.words));
  }
  const events = [...withBounds(datedByAsterisk(read), assembly.lineTimes ?? null)];
  sortByTime(events);
  const unread = unreadOf(halves, assembly.clockOf);
  const eventsByType = byType(events);
  const channelIds = [...new Set([...(bot?.channelIds ?? []), ...asterisk.flatMap((half) => half.channelIds)])];
  const channelNames = [...new Set([...asterisk.flatMap((half) => half.channelNames), ...(bot?.channelNames ?? [])])];
  const channelId = channelIds.find((id) => /^\d/.test(id)) ?? channelIds[0] ?? null;
  const mayHaveDialled = eventsByType.has("dial") || eventsByType.has("bot-dialled");
  const channelName =
    (mayHaveDialled ? whoDialled(channelNames, eventsByType) : null) ??
    mainName(mayHaveDialled ? channelNames.filter((name) => !wasDialled(name, events)) : channelNames);
  const firstMs = events.find(({ atMs }) => atMs !== null)?.atMs ?? null;
  const lastMs = events.findLast(({ atMs }) => atMs !== null)?.atMs ?? null;
  return {
    channelId,
    channelName,
    logCallId: asterisk.flatMap((half) => half.logCallIds)[0] ?? null,
    sipCallId: halves.flatMap((half) => half.sipCallIds)[0] ?? null,
    ...parties(events),
    driver: driverOf(channelName),
    legs: legsOf(channelId, channelName, channelIds, channelNames, eventsByType.get("bot-media-leg") ?? NONE),
    strayIds: bot?.strayIds ?? [],
    startMs: startOf(channelId, firstMs, assembly.severalHosts ? firstFineMs(events) : null),
    events,
    eventsByType,
    unread,
    unreadLeftOutCount: halves.reduce((sum, half) => sum + half.unreadLeftOutCount, 0),
    surroundings: firstMs === null || lastMs === null ? NO_SURROUNDINGS : assembly.surroundings(firstMs, lastMs),
    sides: { asterisk: asterisk.length > 0, bot: bot !== null },
    botUnderstood: bot !== null && isUnderstood(bot),
    inputs: assembly.inputs,
    seen: bothSeen(asterisk[0]?.seen, bot?.seen),
    banner: asterisk[0] === undefined ? null : bannerOf(asterisk[0], assembly.clockOf(asterisk[0])),
    precisionMs: { asterisk: precision(asterisk), bot: precision(bot ? [bot] : []) },
    clockMeasured: asterisk.length === 0 || bot === null || assembly.clockOf(bot).skewKnown,
    sharesId: halves.some(({ sharesId }) => sharesId),
    joinedBy: assembly.joinedBy,
    witnessed: null,
  };
}

/** The call with what captures hold of it. Ids that no log tells are those of the captures. */
export function withWitnessed(call: Call, witnessed: Witnessed | null): Call {
  if (witnessed === null) return call;
  const { channelId, channelName, sipCallId } = witnessed;
  const named = call.channelName ?? channelName;
  return {
    ...call,
    channelId: call.channelId ?? channelId,
    channelName: named,
    driver: call.driver ?? driverOf(named),
    sipCallId: call.sipCallId ?? sipCallId,
    legs: call.legs.map((leg, i) =>
      i === 0 ? { ...leg, channelId: leg.channelId ?? channelId, channelName: leg.channelName ?? channelName } : leg,
    ),
    witnessed,
  };
}

function unreadOf(halves: readonly HalfCall[], clockOf: Assembly["clockOf"]): TimedUnread[] {
  const unread = halves.flatMap((half) =>
    half.unread.map(({ event, inferredFrom, count }) => ({ at: timed({ event, inferredFrom }, clockOf(half)), count })),
  );
  return unread.sort((a, b) => (a.at.atMs ?? 0) - (b.at.atMs ?? 0));
}

/**
 * Bots also log much that does not matter to a diagnosis. If one line in four that name a call is read, we understand its
 * language.
 */
const UNREAD_TO_READ = 3;

function isUnderstood({ events }: HalfCall): boolean {
  const unreadCount = events.filter(({ event }) => event.type === "bot-line").length;
  return unreadCount <= UNREAD_TO_READ * (events.length - unreadCount);
}

function byType(events: readonly TimedEvent[]): Map<EventType, TimedEvent[]> {
  const found = new Map<EventType, TimedEvent[]>();
  for (const timed of events) {
    const same = found.get(timed.event.type);
    if (same) same.push(timed);
    else found.set(timed.event.type, [timed]);
  }
  return found;
}

function timed({ event, inferredFrom }: AttributedEvent, clock: Clock): TimedEvent {
  return { event, atMs: event.wallMs === null ? null : toUtcMs(clock, event.wallMs), inferredFrom };
}

function withMeaning(timed: TimedEvent, words: LearntWords | undefined): TimedEvent {
  if (timed.event.type !== "bot-line" || !words || words.size === 0) return timed;
  const template = templateOf(timed.event.message);
  const takenFor = template === null ? undefined : words.get(template);
  return takenFor ? { ...timed, takenFor } : timed;
}

/** The line that tells which version of Asterisk a half is from, at its time. */
export function bannerOf({ banner }: HalfCall, clock: Clock): Call["banner"] {
  if (banner === null) return null;
  const atMs = banner.wallMs === null ? null : toUtcMs(clock, banner.wallMs);
  return { event: banner, atMs, inferredFrom: null };
}

/** Orders by time. Lines of one source keep the order of their file; one without a time stays between its neighbours. */
function sortByTime(events: TimedEvent[]): void {
  const keys = events.some(({ atMs }) => atMs === null) ? keysOfUndated(events) : null;
  const keyOf = (timed: TimedEvent): number => timed.atMs ?? keys?.get(timed) ?? Number.NEGATIVE_INFINITY;
  events.sort((a, b) => {
    const first = keyOf(a);
    const second = keyOf(b);
    if (first !== second) return first - second;
    return a.event.sourceIndex === b.event.sourceIndex ? a.event.line - b.event.line : 0;
  });
}

function mainName(names: readonly string[]): string | null {
  return names.find((name) => driverOf(name) !== null) ?? names.find((name) => !isHelperName(name)) ?? null;
}

/**
 * If no dialplan step names the caller, an answer does: `X answered Y` (apps/app_dial.c:wait_for_answer) makes Y the party that
 * dialled, unless Y was dialled itself. Otherwise null.
 */
function whoDialled(names: readonly string[], eventsByType: Call["eventsByType"]): string | null {
  if (eventsByType.has("dialplan")) return null;
  const answers = (eventsByType.get("dial") ?? NONE).flatMap(({ event }) =>
    event.type === "dial" && event.caller ? [{ caller: event.caller, peer: event.peer }] : [],
  );
  const first = answers.find(({ caller }) => !answers.some(({ peer }) => peer === caller) && driverOf(caller) !== null);
  return first && names.includes(first.caller) ? first.caller : null;
}

/** Was a channel dialled after the caller entered Stasis? Then it is another leg, even if no line names the caller's. */
function wasDialled(name: string, events: readonly TimedEvent[]): boolean {
  const entered = events.findIndex(({ event }) => event.type === "bot-stasis-start");
  if (entered < 0) return false;
  return events.slice(entered).some(({ event }) => {
    const dialled = event.type === "dial" ? event.peer : event.type === "bot-dialled" ? event.endpoint : null;
    return dialled !== null && (name === dialled || name.startsWith(`${dialled}-`));
  });
}

/** Measured clocks are closer than this, and nothing is logged about a channel before it exists. */
const BEFORE_CREATION_MS = 2_000;

const firstFineMs = (events: readonly TimedEvent[]): number | null =>
  events.find(({ event, atMs }) => event.precisionMs < 1000 && atMs !== null)?.atMs ?? null;

/**
 * The second in the uniqueid, if the call's first line is close to it: that is Asterisk's own word for when the call began.
 * @param fineMs Across hosts that share ids, the first stamp that is finer than a second: it is taken if it lies within that second.
 */
export function startOf(channelId: string | null, firstMs: number | null, fineMs: number | null): number | null {
  const unique = channelId === null ? null : parseUniqueId(channelId);
  if (!unique || firstMs === null) return firstMs;
  const createdMs = unique.epochSeconds * 1000;
  // a clock that far off is not the one that made the id
  if (Math.abs(firstMs - createdMs) >= 86_400_000 || createdMs - firstMs > BEFORE_CREATION_MS) return firstMs;
  const startMs = fineMs ?? createdMs;
  return startMs >= createdMs && startMs < createdMs + 1000 ? startMs : Math.min(createdMs, firstMs);
}

function parties(events: readonly TimedEvent[]): { caller: string | null; exten: string | null } {
  let caller: string | null = null;
  let exten: string | null = null;
  for (const { event } of events) {
    if (event.type === "bot-stasis-start" || event.type === "ari-event") {
      caller ??= event.caller;
      exten ??= event.exten;
    } else if (exten === null && event.type === "dialplan" && /^[\d+*#]/.test(event.exten)) exten = event.exten;
    if (caller !== null && exten !== null) break;
  }
  return { caller, exten };
}

function legsOf(
  channelId: string | null,
  channelName: string | null,
  ids: readonly string[],
  names: readonly string[],
  mediaLegs: readonly TimedEvent[],
): Leg[] {
  // what the bot did to create the leg tells what it is for
  const media = new Set(mediaLegs.map(({ event }) => event.channelId));
  const otherIds = ids.filter((id) => id !== channelId);
  const otherNames = names.filter((name) => name !== channelName);
  const onlyOne = otherIds.length === 1 && otherNames.length === 1;
  return [
    { channelId, channelName, role: "caller" },
    ...otherNames.map(
      (name): Leg => ({ channelId: onlyOne ? (otherIds[0] ?? null) : null, channelName: name, role: roleOf(name) }),
    ),
    ...(onlyOne
      ? []
      : otherIds.map((id): Leg => ({ channelId: id, channelName: null, role: media.has(id) ? "media" : "agent" }))),
  ];
}

function roleOf(name: string): LegRole {
  if (isHelperName(name)) return "media";
  return driverOf(name) === null ? "other" : "agent";
}

function bothSeen(asterisk: SeenInLog | undefined, bot: SeenInLog | undefined): SeenInLog {
  return {
    ...NOTHING_SEEN,
    ...asterisk,
    hangupRequests: bot?.hangupRequests ?? false,
    hangupCauses: bot?.hangupCauses ?? false,
    stasisEnds: bot?.stasisEnds ?? false,
    unholds: bot?.unholds ?? false,
    deletes: bot?.deletes ?? false,
  };
}

function precision(halves: readonly HalfCall[]): number {
  let coarsest = 1;
  for (const { events } of halves) for (const { event } of events) coarsest = Math.max(coarsest, event.precisionMs);
  return coarsest;
}
