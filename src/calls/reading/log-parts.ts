// Separates the lines of one stream: the bot's, and those of each Asterisk that wrote to it. Each part is a log of its own, with
// its clock and its calls.
import type { CallEvent } from "../../events/event.js";
import type { LogRecord, Side } from "../../records/record.js";
import type { LogClock, Reach } from "../clocks/log-clocks.js";
import { MixedStamps } from "../clocks/mixed-stamps.js";
import type { Joiner } from "../joining/joiner.js";
import { LINGER_MS } from "../limits.js";
import { AsteriskTracker } from "../tracking/asterisk-tracker.js";
import { BotTracker } from "../tracking/bot-tracker.js";

/** Hosts that one file is split into. Whoever makes up host names must not fill the memory. */
const MAX_HOSTS = 64;

/** One writer's lines of one side: a log of its own, with its clock. */
export interface LogPart {
  readonly side: Side;
  /** Its number among all logs of the run. */
  readonly index: number;
  /** The Asterisk that wrote it. Null if the lines do not say. */
  readonly host: string | null;
  readonly reach: Reach | null;
}

/** A part, and everything that follows its lines. `R` goes with each record that waits for its stamp. */
export interface OpenPart<R> {
  readonly side: Side;
  readonly index: number;
  readonly log: LogClock;
  readonly tracker: AsteriskTracker | BotTracker;
  /** Each record is paired with what it came from. Null for those that an earlier run left waiting. */
  readonly mixed: MixedStamps<R | null>;
  /** What its envelopes say about the writer, and the host that its own lines name. Null before one does. */
  readonly writer: string;
  host: string | null;
  firstMs: number | null;
  lastMs: number | null;
  /** How far the whole log had got when this part last wrote. */
  heardAtMs: number;
}

/** The parts of one stream. The one that wrote last comes first. */
export class LogParts<R> implements Iterable<OpenPart<R>> {
  readonly #streamIndex: number;
  readonly #joiner: Joiner;
  readonly #open: OpenPart<R>[] = [];
  /** How much time has passed in the log, by the part that has advanced furthest since another one wrote. */
  #paceMs = 0;

  /** @param streamIndex The number of the first log of each side; the joiner numbers the others. */
  constructor(streamIndex: number, joiner: Joiner) {
    this.#streamIndex = streamIndex;
    this.#joiner = joiner;
  }

  [Symbol.iterator](): Iterator<OpenPart<R>> {
    return this.#open.values();
  }

  /** The parts as others may see them. */
  get all(): LogPart[] {
    return this.#open.map(({ side, index, host, writer, firstMs, tracker }) => ({
      side,
      index,
      host: host ?? (writer === "" ? null : writer),
      reach: firstMs === null ? null : { fromMs: firstMs, toMs: tracker.nowMs },
    }));
  }

  /** All state that later lines may need, so that another run can go on. */
  get memory() {
    return this.#open.map(({ tracker, mixed, heardAtMs, log: _, ...part }) => ({
      ...part,
      quietMs: this.#paceMs - heardAtMs,
      mixed: mixed.memory,
      asterisk: tracker instanceof AsteriskTracker ? tracker.memory : null,
      bot: tracker instanceof BotTracker ? tracker.memory : null,
    }));
  }

  /** Restores the state that an earlier run left. Call it before the first line. */
  recall(memory: LogParts<R>["memory"]): void {
    for (const { side, index, writer, host, firstMs, lastMs, quietMs, mixed, asterisk, bot } of memory) {
      const part = this.#newPart(side, index, writer, host);
      Object.assign(part, { firstMs, lastMs, heardAtMs: this.#paceMs - quietMs });
      part.mixed.recall(mixed, null);
      if (asterisk && part.tracker instanceof AsteriskTracker) part.tracker.recall(asterisk);
      if (bot && part.tracker instanceof BotTracker) part.tracker.recall(bot);
      this.#open.push(part);
    }
  }

  /**
   * The part that a line belongs to. Names and C- ids of two Asterisks mean different calls, so each Asterisk that an envelope,
   * syslog or its systemname identifies is a part. A line that says less (the banner of a JSON log) belongs to the one that
   * wrote last.
   * @param isOfOne True if the user says whose lines these all are.
   */
  of({ side, host, writer }: LogRecord, isOfOne: boolean): OpenPart<R> {
    // a bot's calls are told apart by their ids
    if (side === "bot" || isOfOne) return this.#found(side, "", null);
    return this.#found(side, writer, host ?? null);
  }

  /**
   * Notes that a part wrote, and how far its clock advanced. A clock that was set, or that jumped, is no silence of the others.
   */
  hear(part: OpenPart<R>, forwardMs: number): void {
    this.#paceMs = Math.max(this.#paceMs, part.heardAtMs + Math.min(forwardMs, LINGER_MS));
    part.heardAtMs = this.#paceMs;
  }

  /** How long a part has been silent while others wrote on, by their clocks. */
  silenceMs({ heardAtMs }: OpenPart<R>): number {
    return this.#paceMs - heardAtMs;
  }

  #found(side: Side, writer: string, host: string | null): OpenPart<R> {
    const [last] = this.#open;
    if (last?.side === side && last.writer === writer && (host === null || last.host === host)) return last;
    const known =
      this.#open.find((part) => part.side === side && part.writer === writer && part.host === host) ??
      this.#open.find((part) => part.side === side && part.writer === writer && (host === null || part.host === null));
    if (known) {
      known.host ??= host;
      this.#open.splice(this.#open.indexOf(known), 1);
      this.#open.unshift(known);
      return known;
    }
    const [latest, ...others] = this.#open.filter((part) => part.side === side);
    if (latest && others.length + 1 >= MAX_HOSTS) return latest;
    const index = latest ? this.#joiner.anotherIndex() : this.#streamIndex;
    const part = this.#newPart(side, index, writer, host);
    this.#open.unshift(part);
    return part;
  }

  #newPart(side: Side, index: number, writer: string, host: string | null): OpenPart<R> {
    const close = this.#joiner.add.bind(this.#joiner);
    const giveUp = (event: CallEvent): void => this.#joiner.addRunEvent(event, index);
    return {
      side,
      index,
      log: this.#joiner.log(side, index),
      tracker:
        side === "asterisk"
          ? new AsteriskTracker(index, close, giveUp, this.#joiner.noteQuiet.bind(this.#joiner))
          : new BotTracker(index, close, giveUp),
      mixed: new MixedStamps<R | null>(),
      writer,
      host,
      firstMs: null,
      lastMs: null,
      heardAtMs: this.#paceMs,
    };
  }
}
