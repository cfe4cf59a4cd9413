import { describe, expect, it } from "vitest";
import { whyNotLinear } from "../../src/formats/linear.js";

describe("a user's expression", () => {
  it.each([
    String.raw`^(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+) (?<level>[A-Z]+) (?<message>.*)$`,
    String.raw`^\[(?<time>[^\]]+)\] (?:\[(?<origin>\w+)\] )?(?<message>.*)$`,
    String.raw`^(?<time>\S+) (?<level>INFO|WARN) #(?<channel>[\w.-]+)# (?<message>.*)$`,
    String.raw`^<(?<level>\w{1,8})> (?<message>.*) at (?<time>[\d:.]+)$`,
    String.raw`\bmute the (?:line|caller)\b`,
  ])("is taken: %s", (source) => {
    expect(whyNotLinear(source)).toBeNull();
    expect(() => new RegExp(source, "u")).not.toThrow();
  });

  it.each<[source: string, why: string]>([
    [String.raw`^(a+)+$`, "repeats a group"],
    [String.raw`^(?:a|aa)*$`, "repeats a group"],
    [String.raw`^(?:\w+ ){2,}x$`, "repeats a group"],
    [String.raw`^(?<time>\S+) (a)\1$`, "refers back"],
    [String.raw`^(?<time>\S+) \k<time>$`, "refers back"],
    [String.raw`^(?=a)(?<message>.*)$`, "looks ahead"],
    [String.raw`^.*x.*y$`, "2 repeats without end"],
    [String.raw`^\d+\d+\d+$`, "2 repeats without end"],
    [String.raw`^\s*\w?\s*\w?\s*$`, "2 repeats without end"],
    [String.raw`^(?<message>.*`, ""],
  ])("is refused: %s", (source, why) => {
    const reason = whyNotLinear(source);
    if (why === "") expect(() => new RegExp(source, "u")).toThrow();
    else expect(reason).toContain(why);
  });

  it("that is taken is done with a hostile line in no time", () => {
    const expression = /^(?<time>\S+) (?<message>.*) at (?<origin>[a-z]+)$/u;
    expect(whyNotLinear(expression.source)).toBeNull();
    const start = performance.now();
    for (const line of [`x ${" at a".repeat(1000)}1`, `x ${"a".repeat(4000)}`]) expression.test(line);
    expect(performance.now() - start).toBeLessThan(500);
  });
});
