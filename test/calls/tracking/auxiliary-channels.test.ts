// Snoops, external media, announcers and recorders in a log of Asterisk's alone: parts of the call that they were made for.
import { describe, expect, it } from "vitest";
import { analyseTexts, logText } from "../../support/analyse.js";
import { dedent } from "../../support/rule-tester.js";

const legsOf = async (text: string): Promise<readonly (readonly (string | null)[])[]> => {
  const { calls } = await analyseTexts([logText("full.log", dedent(text))]);
  return calls.map(({ legs }) => legs.map(({ channelName }) => channelName));
};

/** Two calls, made at 09:09:11 and :13 UTC. The log's zone is two hours ahead. */
const twoCalls = `
  [2026-10-21 11:09:11.300] VERBOSE[911][C-00000052] pbx.c: Executing [742@in:1] Stasis("PJSIP/gate-00000051", "desk") in new stack
  [2026-10-21 11:09:13.300] VERBOSE[931][C-00000053] pbx.c: Executing [742@in:1] Stasis("SIP/wall-00000052", "desk") in new stack
`;
const spied = (snoop: string) => `
  [2026-10-21 11:09:20.000] VERBOSE[940] ari/resource_channels.c: Launching Stasis(desk,ear) on ${snoop}
  [2026-10-21 11:09:20.020] VERBOSE[941] dial.c: UnicastRTP/192.0.2.7:4000-0x7f00aa11 answered
  [2026-10-21 11:09:20.040] VERBOSE[940] bridge_channel.c: Channel ${snoop} joined 'simple_bridge' stasis-bridge <b-1>
  [2026-10-21 11:09:20.050] VERBOSE[941] bridge_channel.c: Channel UnicastRTP/192.0.2.7:4000-0x7f00aa11 joined 'simple_bridge' stasis-bridge <b-1>
  [2026-10-21 11:09:40.000] VERBOSE[940] bridge_channel.c: Channel ${snoop} left 'simple_bridge' stasis-bridge <b-1>
  [2026-10-21 11:09:40.000] VERBOSE[941] bridge_channel.c: Channel UnicastRTP/192.0.2.7:4000-0x7f00aa11 left 'simple_bridge' stasis-bridge <b-1>
`;

describe("a helper channel in a log of Asterisk's alone", () => {
  it("is of the call whose uniqueid a snoop bears in its name, and its bridge mate with it", async () => {
    expect(await legsOf(twoCalls + spied("Snoop/1792573753.81-00000000"))).toEqual([
      ["PJSIP/gate-00000051"],
      ["SIP/wall-00000052", "Snoop/1792573753.81-00000000", "UnicastRTP/192.0.2.7:4000-0x7f00aa11"],
    ]);
  });

  it("is no call of its own where two were made in that second, and given to neither", async () => {
    const alike = twoCalls.replace("11:09:13.300", "11:09:11.700");
    expect(await legsOf(alike + spied("Snoop/1792573751.81-00000000"))).toEqual([
      ["PJSIP/gate-00000051"],
      ["SIP/wall-00000052"],
    ]);
  });

  it("is of the only call that is up, where its name tells nothing", async () => {
    const [first] = twoCalls.trim().split("\n");
    const socket = `
  [2026-10-21 11:09:15.000] VERBOSE[944] dial.c: AudioSocket/192.0.2.8:9092-0c1f answered
  [2026-10-21 11:09:15.010] VERBOSE[944] bridge_channel.c: Channel AudioSocket/192.0.2.8:9092-0c1f joined 'simple_bridge' stasis-bridge <b-2>
`;
    expect(await legsOf(`\n  ${first}\n${socket}`)).toEqual([
      ["PJSIP/gate-00000051", "AudioSocket/192.0.2.8:9092-0c1f"],
    ]);
    expect(await legsOf(twoCalls + socket)).toEqual([["PJSIP/gate-00000051"], ["SIP/wall-00000052"]]);
  });

  it("is of the call that its bridge is of, though its other end spoke first", async () => {
    const announced = `
  [2026-10-21 11:09:21.000] VERBOSE[942] file.c: <Announcer/ARI-00000000;1> Playing 'hello.slin' (language 'en')
  [2026-10-21 11:09:21.010] VERBOSE[943] bridge_channel.c: Channel Announcer/ARI-00000000;2 joined 'softmix' stasis-bridge <b-3>
  [2026-10-21 11:09:21.500] VERBOSE[944] bridge_channel.c: Channel Recorder/ARI-00000001;2 joined 'softmix' stasis-bridge <b-3>
  [2026-10-21 11:09:22.010] VERBOSE[931][C-00000053] bridge_channel.c: Channel SIP/wall-00000052 joined 'softmix' stasis-bridge <b-3>
`;
    expect(await legsOf(twoCalls + announced)).toEqual([
      ["PJSIP/gate-00000051"],
      ["SIP/wall-00000052", "Announcer/ARI-00000000;1", "Announcer/ARI-00000000;2", "Recorder/ARI-00000001;2"],
    ]);
  });

  it("leaves its warnings with the run where nothing tells of which call it is", async () => {
    const failed = `
  [2026-10-21 11:09:25.000] ERROR[942] chan_websocket.c: WebSocket/media1/0x7f2170028230: WebSocket connection failed to media1: Connection refused
`;
    const { calls, runReport } = await analyseTexts([logText("full.log", dedent(twoCalls + failed))]);
    expect(calls.map(({ channelName }) => channelName)).toEqual(["PJSIP/gate-00000051", "SIP/wall-00000052"]);
    expect(JSON.stringify(runReport)).toContain("WebSocket connection failed to media1");
  });
});

describe("a helper channel in a bot's log, with two calls up", () => {
  const bot = `
    2026-10-21 09:09:11,300 - desk - INFO - StasisStart channel=1792573751.81 caller=4930111222
    2026-10-21 09:09:12,500 - desk - INFO - StasisStart channel=1792573752.82 caller=4930111223
    2026-10-21 09:09:20,001 - desk - INFO - StasisStart channel=1792573760.83 name=Snoop/1792573751.81-00000000
    2026-10-21 09:09:20,030 - desk - INFO - StasisStart channel=1792573760.84 name=UnicastRTP/192.0.2.7:4000-0x7f00aa11
    2026-10-21 09:09:42,030 - desk - INFO - StasisEnd channel=1792573751.81
    2026-10-21 09:09:52,030 - desk - INFO - StasisEnd channel=1792573752.82
  `;
  const idsByCall = async (text: string) => {
    const { calls } = await analyseTexts([logText("bot.log", dedent(text))]);
    return calls.map(({ channelName, legs }) => [channelName, legs.map(({ channelId }) => channelId)]);
  };

  it("is of the call that a snoop's name tells, not of the one made last, and gives it no name", async () => {
    expect(await idsByCall(bot)).toEqual([
      [null, ["1792573751.81", "1792573760.83"]],
      [null, ["1792573752.82"]],
    ]);
  });

  it("is no call of its own where nothing tells of which call it is", async () => {
    const lines = bot.split("\n").filter((line) => !line.includes("Snoop/"));
    expect(await idsByCall(lines.join("\n"))).toEqual([
      [null, ["1792573751.81"]],
      [null, ["1792573752.82"]],
    ]);
  });

  it("is not the endpoint that a bot dials: the agent's channel is the one that Asterisk made", async () => {
    const dialled = bot
      .split("\n")
      .filter((line) => /\.81/.test(line) && !line.includes("Snoop/"))
      .join("\n")
      .replace(
        "2026-10-21 09:09:42",
        `2026-10-21 09:09:21,000 - desk - INFO - POST /channels endpoint=PJSIP/desk7 channelId=agent-1792573751.81 -> 200
    2026-10-21 09:09:42`,
      );
    expect(await idsByCall(dialled)).toEqual([[null, ["1792573751.81", "agent-1792573751.81"]]]);
  });
});
