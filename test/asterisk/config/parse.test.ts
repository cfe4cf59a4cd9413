import { describe, expect, it } from "vitest";
import { type ConfigSection, parseConfig } from "../../../src/asterisk/config/parse.js";

const parse = (text: string) => parseConfig([{ file: "x.conf", text }]);

/** `name: key=value key=value`, templates marked with an exclamation mark. */
const shape = ({ name, template, entries }: ConfigSection) =>
  `${name}${template ? "!" : ""}: ${entries.map(({ key, value }) => `${key}=${value}`).join(" ")}`.trimEnd();

describe("sections and entries", () => {
  it.each<[what: string, text: string, sections: string[]]>([
    ["keys with = and =>", "[a]\nk=v\nk2 => v2\n k3 =  v 3 ", ["a: k=v k2=v2 k3=v 3"]],
    ["an equal sign in the value", "[a]\nexten => 1,1,Set(X=1)", ["a: exten=1,1,Set(X=1)"]],
    ["an empty value", "[a]\nk=", ["a: k="]],
    ["CRLF line ends", "[a]\r\nk=v\r\n", ["a: k=v"]],
    ["sections of one name stay apart", "[t]\ntype=endpoint\n[t]\ntype=aor", ["t: type=endpoint", "t: type=aor"]],
    ["+= lengthens the last value", "[a]\nk=x\nk=y\nk+=,z", ["a: k=x k=y,z"]],
    ["+= without a value before it", "[a]\nk+=z", ["a: k=z"]],
    ["an escaped first character", "[a]\n\\[k]=v", ["a: [k]=v"]],
    ["a text after the header", "[a] anything\nk=v", ["a: k=v"]],
    ["blanks in a name belong to it", "[ a ]\nk=v", [" a : k=v"]],
    ["nothing", "", []],
  ])("%s", (_what, text, sections) => {
    const parsed = parse(text);
    expect(parsed.sections.map(shape)).toEqual(sections);
    expect(parsed.problems).toEqual([]);
  });
});

describe("comments", () => {
  it.each<[what: string, text: string, section: string]>([
    ["to the end of the line", "[a] ; c\nk=v ; c\n;k=w", "a: k=v"],
    ["an escaped semicolon", "[a]\nk=v\\;w;c", "a: k=v;w"],
    ["a quoted semicolon is a comment all the same", '[a]\nk="v;w"', 'a: k="v'],
    ["a block over lines", "[a]\n;-- k=1\nk=2\n--;\nk=3", "a: k=3"],
    ["a block inside a line", "[a]\nk=1;-- not this --;2", "a: k=12"],
    ["the text after a block", "[a]\n;--\nk=1\n--; k=2", "a: k=2"],
    ["blocks in blocks", "[a]\n;--\n;-- k=1 --;\nk=2\n--;\nk=3", "a: k=3"],
    ["a semicolon inside a block", "[a]\n;--\n; k=1\n--;\nk=2", "a: k=2"],
    ["a ruler is no block", "[a]\n;-----\nk=1\n;--------;\nk=2", "a: k=1 k=2"],
  ])("%s", (_what, text, section) => {
    const parsed = parse(text);
    expect(parsed.sections.map(shape)).toEqual([section]);
    expect(parsed.problems).toEqual([]);
  });
});

describe("templates and additions", () => {
  it.each<[what: string, text: string, sections: string[]]>([
    ["a template", "[t](!)\nk=1\n[a](t)\nl=2", ["t!: k=1", "a: k=1 l=2"]],
    ["own values come after inherited ones", "[t](!)\nk=1\n[a](t)\nk=2", ["t!: k=1", "a: k=1 k=2"]],
    ["several templates", "[t](!)\nk=1\n[u](!)\nk=2\n[a](t,u)", ["t!: k=1", "u!: k=2", "a: k=1 k=2"]],
    ["a template of a template", "[t](!)\nk=1\n[u](!,t)\n[a](u)", ["t!: k=1", "u!: k=1", "a: k=1"]],
    ["a plain section as template", "[b]\nk=1\n[a](b)", ["b: k=1", "a: k=1"]],
    ["an addition", "[a]\nk=1\n[b]\n[a](+)\nk=2", ["a: k=1 k=2", "b:"]],
    ["an addition goes to the first of that name", "[a]\nk=1\n[a]\nk=2\n[a](+)\nk=3", ["a: k=1 k=3", "a: k=2"]],
    ["an addition with a filter", "[a]\nk=1\n[a]\nk=2\n[a](+k=2)\nk=3", ["a: k=1", "a: k=2 k=3"]],
    ["an addition with a template", "[t](!)\nl=9\n[a]\nk=1\n[a](+,t)\nk=2", ["t!: l=9", "a: k=1 l=9 k=2"]],
    ["an addition to a template", "[t](!)\nk=1\n[t](+TEMPLATES=include)\nk=2\n[a](t)", ["t!: k=1 k=2", "a: k=1 k=2"]],
    ["names without case", "[T](!)\nk=1\n[a](t)\n[A](+)\nk=2", ["T!: k=1", "a: k=1 k=2"]],
    [
      "a later addition does not reach heirs",
      "[t](!)\nk=1\n[a](t)\n[t](+TEMPLATES=include)\nk=2",
      ["t!: k=1 k=2", "a: k=1"],
    ],
  ])("%s", (_what, text, sections) => {
    const parsed = parse(text);
    expect(parsed.sections.map(shape)).toEqual(sections);
    expect(parsed.problems).toEqual([]);
  });

  it("keeps where an inherited value was written", () => {
    const [, heir] = parse("[t](!)\nk=1\n[a](t)\nk=2").sections;
    expect(heir?.inherits).toEqual(["t"]);
    expect(heir?.entries).toEqual([
      { key: "k", value: "1", file: "x.conf", line: 2, inheritedFrom: "t" },
      { key: "k", value: "2", file: "x.conf", line: 4, inheritedFrom: null },
    ]);
  });
});

describe("broken files", () => {
  it.each<[what: string, text: string, line: number, effect: string, message: RegExp, rest: string[]]>([
    ["a header without ]", "[a]\nk=1\n[b\nl=2", 3, "refused", /no closing \]/, ["a: k=1", "b: l=2"]],
    ["a header without )", "[a](!\nk=1\n[b]", 1, "refused", /no closing \)/, ["a!: k=1", "b:"]],
    ["an entry before any section", "k=1\n[a]\nl=2", 1, "refused", /before any section/, ["a: l=2"]],
    ["no equal sign", "[a]\nk\nl=2", 2, "ignored", /no equal sign/, ["a: l=2"]],
    ["no key", "[a]\n=1\nl=2", 2, "ignored", /no name/, ["a: l=2"]],
    ["an unknown directive", "[a]\n#define x\nl=2", 2, "ignored", /#define is not a directive/, ["a: l=2"]],
    ["an include of nothing", "[a]\n#include\nl=2", 2, "ignored", /names no file/, ["a: l=2"]],
    ["a missing template", "[a](t)\nk=1", 1, "refused", /inherits from \[t\]/, ["a: k=1"]],
    ["an addition to nothing", "[a](+)\nk=1", 1, "refused", /does not exist/, ["a: k=1"]],
    ["an addition to a template", "[t](!)\n[t](+)\nk=1", 2, "refused", /does not exist/, ["t!:", "t: k=1"]],
    ["a filter that is no expression", "[a]\nk=1\n[a](+k=[)", 3, "refused", /does not exist/, ["a: k=1", "a:"]],
    ["an endless block comment", "[a]\nk=1\n;--\nl=2", 3, "ignored", /never closed/, ["a: k=1"]],
    ["a line that is too long", `[a]\nk=${"x".repeat(9000)}\nl=2`, 2, "ignored", /too long/, ["a: l=2"]],
    ["a byte order mark", "\uFEFF[a]\nk=1", 1, "refused", /byte order mark/, ["a: k=1"]],
    ["#exec", "[a]\n#exec /bin/peers\nk=1", 2, "noted", /never run here: \/bin\/peers/, ["a: k=1"]],
    ["an include without a disk", '[a]\n#include "b.conf"\nk=1', 2, "noted", /not followed/, ["a: k=1"]],
  ])("%s", (_what, text, line, effect, message, rest) => {
    const parsed = parse(text);
    expect(parsed.problems).toEqual([{ file: "x.conf", line, effect, message: expect.stringMatching(message) }]);
    expect(parsed.sections.map(shape)).toEqual(rest);
  });

  it("survives templates that double in size with every line", () => {
    const doubling = Array.from({ length: 40 }, (_, index) => `[t${index + 1}](t${index},t${index})`).join("\n");
    const parsed = parse(`[t0]\nk=1\n${doubling}`);
    expect(parsed.sections).toHaveLength(41);
    expect(parsed.problems.every(({ message }) => message.includes("too many options"))).toBe(true);
  });

  it("never throws on noise", () => {
    const noise = '[](;-+!=>,#\\\n\r\t "<x';
    let seed = 1;
    const next = () => {
      seed = (seed * 48271) % 2147483647;
      return noise[seed % noise.length] ?? "";
    };
    for (let round = 0; round < 500; round++) parse(Array.from({ length: 80 }, next).join(""));
  });
});
