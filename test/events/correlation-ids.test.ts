import { describe, expect, it } from "vitest";
import { correlationIdsIn } from "../../src/events/bot/correlation-ids.js";

describe("correlationIdsIn", () => {
  it.each([
    ["sitzung=0b7d1f7e-5c1b-4b0e-9d53-0f6f5f6f2a11 Anruf angenommen", ["0b7d1f7e-5c1b-4b0e-9d53-0f6f5f6f2a11"]],
    ["INFO  s-ce73b8 new call", ["s-ce73b8"]],
    ["[a4c01e] hello", ["a4c01e"]],
    ["CallSid CA2f8Kq09xLm4Tz81 answered", ["CA2f8Kq09xLm4Tz81"]],
    ['{"session_id": "k7", "msg": "hello"}', ["session_id=k7"]],
    ["call: 42 up", ["call=42"]],
  ])("finds %s", (text, ids) => expect(correlationIdsIn(text)).toEqual(ids));

  it.each([
    "2026-11-22T15:51:38.312Z INFO took 0.35s of 12000ms",
    "Channel 1795362758.0 of PJSIP/trunk-0000000a, caller 79161234567",
    "POST http://10.0.0.5:8088/ari/channels/1795362758.0/play gpt-4o-mini chunk_0 pool-2-thread-3",
    "deadbeef cafe decade",
    "session=main call=ended",
  ])("finds none in %s", (text) => expect(correlationIdsIn(text)).toEqual([]));
});
