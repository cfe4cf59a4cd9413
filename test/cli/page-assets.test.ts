// The script and the style that stand in the page.
import { describe, expect, test } from "vitest";

describe("the script of the page", () => {
  test("is one script: no word of modules, no end of its element, no address", async () => {
    const { readPageAssets } = await import("../../dist/cli/page-assets.js");
    const { script, style } = readPageAssets();
    expect(script.length).toBeGreaterThan(10_000);
    expect(script).not.toMatch(/^\s*(?:import|export)\b/m);
    expect(`${script}${style}`).not.toMatch(/<\/(?:script|style)|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
  });
});
