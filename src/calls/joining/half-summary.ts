// What joining needs to know of a half: small enough to stay in memory while the half itself waits in the spool.
import type { CallEvent } from "../../events/event.js";
import type { HalfCall } from "../half-call.js";
import { nameCounter, parseUniqueId, type UniqueId } from "../unique-id.js";

/** A half in brief. Times are wall-clock milliseconds of its source. */
export interface HalfSummary {
  readonly side: HalfCall["side"];
  readonly streamIndex: number;
  readonly generation: number;
  readonly firstMs: number;
  readonly lastMs: number;
  /** True if none of its lines has a time. Then no time rules anything out. */
  readonly undated: boolean;
  /** When the call began, if its beginning is in the log. */
  readonly startMs: number | null;
  /** True if Asterisk's log records the dialplan, and so shows how a call begins. */
  readonly dialplanSeen: boolean;
  /** When a line says that the channel died. Null if none does. */
  readonly deathMs: number | null;
  /** When it ends, by its lines: at its death, or when music stops and nothing follows. */
  readonly endMs: number | null;
  readonly channelIds: readonly string[];
  readonly channelNames: readonly string[];
  readonly uniqueId: UniqueId | null;
  readonly nameCounter: number | null;
  /** Runs of five digits or more that the dialplan or the bot printed: phone numbers of the parties. */
  readonly numbers: readonly string[];
  /** Uniqueids that the dialplan hands on to Stasis(), mostly `${UNIQUEID}`: the channel's own, or its first leg's. */
  readonly handedIds: readonly string[];
  /**
   * Runs of digits in bot lines that are not understood, or that have no field for the caller. The caller's number may be among
   * them.
   */
  readonly otherNumbers: readonly string[];
  /** True if lines that name the call are in words that are not understood. */
  readonly hasUnknownWords: boolean;
  /** The last time at which the channel is known to have been up. */
  readonly aliveMs: number | null;
  /** Holds (bot) or starts of music (Asterisk): two series that must have the same rhythm. */
  readonly holdsMs: readonly number[];
  /** Identifies the half, also against its own earlier state: the place of its first event, and how many there are. */
  readonly state: string;
}

/** What is only possible on a live channel, and what a bot hears at its end. What it only announces is neither. */
const ALIVE: ReadonlySet<CallEvent["type"]> = new Set<CallEvent["type"]>([
  "bot-answered",
  "bot-hold",
  "bot-unhold",
  "bot-play",
  "bot-hangup-requested",
  "bot-stasis-end",
  "playing",
  "moh-started",
  "dialplan",
]);

/** Lines of a bot within this time are about one hold. */
const SAME_HOLD_MS = 1_000;

const NUMBER = /(?<!\d)\d{5,15}(?!\d)/g;

const DEATHS: Readonly<Record<HalfCall["side"], ReadonlySet<CallEvent["type"]>>> = {
  asterisk: new Set<CallEvent["type"]>(["rtp-timeout", "ami-hangup", "spawn-exited"]),
  bot: new Set<CallEvent["type"]>(["bot-stasis-end", "bot-hangup-requested"]),
};

const STARTS: Readonly<Record<HalfCall["side"], ReadonlySet<CallEvent["type"]>>> = {
  asterisk: new Set<CallEvent["type"]>(["dialplan", "stasis-launched"]),
  bot: new Set<CallEvent["type"]>(["bot-stasis-start"]),
};

/** Sums up a half in a single pass over its events, as every call needs it. */
export function summaryOf(half: HalfCall): HalfSummary {
  let start: CallEvent | null = null;
  let deathMs: number | null = null;
  let aliveMs: number | null = null;
  let heldMs: number | null = null;
  let hasUnknownWords = false;
  let undated = true;
  const holdsMs: number[] = [];
  const numbers = new Set<string>();
  const handedIds: string[] = [];
  const otherNumbers = new Set<string>();
  for (const { event } of half.events) {
    const { type, wallMs } = event;
    if (start === null && STARTS[half.side].has(type)) start = event;
    for (const number of numbersOf(event)) numbers.add(number);
    if (event.type === "dialplan" && event.app === "Stasis") handedIds.push(...(event.args.match(UNIQUE_ID) ?? []));
    if (type === "bot-line") hasUnknownWords = true;
    const mayNameCaller = type === "bot-line" || (event.type === "bot-stasis-start" && event.caller === null);
    if (mayNameCaller && otherNumbers.size < MAX_OTHER_NUMBERS)
      for (const number of event.message.match(NUMBER) ?? NO_NUMBERS) otherNumbers.add(number);
    if (wallMs === null) continue;
    undated = false;
    if (!isOfOtherLeg(event, half)) {
      if (DEATHS[half.side].has(type) || (event.type === "dialplan" && event.exten === "h")) deathMs ??= wallMs;
      if (ALIVE.has(type)) aliveMs = wallMs;
    }
    const isWanted = event.type === "bot-intention" && event.action === "hold";
    if (type === "bot-hold" || type === "moh-started" || isWanted) {
      // "putting on hold", then the request with its answer, then the confirmation: the last is closest to the music
      if (half.side === "bot" && heldMs !== null && wallMs - heldMs < SAME_HOLD_MS) holdsMs.pop();
      holdsMs.push(wallMs);
      heldMs = wallMs;
    }
  }
  const [first] = half.events;
  // if a bot's words are not understood: what it first says about a channel is that it came in
  if (start === null && first?.event.type === "bot-line" && first.inferredFrom === null) start = first.event;
  const last = half.events.at(-1)?.event;
  const mainName = half.channelNames.find((name) => nameCounter(name) !== null);
  return {
    side: half.side,
    streamIndex: half.streamIndex,
    generation: half.generation,
    firstMs: half.firstWallMs,
    lastMs: half.lastWallMs,
    undated,
    startMs: start && !isLaterStep(start) ? start.wallMs : null,
    dialplanSeen: half.seen.dialplan,
    deathMs,
    endMs: deathMs ?? (last?.type === "moh-stopped" ? last.wallMs : null),
    channelIds: half.channelIds,
    channelNames: half.channelNames,
    uniqueId: half.channelIds.map(parseUniqueId).find((id) => id !== null) ?? null,
    nameCounter: mainName === undefined ? null : nameCounter(mainName),
    numbers: [...numbers],
    handedIds,
    otherNumbers: [...otherNumbers],
    hasUnknownWords,
    aliveMs,
    holdsMs,
    state: `${half.events[0]?.event.sourceIndex}:${half.events[0]?.event.line}+${half.events.length}`,
  };
}

/**
 * Every dialplan step is logged (main/pbx.c:pbx_extension_helper), so a first one that is not priority 1 follows others that are
 * missing. A bot's dialplan comes to Stasis() at once.
 */
function isLaterStep(event: CallEvent): boolean {
  return event.type === "dialplan" && event.app !== "Stasis" && (event.priority !== 1 || event.exten === "h");
}

/** A leg that the bot made for its call lives and dies by itself. */
function isOfOtherLeg({ channelId }: CallEvent, { side, channelIds }: HalfCall): boolean {
  return side === "bot" && channelId !== null && channelId !== channelIds[0] && channelIds.includes(channelId);
}

function numbersOf(event: CallEvent): readonly string[] {
  if (event.type === "dialplan") return event.args.replaceAll(UNIQUE_ID, "").match(NUMBER) ?? NO_NUMBERS;
  if (event.type === "bot-stasis-start" || event.type === "ari-event") return event.caller?.match(NUMBER) ?? NO_NUMBERS;
  return NO_NUMBERS;
}

/** A caller is named in the first lines. */
const MAX_OTHER_NUMBERS = 16;

/** Its seconds are no caller's number. */
const UNIQUE_ID = /\b\d{10}\.\d+\b/g;

const NO_NUMBERS: readonly string[] = [];
