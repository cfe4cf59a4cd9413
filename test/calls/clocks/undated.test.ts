// A bot that prints no time at all: its calls are found by their ids, and its lines stand where Asterisk's of the same moment do.
import { describe, expect, it } from "vitest";
import { callsOf } from "../../support/read-log.js";

/** Two calls, created in the seconds of their ids (UTC+2), of which the first dies in its hold. */
const ASTERISK = [
  "[Nov 22 20:19:40] NOTICE[70] cdr.c: CDR simple logging enabled.",
  '[Nov 22 20:20:01] VERBOSE[71][C-00000005] pbx.c: Executing [7@in:1] Answer("PJSIP/gw-00000005", "") in new stack',
  '[Nov 22 20:20:01] VERBOSE[71][C-00000005] pbx.c: Executing [7@in:2] Stasis("PJSIP/gw-00000005", "bot") in new stack',
  "[Nov 22 20:20:04] VERBOSE[71][C-00000005] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/gw-00000005'",
  '[Nov 22 20:20:09] VERBOSE[75][C-00000006] pbx.c: Executing [7@in:1] Answer("PJSIP/gw-00000006", "") in new stack',
  '[Nov 22 20:20:09] VERBOSE[75][C-00000006] pbx.c: Executing [7@in:2] Stasis("PJSIP/gw-00000006", "bot") in new stack',
  "[Nov 22 20:20:11] VERBOSE[75][C-00000006] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/gw-00000006'",
  "[Nov 22 20:20:14] VERBOSE[75][C-00000006] res_musiconhold.c: Stopped music on hold on PJSIP/gw-00000006",
  "[Nov 22 20:20:14] VERBOSE[75][C-00000006] file.c: <PJSIP/gw-00000006> Playing 'bye.slin' (language 'en')",
  "[Nov 22 20:20:24] NOTICE[70] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/gw-00000005' for lack of audio RTP activity in 20 seconds",
  "[Nov 22 20:20:24] VERBOSE[71][C-00000005] res_musiconhold.c: Stopped music on hold on PJSIP/gw-00000005",
  "[Nov 22 20:21:30] VERBOSE[75][C-00000006] pbx.c: Spawn extension (in, 7, 2) exited non-zero on 'PJSIP/gw-00000006'",
].join("\n");
const [FIRST, SECOND] = ["1795371601.12", "1795371609.13"];
const BOT = [
  `StasisStart channel=${FIRST}`,
  `Channel ${FIRST} put on hold`,
  `StasisStart channel=${SECOND}`,
  `Channel ${SECOND} put on hold`,
  `Channel ${SECOND} taken off hold`,
  `Playback 3f0c1d52-0e0b-4c0e-9d4b-6f8a7b1c2d3e started on channel ${SECOND} media=sound:bye`,
  `POST /ari/channels/${FIRST}/play/4a1c1d52-0e0b-4c0e-9d4b-6f8a7b1c2d3e failed: 404 {"message":"Channel not found"}`,
  `StasisEnd channel=${SECOND}`,
].join("\n");

const clockTime = (ms: number | null | undefined): string | null =>
  ms == null ? null : new Date(ms).toISOString().slice(14, 23);

describe("a bot's log without any time", () => {
  it("is of the calls that were created in the seconds of its ids", async () => {
    const { calls } = await callsOf(ASTERISK, BOT);
    expect(calls.map(({ channelId, channelName }) => [channelId, channelName])).toEqual([
      [FIRST, "PJSIP/gw-00000005"],
      [SECOND, "PJSIP/gw-00000006"],
    ]);
  });

  it("has the times of what Asterisk logs of the same moments, and an end behind the end", async () => {
    const { calls } = await callsOf(ASTERISK, BOT);
    const told = calls.map(({ events }) =>
      events
        .filter(({ event }) => event.side === "bot" || event.type === "rtp-timeout")
        .map(({ event, atMs }) => `${event.type} ${atMs === null ? "-" : new Date(atMs).toISOString().slice(14, 19)}`),
    );
    expect(told).toEqual([
      ["bot-stasis-start 20:01", "bot-hold 20:04", "rtp-timeout 20:24", "bot-request-failed -"],
      ["bot-stasis-start 20:09", "bot-hold 20:11", "bot-unhold 20:14", "bot-play 20:14", "bot-stasis-end -"],
    ]);
  });

  it("has lines that stand between those of other calls", async () => {
    const third = "1795371628.14";
    const asterisk = ASTERISK.split("\n");
    asterisk.splice(
      -1,
      0,
      '[Nov 22 20:20:28] VERBOSE[77][C-00000007] pbx.c: Executing [9@in:1] Stasis("PJSIP/gw-00000007", "bot") in new stack',
    );
    const bot = BOT.split("\n");
    bot.splice(-1, 0, `StasisStart channel=${third}`);
    const { calls } = await callsOf(asterisk.join("\n"), bot.join("\n"));
    const refused = calls
      .find(({ channelId }) => channelId === FIRST)
      ?.events.find(({ event }) => event.type === "bot-request-failed");
    expect([refused?.atMs, clockTime(refused?.between?.fromMs), clockTime(refused?.between?.toMs)]).toEqual([
      null,
      "20:24.000",
      "20:29.000",
    ]);
  });

  it("is bound by no end that came after the channel had left the bot", async () => {
    const left = ASTERISK.replace(
      /^.*Spawn.*$/m,
      `[Nov 22 20:20:30] VERBOSE[75][C-00000006] pbx.c: Executing [8@in:1] Wait("PJSIP/gw-00000006", "60") in new stack\n$&`,
    );
    const { calls } = await callsOf(left, BOT);
    const end = calls[1]?.events.find(({ event }) => event.type === "bot-stasis-end");
    expect(clockTime(end?.between?.fromMs)).toBe("20:24.000"); // the NOTICE, of which the line before tells
  });

  it("has no times where one log tells of more moments than the other", async () => {
    const { calls } = await callsOf(ASTERISK, BOT.replace(/^.*StasisStart.*$/m, `$&\nChannel ${FIRST} put on hold`));
    const [held] = calls[0]?.events.filter(({ event }) => event.type === "bot-hold") ?? [];
    expect(held?.atMs).toBeNull();
  });
});
