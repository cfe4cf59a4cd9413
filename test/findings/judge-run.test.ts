// Patterns across calls, from raw log text: there, not there though calls fail, and too few calls to say.
import { describe, expect, test } from "vitest";
import type { CallRow, Finding } from "../../src/report/schema.js";
import { analyseTexts, logText } from "../support/analyse.js";

/** A call as Asterisk's log shows it: on hold from the second second on, then played to, or dead. */
interface Shown {
  /** Seconds after the first second of the log. */
  readonly at: number;
  readonly endpoint?: string;
  readonly app?: string;
  readonly sound?: string;
  /** Left out for a call that is played to. */
  readonly fails?: "rtp-timeout" | "absolute-timeout" | "sound-missing" | "unexplained";
  /** How old it becomes. */
  readonly lastsSeconds?: number;
}

const FIRST_MS = Date.UTC(2026, 10, 22, 9, 0, 0);

function logOf(calls: readonly Shown[]): string {
  const lines = calls.flatMap((call, i) => linesOf(call, i));
  // stable: lines of one second stay in order
  return `${lines
    .sort((a, b) => a.at - b.at)
    .map(({ at, text }) => `[${new Date(FIRST_MS + at * 1000).toISOString().slice(0, 19).replace("T", " ")}] ${text}`)
    .join("\n")}\n`;
}

function linesOf(call: Shown, i: number): { at: number; text: string }[] {
  const { at, endpoint = "carrier", app = "frontdesk", sound = "welcome.ulaw", fails, lastsSeconds = 12 } = call;
  const name = `PJSIP/${endpoint}-${i.toString(16).padStart(8, "0")}`;
  const verbose = `VERBOSE[${500 + i}][C-${(i + 1).toString(16).padStart(8, "0")}]`;
  const limit =
    fails === "absolute-timeout"
      ? [`pbx.c: Executing [700@in:1] Set("${name}", "TIMEOUT(absolute)=${lastsSeconds}") in new stack`]
      : [];
  const begin = [...limit, `pbx.c: Executing [700@in:2] Stasis("${name}", "${app},700") in new stack`];
  const end = at + lastsSeconds;
  const stop = { at: end, text: `${verbose} res_musiconhold.c: Stopped music on hold on ${name}` };
  return [
    ...begin.map((text) => ({ at, text: `${verbose} ${text}` })),
    { at: at + 1, text: `${verbose} file.c: <${name}> Playing '${sound}' (language 'en')` },
    { at: at + 2, text: `${verbose} res_musiconhold.c: Started music on hold, class 'default', on channel '${name}'` },
    ...(fails === "rtp-timeout"
      ? [
          {
            at: end,
            text: `NOTICE[77] res_pjsip_sdp_rtp.c: Disconnecting channel '${name}' for lack of audio RTP activity in 8 seconds`,
          },
        ]
      : []),
    stop,
    ...(fails === "sound-missing"
      ? [
          {
            at: end,
            text: `${verbose.replace("VERBOSE", "WARNING")} file.c: File answers/${i} does not exist in any format`,
          },
        ]
      : []),
    ...(fails === undefined
      ? [{ at: end, text: `${verbose} file.c: <${name}> Playing '${sound}' (language 'en')` }]
      : []),
  ];
}

interface Judged {
  readonly calls: readonly CallRow[];
  readonly patterns: readonly Finding[];
}

const PATTERNS = ["SIP201", "RTP211", "SYS211", "ARI211", "SIP202", "SYS204"];

async function judge(calls: readonly Shown[]): Promise<Judged> {
  const run = await analyseTexts([logText("full.log", logOf(calls))]);
  expect(run.calls).toHaveLength(calls.length);
  return { calls: run.calls, patterns: run.frame.runFindings.filter(({ code }) => PATTERNS.includes(code)) };
}

/** So many calls, one every so many seconds; ages differ, so that they make no pattern of their own. */
function many(count: number, shown: Omit<Shown, "at">, from = 0, everySeconds = 97): Shown[] {
  return Array.from({ length: count }, (_, i) => ({
    at: from + i * everySeconds,
    lastsSeconds: 10 + ((i * 37) % 60),
    ...shown,
  }));
}

const codes = ({ patterns }: Judged): string[] => patterns.map(({ code }) => code);
const endedWith = ({ calls }: Judged, cause: string): number =>
  calls.filter(({ diagnosis }) => diagnosis.cause === cause).length;

describe("a cause that repeats in a group", () => {
  const lost = { fails: "rtp-timeout" } as const;
  const cases = [
    [
      "SIP201",
      "endpoint",
      { endpoint: "gw-east" },
      /^6 of 6 calls of endpoint gw-east ended with rtp-timeout \(likely\), against 0 of 12 calls of other endpoints\. In the run 6 of 18 calls went wrong\.$/,
    ],
    ["RTP211", "codec", { sound: "welcome.g729" }, /^6 of 6 calls with g729 sounds ended with rtp-timeout/],
    ["ARI211", "app", { app: "survey" }, /^6 of 6 calls of app survey ended with rtp-timeout/],
  ] as const;

  test.each(cases)("%s: %s", async (code, _, group, message) => {
    const run = await judge([...many(6, { ...group, ...lost }, 40), ...many(12, {})]);
    expect(codes(run)).toEqual([code]);
    expect(run.patterns[0]?.message).toMatch(message);
    expect(run.patterns[0]?.evidence.map(({ text }) => text)).toEqual(
      Array(3).fill(expect.stringContaining("lack of audio RTP")),
    );
    expect(endedWith(run, "rtp-timeout")).toBe(6);
  });

  test.each(cases)("%s: not where both groups fail alike", async (_code, _, group) => {
    expect(
      codes(
        await judge([
          ...many(4, { ...group, ...lost }, 40),
          ...many(4, lost, 70),
          ...many(5, group, 20),
          ...many(5, {}, 90),
        ]),
      ),
    ).toEqual([]);
  });

  test.each(cases)("%s: not where one group carries all calls", async (_code, _, group) => {
    expect(codes(await judge([...many(6, { ...group, ...lost }, 40), ...many(12, group)]))).toEqual([]);
  });

  test.each(cases)("%s: too few calls to say", async (_code, _, group) => {
    expect(codes(await judge([...many(3, { ...group, ...lost }, 40), ...many(3, {}, 3000)]))).toEqual([]);
    expect(codes(await judge([...many(2, { ...group, ...lost }, 40), ...many(40, {}, 3000)]))).toEqual([]);
  });

  test("SYS211: an hour of the day, but not the moment in which all ended at once", async () => {
    const hours = Array.from({ length: 8 }, (_, hour) => many(6, {}, hour * 3600));
    const run = await judge([...hours.flat(), ...many(5, lost, 5 * 3600 + 900, 311)]);
    expect(codes(run)).toEqual(["SYS211"]);
    expect(run.patterns[0]?.message).toMatch(
      /^5 of 11 calls that ended between 14:00 and 14:59 UTC ended with rtp-timeout/,
    );
    const atOnce = await judge([
      ...hours.flat(),
      ...[3, 11, 18, 30, 44].map((age) => ({ at: 20_000 - age, lastsSeconds: age, ...lost })),
    ]);
    expect(codes(atOnce)).toEqual(["SYS204"]);
  });

  test("what the logs do not explain is a pattern too, and stays unexplained", async () => {
    // music that stops and nothing after it: the channel died, and no line says why
    const run = await judge([...many(7, { endpoint: "gw-east", fails: "unexplained" }, 40), ...many(20, {})]);
    expect(codes(run)).toEqual(["SIP201"]);
    expect(run.patterns[0]?.message).toContain(
      "7 of 7 calls of endpoint gw-east were lost for a reason that the logs do not tell, against 0 of 20",
    );
    expect(run.calls.filter(({ findings }) => findings.some(({ code }) => code === "ARI101"))).toHaveLength(7);
  });
});

describe("calls that ended at one age", () => {
  test("SIP202: counts them, those that ended otherwise, and those that lasted longer", async () => {
    const lost = { fails: "rtp-timeout" } as const;
    const run = await judge([
      ...many(5, { ...lost, lastsSeconds: 48 }),
      ...many(1, { ...lost, lastsSeconds: 210 }, 900),
      ...many(9, {}, 1500),
    ]);
    expect(codes(run)).toEqual(["SIP202"]);
    expect(run.patterns[0]?.message).toMatch(
      /^5 of the 6 calls that ended with rtp-timeout \(likely\) ended 48 to 50 s after their start\. \d+ calls of the run lasted longer\. In the run 6 of 15 calls went wrong\.$/,
    );
    expect(run.patterns[0]?.evidence).toHaveLength(3);
  });

  test("not where ages are strewn, and not for two calls", async () => {
    const ages = [14, 22, 31, 37, 45, 58, 63];
    expect(codes(await judge(ages.map((age, i) => ({ at: i * 90, fails: "rtp-timeout", lastsSeconds: age }))))).toEqual(
      [],
    );
    expect(codes(await judge(many(2, { fails: "rtp-timeout", lastsSeconds: 48 })))).toEqual([]);
  });

  test("not where only the bot's failed request tells of the end: that is how long the bot thought", async () => {
    const bot = Array.from({ length: 5 }, (_, i) => {
      const second = (s: number): string => new Date(FIRST_MS + (i * 200 + s) * 1000).toISOString();
      const id = `${FIRST_MS / 1000 + i * 200}.${i}`;
      return `${second(1)} INFO bot: Call ${id} started, StasisStart channel=${id}\n${second(9)} INFO bot: Channel ${id} put on hold\n${second(20)} ERROR bot: POST /ari/channels/${id}/play/p${i}?media=sound:a failed: 404 {"message":"Channel not found"}\n`;
    }).join("");
    const { calls, frame } = await analyseTexts([logText("bot.log", bot)]);
    expect(calls.map(({ diagnosis }) => diagnosis.cause)).toEqual(Array(5).fill("undetermined"));
    expect(frame.runFindings).toEqual([]);
  });
});

describe("calls that ended together", () => {
  const dying = (fails: Shown["fails"], ages: readonly number[]): Shown[] =>
    ages.map((age) => ({ at: 600 - age, lastsSeconds: age, ...(fails ? { fails } : {}) }));

  test("SYS204: one cause in one moment, said once", async () => {
    const run = await judge([...dying("rtp-timeout", [12, 25, 41]), ...many(6, {}, 800)]);
    expect(codes(run)).toEqual(["SYS204"]);
    expect(run.patterns[0]?.message).toBe(
      "All 3 calls that ended with rtp-timeout (likely) ended within two seconds, at 2026-11-22 09:10:00 UTC. In the run 3 of 9 calls went wrong.",
    );
  });

  test("not where their causes differ: that they ended together is chance", async () => {
    const mixed = [
      ...dying("rtp-timeout", [12, 25]),
      ...dying("absolute-timeout", [33]),
      ...dying("sound-missing", [17]),
    ];
    expect(codes(await judge([...mixed, ...many(6, {}, 800)]))).toEqual([]);
  });

  test("SYS204: verdicts that rest on the same line are one event", async () => {
    const stop =
      "[2026-11-22 09:10:00] VERBOSE[1] asterisk.c: Asterisk cleanly ending (0).\n[2026-11-22 09:10:30] VERBOSE[1] asterisk.c: Asterisk Ready.\n";
    const shown = logOf(
      [12, 25, 41].map((age) => ({ at: 600 - age, lastsSeconds: age, fails: "absolute-timeout" as const })),
    );
    const log = shown.replaceAll(/^.*TIMEOUT.*\n/gm, "") + stop;
    const { calls, frame } = await analyseTexts([logText("full.log", log)]);
    const together = frame.runFindings.filter(({ code }) => code === "SYS204");
    expect(together.map(({ message }) => message)).toEqual([
      `One event is behind all 3 calls that ended with ${calls[0]?.diagnosis.cause} (${calls[0]?.diagnosis.confidence}). In the run 3 of 3 calls went wrong.`,
    ]);
  });
});

test("a healthy run has no pattern", async () => {
  expect(codes(await judge([...many(20, { endpoint: "gw-east" }), ...many(20, { app: "survey" }, 50)]))).toEqual([]);
});
