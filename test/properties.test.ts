// What must hold however the logs arrive: in any chunks, with any line endings, in any order, cut, interleaved, with garbage in
// between. Runs over the samples, in memory, from a seed, so that a failure is the same on every machine.
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { LogFormat } from "../src/records/record.js";
import type { CallRow } from "../src/report/schema.js";
import { noise } from "./bench/noise.js";
import {
  analyseTexts,
  idsOf,
  type LogText,
  type Run,
  type RunOptions,
  type SampleLogs,
  sampleLogs,
} from "./support/analyse.js";
import { anyCodePoints } from "./support/code-points.js";
import { readSample, sampleNames } from "./support/sample.js";
import { wrapped, wraps } from "./support/wrap.js";

/** One run over one sample takes some 10 ms: that many draws fit into the time that tests may take. */
const DRAWS = { few: 30, many: 250, noise: 60, cuts: 600, bothCut: 800 };
const SEED = 20_261_122;
const TIMEOUT_MS = 120_000;

const samples = sampleNames().map(sampleLogs);
const whole = new Map<string, Run>();

beforeAll(async () => {
  for (const sample of samples) whole.set(sample.name, await analyseTexts(sample.logs, { config: sample.config }));
}, TIMEOUT_MS);

/** Drawn by name: a failure then shows the name, not the logs. */
const anySample = fc.constantFrom(...samples.map(({ name }) => name));
const named = (name: string): SampleLogs => samples.find((sample) => sample.name === name) as SampleLogs;
/** A place in a log. Not fc.double: half of its draws are next to 0. */
const share = fc.integer({ min: 0, max: 9_999 }).map((n) => n / 10_000);

/** Runs a property, the same draws every time. */
async function hold<T extends [unknown, ...unknown[]]>(
  runs: number,
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  property: (...drawn: T) => Promise<void>,
): Promise<void> {
  await fc.assert(fc.asyncProperty(...arbitraries, property), { seed: SEED, numRuns: runs, endOnFailure: false });
}

describe("the report does not change", () => {
  test(
    "with the size of the chunks that are read",
    () =>
      hold<[string, number]>(DRAWS.few, [anySample, fc.integer({ min: 1, max: 4_000 })], async (name, chunkBytes) => {
        const sample = named(name);
        const { runReport, calls } = await analyseTexts(sample.logs, { config: sample.config, chunkBytes });
        expect(calls).toEqual(whole.get(sample.name)?.calls);
        expect(runReport).toEqual(whole.get(sample.name)?.runReport);
      }),
    TIMEOUT_MS,
  );

  test(
    "with the order in which the files are named",
    () =>
      hold<[string, number]>(DRAWS.few, [anySample, fc.nat()], async (name, turn) => {
        const sample = named(name);
        const { logs } = sample;
        const turned = [...logs.slice(turn % logs.length), ...logs.slice(0, turn % logs.length)];
        const { calls } = await analyseTexts(turn % 2 === 0 ? turned : [...turned].reverse(), {
          config: sample.config,
        });
        expect(calls).toEqual(whole.get(sample.name)?.calls);
      }),
    TIMEOUT_MS,
  );
});

/** Reads nothing; but forms of the user's own see every line, so that none is passed over or read at a glance. */
const SEES_ALL: LogFormat = { name: "sees-all", side: "bot", comesFrom: "nobody", samples: [], read: () => null };

/** What stands between the lines of calls: records that say nothing, such that might, and lines of none. */
const NOISE: readonly ((stamp: string, n: number) => string)[] = [
  (stamp, n) => `${stamp} ${noise(n)}`,
  (stamp, n) => `${stamp} DEBUG[77][C-0000000${n % 9}] res_x/some_file.c: Channel 'PJSIP/trunk-0000000${n % 9}' ${n}`,
  (stamp) => `${stamp} WARNING[-1] pbx.c: Nothing of note\n  indented\n\n{\n  "type": "StasisEnd"\n}`,
  (stamp) =>
    `${stamp} VERBOSE[77] chan_sip.c: \n<--- SIP read from UDP:192.0.2.9:5060 --->\nOPTIONS sip:x SIP/2.0\nv=0`,
  (stamp, n) =>
    `${stamp} VERBOSE[77] res_pjsip_logger.c: ${n % 2 ? "<--- Received SIP request (90 bytes) from UDP:192.0.2.9:5060 --->\nOPTIONS sip:x SIP/2.0" : "<--- Transmitting SIP response (90 bytes) to UDP:192.0.2.9:5060 --->\nSIP/2.0 200 OK"}\nCall-ID: x${n % 7}@x\nTo: <sip:x>${n % 3 ? ";tag=x" : ""}\nCSeq: 1 ${n % 5 ? "OPTIONS" : "REGISTER"}\n\nv=0`,
  (stamp) => `${stamp} VERBOSE[77] chan_sip.c: Registered SIP 'x' at 192.0.2.9:5060`,
  (stamp) => `${stamp} NOTICE[77] no_event.c: odd \x1b[1;31mred\x1b[0m \u2028 end`,
  (stamp) => `${stamp.replace("]", "+03:00]")} NOTICE[77] no_event.c: of another zone`,
  (stamp) => `${stamp} NOTICE[77]: no_event.c:12 f: in another form`,
  (stamp) => `${stamp} a console would say so`,
  () => "voice-bot-1  | of another voice\nvoice-bot-1  | and once more",
  () => "2026-11-22 15:52:38,312 - app.ari - INFO - Channel 1795362698.0 put on hold",
  () => "time=2026-11-22T15:51:38.312Z level=INFO msg=hold channel=1795362698.0",
  () => "Nov 22 15:51:38 host-1 voice-bot[812]: 2026-11-22 15:51:38,312 - app - INFO - x",
  () => "a=b\n-- Reboot --\n<134>x\n<-- x\n0|x\nпо-русски\n    -- Remote UNIX connection",
];

describe("the report does not change, by whether lines that say nothing are passed over,", () => {
  test(
    "whatever stands between the others",
    () =>
      hold<[string, number, readonly (readonly [number, number])[]]>(
        DRAWS.noise,
        [
          anySample,
          fc.integer({ min: 1, max: 9_000 }),
          fc.array(fc.tuple(share, fc.nat(NOISE.length * 50)), { maxLength: 60 }),
        ],
        async (name, chunkBytes, places) => {
          const sample = named(name);
          const logs = sample.logs.map((log) => changed(log, (text) => withNoise(text, places)));
          const { config } = sample;
          const passedOver = await analyseTexts(logs, { config, chunkBytes });
          const read = await analyseTexts(logs, { config, chunkBytes, own: { formats: [SEES_ALL], wordings: [] } });
          expect(passedOver.calls).toEqual(read.calls);
          expect(passedOver.runReport).toEqual(read.runReport);
        },
      ),
    TIMEOUT_MS,
  );
});

function withNoise(text: string, places: readonly (readonly [number, number])[]): string {
  const lines = text.split("\n");
  let stamp = "[2026-11-22 15:52:38.496]";
  return lines
    .flatMap((line, i) => {
      stamp = /^\[[^\]]{8,40}\](?= )/.exec(line)?.[0] ?? stamp;
      return [
        ...places
          .filter(([where]) => Math.floor(where * lines.length) === i)
          .map(([, n]) => (NOISE[n % NOISE.length] as (typeof NOISE)[0])(stamp, Math.floor(n / NOISE.length))),
        line,
      ];
    })
    .join("\n");
}

describe("no verdict changes", () => {
  test(
    "with CR LF at the ends of lines",
    () =>
      hold<[string]>(DRAWS.few, [anySample], async (name) => {
        const sample = named(name);
        const crlf = sample.logs.map((log) => changed(log, (text) => text.replaceAll(/\r?\n/g, "\r\n")));
        expect(await verdicts(sample, crlf)).toEqual(wholeVerdicts(sample));
      }),
    TIMEOUT_MS,
  );

  test(
    "when both logs come as one stream, interleaved in any way that keeps the order of each",
    () =>
      hold<[string, number, number]>(
        DRAWS.many,
        [anySample, fc.integer(), fc.integer({ min: 1, max: 40 })],
        async (name, seed, run) => {
          const sample = named(name);
          expect(await verdicts(sample, [interleaved(sample.logs, seed, run)])).toEqual(wholeVerdicts(sample));
        },
      ),
    TIMEOUT_MS,
  );
});

describe("no verdict changes where every line of both logs is", () => {
  test.each(Object.entries(wraps))(
    "%s",
    async (_name, wrap) => {
      for (const sample of samples) {
        const logs = sample.logs.map((log) => changed(log, (text) => wrapped(text, wrap)));
        expect([sample.name, await verdicts(sample, logs)]).toEqual([sample.name, wholeVerdicts(sample)]);
      }
    },
    TIMEOUT_MS,
  );
});

describe("less evidence never makes a wrong verdict", () => {
  // the other logs beside it, or it alone: what people most often have
  const cut = fc.record({ which: fc.nat(), at: share, keep: fc.constantFrom("head", "tail"), alone: fc.boolean() });

  test(
    "when a log is cut at any line",
    () =>
      hold<[string, { which: number; at: number; keep: string; alone: boolean }]>(
        DRAWS.cuts,
        [anySample, cut],
        async (name, { which, at, keep, alone }) => {
          const sample = named(name);
          const target = sample.logs[which % sample.logs.length];
          const given = alone ? sample.logs.filter((log) => log === target) : sample.logs;
          const logs = given.map((log) => {
            if (log !== target) return log;
            return changed(log, (text) => {
              const lines = text.split("\n");
              const line = Math.floor(at * lines.length);
              return keep === "head" ? `${lines.slice(0, line).join("\n")}\n` : lines.slice(line).join("\n");
            });
          });
          expectNothingWrong(sample, await runOf(sample, logs));
        },
      ),
    TIMEOUT_MS,
  );

  // of either log its beginning, its end, or what is between two places: where each begins and ends in the other's call
  // decides whether silence means anything
  const window = fc.oneof(
    share.map((to): Window => [0, to]),
    share.map((from): Window => [from, 1]),
    fc.tuple(share, share).map(([a, b]): Window => [Math.min(a, b), Math.max(a, b)]),
  );

  test(
    "when both logs are cut at once",
    () =>
      hold<[string, Window, Window]>(DRAWS.bothCut, [anySample, window, window], async (name, ofAsterisk, ofBot) => {
        const sample = named(name);
        const isBot = ({ path }: LogText): boolean => path.startsWith("bot");
        const logs = [
          ...windowOf(
            sample.logs.filter((log) => !isBot(log)),
            ofAsterisk,
          ),
          ...windowOf(sample.logs.filter(isBot), ofBot),
        ];
        if (logs.length > 0) expectNothingWrong(sample, await runOf(sample, logs));
      }),
    2 * TIMEOUT_MS,
  );

  test.each(samples)(
    "when one side's log of $name is not there",
    async (sample) => {
      for (const left of sample.logs) {
        const logs = sample.logs.filter((log) => log !== left);
        if (logs.length > 0) expectNothingWrong(sample, await runOf(sample, logs));
      }
    },
    TIMEOUT_MS,
  );
});

describe("rubbish between the lines", () => {
  const rubbish = fc.oneof(
    fc.string({ maxLength: 60 }),
    anyCodePoints(30),
    fc.constantFrom(
      "",
      "{",
      '{"event": ',
      "[",
      "[Nov 31 99:99:99] VERBOSE[",
      "0x00",
      "\u0000",
      "\u001b[31m",
      "<--- ",
      "BYE",
      "Traceback (most recent call last):",
    ),
    // lines of somebody else's log
    fc.constantFrom(
      "Nov 22 15:52:00 host kernel: [12.3] eth0: link up",
      "2026-11-22 15:52:00 nginx: 200 GET /",
      "lack of RTP activity in 5 seconds",
      "ERROR 404 Channel not found",
    ),
  );

  test(
    "never throws, every line is accounted for, and no verdict turns wrong",
    () =>
      hold<[string, { at: number; text: string }[]]>(
        DRAWS.many,
        [anySample, fc.array(fc.record({ at: share, text: rubbish }), { minLength: 1, maxLength: 8 })],
        async (name, thrown) => {
          const sample = named(name);
          const logs = sample.logs.map((log) => changed(log, (text) => withRubbish(text, thrown)));
          const run = await runOf(sample, logs);
          expectNothingWrong(sample, run);
          const read = new Map(run.runReport.inputs.map(({ path, lineCount }) => [path, lineCount]));
          for (const log of logs) expect([log.path, read.get(log.path)]).toEqual([log.path, lineCount(log)]);
        },
      ),
    TIMEOUT_MS,
  );
});

/**
 * Faults that one log alone shows, and without which the other shows a call that went well: a caller whose RTP stopped
 * unnoticed (strict RTP, in Asterisk's log), a music class that another one stood in for (Asterisk's log again). Whoever
 * reads only the rest is told `none`, and rightly so: nothing in it went wrong.
 */
const SEEN_BY_ASTERISK_ALONE: ReadonlySet<string> = new Set(["caller-vanished", "moh-class-missing"]);

/** May a part of the logs of a call of this cause yield that cause? */
function isAllowed(cause: string, truth: string | undefined, got: string): boolean {
  if (got === cause || got === "undetermined" || got === truth) return true;
  return got === "none" && SEEN_BY_ASTERISK_ALONE.has(cause);
}

/** Every call of a run is judged as in the whole logs, or not at all. */
function expectNothingWrong(sample: SampleLogs, run: Run): void {
  const { expect: expected } = readSample(sample.name);
  const wrong = run.calls.flatMap((call) => {
    const truths = wholeCalls(sample, call);
    const got = call.diagnosis.cause;
    const right = truths.some((truth) => {
      const told = idsOf(truth).map((id) => expected.calls[id]?.truth);
      return isAllowed(
        truth.diagnosis.cause,
        told.find((one) => one !== undefined),
        got,
      );
    });
    if (right || got === "undetermined") return [];
    return [
      `${idsOf(call).join(" ")}: ${truths.map(({ diagnosis }) => diagnosis.cause).join(" or ") || "no such call"}, told ${got}`,
    ];
  });
  expect(wrong).toEqual([]);
}

/** The calls of the whole logs that a call of a part may be: after a restart a name and a C- id mean another one. */
function wholeCalls({ name }: SampleLogs, part: CallRow): CallRow[] {
  const calls = whole.get(name)?.calls ?? [];
  const byId = calls.filter(({ channelId }) => channelId !== null && channelId === part.channelId);
  if (byId.length > 0) return byId;
  const ids = new Set(idsOf(part));
  return calls.filter((call) =>
    [...idsOf(call), ...call.legs.map(({ channelName }) => channelName)].some((id) => id !== null && ids.has(id)),
  );
}

const optionsOf = ({ config }: SampleLogs): RunOptions => ({ config });

function runOf(sample: SampleLogs, logs: readonly LogText[]): Promise<Run> {
  return analyseTexts(logs, optionsOf(sample));
}

async function verdicts(sample: SampleLogs, logs: readonly LogText[]): Promise<string[]> {
  return verdictsOf(await runOf(sample, logs));
}

const wholeVerdicts = ({ name }: SampleLogs): string[] => verdictsOf(whole.get(name) as Run);

const verdictsOf = ({ calls }: Run): string[] =>
  calls.map((call) => `${idsOf(call).join(" ")}: ${call.diagnosis.cause} (${call.diagnosis.confidence})`).sort();

const changed = ({ path, latin1 }: LogText, change: (text: string) => string): LogText => ({
  path,
  latin1: change(latin1),
});

const lineCount = ({ latin1 }: LogText): number => latin1.split("\n").length - (latin1.endsWith("\n") ? 1 : 0);

/** From where to where a log is kept, in shares of its lines. */
type Window = readonly [from: number, to: number];

/** What is left of the files of one log, in the order given, where only a part of its lines is there. */
function windowOf(files: readonly LogText[], [from, to]: Window): LogText[] {
  const lines = files.flatMap((log) =>
    log.latin1
      .replace(/\n$/, "")
      .split("\n")
      .map((line) => ({ path: log.path, line })),
  );
  const kept = lines.slice(Math.floor(from * lines.length), Math.floor(to * lines.length));
  return files
    .map(({ path }) => ({
      path,
      latin1: kept.flatMap((one) => (one.path === path ? [`${one.line}\n`] : [])).join(""),
    }))
    .filter(({ latin1 }) => latin1 !== "");
}

/** One stream of several logs: whole records of each, in their order, in runs of random length. */
function interleaved(logs: readonly LogText[], seed: number, longestRun: number): LogText {
  const queues = joinedRotations(logs).map((lines) => recordsOf(lines));
  const out: string[] = [];
  const random = lcg(seed);
  while (queues.some((queue) => queue.length > 0)) {
    const filled = queues.filter((queue) => queue.length > 0);
    const queue = filled[random() % filled.length] as string[];
    out.push(...queue.splice(0, 1 + (random() % longestRun)));
  }
  return { path: "-", latin1: `${out.join("\n")}\n` };
}

/** The files of Asterisk's log as one, in the order given: interleaving keeps the order of each log, not of each file. */
function joinedRotations(logs: readonly LogText[]): string[][] {
  const bot = logs.filter(({ path }) => path.startsWith("bot"));
  const asterisk = logs.filter(({ path }) => !path.startsWith("bot"));
  return [asterisk, bot]
    .filter((files) => files.length > 0)
    .map((files) => files.flatMap(({ latin1 }) => latin1.replace(/\n$/, "").split("\n")));
}

/** Lines that belong to the record before them stay with it, as a writer that appends whole records keeps them. */
function recordsOf(lines: readonly string[]): string[] {
  const records: string[] = [];
  for (const line of lines) {
    const begins = /^(?:\x1b\S*)*(?:\[\w|\{"|\d{2,4}[-:]\d\d|Nov \d)/.test(line) || records.length === 0;
    if (begins) records.push(line);
    else records[records.length - 1] += `\n${line}`;
  }
  return records;
}

/** A small generator of numbers (Numerical Recipes): fast-check draws its seed. */
function lcg(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 8;
  };
}

function withRubbish(text: string, thrown: readonly { readonly at: number; readonly text: string }[]): string {
  const lines = text.replace(/\n$/, "").split("\n");
  for (const { at, text: line } of thrown) {
    lines.splice(
      Math.floor(at * lines.length),
      0,
      Buffer.from(line.replaceAll(/[\r\n]/g, " "), "utf8").toString("latin1"),
    );
  }
  return `${lines.join("\n")}\n`;
}
