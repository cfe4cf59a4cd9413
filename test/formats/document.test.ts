// docs/formats.md: its tables are those of the code.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { withTables } from "../../src/formats/document.js";
import { envelopes } from "../../src/records/envelopes/index.js";
import { allFormats } from "../../src/records/recognition.js";

const document = readFileSync(new URL("../../docs/formats.md", import.meta.url), "utf8");

describe("docs/formats.md", () => {
  it("is what `npm run docs` writes", () => {
    expect(withTables(document)).toBe(document);
  });

  it("has a row of every form and envelope", () => {
    const names = [...allFormats, ...envelopes].map(({ name }) => name);
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name) => document.split(`\n| \`${name}\` | `).length !== 2)).toEqual([]);
  });

  it("refuses a document that has no place for a table", () => {
    expect(() => withTables("# What is read")).toThrow("no place for the table of asterisk");
  });
});
