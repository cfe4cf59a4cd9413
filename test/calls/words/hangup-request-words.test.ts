// In whatever words a bot tells of ARI's hangup request: the cause at the end of the line says who ended the call, once Asterisk's log
// has said the same of other calls. The language here is made up.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { causeAtEnd } from "../../../src/calls/words/hangup-request-words.js";
import { analyseTexts, logText, type Run } from "../../support/analyse.js";

describe("a cause at the end of a line", () => {
  it.each<[message: string, words: string, cause: number | null]>([
    ["zdc fzjnq, wqf 32", "zdc fzjnq, wqf", 32],
    ["zdc fzjnq wqf=-", "zdc fzjnq wqf", null],
    ["zdc fzjnq, wqf 32 channel_id=1795371234.5", "zdc fzjnq, wqf", 32],
    ["zdc fzjnq (18)", "zdc fzjnq", 18],
    ["收到挂断请求,原因:None", "收到挂断请求,原因", null],
  ])("%s", (message, words, cause) => expect(causeAtEnd(message)).toEqual({ words, cause }));

  it.each(["zdc fzjnq 4.6 s", "zdc 1795371234.5", "zdc 2048", "32", "zdc-32"])("is none in %s", (message) =>
    expect(causeAtEnd(message)).toBeNull(),
  );
});

/** How a call ended: by the RTP timeout, with Asterisk's word for it, or in hold, with none. */
interface End {
  readonly timeout: boolean;
  /** What the bot's line says at its end. */
  readonly told: string;
}

const BEGIN_MS = Date.UTC(2026, 10, 23, 9, 0, 0);
const iso = (ms: number): string => new Date(ms).toISOString().replace("T", " ").replace("Z", "");

/** Both logs of calls that were lost in hold. */
function logsOf(ends: readonly End[]): { asterisk: string; bot: string } {
  const asterisk: string[] = [];
  const bot: string[] = [];
  for (const [n, { timeout, told }] of ends.entries()) {
    const startMs = BEGIN_MS + n * 60_000;
    const [id, name] = [`${startMs / 1000}.${n}`, `PJSIP/gw-${n.toString(16).padStart(8, "0")}`];
    const verbose = (atMs: number, text: string): void => {
      asterisk.push(`[${iso(startMs + atMs)}] VERBOSE[7][C-0000000${n}] ${text}`);
    };
    const say = (atMs: number, text: string): void => {
      bot.push(`${iso(startMs + atMs).replace(".", ",")} - b - INFO - ${text}`);
    };
    const endMs = timeout ? 14_000 : 7_000;
    verbose(5, `pbx.c: Executing [70@in:1] Stasis("${name}", "vb,70,4930901${n}") in new stack`);
    say(20, `brk zdv fq=${id}`);
    verbose(1_000, `file.c: <${name}> Playing 'hm.slin' (language 'en')`);
    verbose(2_000, `res_musiconhold.c: Started music on hold, class 'default', on channel '${name}'`);
    say(2_010, `dgr mnk fq=${id}`);
    if (timeout)
      asterisk.push(
        `[${iso(startMs + endMs)}] NOTICE[8] res_pjsip_sdp_rtp.c: Disconnecting channel '${name}' for lack of audio RTP activity in 12 seconds`,
      );
    verbose(endMs + 1, `res_musiconhold.c: Stopped music on hold on ${name}`);
    say(endMs + 8, `zdc fq=${id}, wqf ${told}`);
    say(endMs + 9, `hwm fq=${id}`);
    say(17_000, `vgh POST /ari/channels/${id}/play 404 {"message":"Channel not found"}`);
  }
  const lastMs = BEGIN_MS + ends.length * 60_000 + 200_000;
  asterisk.push(`[${iso(lastMs)}] VERBOSE[9] asterisk.c: Remote UNIX connection`);
  bot.push(`${iso(lastMs).replace(".", ",")} - b - INFO - nts`);
  return { asterisk: asterisk.join("\n"), bot: bot.join("\n") };
}

async function judged(ends: readonly End[]): Promise<Run> {
  const { asterisk, bot } = logsOf(ends);
  return analyseTexts([logText("full", asterisk), logText("bot.log", bot)]);
}

const timeouts: readonly End[] = [1, 2].map(() => ({ timeout: true, told: "1" }));
const verdicts = ({ calls }: Run): [cause: string, confidence: string | null][] =>
  calls.map(({ diagnosis }) => [diagnosis.cause, diagnosis.confidence]);

describe("hangup requests in words that nobody knows", () => {
  it("say who ended a call, likely and no more, once Asterisk's log has borne them out", async () => {
    const run = await judged([...timeouts, { timeout: false, told: "-" }, { timeout: false, told: "32" }]);
    expect(verdicts(run).slice(2)).toEqual([
      ["caller-hangup", "likely"],
      ["bot-hangup", "likely"],
    ]);
    expect(run.calls[2]?.diagnosis.summary).toMatch(/were learnt, not read/);
    expect(run.runReport.notes.join()).toMatch(/zdc fq=#, wqf - = ARI's hangup request, with its cause \(4 calls\)/);
  });

  it.each<[why: string, ends: readonly End[]]>([
    ["Asterisk says nothing of the ends", [..."123"].map(() => ({ timeout: false, told: "-" }))],
    ["Asterisk says something else", timeouts.map(({ timeout }) => ({ timeout, told: "18" }))],
    ["one of three contradicts", [...timeouts, { timeout: true, told: "32" }]],
    ["it is a number that no request brings", [...timeouts, ...[..."ab"].map(() => ({ timeout: false, told: "240" }))]],
  ])("say nothing where %s", async (_why, ends) => {
    const run = await judged([...ends, { timeout: false, told: "-" }]);
    expect(verdicts(run).at(-1)?.[0]).toBe("undetermined");
  });

  it("never make a verdict another where the bot prints any number", async () => {
    const told = fc.constantFrom("-", "1", "0", "3", "16", "18", "32", "127", "77", "None");
    const end = fc.oneof(
      { weight: 4, arbitrary: fc.constant({ timeout: true, told: "1" }) },
      { weight: 4, arbitrary: fc.record({ timeout: fc.constant(false), told: fc.constantFrom("-", "32", "18") }) },
      { weight: 1, arbitrary: fc.record({ timeout: fc.boolean(), told }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(end, { minLength: 2, maxLength: 5 }), async (drawn) => {
        // one contradicts Asterisk, whatever the others do: the right number for a timeout is 1
        const ends = [{ timeout: true, told: "32" }, ...drawn];
        const { asterisk } = logsOf(ends);
        const alone = verdicts(await analyseTexts([logText("full", asterisk)]));
        for (const [n, [cause]] of verdicts(await judged(ends)).entries())
          expect(["undetermined", alone[n]?.[0]]).toContain(cause);
      }),
      { seed: 20_261_123, numRuns: 25, endOnFailure: true },
    );
  });
});
