import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { safeText } from "../../src/report/safe-text.js";
import { anyCodePoints } from "../support/code-points.js";

describe("safeText", () => {
  test.each([
    ["colour is removed", "\x1b[1;31mERROR\x1b[0m", "ERROR"],
    ["other escape sequences are spelled out", "\x1b[2J\x1b]0;owned\x07", "\\x1b[2J\\x1b]0;owned\\x07"],
    ["so are 8-bit controls", "\x9b31m", "\\x9b31m"],
    ["removing colour leaves no new sequence", "\x1b\x1b[0m[31mred", "\\x1b[31mred"],
    ["a tab is a space", "a\tb", "a b"],
    ["line breaks are spelled out", "a\r\nb\u2028c", "a\\r\\nb\\u2028c"],
    ["bidi controls are spelled out", "a\u202eb\u2066c\u200fd\u061c", "a\\u202eb\\u2066c\\u200fd\\u061c"],
    ["tag characters are spelled out", "a\u{e0041}", "a\\u{e0041}"],
    ["a lone surrogate is replaced", "a\ud83db\udd12", "a\ufffdb\ufffd"],
    ["words, emoji and joiners stay", "🔒 Канал 👩‍💻 ⚠️ 通話", "🔒 Канал 👩‍💻 ⚠️ 通話"],
  ])("%s", (_, text, shown) => {
    expect(safeText(text)).toBe(shown);
  });

  test("leaves nothing that acts on a terminal, whatever comes in", () => {
    fc.assert(
      fc.property(anyCodePoints(), (text) => {
        expect(safeText(text)).not.toMatch(
          /[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\u2028\u2029]/,
        );
      }),
    );
  });

  test("takes time in proportion to the text", () => {
    const started = performance.now();
    safeText("\x1b[".repeat(500_000));
    safeText(`\x1b[${"1;".repeat(500_000)}`);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
