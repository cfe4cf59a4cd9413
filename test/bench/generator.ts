// Logs of any size for the bench, made from the samples: the same seed makes the same bytes.
import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import { noise } from "./noise.js";
import { readStencils, type Stencil, type StencilLine, shifted, shiftedId } from "./stencil.js";

/** What to make. */
export interface Plan {
  /** Both logs together have at least so many bytes. */
  readonly bytes: number;
  /** Calls that are up at one time, on average. */
  readonly concurrentCalls: number;
  /** From 0 to 1. */
  readonly problemShare: number;
  /** Bytes of noise for each byte of a call's lines. */
  readonly noiseShare: number;
  readonly seed: number;
}

/** What was made. */
export interface Made {
  readonly bytes: number;
  /** Cause by uniqueid. */
  readonly expected: ReadonlyMap<string, string>;
}

/** Samples whose bot writes in one form, so that its log is one bot's. */
const SAMPLES = ["rtp-timeout", "bot-hangup", "absolute-timeout"];

/** A line that waits for its time. */
interface Due {
  readonly atMs: number;
  readonly side: StencilLine["side"];
  readonly text: string;
}

const START_MS = Date.UTC(2026, 10, 1);

/** Writes Asterisk's log and the bot's, both in UTC. */
export async function generate(plan: Plan, asteriskPath: string, botPath: string): Promise<Made> {
  const random = seeded(plan.seed);
  const stencils = SAMPLES.flatMap(readStencils);
  const problems = stencils.filter(({ cause }) => cause !== "none");
  const healthy = stencils.filter(({ cause }) => cause === "none");
  const writers = { asterisk: new Log(asteriskPath), bot: new Log(botPath) };
  const expected = new Map<string, string>();
  let waiting: Due[] = [];
  let [nowMs, callBytes, noiseBytes, noiseCount] = [START_MS, 0, 0, 0];
  const total = (): number => writers.asterisk.bytes + writers.bot.bytes;

  const flush = async (untilMs: number): Promise<void> => {
    const due = waiting.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs);
    waiting = waiting.filter(({ atMs }) => atMs > untilMs);
    for (const { atMs, side, text } of due) {
      callBytes += writers[side].line(atMs, text);
      while (noiseBytes < callBytes * plan.noiseShare)
        noiseBytes += writers.asterisk.line(atMs, `] ${noise(noiseCount++)}`);
    }
    await writers.asterisk.drained();
    await writers.bot.drained();
  };

  writers.asterisk.line(
    START_MS - 1000,
    "] Asterisk 20.20.1 built by root @ pbx on a x86_64 running Linux on 2026-11-01 00:00:00 UTC",
  );
  for (let use = 1; total() + bytesOf(waiting) < plan.bytes; use += 1) {
    const kinds = random() < plan.problemShare ? problems : healthy;
    const { channelId, cause, lines } = kinds[Math.floor(random() * kinds.length)] as Stencil;
    const [second = "", counter = ""] = channelId.split(".");
    const startSeconds = Math.floor(nowMs / 1000);
    const laterSeconds = startSeconds - Number(second);
    expected.set(shiftedId(second, counter, use, laterSeconds), cause);
    for (const { afterMs, side, text } of lines)
      waiting.push({ atMs: startSeconds * 1000 + afterMs, side, text: shifted(text, use, laterSeconds) });
    nowMs += ((lines.at(-1)?.afterMs ?? 0) * (0.5 + random())) / plan.concurrentCalls;
    await flush(nowMs - 5_000);
  }
  await flush(Number.POSITIVE_INFINITY);
  await Promise.all([writers.asterisk.end(), writers.bot.end()]);
  return { bytes: total(), expected };
}

const bytesOf = (lines: readonly Due[]): number => lines.reduce((sum, { text }) => sum + text.length, 0);

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A log as it is written. */
class Log {
  bytes = 0;
  readonly #stream: WriteStream;
  readonly #bracket: string;
  #text = "";

  constructor(path: string) {
    this.#stream = createWriteStream(path);
    this.#bracket = path.includes("full") ? "[" : "";
  }

  /** Adds a line, its text from behind the stamp on; returns its bytes. */
  line(atMs: number, text: string): number {
    const stamp = new Date(atMs).toISOString().replace("T", " ").slice(0, 23);
    const line = `${this.#bracket}${stamp}${text}\n`;
    this.#text += line;
    this.bytes += Buffer.byteLength(line);
    return line.length;
  }

  async drained(): Promise<void> {
    if (this.#text.length < 65_536) return;
    const goesOn = this.#stream.write(this.#text);
    this.#text = "";
    if (!goesOn) await once(this.#stream, "drain");
  }

  async end(): Promise<void> {
    this.#stream.end(this.#text);
    await once(this.#stream, "finish");
  }
}
