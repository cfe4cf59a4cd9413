import { expect, test } from "vitest";
import { patternOf } from "../../src/sources/find-files.js";

test("a pattern has the separators of the system that it was typed on", () => {
  expect(patternOf("C:\\logs\\full*", "\\")).toBe("C:/logs/full*");
  expect(patternOf("logs/a\\*b", "/")).toBe("logs/a\\*b");
});
