// What strangers and faults do to a log: each mutation takes its lines (latin1, a character a byte) and spoils some of them.
import type { Random } from "./random.js";

/** Spoils the lines in place; `donor` are lines of another sample. */
export type Mutation = (lines: string[], random: Random, donor: readonly string[]) => void;

/** Nothing that acts on a terminal, a page or a parser is missing: ESC, C1, bidi, NUL, BOM, invalid UTF-8, markup, JSON. */
const HOSTILE: readonly string[] = [
  "\x1b]0;owned\x07",
  "\x1b[2J\x1b[H",
  "\x9b31m",
  "\x00",
  "\r",
  "\x0b",
  "\x85",
  "\xe2\x80\xae",
  "\xe2\x80\xa8",
  "\xef\xbb\xbf",
  "\xff\xfe",
  "\xed\xa0\x80",
  "\xf0\x9f",
  "</script><script>",
  "](javascript:1)",
  "|",
  "`",
  "'\"",
  "{",
  '{"a":'.repeat(40),
  "[".repeat(3_000),
  "__proto__",
  "constructor",
  "=cmd()",
];

/** Words that many expressions look for, and what they repeat. */
const REPEATED: readonly string[] = [
  "a",
  " ",
  "0",
  "1795362758.0 ",
  "channel ",
  "bridge.",
  "[",
  "(",
  "k=v ",
  "-",
  "\xd0\xb0",
];

const changeOne = (lines: string[], random: Random, change: (line: string) => string): void => {
  const at = random.below(lines.length);
  lines[at] = change(lines[at] ?? "");
};
const cutAt = (line: string, random: Random): number => random.below(line.length + 1);

export const mutations: Readonly<Record<string, Mutation>> = {
  byte: (lines, random) =>
    changeOne(lines, random, (line) => {
      const at = cutAt(line, random);
      return line.slice(0, at) + String.fromCharCode(random.below(256)) + line.slice(at + 1);
    }),
  drop: (lines, random) => {
    lines.splice(random.below(lines.length), 1 + random.below(5));
  },
  repeat: (lines, random) => {
    const at = random.below(lines.length);
    lines.splice(at, 0, ...lines.slice(at, at + 1 + random.below(5)));
  },
  swap: (lines, random) => {
    const [one, other] = [random.below(lines.length), random.below(lines.length)];
    [lines[one], lines[other]] = [lines[other] ?? "", lines[one] ?? ""];
  },
  truncate: (lines, random) => changeOne(lines, random, (line) => line.slice(0, cutAt(line, random))),
  end: (lines, random) => {
    lines.length = 1 + random.below(lines.length);
  },
  join: (lines, random) => {
    const at = random.below(lines.length);
    lines.splice(at, 2, (lines[at] ?? "") + (lines[at + 1] ?? ""));
  },
  split: (lines, random) => {
    const at = random.below(lines.length);
    const line = lines[at] ?? "";
    const cut = cutAt(line, random);
    lines.splice(at, 1, line.slice(0, cut), line.slice(cut));
  },
  splice: (lines, random, donor) => {
    const from = random.below(donor.length);
    lines.splice(random.below(lines.length), random.below(3), ...donor.slice(from, from + 1 + random.below(20)));
  },
  hostile: (lines, random) =>
    changeOne(lines, random, (line) => {
      const at = cutAt(line, random);
      return line.slice(0, at) + random.of(HOSTILE) + line.slice(at);
    }),
  longToken: (lines, random) =>
    changeOne(lines, random, (line) => {
      const at = cutAt(line, random);
      return line.slice(0, at) + random.of(REPEATED).repeat(1 + random.below(600)) + line.slice(at);
    }),
  number: (lines, random) =>
    changeOne(lines, random, (line) => {
      const numbers = [...line.matchAll(/\d+/g)];
      const number = numbers[random.below(numbers.length)];
      if (!number) return line;
      const other = random.of(["0", "-1", "99999999999999999999", "4294967296", String(random.below(3_000_000_000))]);
      return line.slice(0, number.index) + other + line.slice(number.index + number[0].length);
    }),
  /** An id is another one from here to the end. */
  otherId: (lines, random) => {
    const at = random.below(lines.length);
    const id = /\d{10}\.\d+|C-[0-9a-f]{8}|-[0-9a-f]{8}(?![0-9a-f])/.exec(lines[at] ?? "")?.[0];
    if (id === undefined) return;
    const other = id.replace(/[0-9a-f]$/, (digit) => (Number.parseInt(digit, 16) % 8).toString());
    for (let i = at; i < lines.length; i += 1) lines[i] = (lines[i] ?? "").replaceAll(id, other);
  },
};
