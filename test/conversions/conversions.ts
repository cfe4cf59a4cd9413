// What happens to a log between Asterisk, or a bot, and the person who asks why a call was lost. Each entry takes the lines of both
// logs and returns the files that a user would have.
import { gzipSync } from "node:zlib";
import type { Side } from "../../src/records/record.js";
import type { Random } from "../fuzz/random.js";
import { type Wrap, wraps } from "../support/wrap.js";
import { zstdFrame } from "../support/zstd.js";
import { type Write, writers } from "./date-writers.js";
import { inInventedWords, spellings } from "./invented-words.js";
import { restamped, utcMsOf } from "./stamps.js";

/** A log of the corpus, its rotated pieces joined again. */
export interface Log {
  readonly side: Side;
  readonly lines: readonly string[];
  /** The zone of the clock that wrote it. */
  readonly zoneMinutes: number;
}

/** A file as a user would have it. */
export interface ConvertedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What the conversion did to the clocks: the report must say so. */
export interface ClockChange {
  /** The zone in which a side now writes. Null if it is the original's. */
  readonly zoneMinutes: Readonly<Record<Side, number | null>>;
  readonly botAheadMs: number;
  /** True if all stamps of the bot state their offset. */
  readonly botStatesOffset: boolean;
}

/** One way of converting, of one kind. */
export interface Conversion {
  readonly kind: "envelope" | "date format" | "encoding" | "packing" | "rotation" | "zone" | "skew" | "words";
  readonly name: string;
  /** False if such a log cannot exist: a syslog has stamps of its own. */
  readonly fits: (log: Log) => boolean;
  readonly convert: (log: Log, random: Random) => readonly ConvertedFile[];
  readonly clocks: ClockChange;
}

const SAME_CLOCKS: ClockChange = {
  zoneMinutes: { asterisk: null, bot: null },
  botAheadMs: 0,
  botStatesOffset: false,
};

/** A name that tells the side and nothing else. */
const nameOf = ({ side }: Log): string => (side === "asterisk" ? "full" : "bot.log");
const always = (): boolean => true;
const bytesOf = (lines: readonly string[]): Buffer => Buffer.from(`${lines.join("\n")}\n`, "utf8");
const plain = (log: Log, lines: readonly string[] = log.lines): ConvertedFile[] => [
  { name: nameOf(log), bytes: bytesOf(lines) },
];

/** Each line in an envelope, whose time is the line's, a moment later: the carrier's clock is in UTC. */
function inEnvelope(log: Log, wrap: Wrap): ConvertedFile[] {
  let utcMs = START_MS;
  const lines = log.lines.map((line) => {
    utcMs = Math.max(utcMs, utcMsOf(line, log.zoneMinutes) ?? utcMs);
    return wrap(line, new Date(utcMs + CARRIED_AFTER_MS).toISOString());
  });
  return plain(log, lines);
}
const START_MS = Date.UTC(2026, 10, 22);
const CARRIED_AFTER_MS = 2;

/** A syslog's stamp is part of its form, and the time of an envelope stands before it. */
const isSyslog = ({ lines }: Log): boolean =>
  lines.some((line) => /^[A-Z][a-z]{2} [ \d]\d \S+ \S+ asterisk\[/.test(line));

function redatedBy(log: Log, write: Write, offsetMinutes: number): ConvertedFile[] {
  const to = { write, offsetMinutes, aheadMs: 0 };
  return plain(
    log,
    log.lines.map((line) => restamped(line, log.zoneMinutes, to)),
  );
}

/** The form of stamps that changes nothing but the digits: ISO, as fine as the line had it. */
const ISO = writers["2026-11-22 15:52:38.496"] as Write;
const ISO_WITH_OFFSET = writers["2026-11-22T15:52:38.496+03:00"] as Write;

/** Zones of both logs: far from each other, of half an hour and of three quarters of one. */
const ZONES: readonly (readonly [asterisk: number, bot: number])[] = [
  [330, -210],
  [-480, 60],
  [0, 765],
  [600, 600],
];

/** How far the bot's clock may be ahead: to an hour, both ways, none of them a zone's step. */
const AHEAD_MS: readonly number[] = [
  -3_541_300, -1_499_120, -47_000, -900, 1_300, 90_450, 444_000, 1_260_700, 3_600_000,
];

function envelopeConversions(): Conversion[] {
  return Object.entries(wraps).map(([name, wrap]) => ({
    kind: "envelope",
    name,
    fits: always,
    convert: (log) => inEnvelope(log, wrap),
    clocks: SAME_CLOCKS,
  }));
}

/** What a log viewer exports: a table, or text, newest first. */
function exportConversions(): Conversion[] {
  const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const table: Wrap = (line, at) => `${Date.parse(at)},${cell(line)}`;
  return [
    {
      kind: "envelope",
      name: "a table, newest first",
      fits: always,
      convert: (log) => {
        const [file] = inEnvelope(log, table);
        const rows = (file?.bytes.toString("utf8") ?? "").trimEnd().split("\n");
        return plain(log, ["timestamp,message", ...rows.reverse()]);
      },
      clocks: SAME_CLOCKS,
    },
    {
      kind: "envelope",
      name: "text, newest first",
      // messages of several lines are reversed as well, and nothing shows where they belonged together
      fits: ({ side, lines }) => side === "asterisk" || lines.every((line) => /^[[{]?["\d]/.test(line)),
      convert: (log) => plain(log, log.side === "bot" ? [...log.lines].reverse() : log.lines),
      clocks: SAME_CLOCKS,
    },
  ];
}

function dateConversions(): Conversion[] {
  const sides: readonly Side[] = ["asterisk", "bot"];
  return Object.entries(writers).flatMap(([name, write]) =>
    sides.map((side): Conversion => {
      const zone = side === "asterisk" ? 180 : -300;
      return {
        kind: "date format",
        name: `${side}: ${name}`,
        fits: (log) => log.side !== side || !isSyslog(log),
        convert: (log) => (log.side === side ? redatedBy(log, write, zone) : plain(log)),
        clocks: {
          ...SAME_CLOCKS,
          zoneMinutes: { ...SAME_CLOCKS.zoneMinutes, [side]: zone },
        },
      };
    }),
  );
}

function encodingConversions(): Conversion[] {
  const text = (log: Log): string => `${log.lines.join("\n")}\n`;
  const ways: Readonly<Record<string, (log: Log) => Buffer>> = {
    "UTF-8 with a byte order mark": (log) => Buffer.from(`\ufeff${text(log)}`, "utf8"),
    "CR LF": (log) => Buffer.from(text(log).replaceAll("\n", "\r\n"), "utf8"),
    "UTF-16, little end first": (log) => Buffer.from(`\ufeff${text(log)}`, "utf16le"),
    "UTF-16, big end first": (log) => Buffer.from(`\ufeff${text(log)}`, "utf16le").swap16(),
    "UTF-16 without a mark, CR LF": (log) => Buffer.from(text(log).replaceAll("\n", "\r\n"), "utf16le"),
    colour: (log) => Buffer.from(text(log).replaceAll(/^(\S+)/gm, "\x1b[32m$1\x1b[0m"), "utf8"),
  };
  return Object.entries(ways).map(([name, way]) => ({
    kind: "encoding",
    name,
    fits: always,
    convert: (log) => [{ name: nameOf(log), bytes: way(log) }],
    clocks: SAME_CLOCKS,
  }));
}

function packingConversions(): Conversion[] {
  const ways: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
    gzip: (bytes) => gzipSync(bytes),
    zstd: zstdFrame,
    "gzip in two members": (bytes) =>
      Buffer.concat([gzipSync(bytes.subarray(0, bytes.length >> 1)), gzipSync(bytes.subarray(bytes.length >> 1))]),
  };
  return Object.entries(ways).map(([name, pack]) => ({
    kind: "packing",
    name,
    fits: always,
    // nothing in its name says that it is packed
    convert: (log) => plain(log).map((file) => ({ ...file, bytes: pack(file.bytes) })),
    clocks: SAME_CLOCKS,
  }));
}

/** How rotation names the pieces, the newest the plain one. */
type PieceName = (log: Log, piece: number, pieceCount: number) => string;

const PIECE_NAMES: Readonly<Record<string, PieceName>> = {
  "full, full.1, full.2": (log, piece, count) =>
    piece === count - 1 ? nameOf(log) : `${nameOf(log)}.${count - 1 - piece}`,
  "full.0, full.1, full": (log, piece, count) => (piece === count - 1 ? nameOf(log) : `${nameOf(log)}.${piece}`),
  "full-20261120.gz": (log, piece, count) =>
    piece === count - 1 ? nameOf(log) : `${nameOf(log)}-202611${String(20 - count + piece)}.gz`,
};

function rotationConversions(): Conversion[] {
  return Object.entries(PIECE_NAMES).map(([name, pieceName]) => ({
    kind: "rotation",
    name,
    fits: always,
    convert: (log, random) => {
      const cuts = [random.below(log.lines.length), random.below(log.lines.length)].sort((a, b) => a - b);
      const [first = 0, second = 0] = cuts;
      const pieces = [log.lines.slice(0, first), log.lines.slice(first, second), log.lines.slice(second)];
      const kept = pieces.filter((lines) => lines.length > 0);
      return kept.map((lines, piece) => {
        const file = pieceName(log, piece, kept.length);
        return { name: file, bytes: file.endsWith(".gz") ? gzipSync(bytesOf(lines)) : bytesOf(lines) };
      });
    },
    clocks: SAME_CLOCKS,
  }));
}

function zoneConversions(): Conversion[] {
  return ZONES.map(([asterisk, bot]) => ({
    kind: "zone",
    name: `Asterisk UTC${signed(asterisk)}, bot UTC${signed(bot)}`,
    fits: (log) => !isSyslog(log),
    convert: (log) => redatedBy(log, ISO, log.side === "asterisk" ? asterisk : bot),
    clocks: { ...SAME_CLOCKS, zoneMinutes: { asterisk, bot } },
  }));
}

function skewConversions(): Conversion[] {
  return AHEAD_MS.flatMap((aheadMs) =>
    [false, true].map((states): Conversion => {
      const write = states ? ISO_WITH_OFFSET : ISO;
      return {
        kind: "skew",
        name: `bot ${signed(aheadMs / 1000)} s, ${states ? "stamps with an offset" : "bare stamps"}`,
        fits: always,
        convert: (log) =>
          log.side === "asterisk"
            ? plain(log)
            : plain(
                log,
                log.lines.map((line) => restamped(line, log.zoneMinutes, { write, offsetMinutes: 120, aheadMs })),
              ),
        clocks: { zoneMinutes: { asterisk: null, bot: 120 }, botAheadMs: aheadMs, botStatesOffset: states },
      };
    }),
  );
}

const signed = (value: number): string => `${value < 0 ? "" : "+"}${value}`;

/** The whole grid. */
export const conversions: readonly Conversion[] = [
  ...envelopeConversions(),
  ...exportConversions(),
  ...dateConversions(),
  ...encodingConversions(),
  ...packingConversions(),
  ...rotationConversions(),
  ...zoneConversions(),
  ...skewConversions(),
];

/** The bot speaks a language that is invented. */
export const inventedWords: readonly Conversion[] = spellings.map((spelling) => ({
  kind: "words",
  name: `an invented language, ${spelling.name}`,
  fits: always,
  convert: (log) =>
    plain(log, log.side === "bot" ? log.lines.map((line) => inInventedWords(line, spelling)) : log.lines),
  clocks: SAME_CLOCKS,
}));

/** What such a bot is compared with: no bot log at all. */
export const withoutBot: Conversion = {
  kind: "words",
  name: "no log of the bot",
  fits: always,
  clocks: SAME_CLOCKS,
  convert: (log) => (log.side === "bot" ? [] : plain(log)),
};

/** The unchanged logs, sent the same way. */
export const unchanged: Conversion = {
  kind: "envelope",
  name: "none",
  fits: always,
  convert: (log) => plain(log),
  clocks: SAME_CLOCKS,
};
