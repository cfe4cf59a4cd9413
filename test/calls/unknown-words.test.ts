// A bot in a language that the tool does not know (this one has no vowels). Its log must never make a verdict worse.
import { describe, expect, it } from "vitest";
import { analyseTexts, logText } from "../support/analyse.js";

const ASTERISK = `
[2026-11-22 10:00:00.100] VERBOSE[41][C-00000001] pbx.c: Executing [500@in:1] Stasis("PJSIP/tr-00000000", "vb,500,4930901820") in new stack
[2026-11-22 10:00:00.300] VERBOSE[41][C-00000001] file.c: <PJSIP/tr-00000000> Playing 'hello.slin' (language 'en')
[2026-11-22 10:00:02.000] VERBOSE[41][C-00000001] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/tr-00000000'
[2026-11-22 10:00:05.000] VERBOSE[41][C-00000001] res_musiconhold.c: Stopped music on hold on PJSIP/tr-00000000
[2026-11-22 10:00:05.010] VERBOSE[41][C-00000001] file.c: <PJSIP/tr-00000000> Playing 'answer.slin' (language 'en')
[2026-11-22 10:00:40.000] VERBOSE[9] asterisk.c: Remote UNIX connection
`;
const BOT = `
2026-11-22 10:00:00,120 - b - INFO - brk 1795341600.0 zdv 4930901820 s-4f7c21
2026-11-22 10:00:02,010 - b - INFO - dgr s-4f7c21
2026-11-22 10:00:05,015 - b - INFO - plv s-4f7c21
2026-11-22 10:00:09,000 - b - INFO - knc s-4f7c21
2026-11-22 10:00:41,000 - b - INFO - tsk tsk
`;

const run = (asterisk: string, bot: string) =>
  analyseTexts([logText("full", asterisk), ...(bot === "" ? [] : [logText("bot.log", bot)])]);

describe("a bot whose words are not known", () => {
  it("is joined by id and number, and leaves the verdict that Asterisk's log alone gives", async () => {
    const alone = await run(ASTERISK, "");
    const both = await run(ASTERISK, BOT);
    expect(both.calls).toHaveLength(1);
    expect(both.calls[0]).toMatchObject({ channelId: "1795341600.0", channelName: "PJSIP/tr-00000000" });
    expect(both.calls[0]?.diagnosis.cause).toBe(alone.calls[0]?.diagnosis.cause);
    expect(both.calls[0]?.diagnosis.cause).toBe("none");
    expect(both.calls[0]?.gaps).toEqual(alone.calls[0]?.gaps);
  });

  it("is said not to be understood", async () => {
    const { runReport } = await run(ASTERISK, BOT);
    expect(runReport.notes.join("\n")).toMatch(/None of the 4 lines of bot\.log .* in words that this tool knows/);
  });

  it("is not blamed by its silence: a bot that is read, and cut at its start, leaves the call open", async () => {
    const read = BOT.split("\n").slice(2).join("\n").replaceAll("s-4f7c21", "1795341600.0").replace("dgr", "on hold");
    const { calls } = await run(ASTERISK, read.replace("plv", "LLM answered").replace("knc", "LLM request"));
    expect(calls[0]?.diagnosis.cause).toBe("undetermined");
  });

  it("is measured by Asterisk's music and by its request that was refused", async () => {
    const asterisk = ASTERISK.split("\n")
      .filter((line) => !/Stopped music|answer.slin/.test(line))
      .join("\n");
    const died = `${asterisk}[2026-11-22 10:00:41.000] NOTICE[8] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/tr-00000000' for lack of audio RTP activity in 38 seconds\n`;
    const bot = `${BOT}2026-11-22 10:00:44,500 - b - ERROR - ngt POST /ari/channels/1795341600.0/play: 404 {"message":"Channel not found"}\n`;
    const { calls } = await run(died, bot);
    expect(calls[0]?.gaps.map(({ seconds }) => Math.round(seconds ?? 0))).toEqual([42]);
  });
});
