// Samples played line by line, on a clock of the test's own, as they were once written: what is said of a call early must be
// what is said of it in the end, and that is what a run over the finished files says.
import { describe, expect, it } from "vitest";
import { watch } from "../../src/live/watch.js";
import { analyse } from "../../src/pipeline.js";
import type { News } from "../../src/report/news.js";
import type { CallRow } from "../../src/report/schema.js";
import type { Source } from "../../src/sources/source.js";
import { parseStamp } from "../../src/time.js";
import type { Request } from "../../src/wiring.js";
import { type LogText, plainRequest, sampleLogs } from "../support/analyse.js";

const NOW_MS = Date.UTC(2026, 11, 1);
/** Longer than any call is waited for. */
const AFTERWARDS_MS = 3_600_000;
const STAMP = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{3})?|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d/;

/** Samples with both logs, in forms whose stamps tell when a line was written. */
const NAMES = [
  "rtp-timeout",
  "rtp-timeout-chan-sip",
  "bot-hangup",
  "operator-hangup",
  "caller-cancel",
  "session-timer",
];

const idOf = ({ channelId, logCallId, channelName }: CallRow): string => channelId ?? logCallId ?? channelName ?? "";
const causeOf = (call: CallRow): string => `${idOf(call)} ${call.diagnosis.cause} ${call.diagnosis.confidence}`;

function requestFor(sources: readonly Source[], configuration: Request["configuration"]): Request {
  return { ...plainRequest, sources, configuration };
}

/** A log whose lines come when they are due. */
class Played {
  readonly source: Source;
  readonly #lines: { readonly ms: number; readonly text: string }[];
  #next = 0;
  #due = "";
  #isOver = false;
  #arrived: () => void = () => undefined;

  constructor({ path, latin1 }: LogText, aheadMs: number) {
    let ms = 0;
    this.#lines = latin1.split(/(?<=\n)/).map((text) => {
      const stamp = parseStamp(STAMP.exec(text)?.[0] ?? "", 2026);
      // a stamp in whole seconds is of some time within it
      if (stamp) ms = Math.max(ms, stamp.wallMs - aheadMs + (stamp.precisionMs >= 1_000 ? 500 : 0));
      return { ms, text };
    });
    const chunks = this.#chunks.bind(this);
    this.source = { path, role: "auto", onceOnly: true, open: chunks };
  }

  get nextMs(): number {
    return this.#lines[this.#next]?.ms ?? Number.POSITIVE_INFINITY;
  }

  playUntil(ms: number): void {
    for (; this.nextMs <= ms; this.#next += 1) this.#due += this.#lines[this.#next]?.text ?? "";
    this.#arrived();
  }

  end(): void {
    this.#isOver = true;
    this.#arrived();
  }

  async *#chunks(): AsyncGenerator<Buffer> {
    for (;;) {
      const text = this.#due;
      this.#due = "";
      if (text !== "") yield Buffer.from(text, "latin1");
      else if (this.#isOver) return;
      else
        await new Promise<void>((resolve) => {
          this.#arrived = resolve;
        });
    }
  }
}

describe("logs that are played", () => {
  it.each(NAMES)("tell of %s early what they tell in the end, as finished files do", async (name) => {
    const { logs, config } = sampleLogs(name);
    const files = await analyse(
      requestFor(
        logs.map(({ path, latin1 }) => ({
          path,
          role: "auto",
          open: async function* () {
            yield Buffer.from(latin1, "latin1");
          },
        })),
        config,
      ),
    );
    const finished = [...files.calls()];
    const played = logs.map((log) => {
      const input = files.runReport.inputs.find(({ path }) => path === log.path);
      return new Played(log, (input?.utcOffsetMinutes ?? 0) * 60_000 + (input?.clockOffsetSeconds ?? 0) * 1_000);
    });
    files.close();

    let clockMs = Math.min(...played.map(({ nextMs }) => (nextMs > 0 ? nextMs : NOW_MS))) - 1_000;
    let overMs: number | null = null;
    const news: News[] = [];
    const { outcome } = await watch({
      ...requestFor(
        played.map(({ source }) => source),
        config,
      ),
      memory: null,
      leavesOpen: false,
      isOnce: false,
      wantsMemory: () => false,
      looked: () => undefined,
      keepMemory: () => undefined,
      tell: async (some) => void news.push(...some),
      wantsSummary: () => "no",
      summarise: async () => undefined,
      clockMs: () => clockMs,
      pause: async (ms) => {
        const isOver = played.every(({ nextMs }) => nextMs === Number.POSITIVE_INFINITY);
        clockMs += isOver ? 20_000 : ms;
        if (isOver) overMs ??= clockMs;
        for (const log of played) log.playUntil(clockMs);
        if (overMs !== null && clockMs - overMs > AFTERWARDS_MS) for (const log of played) log.end();
        await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
      },
    });
    const last = [...outcome.calls()];
    outcome.close();
    expect(last.map(causeOf).sort()).toEqual(finished.map(causeOf).sort());
    const early = news.filter(({ isFinal }) => !isFinal);
    for (const { call, finding, supersedes } of early) {
      expect(supersedes).toBeNull();
      expect(finding?.name).toBe(
        finished.find((other) => idOf(other) === idOf(call) || other.channelName === call.channelName)?.diagnosis.cause,
      );
    }
    // all that is sure in the end was told while it happened
    const sure = finished.filter(({ diagnosis }) => diagnosis.cause !== "none" && diagnosis.confidence !== "possible");
    expect(early.length).toBe(sure.length);
  });
});
