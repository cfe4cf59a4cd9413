// Which warnings and errors of a call the verdict leaves unexplained: those in unknown words, and those in known words that no
// judgement is based on. "Nothing failed" may be said about a call only if there are none.
import { has } from "../calls/call.js";
import type { TimedEvent } from "../calls/timed-event.js";
import type { CallEvent, EventType } from "../events/event.js";
import type { Subject } from "../rules/judgement.js";

/** A kind of warning or error that the verdict does not explain. */
export interface Unexplained {
  /** Its first line. */
  readonly at: TimedEvent;
  readonly count: number;
}

/** How many kinds are quoted. */
const MAX_QUOTED = 5;

/** What is known about the verdict at that point. */
export interface Told {
  /** Lines that its judgements and findings are based on. */
  readonly cited: ReadonlySet<TimedEvent>;
  /** True if a cause is named. Then lines in known words are its mechanism or its aftermath. */
  readonly isNamed: boolean;
}

/** What is left unexplained: the quoted kinds, and how many lines there are in all. */
export interface AllUnexplained {
  readonly quoted: readonly Unexplained[];
  readonly lineCount: number;
  /** True if one of them is more than a warning. */
  readonly hasError: boolean;
}

/** Finds what is left unexplained. */
export function unexplainedOf({ call, facts }: Subject, { cited, isNamed }: Told): AllUnexplained {
  const isLoss = facts.faults.length > 0;
  const unread = call.unread.filter(
    ({ at }) =>
      !cited.has(at) &&
      !(at.event.type === "unread-error" && has(call, ...at.event.repeats)) &&
      !((isNamed || isLoss) && quotesRefusal(at.event)) &&
      !saysAgain(at, cited),
  );
  const known = call.events
    .filter(
      ({ event }) =>
        isGrave(event) && !isExplained(event, isNamed, isLoss) && !COMES_TO_NOTHING.some((is) => is.of(event)),
    )
    .filter((timed) => !cited.has(timed))
    .map((at) => ({ at, count: 1 }));
  const all = [...unread, ...known];
  const errorsFirst = [...all].sort((a, b) => weightOf(b.at.event) - weightOf(a.at.event));
  const quoted = errorsFirst.slice(0, MAX_QUOTED).sort((a, b) => (a.at.atMs ?? 0) - (b.at.atMs ?? 0));
  const hasError = all.some(({ at }) => weightOf(at.event) > 0);
  return { quoted, hasError, lineCount: all.reduce((sum, { count }) => sum + count, call.unreadLeftOutCount) };
}

const weightOf = ({ severity, exception }: CallEvent): number =>
  severity === "error" || exception !== undefined ? 1 : 0;

/** A bot often mentions one failure twice: where it makes the request, and where it waited for the answer. */
const SAME_FAILURE_MS = 100;

/** Is the line the bot's next one about a failure that the verdict cites? */
function saysAgain({ event, atMs }: TimedEvent, cited: ReadonlySet<TimedEvent>): boolean {
  if (event.side !== "bot" || atMs === null) return false;
  for (const other of cited) {
    const isFailure = other.event.type === "bot-request-failed" || other.event.type === "bot-provider-failed";
    const apartMs = other.atMs === null ? Number.NaN : atMs - other.atMs;
    if (isFailure && other.event.sourceIndex === event.sourceIndex && apartMs >= 0 && apartMs <= SAME_FAILURE_MS)
      return true;
  }
  return false;
}

/** Does a bot report, in words of its own, the ARI answer that the verdict is about? */
function quotesRefusal({ side, message, exception }: CallEvent): boolean {
  return side === "bot" && /channel not (?:found|in stasis application)/i.test(`${message} ${exception ?? ""}`);
}

/** Is it logged as something bad? A step that a bot logs as a warning is in known words. */
function isGrave({ severity, exception, type }: CallEvent): boolean {
  if (exception !== undefined && STEPS.has(type)) return true;
  return severity === "error" || (severity === "warning" && !STEPS.has(type));
}

function isExplained({ type, exception }: CallEvent, isNamed: boolean, isLoss: boolean): boolean {
  // the words may name a step, and the level or the traceback may say that it failed
  if (STEPS.has(type)) return false;
  if (exception !== undefined && !REFUSALS.has(type)) return isNamed;
  return isNamed || (isLoss && REFUSALS.has(type));
}

/** Lines in known words that say nothing about the call unless a rule makes something of them, and why. */
const COMES_TO_NOTHING: readonly { readonly of: (event: CallEvent) => boolean; readonly why: string }[] = [
  {
    of: ({ type }) => type === "channel-blocked",
    why: "frames that nobody reads in time are dropped, and the channel goes on (main/channel.c:__ast_queue_frame)",
  },
  {
    of: ({ type }) => type === "comfort-noise",
    why: "a frame of RFC 3389 is passed over (res/res_rtp_asterisk.c:process_cn_rfc3389)",
  },
  {
    of: (event) => event.type === "bot-request-failed" && event.action === "hangup" && event.status === 404,
    why: "there is no channel to hang up any more, which is what the request wants (res/ari/resource_channels.c:ast_ari_channels_hangup)",
  },
  {
    of: (event) => event.type === "bot-request-failed" && event.body === "Provided variable was not found",
    why: "a variable of the channel is not set (res/ari/resource_channels.c:ast_ari_channels_get_channel_var)",
  },
];

/** What calls consist of. None of it is a fault by itself. */
const STEPS: ReadonlySet<EventType> = new Set<EventType>([
  ...(["bot-stasis-start", "bot-answered", "bot-hold", "bot-unhold", "bot-moh", "bot-play", "bot-filler"] as const),
  ...(["bot-speech", "bot-model-asked", "bot-model-answered", "bot-tts", "bot-bridge", "bot-dialled"] as const),
  ...(["bot-media-leg", "bot-caller-held", "bot-left-dialplan-bound", "bot-leg-left-bridge"] as const),
  ...(["bot-stasis-end", "bot-call-finished", "bot-channel-destroyed", "bot-hangup-requested", "bot-hangup"] as const),
  "bot-intention",
]);

/** What follows when a channel is gone or a sound is missing: the fault that the verdict is about. */
const REFUSALS: ReadonlySet<EventType> = new Set<EventType>([
  ...([
    "bot-request-failed",
    "bot-provider-failed",
    "bot-channel-gone",
    "bot-not-in-stasis",
    "bot-play-finished",
  ] as const),
  ...(["playback-failed", "sound-missing", "sound-unreadable"] as const),
]);
