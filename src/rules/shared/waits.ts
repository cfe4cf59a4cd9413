// How long a caller waited for the bot, what there was to hear meanwhile, and what took the time: the model or the speech. A
// wait begins with the hold. If a bot never holds, it begins with the caller's last words.
import { eventsOf } from "../../calls/call.js";
import { isOwn } from "../../calls/facts/own-lines.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import type { CallEvent, EventType } from "../../events/event.js";
import type { Subject } from "../judgement.js";
import { inSeconds } from "./evidence.js";
import { oncePerSubject } from "./once-per-subject.js";
import { holdsByReinvite } from "./rtp-evidence.js";

/** One wait. Times in milliseconds, on Asterisk's clock. */
export interface Wait {
  readonly from: TimedEvent;
  readonly fromMs: number;
  readonly to: TimedEvent;
  readonly toMs: number;
  /** False if the call ended without an answer. */
  readonly answered: boolean;
  /** What was played in this turn before the answer. */
  readonly filler: TimedEvent | null;
  /** When the channel was gone, if that was before the wait was over. */
  readonly goneMs: number | null;
  /** True if a sound that started, or ended well, shows that the channel was there when the wait was over. */
  readonly alive: boolean;
  /** How long there was music. Null if the logs do not show it. */
  readonly musicMs: number | null;
}

/** The part of a wait that one step took. */
export interface Part {
  readonly ms: number;
  /** The lines that say so. */
  readonly proof: readonly TimedEvent[];
  /** True if the step was not done when the wait was over. */
  readonly open: boolean;
}

interface Span {
  readonly from: TimedEvent;
  readonly fromMs: number;
  readonly to: TimedEvent;
  readonly toMs: number;
  readonly answered: boolean;
}

/** An end this close to the answer is the same moment, given the coarser stamp. */
const SAME_END_MS = 1_500;

/** The waits of a call that took at least the budget. */
export const waitsOverBudget = oncePerSubject((subject: Subject): readonly Wait[] => {
  const { call, facts } = subject;
  const holds = eventsOf(call, "bot-hold").some(({ event }) => isOwn(call, event));
  const spans = holds || !call.sides.bot || facts.turns.length > 0 ? heldSpans(subject) : unheldSpans(subject);
  return spans.flatMap((span, i) => {
    if (span.toMs - span.fromMs < subject.settings.answerBudgetSeconds * 1000) return [];
    const turnMs = spans[i - 1]?.toMs ?? Number.NEGATIVE_INFINITY;
    const deathMs = facts.death?.atMs ?? null;
    const goneMs = deathMs !== null && span.fromMs < deathMs && deathMs < span.toMs - SAME_END_MS ? deathMs : null;
    const heard = { ...span, toMs: goneMs ?? span.toMs };
    const alive = isAliveAt(subject, span.toMs);
    return [{ ...span, goneMs, alive, filler: fillerOf(subject, heard, turnMs), musicMs: musicOf(subject, heard) }];
  });
});

function spanOf(from: TimedEvent, to: TimedEvent | null | undefined, answered: boolean): Span[] {
  return !to || from.atMs === null || to.atMs === null
    ? []
    : [{ from, fromMs: from.atMs, to, toMs: to.atMs, answered }];
}

/** From the hold to the playback, or to the end of the call. */
function heldSpans({ call, facts }: Subject): Span[] {
  return facts.turns.flatMap(({ hold, attempt }) => {
    // music from a queue, or from any application other than Stasis(), is not the bot's
    const step = call.events
      .slice(0, call.events.indexOf(hold))
      .findLast(({ event }) => event.type === "dialplan" && isOwn(call, event))?.event;
    const foreign = hold.event.side === "asterisk" && step?.type === "dialplan" && step.app !== "Stasis";
    return foreign ? [] : spanOf(hold, attempt ?? facts.death?.by, attempt !== null);
  });
}

/**
 * From the caller's last words to the playback that answers them. The model or the speech was at work in between; otherwise the
 * pause is the caller's. A bot that streams its speech over a media channel logs no playbacks, so nothing is known about its
 * waits.
 */
function unheldSpans({ call, facts }: Subject): Span[] {
  const own = call.events.filter(
    ({ event, inferredFrom }) => event.side === "bot" && (isOwn(call, event) || inferredFrom !== null),
  );
  if (call.events.some(({ event }) => isMedia(event))) return [];
  const spans: Span[] = [];
  let said: TimedEvent | null = null;
  let worked: CallEvent["type"] | null = null;
  for (const timed of own) {
    const { type } = timed.event;
    if (type === "bot-speech") {
      said = timed;
      worked = null;
    } else if (type === "bot-model-asked" || type === "bot-model-answered" || type === "bot-tts") worked = type;
    else if (type === "bot-play") {
      if (said && worked) spans.push(...spanOf(said, timed, true));
      said = null;
    }
  }
  // a model that has answered may have been heard in a way that this log does not show
  if (said && worked === "bot-model-asked") spans.push(...spanOf(said, facts.death?.by, false));
  return spans;
}

function isMedia(event: CallEvent): boolean {
  return (
    event.type === "bot-media-leg" ||
    event.type === "bot-bridge" ||
    (event.type === "dialplan" && /^(?:AudioSocket|EAGI|ExternalIVR)$/.test(event.app))
  );
}

/** A filler in the bot's words, or any sound that it played between the previous answer and this one. */
function fillerOf({ call }: Subject, { to, toMs }: Span, turnMs: number): TimedEvent | null {
  return (
    call.events.find(
      (timed) =>
        (timed.event.type === "bot-filler" || (timed.event.type === "bot-play" && timed !== to)) &&
        timed.atMs !== null &&
        timed.atMs > turnMs &&
        timed.atMs < toMs,
    ) ?? null
  );
}

/** A refused playback, or one without a known end, says nothing: music that stopped before it may be the end of the call. */
function isAliveAt({ call }: Subject, toMs: number): boolean {
  return call.events.some(
    ({ event, atMs }) =>
      isOwn(call, event) &&
      atMs !== null &&
      atMs >= toMs - SAME_END_MS &&
      (event.type === "playing" || (event.type === "bot-play-finished" && event.state === "done")),
  );
}

/** Music in Asterisk's log, which must show the music of this call or of others. */
function musicOf(subject: Subject, { fromMs, toMs }: Span): number | null {
  const { call } = subject;
  if (holdsByReinvite(subject)) return null;
  if (!call.sides.asterisk || !call.seen.moh || call.seen.lossy || !call.clockMeasured) return null;
  const own = call.events.filter(({ event }) => event.side === "asterisk" && isOwn(call, event));
  const spans: [number, number][] = [];
  let since: number | null = null;
  for (const { event, atMs } of own) {
    if (atMs === null) continue;
    if (event.type === "moh-started") since ??= atMs;
    else if (since !== null && (event.type === "moh-stopped" || event.type === "playing")) {
      spans.push([since, atMs]);
      since = null;
    }
  }
  if (since !== null) spans.push([since, toMs]);
  return coveredMs(spans, fromMs, toMs);
}

/** How much of a span is covered, counting overlaps once. */
function coveredMs(spans: readonly (readonly [number, number])[], fromMs: number, toMs: number): number {
  let reachedMs = fromMs;
  let sum = 0;
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    const stop = Math.min(end, toMs);
    sum += Math.max(0, stop - Math.max(start, reachedMs));
    reachedMs = Math.max(reachedMs, stop);
  }
  return sum;
}

/** What the caller heard, in words. Empty if the logs do not show it. */
export function heardInWords({ musicMs, fromMs, toMs, goneMs, alive, filler }: Wait): string {
  if (musicMs === null) return "";
  const silentMs = (goneMs ?? toMs) - fromMs - musicMs;
  // stamps of whole seconds put the start and the end of the music a second off
  if (silentMs <= 2_000) return " There was music meanwhile.";
  if ((filler && (filler.atMs ?? 0) > fromMs) || (goneMs === null && !alive)) return "";
  return musicMs === 0
    ? " There was silence meanwhile, no music."
    : ` There was music for ${inSeconds(musicMs / 1000)} of it, and silence for the rest.`;
}

/** What the model and the speech took of a wait. Null if the bot's log does not tell. */
export function workIn({ call }: Subject, wait: Wait): { readonly model: Part | null; readonly speech: Part | null } {
  const model = new Work();
  const speech = new Work();
  /** Lines of this call at which a step may have begun. */
  const steps: TimedEvent[] = [];
  for (const timed of call.events) {
    const { event, atMs } = timed;
    if (atMs === null || atMs < wait.fromMs - EARLY_MS || atMs > wait.toMs) continue;
    if (event.type === "bot-model-answered" || event.type === "bot-tts") {
      const before = event.type === "bot-tts" ? AFTER_THE_MODEL : BEFORE_THE_MODEL;
      const last = steps.findLast((step) => before.has(step.event.type));
      const startMs = event.tookMs === null ? (last?.atMs ?? null) : atMs - event.tookMs;
      // a line that names no channel may belong to another call: it must begin where a step of this call did
      const meets = steps.some((step) => Math.abs((step.atMs ?? 0) - (startMs ?? 0)) <= MEETS_MS);
      if (startMs === null || (timed.inferredFrom !== null && !meets)) continue;
      (event.type === "bot-tts" ? speech : model).add(startMs, atMs, timed);
    }
    if (STEPS.has(event.type)) steps.push(timed);
  }
  const asked = steps.findLast(({ event }) => BEFORE_THE_MODEL.has(event.type) || event.type === "bot-model-answered");
  // only a request says that something is still to come
  if (asked?.event.type === "bot-model-asked" && asked.atMs !== null) model.leaveOpen(asked.atMs, wait.toMs, asked);
  return { model: model.partOf(wait), speech: speech.partOf(wait) };
}

/** The spans of one kind of step. */
class Work {
  readonly #spans: [number, number][] = [];
  readonly #proof: TimedEvent[] = [];
  #open = false;

  add(startMs: number, endMs: number, line: TimedEvent): void {
    this.#spans.push([startMs, endMs]);
    this.#proof.push(line);
  }

  leaveOpen(startMs: number, endMs: number, line: TimedEvent): void {
    this.add(startMs, endMs, line);
    this.#open = true;
  }

  partOf({ fromMs, toMs }: Wait): Part | null {
    if (this.#spans.length === 0) return null;
    return { ms: coveredMs(this.#spans, fromMs, toMs), proof: this.#proof, open: this.#open };
  }
}

/** Bots ask the model a moment before they hold. */
const EARLY_MS = 250;
/** Durations are printed to the hundredth of a second. */
const MEETS_MS = 50;

const BEFORE_THE_MODEL: ReadonlySet<EventType> = new Set<EventType>(["bot-speech", "bot-hold", "bot-model-asked"]);
const AFTER_THE_MODEL: ReadonlySet<EventType> = new Set<EventType>(["bot-model-answered", "bot-tts"]);
const STEPS: ReadonlySet<EventType> = new Set<EventType>([...BEFORE_THE_MODEL, ...AFTER_THE_MODEL]);
