import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { displayWidth, shortenPath, wrap } from "../../src/report/display-width.js";

describe("displayWidth", () => {
  test.each([
    ["plain", 5],
    ["Канал", 5],
    ["й\u0306", 1],
    ["🔒", 2],
    ["⚠", 1],
    ["⚠️", 2],
    ["🫠", 2],
    ["🇩🇪", 2],
    ["通話", 4],
    ["\x1b[31mred\x1b[39m", 3],
    ["├──┤", 4],
  ])("%s", (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe("wrap", () => {
  test("breaks at spaces, and inside a word only where it is wider than a line", () => {
    expect(wrap("one two three fourteen", 8)).toEqual(["one two", "three", "fourteen"]);
    expect(wrap("a 0123456789", 4)).toEqual(["a", "0123", "4567", "89"]);
  });

  test("breaks an address after / ? and &, but leaves no line nearly empty for it", () => {
    expect(wrap("https://pbx/ari/channels?app=bot&x=1", 14)).toEqual(["https://pbx/", "ari/channels?", "app=bot&x=1"]);
    expect(wrap("a/0123456789abcdef", 10)).toEqual(["a/01234567", "89abcdef"]);
  });

  test("marks what is left out", () => {
    expect(wrap("one two three", 5, 2)).toEqual(["one", "two…"]);
    expect(wrap("0123456789", 4, 1)).toEqual(["012…"]);
    expect(wrap("fits", 4, 1)).toEqual(["fits"]);
  });

  test("loses nothing but spaces and never makes a line too wide", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 10, max: 30 }), (text, width) => {
        const lines = wrap(text, width);
        expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }),
      { examples: [["a\u00a0", 10]] },
    );
  });
});

describe("shortenPath", () => {
  test.each([
    ["samples/pjsip-decoy/asterisk.full.log", 37, "samples/pjsip-decoy/asterisk.full.log"],
    ["samples/pjsip-decoy/asterisk.full.log", 36, "…/pjsip-decoy/asterisk.full.log"],
    ["samples/pjsip-decoy/asterisk.full.log", 30, "…/asterisk.full.log"],
    ["samples/pjsip-decoy/asterisk.full.log", 18, "asterisk.full.log"],
    ["samples/pjsip-decoy/asterisk.full.log", 5, "asterisk.full.log"],
    ["/var/log/full", 6, "…/full"],
    ["звонки/бот.log", 10, "…/бот.log"],
    ["C:\\calls\\monday\\full.log", 18, "…\\monday\\full.log"],
    ["\\\\pbx\\logs\\full", 12, "…\\logs\\full"],
    // no folder of Windows: a control character of a name, spelt out
    ["calls/a\\x1b[2J.log", 14, "…/a\\x1b[2J.log"],
  ])("%s in %i columns", (path, width, shortened) => {
    expect(shortenPath(path, width)).toBe(shortened);
  });
});
