import { describe, expect, it } from "vitest";
import { withoutCodeLocation } from "../../src/records/formats/code-location.js";

describe("the place in the code", () => {
  it.each([
    ["router:_on_stasis_end:40 | Summary written", "router:_on_stasis_end:40", "Summary written"],
    ["[flow.py:40 on_stasis_end()] Summary written", "flow.py:40 on_stasis_end()", "Summary written"],
    ["[flow.py:on_stasis_end:40] Summary", "flow.py:on_stasis_end:40", "Summary"],
    ["(flow.ts:40) Summary", "flow.ts:40", "Summary"],
    ["Flow.onStasisEnd(Flow.java:40) - Summary", "Flow.onStasisEnd(Flow.java:40)", "Summary"],
    ["src/flow.go:40: Summary", "src/flow.go:40", "Summary"],
    ["flow.py:40 on_stasis_end() Summary", "flow.py:40 on_stasis_end()", "Summary"],
    ["Flow.on_stasis_end(): Summary", "Flow.on_stasis_end()", "Summary"],
    ["Summary written (flow.py:40)", "flow.py:40", "Summary written"],
    ["Summary written [in /srv/flow.py:40]", "/srv/flow.py:40", "Summary written"],
    ["Summary written          flow.py:40", "flow.py:40", "Summary written"],
    ["Summary at Flow.onStasisEnd(Flow.java:40)", "Flow.onStasisEnd(Flow.java:40)", "Summary"],
  ])("is told from the words: %s", (line, place, message) => {
    expect(withoutCodeLocation(line)).toEqual({ message, place });
  });

  it.each([
    "Channel 1795371234.5 put on hold",
    "channel:1795371234.5 put on hold",
    "[1795371234.5] hold",
    "hold() was called for 1795371234.5",
    "POST /ari/channels/1795371234.5/hold 204",
    "http://192.0.2.9:8088/ari - connected",
    "localhost:8088: refused",
    "from (5551:22)",
    "",
  ])("is nowhere in %j", (message) => {
    expect(withoutCodeLocation(message)).toEqual({ message, place: null });
  });
});
