import { describe, expect, test } from "vitest";
import { outputsOf } from "../../src/report/formats.js";

describe("where a run writes what", () => {
  test.each([
    [[], undefined, [[null, "terminal"]]],
    [[], "json", [[null, "json"]]],
    [["a.json"], undefined, [["a.json", "json"]]],
    [["A.MD"], undefined, [["A.MD", "markdown"]]],
    [["a.log"], undefined, [["a.log", "terminal"]]],
    [["a.ndjson"], undefined, [["a.ndjson", "ndjson"]]],
    [["a.otlp.json"], undefined, [["a.otlp.json", "otlp"]]],
    [["a.html"], undefined, [["a.html", "html"]]],
    // asked for outright, for the one file that there is
    [["a.txt"], "json", [["a.txt", "json"]]],
    [["a.json"], "ndjson", [["a.json", "ndjson"]]],
    // several: the names decide, the option for those that tell nothing, and for standard output
    [
      ["a.json", "b.md", "report", "-"],
      "ndjson",
      [
        ["a.json", "json"],
        ["b.md", "markdown"],
        ["report", "ndjson"],
        [null, "ndjson"],
      ],
    ],
  ] as const)("-o %j --format %s", (paths, format, expected) => {
    expect(outputsOf(paths, format).map((output) => [output.path, output.format])).toEqual(expected);
  });
});
