// A change of a configuration, as every format words it.
import { describe, expect, test } from "vitest";
import { currentOf, placeOfChange, settingOf } from "../../src/report/words/change.js";

describe("a change", () => {
  test("of an option is its name and value", () => {
    expect(settingOf({ option: "rtp_timeout", proposed: "45" })).toBe("rtp_timeout = 45");
    expect(settingOf({ option: "rtp_timeout" })).toBe("rtp_timeout");
  });

  test("of what is no name is what to write there", () => {
    expect(settingOf({ option: "the priority after Stasis()", proposed: "same => n,Goto(s,1)" })).toBe(
      "same => n,Goto(s,1)",
    );
    expect(settingOf({})).toBeNull();
  });

  test("tells where it is made and what stands there, as far as that is known", () => {
    expect(placeOfChange({ file: "sip.conf", section: "line7" })).toBe("sip.conf [line7]");
    expect(placeOfChange({})).toBeNull();
    expect(currentOf({ option: "rtp_timeout", current: null })).toBe("not known");
    expect(currentOf({ option: "rtp_timeout", current: "9" })).toBe("9");
    expect(currentOf({ option: "rtp_timeout" })).toBeNull();
  });
});
