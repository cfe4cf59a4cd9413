import { describe, expect, it } from "vitest";
import type { HalfCall } from "../../src/calls/half-call.js";
import { halvesOf } from "../support/read-log.js";

const [A, B, C] = ["1795362758.0", "1795362759.1", "1795362790.2"];

/** Bot lines: `seconds.fraction message`. */
const bot = (...lines: readonly (readonly [seconds: number, message: string])[]) =>
  lines.map(([seconds, message]) => `2026-11-22 15:${clock(seconds)} - bot - INFO - ${message}`).join("\n");
const clock = (seconds: number) =>
  `${String(52 + Math.floor(seconds / 60)).padStart(2, "0")}:${(seconds % 60).toFixed(3).padStart(6, "0").replace(".", ",")}`;
const start = (id: string | undefined) => `StasisStart channel=${id}`;

/** What was given to a call without its line naming it, and why. */
const inferred = (half: HalfCall | undefined) =>
  half?.events.flatMap(({ event, inferredFrom }) => (inferredFrom ? [[event.type, inferredFrom]] : []));
const typesOf = (half: HalfCall | undefined) => half?.events.map(({ event }) => event.type);
const byId = (halves: readonly HalfCall[], id: string | undefined) =>
  halves.find(({ channelIds }) => channelIds[0] === id);

describe("a refusal that names no channel", () => {
  const refusal = 'request failed: 404 {"message":"Channel not found"}';
  const refused = (half: HalfCall | undefined) =>
    half?.events.flatMap(({ event }) =>
      event.type === "bot-request-failed" ? [[event.action, event.status, event.channelId]] : [],
    );

  it("answers the attempt before it, whoever spoke meanwhile", async () => {
    const { halves } = await halvesOf(
      bot(
        [0, start(A)],
        [1, start(B)],
        [4, `Playing sound:a on channel ${A}`],
        [4.002, `Channel ${B} put on hold`],
        [4.01, refusal],
      ),
    );
    expect(byId(halves, A)?.events.at(-1)?.event).toMatchObject({ type: "bot-channel-gone", channelId: A });
    expect(inferred(byId(halves, B))).toEqual([]);
  });

  it("says again what was refused by name", async () => {
    const { halves } = await halvesOf(
      bot(
        [0, start(A)],
        [1, start(B)],
        [4, `--> POST /ari/channels/${B}/hold`],
        [4.01, `POST /ari/channels/${A}/play/p-1 failed: 404 {"message":"Channel not found"}`],
        [4.012, "channel not found, giving up"],
      ),
    );
    expect(byId(halves, A)?.events.map(({ event }) => event.type)).toEqual([
      "bot-stasis-start",
      "bot-request-failed",
      "bot-channel-gone",
    ]);
  });

  it("is of what the attempt wanted, where its own words do not say", async () => {
    const { halves } = await halvesOf(
      bot([0, start(A)], [4, `POST /ari/channels/${A}/play?media=sound:a`], [4.01, "request failed: 503"]).replace(
        "INFO - request",
        "ERROR - request",
      ),
    );
    expect(refused(byId(halves, A))).toEqual([["play", 503, A]]);
  });

  it("is nobody's where two calls wait for an answer", async () => {
    const { halves, unattributedCount } = await halvesOf(
      bot(
        [0, start(A)],
        [1, start(B)],
        [4, `Playing sound:a on channel ${A}`],
        [4.003, `Playing sound:b on channel ${B}`],
        [4.04, refusal],
      ),
    );
    expect([A, B].flatMap((id) => inferred(byId(halves, id)))).toEqual([]);
    expect(unattributedCount).toBe(1);
  });

  it("is nobody's where no attempt waits and its words name nothing", async () => {
    const { halves, unattributedCount } = await halvesOf(
      bot([0, start(A)], [4, `Channel ${A} put on hold`], [4.002, "request failed: 401"]).replace(
        "INFO - request",
        "ERROR - request",
      ),
    );
    expect(typesOf(byId(halves, A))).toEqual(["bot-stasis-start", "bot-hold"]);
    expect(unattributedCount).toBe(0);
  });

  it("is the success of a hang-up that finds no channel", async () => {
    const { halves } = await halvesOf(
      bot(
        [0, start(A)],
        [4, `StasisEnd channel=${A}`],
        [4.001, `Hanging up channel ${A}`],
        [4.01, `Channel ${A} not found`],
      ),
    );
    expect(refused(byId(halves, A))).toEqual([["hangup", 404, A]]);
  });

  it("makes a mistake of an id that the bot only wanted to play to", async () => {
    const wrong = "1795362001.99";
    const { halves } = await halvesOf(
      bot(
        [0, "Connected to ARI, app=desk"],
        [1, start(A)],
        [4, `Channel ${A} put on hold`],
        [8, `Channel ${A} taken off hold`],
        [8.002, `Playing sound:a on channel ${wrong}`],
        [8.01, `POST /ari/channels/${wrong}/play failed: 404 {"message":"Channel not found"}`],
      ),
    );
    expect(halves.map(({ channelIds, strayIds }) => [channelIds, strayIds])).toEqual([[[A], [wrong]]]);
  });
});

describe("a bot's line that names no channel", () => {
  it("belongs to the only call that is up", async () => {
    const { halves, unattributedCount } = await halvesOf(bot([0, start(A)], [10, "LLM request started"]));
    expect(inferred(halves[0])).toEqual([["bot-model-asked", "the only call up at the time"]]);
    expect(unattributedCount).toBe(0);
  });

  it("belongs to the only call left, once the other has ended", async () => {
    const { halves } = await halvesOf(
      bot([0, start(A)], [1, start(B)], [5, `StasisEnd channel=${A}`], [9, "LLM request started"]),
    );
    expect(inferred(byId(halves, B))).toEqual([["bot-model-asked", "the only call up at the time"]]);
  });

  it("belongs to the call that spoke at the same moment", async () => {
    const { halves } = await halvesOf(
      bot([0, start(A)], [1, start(B)], [4, `Channel ${B} put on hold`], [4.003, "LLM request started"]),
    );
    expect(inferred(byId(halves, B))).toEqual([
      ["bot-model-asked", "3 ms after this call's line, no other call spoke"],
    ]);
  });

  it("belongs to the call whose question its duration leads back to", async () => {
    const { halves, unattributedCount } = await halvesOf(
      bot(
        [0, start(A)],
        [1, start(B)],
        [4, `LLM request started for channel ${A}`],
        [5, `LLM request started for channel ${B}`],
        [6.5, "LLM answered in 2.48s"],
        [7.4, "LLM answered in 2.40s"],
        [8, "TTS chunk 0 ready in 1.50s"],
      ),
    );
    expect(inferred(byId(halves, A))?.map(([type]) => type)).toEqual(["bot-model-answered", "bot-tts"]);
    expect(inferred(byId(halves, B))?.map(([type]) => type)).toEqual(["bot-model-answered"]);
    expect(unattributedCount).toBe(0);
  });

  it("belongs to nobody, and is counted, where two calls could own it", async () => {
    const { halves, unattributedCount } = await halvesOf(
      bot(
        [0, start(A)],
        [1, start(B)],
        [4, `LLM request started for channel ${A}`],
        [4.1, `LLM request started for channel ${B}`],
        [6, "LLM answered in 1.95s"],
        [7, "ASR final: yes"],
      ),
    );
    expect(halves.flatMap((half) => inferred(half))).toEqual([]);
    expect(unattributedCount).toBe(2);
  });

  it("belongs to nobody, and is counted, before any call", async () => {
    expect(await halvesOf(bot([0, "LLM request started"]))).toEqual({ halves: [], unattributedCount: 1 });
  });

  it("belongs to the call whose playback it names, in full or cut", async () => {
    const playback = "eb073f10-0352-49d6-9ee2-78f52373bda4";
    const { halves } = await halvesOf(
      bot(
        [0, start(A)],
        [0, start(B)],
        [1, `Playback ${playback} started on channel ${B}`],
        [2, `Playback ${playback.slice(0, 8)}... done`],
        [3, `PlaybackFinished ${playback} state=done`],
      ),
    );
    expect(typesOf(byId(halves, B))).toEqual([
      "bot-stasis-start",
      "bot-play",
      "bot-play-finished",
      "bot-play-finished",
    ]);
    expect(typesOf(byId(halves, A))).toEqual(["bot-stasis-start"]);
  });
});

describe("an id that never was a channel", () => {
  const refused = (id: string) => `POST /ari/channels/${id}/play failed: 404 {"message":"Channel not found"}`;

  it("is a mistake about the call that was to be played to", async () => {
    const { halves } = await halvesOf(
      bot(
        [0, "Connected to ARI websocket, app=voicebot"],
        [0, start(A)],
        [0, start(B)],
        [3, `Channel ${B} put on hold`],
        [5, `Channel ${B} taken off hold`],
        [5.02, refused("1795361000.7")],
        [5.03, "Channel 1795361000.7 not found"],
      ),
    );
    expect(halves).toHaveLength(2);
    expect(byId(halves, B)).toMatchObject({ channelIds: [B], strayIds: ["1795361000.7"] });
    expect(inferred(byId(halves, B))?.map(([type]) => type)).toEqual(["bot-request-failed", "bot-channel-gone"]);
  });

  it("is a call of its own where no call was waiting", async () => {
    const { halves } = await halvesOf(bot([0, start(A)], [9, refused("1795361000.7")]));
    expect(halves.map(({ channelIds }) => channelIds)).toEqual([[A], ["1795361000.7"]]);
  });

  it("is not suspected where the id had its call", async () => {
    const { halves } = await halvesOf(
      bot([0, start(A)], [1, `Channel ${A} put on hold`], [1.01, refused(A as string)]),
    );
    expect(halves).toHaveLength(1);
    expect(halves[0]?.strayIds).toEqual([]);
  });
});

describe("a bot's calls", () => {
  it("own the legs that are named after them", async () => {
    const { halves } = await halvesOf(
      bot([0, start(A)], [0, start(B)], [3, `Dialing PJSIP/1001, new channel agent-${B}`], [4, start(`agent-${B}`)]),
    );
    expect(byId(halves, B)?.channelIds).toEqual([B, `agent-${B}`]);
    expect(byId(halves, A)?.channelIds).toEqual([A]);
  });

  it("are put away some time after their end, and an unended one when nothing is heard of it for long", async () => {
    const { halves } = await halvesOf(
      bot(
        [0, start(A)],
        [1, start(B)],
        [2, `StasisEnd channel=${A}`],
        [200, start(C)],
        [400, `Channel ${B} put on hold`],
      ),
    );
    expect(halves.map(({ channelIds }) => channelIds[0])).toEqual([A, B, C]);
  });
});

/** Asterisk lines of one thread and call. */
const asterisk = (...lines: readonly (readonly [time: string, call: string, file: string, message: string])[]) =>
  lines
    .map(
      ([time, call, file, message]) =>
        `[Nov 22 ${time}] VERBOSE[${call === "" ? 9 : 1000 + Number.parseInt(call.slice(2), 16)}]${call === "" ? "" : `[${call}]`} ${file}: ${message}`,
    )
    .join("\n");
const stasis = (name: string) => `Executing [1000@in:1] Stasis("${name}", "voicebot") in new stack`;

describe("Asterisk's calls", () => {
  it("are joined by name where a line has no C- id", async () => {
    const { halves } = await halvesOf(
      asterisk(
        ["15:00:00", "C-00000001", "pbx.c", stasis("PJSIP/t-00000000")],
        ["15:00:00", "C-00000002", "pbx.c", stasis("PJSIP/t-00000001")],
        [
          "15:00:30",
          "",
          "res_pjsip_sdp_rtp.c",
          "Disconnecting channel 'PJSIP/t-00000001' for lack of audio RTP activity in 10 seconds",
        ],
      ),
    );
    expect(halves.map(({ logCallIds, ended }) => [logCallIds, ended])).toEqual([
      [["C-00000001"], false],
      [["C-00000002"], true],
    ]);
  });

  it("have all the legs that met in a bridge", async () => {
    const { halves } = await halvesOf(
      asterisk(
        ["15:00:00", "C-00000001", "pbx.c", stasis("PJSIP/t-00000000")],
        ["15:00:01", "", "resource_channels.c", "Launching Stasis(voicebot,agent) on PJSIP/1001-00000001"],
        [
          "15:00:02",
          "C-00000001",
          "bridge_channel.c",
          "Channel PJSIP/t-00000000 joined 'simple_bridge' stasis-bridge <b-1>",
        ],
        ["15:00:02", "", "bridge_channel.c", "Channel PJSIP/1001-00000001 joined 'simple_bridge' stasis-bridge <b-1>"],
        [
          "15:00:03",
          "C-00000007",
          "bridge_channel.c",
          "Channel PJSIP/x-00000002 joined 'simple_bridge' stasis-bridge <b-2>",
        ],
      ),
    );
    expect(halves.map(({ channelNames }) => channelNames)).toEqual([
      ["PJSIP/t-00000000", "PJSIP/1001-00000001"],
      ["PJSIP/x-00000002"],
    ]);
    expect(halves[0]?.events.map(({ event }) => event.line)).toEqual([1, 2, 3, 4]);
  });

  it("are closed by a restart, and their names begin anew", async () => {
    const { halves } = await halvesOf(
      asterisk(
        ["15:00:00", "C-00000001", "pbx.c", stasis("PJSIP/t-00000000")],
        ["15:01:00", "", "asterisk.c", "Asterisk Ready."],
        ["15:02:00", "C-00000001", "pbx.c", stasis("PJSIP/t-00000000")],
      ),
    );
    expect(halves.map(({ generation, events }) => [generation, events.length])).toEqual([
      [0, 1],
      [1, 1],
    ]);
  });

  it("are not closed where only the log was opened anew", async () => {
    const { halves } = await halvesOf(
      [
        asterisk(["15:00:00", "C-00000001", "pbx.c", stasis("PJSIP/t-00000000")]),
        "[Nov 22 15:01:00] Asterisk 20.20.1 built by root @ vm on a x86_64 running Linux on 2026-11-22 15:26:05 UTC",
        asterisk(["15:02:00", "C-00000001", "res_musiconhold.c", "Stopped music on hold on PJSIP/t-00000000"]),
      ].join("\n"),
    );
    expect(halves.map(typesOf)).toEqual([["dialplan", "moh-stopped"]]);
  });

  it("own what the thread of their dialplan says without any name", async () => {
    const { halves } = await halvesOf(
      asterisk(
        ["15:00:00", "C-00000001", "pbx.c", stasis("PJSIP/t-00000000")],
        ["15:00:00", "C-00000002", "pbx.c", stasis("PJSIP/t-00000001")],
      ).concat("\n[Nov 22 15:00:04] WARNING[1002] file.c: File bot/answer does not exist in any format"),
    );
    expect(inferred(halves[1])).toEqual([["sound-missing", "same thread of Asterisk"]]);
    expect(inferred(halves[0])).toEqual([]);
  });

  it("learn name and uniqueid of a channel from two debug lines of a thread", async () => {
    const { halves } = await halvesOf(
      [
        "[Nov 22 15:00:00] DEBUG[7] stasis.c: Topic 'channel:1795362758.0': 0x7f8a created",
        "[Nov 22 15:00:00] DEBUG[7] channel.c: Channel 0x7f8b 'PJSIP/t-00000000' allocated",
      ].join("\n"),
    );
    expect(halves[0]).toMatchObject({ channelIds: ["1795362758.0"], channelNames: ["PJSIP/t-00000000"] });
  });

  it("are not run together by requests that make a channel", async () => {
    const external = "<--- ARI request received from: 127.0.0.1:1 --->\nPOST channels/externalMedia?app=voicebot";
    const { halves } = await halvesOf(
      asterisk(
        ["15:00:00", "C-00000001", "pbx.c", stasis("PJSIP/t-00000000")],
        ["15:00:01", "", "res_ari.c", external],
        ["15:00:02", "C-00000002", "pbx.c", stasis("PJSIP/t-00000001")],
        ["15:00:03", "", "res_ari.c", external],
      ),
    );
    expect(halves.map(({ channelNames }) => channelNames)).toEqual([["PJSIP/t-00000000"], ["PJSIP/t-00000001"]]);
  });
});

describe("a leg that the bot named after its caller", () => {
  it.each([
    ["agent-1795362720.1", "1795362720.1", true],
    ["ext-pbx1-1795362720.1", "pbx1-1795362720.1", true],
    ["1795362720.1-ext", "1795362720.1", true],
    ["1795362720.10", "1795362720.1", false],
  ])("%s beside %s: %s", async (leg, caller, oneCall) => {
    const { halves } = await halvesOf(bot([0, start(caller)], [1, `Channel ${leg} put on hold`]));
    expect(halves).toHaveLength(oneCall ? 1 : 2);
  });
});

describe("a bot's line that names its call by other means", () => {
  const CALL_A = "0b7d1f7e-5c1b-4b0e-9d53-0f6f5f6f2a11";

  it("belongs to the call beside whose channel its correlation id stood, whatever else is up", async () => {
    const { halves } = await halvesOf(
      bot([0, `${start(A)} call_uuid=${CALL_A}`], [1, start(B)], [4, `call_uuid=${CALL_A} on hold`]),
    );
    expect(inferred(byId(halves, A))).toEqual([["bot-hold", `${CALL_A} stood beside this call's channel before`]]);
  });

  it("belongs to nobody by an id that stood beside two calls", async () => {
    const { halves, unattributedCount } = await halvesOf(
      bot([0, `${start(A)} tenant=7fb9c2`], [1, `${start(B)} tenant=7fb9c2`], [4, "tenant=7fb9c2 on hold"]),
    );
    expect(halves.flatMap((half) => inferred(half))).toEqual([]);
    expect(unattributedCount).toBe(1);
  });

  it("feeds the call also where its words are not understood", async () => {
    const { halves } = await halvesOf(bot([0, `qvrl ${A} s-7fb9c2`], [1, `qvrl ${B}`], [5, "s-7fb9c2 zkm"]));
    expect(typesOf(byId(halves, A))).toEqual(["bot-line", "bot-line"]);
    expect(typesOf(byId(halves, B))).toEqual(["bot-line"]);
  });

  it("belongs to the call of the channel name, where the bot never prints an id", async () => {
    const { halves } = await halvesOf(
      bot(
        [0, "StasisStart PJSIP/t-00000003"],
        [1, "StasisStart PJSIP/t-00000004"],
        [4, "PJSIP/t-00000003 put on hold"],
      ),
    );
    expect(halves.map(({ channelNames }) => channelNames)).toEqual([["PJSIP/t-00000003"], ["PJSIP/t-00000004"]]);
    expect(typesOf(halves[0])).toEqual(["bot-stasis-start", "bot-hold"]);
  });
});
