// A call of a sample as a stencil: its lines in both logs, with ids, times and threads that can be shifted.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const SAMPLES = fileURLToPath(new URL("../../samples/", import.meta.url));

/** A line of a call, and when it stands after the second of its uniqueid. */
export interface StencilLine {
  readonly afterMs: number;
  readonly side: "asterisk" | "bot";
  /** From behind the stamp on. */
  readonly text: string;
}

/** One call. */
export interface Stencil {
  readonly channelId: string;
  /** As the sample expects it. */
  readonly cause: string;
  /** In time order. */
  readonly lines: readonly StencilLine[];
}

interface SampleFile {
  readonly asteriskUtcOffsetMinutes: number;
  readonly botUtcOffsetMinutes: number;
  readonly expect: { readonly calls: Readonly<Record<string, { readonly cause: string }>> };
}

// [2026-11-22 18:58:00] VERBOSE[… | 2026-11-22 15:58:00.215 | INFO …
const STAMP = /^\[?(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d{3})?)/;
const PLAYBACK = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** The calls of a sample whose two logs have full dates and whose bot tells the caller's number. */
export function readStencils(sample: string): Stencil[] {
  const text = (file: string): string => readFileSync(join(SAMPLES, sample, file), "utf8");
  const { asteriskUtcOffsetMinutes, botUtcOffsetMinutes, expect } = JSON.parse(text("sample.json")) as SampleFile;
  const lines = [
    ...dated("asterisk", text("asterisk.full.log"), asteriskUtcOffsetMinutes),
    ...dated("bot", text("bot.log"), botUtcOffsetMinutes),
  ].sort((a, b) => a.afterMs - b.afterMs);
  return Object.entries(expect.calls).map(([channelId, { cause }]) => {
    const ids = idsOf(channelId, lines);
    const startMs = Number(channelId.split(".")[0]) * 1000;
    return {
      channelId,
      cause,
      lines: lines
        .filter((line) => ids.some((id) => line.text.includes(id)))
        .map((line) => ({ ...line, afterMs: line.afterMs - startMs })),
    };
  });
}

/** Lines with their time, since 1970. */
function dated(side: StencilLine["side"], log: string, utcOffsetMinutes: number): StencilLine[] {
  return log.split("\n").flatMap((text): StencilLine[] => {
    const stamp = STAMP.exec(text);
    if (!stamp) return [];
    const afterMs = Date.parse(`${stamp[1]}T${stamp[2]}Z`) - utcOffsetMinutes * 60_000;
    return [{ afterMs, side, text: text.slice(stamp[0].length) }];
  });
}

/** Asterisk may print whole seconds, the bot milliseconds. */
const SAME_MOMENT_MS = 1_000;

/** Where Asterisk starts the application for a call whose start the bot logs: in that extension, at that moment. */
function stasisOf(started: StencilLine | undefined, lines: readonly StencilLine[]): StencilLine | undefined {
  const exten = started && /exten=(\d+)/.exec(started.text)?.[1];
  const offMs = ({ afterMs }: StencilLine): number => Math.abs(afterMs - (started?.afterMs ?? 0));
  return lines
    .filter(({ side, text }) => side === "asterisk" && text.includes(`[${exten}@`) && text.includes('Stasis("'))
    .filter((line) => offMs(line) <= SAME_MOMENT_MS)
    .sort((a, b) => offMs(a) - offMs(b))[0];
}

/** What names a call in either log. */
function idsOf(channelId: string, lines: readonly StencilLine[]): string[] {
  const own = lines.filter(({ text }) => text.includes(channelId));
  const entry = stasisOf(
    own.find(({ text }) => text.includes("StasisStart")),
    lines,
  );
  const logCallId = entry && /\[C-[0-9a-f]+\]/.exec(entry.text)?.[0];
  const ofAsterisk = lines.filter(({ text }) => logCallId !== undefined && text.includes(logCallId));
  const found = [
    channelId,
    logCallId,
    entry && /\b(?:PJ)?SIP\/[\w-]+/.exec(entry.text)?.[0],
    ...own.map(({ text }) => PLAYBACK.exec(text)?.[0]),
    ...ofAsterisk.map(({ text }) => /0x[0-9a-f]+ --/.exec(text)?.[0]),
  ];
  return [...new Set(found.filter((id) => id !== undefined))];
}

/** Counters of a server grow by so much from one use of a stencil to the next: more than one uses. */
const STEP = 64;

const hex = (digits: string, plus: number): string =>
  ((Number.parseInt(digits, 16) + plus) >>> 0).toString(16).padStart(digits.length, "0");

const later = (time: string, seconds: number): string =>
  new Date(Date.parse(`${time.replace(" ", "T")}Z`) + seconds * 1000).toISOString().replace("T", " ").slice(0, -1);

/** The text of a line in the `use`-th use of the stencil, so many seconds later; the same shifts throughout a use. */
export function shifted(text: string, use: number, laterSeconds: number): string {
  const plus = use * STEP;
  return text
    .replace(/\b(\d{10})\.(\d+)\b/g, (_, second: string, counter: string) =>
      shiftedId(second, counter, use, laterSeconds),
    )
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}(?= UTC)/g, (time) => later(time, laterSeconds))
    .replace(/\b((?:PJ)?SIP\/[\w-]+-)([0-9a-f]{8})/g, (_, name: string, counter: string) => name + hex(counter, plus))
    .replace(/\[C-([0-9a-f]{8})\]/g, (_, counter: string) => `[C-${hex(counter, plus)}]`)
    .replace(/^(\] [A-Z]+\[)(\d+)\](?=\[C-)/, (_, level: string, thread: string) => `${level}${Number(thread) + plus}]`)
    .replace(
      /\b0x([0-9a-f]+) --/g,
      (_, pointer: string) => `0x${(BigInt(`0x${pointer}`) + BigInt(use) * 65_536n).toString(16)} --`,
    )
    .replace(/\b([0-9a-f]{8})(-[0-9a-f]{4}-)/g, (_, head: string, rest: string) => hex(head, use * 7919) + rest)
    .replace(/\b(79\d{9})\b/g, (number) => String(79_000_000_000 + ((Number(number) + use * 104_729) % 1_000_000_000)));
}

/** A uniqueid in the `use`-th use of the stencil. */
export function shiftedId(second: string, counter: string, use: number, laterSeconds: number): string {
  return `${Number(second) + laterSeconds}.${Number(counter) + use * STEP}`;
}
