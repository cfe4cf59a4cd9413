// What words are learnt from: the moments of Asterisk's lines in a call, and the bot's lines that may stand next to them.
import type { EventType } from "../../events/event.js";
import { type Clock, toUtcMs } from "../clocks/clock.js";
import type { AttributedEvent, HalfCall } from "../half-call.js";
import type { LateLine } from "./hangup-request-words.js";
import { templateOf } from "./template.js";

/** What words can be taken to mean. */
export type LearntType = AnchoredType | "bot-hangup-requested";

/** A kind of Asterisk line that words can stand next to. */
export type AnchoredType = "bot-stasis-start" | "bot-hold" | "bot-unhold" | "bot-play" | "bot-stasis-end";

/** Lines of two logs about one moment are this close, if the clocks were measured against each other. */
const SAME_MOMENT_MS = 300;

/** Music that stops this close to the end stopped because of it. */
const END_MS = 1_500;

/**
 * A playback's id stands in the line of its start, in that of its end, and perhaps in one between. A call's id stands in many.
 */
const MAX_USES_OF_PLAYBACK_ID = 3;

const MAX_LINES_OF_CALL = 200;

/** A moment, as finely as its stamp tells it. */
interface Moment {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface BotLine extends Moment {
  readonly template: string;
  readonly sample: string;
  readonly hasOwnId: boolean;
}

export type ClockOf = (half: HalfCall) => Clock;

export type Anchors = Readonly<Record<AnchoredType, readonly Moment[]>>;

const momentOf = ({ event }: AttributedEvent, clock: Clock): Moment | null => {
  if (event.wallMs === null) return null;
  const fromMs = toUtcMs(clock, event.wallMs);
  return { fromMs, toMs: fromMs + event.precisionMs - 1 };
};

/** What Asterisk logs about the channel that the bot may have words for. */
export function anchorsOf(half: HalfCall, clock: Clock): Anchors {
  const name = half.channelNames.find((one) => /^(?:PJSIP|SIP)\//.test(one)) ?? half.channelNames[0] ?? null;
  const own = half.events.filter(({ event }) => event.channelName === null || event.channelName === name);
  const isEntry = ({ event }: AttributedEvent): boolean =>
    event.type === "stasis-launched" || (event.type === "dialplan" && event.app === "Stasis");
  const entry = own.findIndex(isEntry);
  const inStasis = entry < 0 ? own : own.slice(entry);
  const last = own.findLast(({ event }) => event.wallMs !== null);
  const end = last ? momentOf(last, clock) : null;
  const of = (type: EventType): Moment[] =>
    inStasis.flatMap((one) => (one.event.type === type ? (momentOf(one, clock) ?? []) : []));
  const plays = of("playing");
  const start = entry < 0 ? null : momentOf(own[entry] as AttributedEvent, clock);
  return {
    "bot-stasis-start": start ? [start] : [],
    "bot-hold": of("moh-started"),
    "bot-unhold": of("moh-stopped").filter(({ fromMs, toMs }) => {
      const goesOn = plays.some((play) => play.toMs >= fromMs && play.fromMs - toMs <= END_MS);
      return goesOn || (end !== null && end.fromMs - toMs > END_MS);
    }),
    "bot-play": plays,
    "bot-stasis-end": end ? [end] : [],
  };
}

/** From Asterisk's line about entering Stasis() to its last one of the call. Null if there is no such line. */
export function ageOf({ "bot-stasis-start": [start], "bot-stasis-end": [end] }: Anchors): number | null {
  return start && end ? end.fromMs - start.fromMs : null;
}

/** Each line, and whether it stands at Asterisk's last line of the call or after it. */
export function lateLines(lines: readonly BotLine[], { "bot-stasis-end": [end] }: Anchors): LateLine[] {
  return lines.map(({ sample, toMs }) => ({
    message: sample,
    isAtEnd: end === undefined || toMs >= end.fromMs - SAME_MOMENT_MS,
  }));
}

/** The lines of a half whose words are not understood. */
export function linesOf(half: HalfCall, clock: Clock): BotLine[] {
  const id = half.channelIds[0] ?? null;
  const lines: BotLine[] = [];
  const usesOfId = new Map<string, number>();
  const idsOf = (message: string): string[] => message.match(PLAYBACK_ID) ?? [];
  for (const { event } of half.events)
    for (const found of new Set(idsOf(event.message))) usesOfId.set(found, (usesOfId.get(found) ?? 0) + 1);
  for (const attributed of half.events) {
    const { event } = attributed;
    if (event.type !== "bot-line") continue;
    if (event.channelId !== null && event.channelId !== id) continue;
    const template = templateOf(event.message);
    const moment = momentOf(attributed, clock);
    if (template === null || moment === null) continue;
    const hasOwnId = idsOf(event.message).some((found) => (usesOfId.get(found) ?? 0) <= MAX_USES_OF_PLAYBACK_ID);
    lines.push({ template, sample: event.message, hasOwnId, ...moment });
    if (lines.length >= MAX_LINES_OF_CALL) break;
  }
  return lines;
}

// 3307e40f-1f97-4d26-b629-325e9cd007fb | 8f3a9c01d2
const PLAYBACK_ID = /(?<![\w.-])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\w.-])/gi;

/** How far each use is from the line that it tells of, with each line counted once. Uses that tell of none are left out. */
export function distancesOneToOne(uses: readonly Moment[], anchors: readonly Moment[]): number[] {
  const free = [...anchors];
  const distances: number[] = [];
  for (const use of uses) {
    const at = free.findIndex((anchor) => apart(use, anchor) <= SAME_MOMENT_MS);
    const [anchor] = at < 0 ? [] : free.splice(at, 1);
    if (anchor) distances.push(apart(use, anchor));
  }
  return distances;
}

/** How far apart two moments are at least, by their stamps. */
function apart(a: Moment, b: Moment): number {
  return Math.max(0, a.fromMs - b.toMs, b.fromMs - a.toMs);
}
