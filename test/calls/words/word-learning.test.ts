// The meaning of a bot's words is learnt from what Asterisk logs at the same moment. The languages here are invented, so no lexicon
// has them.

import { deserialize, serialize } from "node:v8";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assumedClock } from "../../../src/calls/clocks/clock.js";
import { type HalfCall, newHalfCall } from "../../../src/calls/half-call.js";
import { templateOf } from "../../../src/calls/words/template.js";
import { WordLearning } from "../../../src/calls/words/word-learning.js";
import type { CallEvent, EventType } from "../../../src/events/event.js";
import { analyseTexts, logText, type Run } from "../../support/analyse.js";

const BEGIN_MS = Date.UTC(2026, 10, 22, 10, 0, 0);
const SPACING_MS = 41_300;

/** What a bot says at the moments of a call; empty lines are not written. */
interface Language {
  readonly came: string;
  readonly held: string;
  readonly unheld: string;
  readonly played: string;
}

const PLAIN: Language = { came: "brk zdv", held: "dgr mnk", unheld: "plv knc", played: "tsk wrb #" };

interface Calls {
  readonly count: number;
  /** Of the nth call: what the bot says. */
  readonly says: (n: number) => Language;
  /** How long after each action it is logged. */
  readonly lateMs?: (n: number) => number;
  /** Lines at any second of a call. */
  readonly between?: (n: number) => readonly string[];
  /** The last call is lost to the RTP timeout. */
  readonly lastIsLost?: boolean;
  /** Asterisk's stamps are whole seconds. */
  readonly coarse?: boolean;
}

const hex = (n: number): string => n.toString(16).padStart(8, "0");
const uuid = (n: number): string => `${hex(n * 2_654_435 + 77)}-1a2b-4c3d-8e4f-${hex(n)}abcd`;

/** Both logs of some calls, one after the other. */
function logsOf({ count, says, lateMs = () => 0, between = () => [], lastIsLost = false, coarse = false }: Calls) {
  const asterisk: string[] = [];
  const bot: [atMs: number, text: string][] = [];
  for (let n = 0; n < count; n += 1) {
    const startMs = BEGIN_MS + n * SPACING_MS + 240;
    const id = `${Math.floor(startMs / 1000)}.${n}`;
    const name = `PJSIP/tr-${hex(n)}`;
    const call = hex(n + 1);
    const language = says(n);
    const lost = lastIsLost && n === count - 1;
    const stamp = (atMs: number): string =>
      new Date(atMs)
        .toISOString()
        .replace("T", " ")
        .slice(0, coarse ? 19 : 23);
    const verbose = (atMs: number, text: string): void => {
      asterisk.push(`[${stamp(startMs + atMs)}] VERBOSE[41][C-${call}] ${text}`);
    };
    const say = (atMs: number, words: string): void => {
      if (words === "") return;
      bot.push([startMs + atMs + lateMs(n), `${words.replace("#", uuid(n * 10 + (atMs % 7)))} (${id})`]);
    };
    verbose(0, `pbx.c: Executing [500@in:1] Stasis("${name}", "vb,500,49309018${10 + n}") in new stack`);
    say(12, language.came);
    verbose(2_000, `res_musiconhold.c: Started music on hold, class 'default', on channel '${name}'`);
    say(2_013, language.held);
    if (lost) {
      asterisk.push(
        `[${stamp(startMs + 12_000)}] NOTICE[8] res_pjsip_sdp_rtp.c: Disconnecting channel '${name}' for lack of audio RTP activity in 9 seconds`,
      );
      verbose(12_001, `res_musiconhold.c: Stopped music on hold on ${name}`);
      bot.push([startMs + 15_500, `vgh POST /ari/channels/${id}/play 404 {"message":"Channel not found"} (${id})`]);
    } else {
      verbose(5_400, `res_musiconhold.c: Stopped music on hold on ${name}`);
      say(5_412, language.unheld);
      verbose(5_415, `file.c: <${name}> Playing 'answer.slin' (language 'en')`);
      say(5_421, language.played);
    }
    for (const [i, words] of between(n).entries()) say(700 + i * 1_130, words);
    verbose(17_000, `pbx.c: Spawn extension (in, 500, 1) exited non-zero on '${name}'`);
  }
  const endMs = BEGIN_MS + count * SPACING_MS + 200_000;
  asterisk.push(
    `[${new Date(endMs).toISOString().replace("T", " ").slice(0, 19)}] VERBOSE[9] asterisk.c: Remote UNIX connection`,
  );
  const lines = bot
    .sort(([a], [b]) => a - b)
    .map(
      ([atMs, text]) =>
        `${new Date(atMs).toISOString().replace("T", " ").replace("Z", "").replace(".", ",")} - b - INFO - ${text}`,
    );
  return {
    asterisk: asterisk.join("\n"),
    bot: [...lines, `${new Date(endMs).toISOString().replace("T", " ").slice(0, 19)},000 - b - INFO - nts`].join("\n"),
  };
}

async function learn(calls: Calls): Promise<Run> {
  const { asterisk, bot } = logsOf(calls);
  return analyseTexts([logText("full", asterisk), logText("bot.log", bot)]);
}

const learntIn = ({ runReport }: Run): string => runReport.notes.filter((note) => /were learnt/.test(note)).join();

describe("a template", () => {
  it.each([
    ['call: channel=1795341600.7, nt "good morning" dr', "call: channel=#, nt “” dr"],
    ["pst sound:bot/answer 8f3a9c01-1a2b-4c3d-8e4f-0123456789ab", "pst @ #"],
    ["已置于保持 PJSIP/tr-0000000a", "已置于保持 #"],
    ["主叫1010,分机", "主叫#,分机"],
  ])("of %s", (message, template) => expect(templateOf(message)).toBe(template));

  it("is none where nothing is left", () => expect(templateOf("1795341600.7 - 12")).toBeNull());
});

describe("a bot whose words nobody knows", () => {
  it("is told by what stands beside Asterisk's lines in three calls", async () => {
    const run = await learn({ count: 3, says: () => PLAIN });
    expect(run.calls).toHaveLength(3);
    expect(learntIn(run)).toMatch(/brk zdv \(#\) = the call came to the bot \(3 calls/);
    expect(learntIn(run)).toMatch(/dgr mnk \(#\) = put on hold \(3 calls/);
    expect(learntIn(run)).toMatch(/plv knc \(#\) = taken off hold \(3 calls/);
    expect(learntIn(run)).toMatch(/tsk wrb # \(#\) = a playback started \(3 calls/);
    const held = run.calls[0]?.timeline.find(({ text }) => text.startsWith("dgr mnk"));
    expect(held).toMatchObject({ event: "bot-hold", attributed: "inferred" });
    expect(held?.reason).toMatch(/taken for "put on hold": .* in 3 calls/);
  });

  it("is not told by two calls", async () => {
    expect(learntIn(await learn({ count: 2, says: () => PLAIN }))).toBe("");
  });

  it("is measured as finely as its own stamps are", async () => {
    const run = await learn({ count: 6, says: () => PLAIN, lastIsLost: true, coarse: true });
    const gaps = run.calls.map(({ gaps: [gap] }) => [gap?.seconds, gap?.precisionSeconds]);
    for (const [seconds, precision] of gaps.slice(0, 5)) {
      expect(seconds).toBeCloseTo(3.408, 3);
      expect(precision).toBeLessThan(0.01);
    }
    expect(gaps[5]?.[0]).toBeCloseTo(13.487, 3);
    expect(run.calls[5]?.diagnosis).toMatchObject({ cause: "rtp-timeout", confidence: "likely" });
  });

  it("says nothing where its words stand elsewhere in more than one of ten uses", async () => {
    const run = await learn({ count: 6, says: () => PLAIN, between: (n) => (n % 2 === 0 ? [PLAIN.held] : []) });
    expect(learntIn(run)).not.toMatch(/put on hold/);
  });

  it("says nothing where two templates compete and do not stand together", async () => {
    const rival = (n: number): Calls => ({
      count: 6,
      coarse: true,
      says: () => PLAIN,
      between: () => ["", "", `qst ${n}`],
    });
    // one line 1.1 s after the hold is in its second as often as not; one 250 ms before always is near
    expect(learntIn(await learn(rival(1)))).toMatch(/dgr mnk/);
    const { asterisk, bot } = logsOf({ count: 6, coarse: true, says: () => PLAIN });
    const doubled = bot.split("\n").flatMap((line) => {
      const at = line.indexOf("dgr mnk");
      if (at < 0) return [line];
      const before = new Date(Date.parse(`${line.slice(0, 10)}T${line.slice(11, 19)}.${line.slice(20, 23)}Z`) - 150);
      return [
        `${before.toISOString().replace("T", " ").replace("Z", "").replace(".", ",")} - b - INFO - hfk ${line.slice(at + 8)}`,
        line,
      ];
    });
    const run = await analyseTexts([logText("full", asterisk), logText("bot.log", doubled.join("\n"))]);
    expect(learntIn(run)).not.toMatch(/put on hold/);
  });

  it("takes nothing from words that it only says seconds later", async () => {
    const lateMs = (n: number): number => (n % 2 === 0 ? 0 : 4_000 + 700 * n);
    expect(learntIn(await learn({ count: 8, says: () => PLAIN, lateMs }))).toBe("");
  });
});

describe("what was learnt", () => {
  const calls: Calls = { count: 7, says: () => PLAIN, lastIsLost: true, coarse: true };

  it("stands in the timeline of its call", async () => {
    const { asterisk, bot } = logsOf(calls);
    const run = await analyseTexts([logText("full", asterisk), logText("bot.log", bot)]);
    expect(run.calls[0]?.timeline.some(({ event }) => event === "bot-hold")).toBe(true);
  });

  it("is known to a run that goes on where another left off", () => {
    const clock = assumedClock("bot");
    const half = (side: "asterisk" | "bot", ...lines: [type: EventType, atMs: number, message: string][]): HalfCall => {
      const made = newHalfCall(side, 0, 0, BEGIN_MS);
      for (const [type, wallMs, message] of lines) {
        const event = { type, side, wallMs, precisionMs: 1, message, channelId: null, channelName: null };
        made.events.push({ event: event as unknown as CallEvent, inferredFrom: null });
      }
      return made;
    };
    const before = new WordLearning();
    const look = (learning: WordLearning, n: number): void => {
      const atMs = BEGIN_MS + n * SPACING_MS;
      const asterisk = half("asterisk", ["moh-started", atMs, "Started"], ["spawn-exited", atMs + 9_000, "Spawn"]);
      learning.look(asterisk, half("bot", ["bot-line", atMs + 9, `dgr mnk ${n}`]), () => clock);
    };
    for (const n of [1, 2]) look(before, n);
    const after = new WordLearning();
    after.recall(deserialize(serialize(before.memory)));
    expect(after.words.size).toBe(0);
    look(after, 3);
    after.conclude();
    expect(after.words.get("dgr mnk #")).toMatchObject({ type: "bot-hold", callCount: 3 });
    const copy = after.copy();
    look(copy, 4);
    copy.conclude();
    expect(copy.words.get("dgr mnk #")?.callCount).toBe(4);
    after.conclude();
    expect(after.words.get("dgr mnk #")?.callCount).toBe(3);
  });
});

/** Words of consonants. */
const word = fc.string({ unit: fc.constantFrom(..."bcdfghjklmnpqrstvwxz"), minLength: 3, maxLength: 7 });
const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));
const language: fc.Arbitrary<Language> = fc.record({
  came: phrase,
  held: phrase,
  unheld: phrase,
  played: phrase.map((words) => `${words} #`),
});
/** The same words at other moments: what was said for a hold is now said for its end. */
const turned = ({ came, held, unheld, played }: Language): Language => ({
  came: played,
  held: unheld,
  unheld: held,
  played: came,
});

describe("whatever was learnt", () => {
  const verdictsOf = ({ calls }: Run): string[] =>
    calls.filter(({ channelName }) => channelName).map(({ diagnosis }) => diagnosis.cause);

  /** Verdicts that Asterisk's log alone gives, or none: never another. */
  const neverAnother = async (calls: Calls): Promise<void> => {
    const { asterisk, bot } = logsOf(calls);
    const alone = verdictsOf(await analyseTexts([logText("full", asterisk)]));
    const both = verdictsOf(await analyseTexts([logText("full", asterisk), logText("bot.log", bot)]));
    expect(both).toHaveLength(alone.length);
    for (const [n, cause] of both.entries()) expect(["undetermined", alone[n]]).toContain(cause);
  };
  const flags = { lastIsLost: fc.boolean(), coarse: fc.boolean() };
  const hold = <T>(drawn: fc.Arbitrary<T>, property: (one: T) => Promise<void>): Promise<void> =>
    fc.assert(fc.asyncProperty(drawn, property), { seed: 20_261_122, numRuns: 40, endOnFailure: true });

  it("no verdict becomes another by random lines", () =>
    hold(
      fc.record({
        ...flags,
        says: language,
        noise: fc.array(fc.array(phrase, { maxLength: 12 }), { minLength: 5, maxLength: 5 }),
      }),
      ({ says, noise, ...rest }) =>
        neverAnother({ ...rest, count: 5, says: () => says, between: (n) => noise[n] ?? [] }),
    ));

  it("nor where the bot says any of its words at any moment", () =>
    hold(
      fc.record({
        ...flags,
        words: fc.array(phrase, { minLength: 2, maxLength: 4 }),
        turns: fc.array(fc.nat({ max: 3 }), { minLength: 24, maxLength: 24 }),
      }),
      ({ words, turns, ...rest }) => {
        const at = (n: number, i: number): string => words[(turns[n * 4 + i] ?? 0) % words.length] ?? "";
        const says = (n: number): Language => ({
          came: at(n, 0),
          held: at(n, 1),
          unheld: at(n, 2),
          played: `${at(n, 3)} #`,
        });
        return neverAnother({ ...rest, count: 6, says });
      },
    ));

  it("nor by two bots in one log, one of which means the opposite", () =>
    hold(fc.record({ ...flags, says: language }), ({ says, ...rest }) =>
      neverAnother({ ...rest, count: 8, says: (n) => (n % 2 === 0 ? says : turned(says)) }),
    ));

  it("nor by a bot that means the opposite only in the call that was lost", () =>
    hold(fc.record({ coarse: fc.boolean(), says: language }), ({ says, ...rest }) =>
      neverAnother({ ...rest, lastIsLost: true, count: 6, says: (n) => (n < 5 ? says : turned(says)) }),
    ));

  it("nor by a bot that writes late", () =>
    hold(
      fc.record({
        ...flags,
        says: language,
        late: fc.array(fc.integer({ min: 0, max: 9_000 }), { minLength: 6, maxLength: 6 }),
      }),
      ({ says, late, ...rest }) => neverAnother({ ...rest, count: 6, says: () => says, lateMs: (n) => late[n] ?? 0 }),
    ));
});
