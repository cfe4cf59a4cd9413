// What a call looks like when drawn: its timeline as bars (channel, hold, music, model, speech, playbacks), for every format
// that shows time as length. It uses the report's row alone. An end that no line shows is marked as such, never made up.
import type { CallRow, TimelineEntry } from "./schema.js";

/** What a bar stands for. */
export type BarKind = "channel" | "no-rtp" | "music" | "sound" | "hold" | "model" | "tts" | "playback" | "filler";

/** Something that lasted. */
export interface Bar {
  readonly kind: BarKind;
  readonly fromMs: number;
  readonly toMs: number;
  /** False if no line shows the end. It is then drawn up to the next moment at which it must have been over. */
  readonly endLogged: boolean;
  /** The lines behind it, as indexes of the timeline. The first is the one to show. */
  readonly entries: readonly number[];
}

/** A moment of the timeline with a known time. */
interface Moment {
  readonly index: number;
  readonly atMs: number;
  readonly entry: TimelineEntry;
}

/** The words for a filler come shortly before or shortly after it. */
const FILLER_NEAR_MS = 1_000;

/** The bars of a call, in order of time within each kind. */
export function barsOf(call: CallRow): Bar[] {
  const moments = momentsOf(call);
  const endMs = endOf(call, moments);
  return [
    ...channelBar(call, moments, endMs),
    ...silences(moments),
    ...until(moments, "music", ["moh-started"], ["moh-stopped", "spawn-exited", "dialplan-ended"], endMs),
    ...until(moments, "sound", ["playing"], [...ENDS_OF_SOUND], endMs, false),
    ...until(moments, "hold", ["bot-hold", "bot-moh"], [...ENDS_OF_HOLD], endMs),
    ...models(moments),
    ...endingWith(moments, "tts", "bot-tts"),
    ...playbacks(moments, endMs),
  ];
}

/** Asterisk does not log the end of a sound. The next thing that it does with the channel bounds it. */
const ENDS_OF_SOUND: ReadonlySet<string> = new Set([
  "playing",
  "moh-started",
  "playback-failed",
  "spawn-exited",
  "dialplan-ended",
  "bot-play-finished",
]);
const ENDS_OF_HOLD: ReadonlySet<string> = new Set([
  "bot-unhold",
  "bot-hangup",
  "bot-stasis-end",
  "bot-channel-destroyed",
  "bot-channel-gone",
  "bot-call-finished",
]);

function momentsOf(call: CallRow): Moment[] {
  return call.timeline
    .flatMap((entry, index) => (entry.at === null ? [] : [{ index, atMs: Date.parse(entry.at), entry }]))
    .sort((a, b) => a.atMs - b.atMs || a.index - b.index);
}

function endOf(call: CallRow, moments: readonly Moment[]): number | null {
  return call.endedAt === null ? (moments.at(-1)?.atMs ?? null) : Date.parse(call.endedAt);
}

function channelBar(call: CallRow, moments: readonly Moment[], endMs: number | null): Bar[] {
  const fromMs = call.startedAt === null ? moments[0]?.atMs : Date.parse(call.startedAt);
  if (fromMs === undefined || endMs === null || endMs < fromMs) return [];
  const first = moments[0]?.index;
  return [
    {
      kind: "channel",
      fromMs,
      toMs: endMs,
      endLogged: call.endedAt !== null,
      entries: first === undefined ? [] : [first],
    },
  ];
}

/** The NOTICE of an RTP timeout says for how long nothing had come from the caller. */
function silences(moments: readonly Moment[]): Bar[] {
  return endingWith(moments, "no-rtp", "rtp-timeout");
}

/** No call lasts longer. A line may claim any length, and must not stretch the drawing beyond any calendar. */
const LONGEST_MS = 86_400_000;

/** When something began whose last line says how long it took. */
function beganMs(endMs: number, lastedSeconds: number): number {
  return endMs - Math.min(lastedSeconds * 1000, LONGEST_MS);
}

/** What a line says about the duration of something that ended with it. */
function endingWith(moments: readonly Moment[], kind: BarKind, event: string): Bar[] {
  return moments.flatMap(({ index, atMs, entry }) =>
    entry.event !== event || entry.lastedSeconds === undefined
      ? []
      : [{ kind, fromMs: beganMs(atMs, entry.lastedSeconds), toMs: atMs, endLogged: true, entries: [index] }],
  );
}

/** From each of the first events to the next of the last ones. If it begins again meanwhile, that is one bar. */
function until(
  moments: readonly Moment[],
  kind: BarKind,
  from: readonly string[],
  to: readonly string[],
  endMs: number | null,
  endsAreLogged = true,
): Bar[] {
  const bars: Bar[] = [];
  for (const [at, { index, atMs, entry }] of moments.entries()) {
    const before = bars.at(-1);
    if (!from.includes(entry.event)) continue;
    if (before && atMs < before.toMs && !to.includes(entry.event)) continue;
    const end = moments.slice(at + 1).find((moment) => to.includes(moment.entry.event));
    const toMs = end?.atMs ?? (endMs === null ? atMs : Math.max(endMs, atMs));
    const entries = end === undefined ? [index] : [index, end.index];
    bars.push({ kind, fromMs: atMs, toMs, endLogged: endsAreLogged && end !== undefined, entries });
  }
  return bars;
}

/** From the question to the answer. If only the answer is logged, as long as it says that it took. */
function models(moments: readonly Moment[]): Bar[] {
  const bars: Bar[] = [];
  let asked: Moment | null = null;
  for (const moment of moments) {
    const { event, lastedSeconds } = moment.entry;
    if (event === "bot-model-asked") asked = moment;
    if (event !== "bot-model-answered") continue;
    const fromMs = asked?.atMs ?? (lastedSeconds === undefined ? null : beganMs(moment.atMs, lastedSeconds));
    const entries = asked === null ? [moment.index] : [moment.index, asked.index];
    if (fromMs !== null) bars.push({ kind: "model", fromMs, toMs: moment.atMs, endLogged: true, entries });
    asked = null;
  }
  return bars;
}

/** A playback from its start to its end, by its id if the bot logs one. One that failed was not heard, so it has no bar. */
function playbacks(moments: readonly Moment[], endMs: number | null): Bar[] {
  const bars: Bar[] = [];
  const known = new Set<string>();
  const ended = new Set<number>();
  for (const [at, { index, atMs, entry }] of moments.entries()) {
    if (entry.event !== "bot-play") continue;
    const { playbackId } = entry;
    // the request, its answer and PlaybackStarted are lines about one playback
    if (playbackId !== undefined && known.has(playbackId)) continue;
    if (playbackId !== undefined) known.add(playbackId);
    const rest = moments.slice(at + 1);
    const next = rest.findIndex((moment) => moment.entry.event === "bot-play");
    const end = (playbackId === undefined && next >= 0 ? rest.slice(0, next) : rest).find(
      (moment) =>
        moment.entry.event === "bot-play-finished" &&
        !ended.has(moment.index) &&
        (playbackId === undefined || moment.entry.playbackId === undefined || moment.entry.playbackId === playbackId),
    );
    if (end) ended.add(end.index);
    if (end?.entry.playbackState === "failed") continue;
    const nextMs = rest.find((moment) => BOUNDS_OF_PLAYBACK.has(moment.entry.event))?.atMs;
    const toMs = end?.atMs ?? nextMs ?? endMs ?? atMs;
    const isFiller = moments.some(
      (moment) =>
        moment.entry.event === "bot-filler" &&
        moment.atMs >= atMs - FILLER_NEAR_MS &&
        moment.atMs <= toMs + FILLER_NEAR_MS,
    );
    bars.push({
      kind: isFiller ? "filler" : "playback",
      fromMs: atMs,
      toMs: Math.max(toMs, atMs),
      endLogged: end !== undefined,
      entries: end === undefined ? [index] : [index, end.index],
    });
  }
  return bars;
}

const BOUNDS_OF_PLAYBACK: ReadonlySet<string> = new Set([
  "bot-play",
  "bot-hold",
  "bot-hangup",
  "bot-stasis-end",
  "bot-channel-destroyed",
]);

/** The moment from which there was no channel. */
export interface Loss {
  readonly atMs: number;
  /** True if only a request of the bot found it gone. It may have gone earlier. */
  readonly isFoundOnly: boolean;
}

/** When the channel went, for a call whose channel did not live until the playback. */
export function lossOf({ channelSurvived, endedAt, timeline }: CallRow): Loss | null {
  if (channelSurvived !== false || endedAt === null) return null;
  const atMs = Date.parse(endedAt);
  const then = timeline.filter(({ at }) => at !== null && Date.parse(at) === atMs);
  const isFoundOnly = then.length > 0 && then.every(({ event }) => FINDS_IT_GONE.has(event));
  return { atMs, isFoundOnly };
}

const FINDS_IT_GONE: ReadonlySet<string> = new Set(["bot-request-failed", "bot-channel-gone"]);

/** What the caller heard from the bot, in milliseconds of the call. */
export interface Heard {
  readonly speechMs: number;
  readonly fillerMs: number;
  readonly musicMs: number;
  /** Nothing was played. The caller may have been speaking. */
  readonly nothingMs: number;
  /** The logs do not show it. */
  readonly unknownMs: number;
}

/** Cuts the call at every beginning and end of a bar, and tells for each piece what could be heard. */
export function heardIn(bars: readonly Bar[]): Heard {
  const heard = { speechMs: 0, fillerMs: 0, musicMs: 0, nothingMs: 0, unknownMs: 0 };
  const channel = bars.find(({ kind }) => kind === "channel");
  if (!channel) return heard;
  const sounds = bars.filter(({ kind }) => kind in HEARD_AS);
  const cuts = sounds
    .flatMap(({ fromMs, toMs }) => [fromMs, toMs])
    .concat(channel.fromMs, channel.toMs)
    .map((ms) => Math.min(Math.max(ms, channel.fromMs), channel.toMs))
    .sort((a, b) => a - b);
  for (const [index, fromMs] of cuts.entries()) {
    const toMs = cuts[index + 1] ?? fromMs;
    if (toMs > fromMs) heard[heardBetween(sounds, fromMs, toMs)] += toMs - fromMs;
  }
  return heard;
}

/** What can be heard: the first match decides. A hold is music only if Asterisk says so. */
const HEARD_AS: Partial<Record<BarKind, keyof Heard>> = {
  playback: "speechMs",
  filler: "fillerMs",
  music: "musicMs",
  sound: "unknownMs",
  hold: "unknownMs",
};

function heardBetween(sounds: readonly Bar[], fromMs: number, toMs: number): keyof Heard {
  const asteriskShowsSounds = sounds.some(({ kind }) => kind === "music" || kind === "sound");
  const on = sounds.filter((bar) => bar.fromMs <= fromMs && bar.toMs >= toMs);
  for (const [kind, as] of Object.entries(HEARD_AS)) {
    const bar = on.find((other) => other.kind === kind);
    if (bar && kind === "hold" && asteriskShowsSounds) return "nothingMs";
    if (bar) return bar.endLogged || kind !== "playback" ? as : "unknownMs";
  }
  // a log that shows no sound at all shows no silence either
  return sounds.some(({ kind }) => kind !== "hold") ? "nothingMs" : "unknownMs";
}
