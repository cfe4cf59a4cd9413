// A SIP trace without a line of strict RTP: the dialplan begins at the extension of the INVITE, and its lines tell the caller.
import { describe, expect, it } from "vitest";
import { analyseTexts, logText } from "../support/analyse.js";

const at = (second: number, text: string): string => `[Nov 22 15:00:${String(second).padStart(2, "0")}] ${text}`;
const message = (second: number, method: string, sipCallId: string, from: string, to = "620"): string =>
  `${at(second, "VERBOSE[9] res_pjsip_logger.c: <--- Received SIP request (99 bytes) from UDP:192.0.2.7:5060 --->")}
${method} sip:${to}@192.0.2.1 SIP/2.0
From: "Caller" <sip:${from}@192.0.2.7>;tag=7
To: <sip:${to}@192.0.2.1>
Call-ID: ${sipCallId}
CSeq: 1 ${method}
`;
const channel = (second: number, n: number, endpoint: string, caller = ""): string =>
  [
    `VERBOSE[4${n}][C-0000000${n}] pbx.c: Executing [620@in:1] Stasis("PJSIP/${endpoint}-0000000${n}", "desk,${caller}") in new stack`,
    `VERBOSE[4${n}][C-0000000${n}] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/${endpoint}-0000000${n}'`,
  ]
    .map((text) => at(second, text))
    .join("\n");
const stop = (second: number, n: number, endpoint: string): string =>
  at(second, `VERBOSE[4${n}][C-0000000${n}] res_musiconhold.c: Stopped music on hold on PJSIP/${endpoint}-0000000${n}`);

const callsOf = async (...lines: readonly string[]) =>
  (await analyseTexts([logText("full", lines.join("\n"))])).calls.map(({ channelName, sipCallId, diagnosis }) => [
    channelName,
    sipCallId,
    diagnosis.cause,
  ]);

describe("a SIP dialog of which no media address is told", () => {
  it("is of the call to its extension whose endpoint, or caller's number, its From names", async () => {
    const calls = await callsOf(
      ...[message(0, "INVITE", "a@x", "desk7"), message(0, "INVITE", "b@x", "31615550017")],
      ...[channel(1, 1, "desk7"), channel(1, 2, "gw", "31615550017")],
      ...[message(9, "BYE", "b@x", "31615550017"), stop(9, 2, "gw")],
    );
    expect(calls).toEqual([
      ["PJSIP/desk7-00000001", "a@x", "undetermined"],
      ["PJSIP/gw-00000002", "b@x", "caller-hangup"],
    ]);
  });

  it("is of no call, and none of its own, where two dialogs fit one", async () => {
    const calls = await callsOf(
      ...[message(0, "INVITE", "a@x", "desk7"), message(0, "INVITE", "b@x", "desk7"), channel(1, 1, "desk7")],
      ...[message(9, "BYE", "b@x", "desk7"), stop(9, 1, "desk7")],
    );
    expect(calls).toEqual([["PJSIP/desk7-00000001", null, "undetermined"]]);
  });

  it("is of no call where two calls fit it", async () => {
    const calls = await callsOf(
      ...[message(0, "INVITE", "a@x", "desk7"), channel(1, 1, "desk7"), channel(2, 2, "desk7")],
      // by the eighth second only the first has waited long enough to be decided on
      ...[stop(8, 1, "desk7"), message(30, "BYE", "a@x", "desk7"), stop(31, 2, "desk7")],
    );
    expect(calls.map(([name, sipCallId]) => [name, sipCallId])).toEqual([
      ["PJSIP/desk7-00000001", null],
      ["PJSIP/desk7-00000002", null],
    ]);
  });

  it("stays a call of its own where the extension, the caller or the moment is another", async () => {
    for (const [second, other] of [
      [1, message(0, "INVITE", "a@x", "desk7", "621")],
      [1, message(0, "INVITE", "a@x", "desk8")],
      [5, message(0, "INVITE", "a@x", "desk7") + stop(4, 3, "desk9")],
    ] as const) {
      const calls = await callsOf(other, channel(second, 1, "desk7"), stop(9, 1, "desk7"));
      expect(calls.find(([name]) => name === "PJSIP/desk7-00000001")?.[1]).toBeNull();
      expect(calls.some(([name, sipCallId]) => name === null && sipCallId === "a@x")).toBe(true);
    }
  });
});
