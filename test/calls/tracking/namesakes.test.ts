// Whose line it is where a name is borne twice: after a restart, by two hosts in one file, by two drivers.
import { describe, expect, it } from "vitest";
import { analyseTexts, logText } from "../../support/analyse.js";
import { halvesOf } from "../../support/read-log.js";
import { dedent } from "../../support/rule-tester.js";

/** A call that was served and ended at :14, up to where another one bears its name. */
const ended = `
  [Nov 22 15:00:00] VERBOSE[4101][C-00000001] pbx.c: Executing [1000@in:1] Stasis("PJSIP/edge-00000000", "voicebot") in new stack
  [Nov 22 15:00:05] VERBOSE[4101][C-00000001] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/edge-00000000'
  [Nov 22 15:00:09] VERBOSE[4101][C-00000001] res_musiconhold.c: Stopped music on hold on PJSIP/edge-00000000
  [Nov 22 15:00:09] VERBOSE[4101][C-00000001] file.c: <PJSIP/edge-00000000> Playing 'bot/answer.slin' (language 'en')
`;
const hangup = `
  [Nov 22 15:00:14] VERBOSE[4101][C-00000001] pbx.c: Executing [h@in:1] NoOp("PJSIP/edge-00000000", "bye") in new stack
`;
const banner = `
  [Nov 22 15:00:50] Asterisk 20.20.1 built by root @ vm on a x86_64 running Linux on 2026-11-22 15:26:05 UTC
`;
const starting = `
  [Nov 22 15:00:50] VERBOSE[4200] loader.c: Asterisk Dynamic Loader Starting:
`;
const modules = `
  [Nov 22 15:00:50] NOTICE[4200] loader.c: 301 modules will be loaded.
`;
/** The counters of channels and of C- ids begin again: the lines of the start are missing. */
const secondOfAll = `
  [Nov 22 14:59:50] VERBOSE[4102][C-00000002] pbx.c: Executing [1000@in:1] Stasis("PJSIP/edge-00000001", "voicebot") in new stack
`;
const firstAgain = `
  [Nov 22 15:01:20] VERBOSE[4207][C-00000001] pbx.c: Executing [1000@in:1] Stasis("PJSIP/core-00000000", "voicebot") in new stack
`;
const ready = `
  [Nov 22 15:00:52] VERBOSE[4200] asterisk.c: Asterisk Ready.
`;
const ending = `
  [Nov 22 15:00:40] VERBOSE[4100] asterisk.c: Asterisk cleanly ending (0).
`;
const notice = (name = "PJSIP/edge-00000000", tag = "") => `
  [Nov 22 15:02:10] NOTICE[4203]${tag} res_pjsip_sdp_rtp.c: Disconnecting channel '${name}' for lack of audio RTP activity in 30 seconds
`;
const botsEnd = `
  2026-11-22 15:00:00,200 - bot - INFO - StasisStart channel=1795359600.0
  2026-11-22 15:00:05,100 - bot - INFO - Channel 1795359600.0 put on hold
  2026-11-22 15:00:09,100 - bot - INFO - Channel 1795359600.0 taken off hold
  2026-11-22 15:00:09,200 - bot - INFO - Playback 5a0c77d1 started on channel 1795359600.0
  2026-11-22 15:00:13,200 - bot - INFO - PlaybackFinished 5a0c77d1 state=done
  2026-11-22 15:00:14,100 - bot - INFO - ChannelHangupRequest channel=1795359600.0 cause=-
  2026-11-22 15:00:14,150 - bot - INFO - StasisEnd channel=1795359600.0
`;
const text = (...parts: readonly string[]): string => parts.map(dedent).join("");

/** The cause of the call that began at :00, and of all others. */
async function causes(asterisk: string, bot = ""): Promise<readonly string[]> {
  const logs = [logText("full.log", asterisk), ...(bot === "" ? [] : [logText("bot.log", text(bot))])];
  const { calls } = await analyseTexts(logs);
  for (const { startedAt, endedAt } of calls)
    expect(Date.parse(endedAt ?? "")).toBeGreaterThanOrEqual(Date.parse(startedAt ?? ""));
  return calls.map(({ diagnosis }) => diagnosis.cause);
}

it("does not go on where the counters begin again", async () => {
  const name = "PJSIP/edge-00000001";
  const { calls } = await analyseTexts([logText("full.log", text(secondOfAll, firstAgain, notice(name)))]);
  expect(calls.filter(({ channelName }) => channelName === name).map(({ diagnosis }) => diagnosis.cause)).toEqual([
    "undetermined",
    "rtp-timeout",
  ]);
});

describe("what bears a call's name after its end", () => {
  it.each([
    ["the banner and all that a start prints", text(ended, hangup, banner, starting, ready, notice())],
    ["the banner alone", text(ended, hangup, banner, notice())],
    ["none of the lines of a start", text(ended, hangup, notice())],
    ["a first line of a start, and no end of the call", text(ended, starting, notice())],
    ["the count of modules, and no end of the call", text(ended, modules, notice())],
    ["Asterisk Ready. alone, and no end of the call", text(ended, ready, notice())],
    ["the end of Asterisk alone, and no end of the call", text(ended, ending, notice())],
    [
      "a C- id that is the same, on another channel",
      text(ended, hangup, banner, notice("PJSIP/edge-0000001c", "[C-00000001]")),
    ],
  ])("is another call: with %s between them", async (_what, asterisk) => {
    const [first, ...others] = await causes(asterisk);
    expect(first).not.toMatch(/^rtp/);
    expect(others).toEqual(["rtp-timeout"]);
  });

  it("is another call where only the bot tells the end", async () => {
    const [first, ...others] = await causes(text(ended, banner, notice()), botsEnd);
    expect(first).not.toMatch(/^rtp/);
    expect(others).toEqual(["rtp-timeout"]);
  });

  it("is the same call where only the log was opened anew, and nothing told an end", async () => {
    expect(await causes(text(ended, banner, notice()))).toEqual(["rtp-timeout"]);
  });
});

/** One step of one call, as a thread of a host's prints it. */
const step = (seconds: number, thread: number, name: string, priority: number, app: string): string =>
  `[Nov 22 15:00:${String(seconds).padStart(2, "0")}] VERBOSE[${thread}][C-00000001] pbx.c: Executing [70@in:${priority}] ${app}("${name}", "x") in new stack`;

describe("two calls that bear one name at the same time", () => {
  it("are told apart by the threads of their dialplan, and nothing is given to either by the name alone", async () => {
    const { halves } = await halvesOf(
      [
        step(0, 510, "PJSIP/edge-00000000", 1, "Answer"),
        step(1, 777, "PJSIP/edge-00000000", 1, "Answer"),
        step(2, 510, "PJSIP/edge-00000000", 2, "Wait"),
        step(2, 777, "PJSIP/edge-00000000", 2, "Stasis"),
        text(notice()).trim(),
      ].join("\n"),
    );
    expect(halves.map(({ sharesId, events }) => [sharesId, events.map(({ event }) => event.line)])).toEqual([
      [true, [1, 3]],
      [true, [2, 4]],
    ]);
  });

  it("are two where each is of its own driver", async () => {
    const { halves } = await halvesOf(
      [step(0, 510, "PJSIP/edge-00000000", 1, "Answer"), step(1, 777, "SIP/edge-00000000", 2, "Answer")].join("\n"),
    );
    expect(halves.map(({ channelNames }) => channelNames)).toEqual([["PJSIP/edge-00000000"], ["SIP/edge-00000000"]]);
  });

  it("are two though a line of the one names the uniqueid that a line of the other has named", async () => {
    const other = (line: string): string => line.replaceAll("C-00000001", "C-00000002");
    const failed = (thread: number): string =>
      `[Nov 22 15:00:09] WARNING[${thread}][C-00000001] res_stasis_playback.c: 1795359600.4: Playback failed for sound:x`;
    const { halves } = await halvesOf(
      [
        step(0, 510, "PJSIP/edge-00000003", 1, "Stasis"),
        other(step(0, 777, "SIP/core-00000004", 1, "Stasis")),
        failed(510),
        other(failed(777)),
      ].join("\n"),
    );
    expect(halves.map(({ sharesId, events }) => [sharesId, events.map(({ event }) => event.line)])).toEqual([
      [true, [1, 3]],
      [true, [2, 4]],
    ]);
  });

  it("are judged with care, and how to keep them apart is said", async () => {
    const log = [
      step(0, 510, "PJSIP/edge-00000000", 1, "Stasis"),
      step(1, 777, "PJSIP/edge-00000000", 1, "Stasis"),
      "[Nov 22 15:00:09] WARNING[510][C-00000001] file.c: File bot/none does not exist in any format",
      "[Nov 22 15:00:09] WARNING[510][C-00000001] res_stasis_playback.c: 1795359600.0: Playback failed for sound:bot/none",
    ].join("\n");
    const { calls } = await analyseTexts([logText("full.log", log)]);
    const [judged] = calls.filter(({ diagnosis }) => diagnosis.cause === "sound-missing");
    expect(judged?.diagnosis.confidence).toBe("likely");
    expect(judged?.diagnosis.missing.map(({ how }) => how).join(" ")).toContain("systemname = pbx1");
  });
});
