// Raw log text through the real stages, as far as a test wants to see: lines, records, events, halves, calls.

import type { Call } from "../../src/calls/call.js";
import { LogClocks } from "../../src/calls/clocks/log-clocks.js";
import type { HalfCall } from "../../src/calls/half-call.js";
import { Assembler } from "../../src/calls/joining/assembler.js";
import { Joiner } from "../../src/calls/joining/joiner.js";
import { LogStream } from "../../src/calls/reading/stream.js";
import { AsteriskTracker } from "../../src/calls/tracking/asterisk-tracker.js";
import { BotTracker } from "../../src/calls/tracking/bot-tracker.js";
import { type CallEvent, RUN_EVENTS } from "../../src/events/event.js";
import { interpret } from "../../src/events/interpret.js";
import { type Line, LineBatch, readLineBatches } from "../../src/io/lines.js";
import { Dating } from "../../src/records/dating.js";
import { RecordReader } from "../../src/records/reader.js";
import type { LogRecord, Side } from "../../src/records/record.js";
import type { Source } from "../../src/sources/source.js";

/** The present of the tests: stamps without a year are of 2026. */
export const NOW_MS = Date.UTC(2026, 11, 31);

async function* coming(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks;
}

/** Bytes, in the chunks given, as lines. */
export const linesOf = (...chunks: readonly Buffer[]): Promise<Line[]> => linesFrom(chunks, false);

/** The same, as they come from a stream. */
export const linesOfStream = (...chunks: readonly Buffer[]): Promise<Line[]> => linesFrom(chunks, true);

async function linesFrom(chunks: readonly Buffer[], isStream: boolean): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const batch of readLineBatches(coming(chunks), undefined, isStream)) lines.push(...batch);
  return lines;
}

/** Log text as records, and how its lines were counted. */
export async function readRecords(text: string, role: Side | "auto" = "auto", nowMs = NOW_MS) {
  const reader = new RecordReader(role, new Dating(nowMs));
  const records: LogRecord[] = [...reader.push(LineBatch.of(text)), ...reader.end()];
  return { records, counts: reader.counts };
}

/** Bytes, in the chunks given, as records, and how their lines were counted. */
export async function readChunks(chunks: readonly Buffer[]) {
  const reader = new RecordReader("auto", new Dating(NOW_MS));
  const records: LogRecord[] = [];
  for await (const batch of readLineBatches(coming(chunks))) records.push(...reader.push(batch));
  records.push(...reader.end());
  return { records, counts: reader.counts };
}

/** Log text as events. */
export async function readLog(text: string, role: Side | "auto" = "auto"): Promise<CallEvent[]> {
  const { records } = await readRecords(text, role);
  return records.flatMap((record) => interpret(record, 0) ?? []);
}

/** What one message of a bot's means; null where it means nothing. */
export async function botSays(message: string, rest = ""): Promise<CallEvent | null> {
  const [event] = await readLog(`2026-11-22 15:51:38,312 - app.ari - INFO - ${message}${rest}`);
  return event === undefined || event.type === "bot-line" ? null : event;
}

/** What one message of Asterisk's means; `rest` are the lines that follow the header. */
export async function asteriskSays(file: string, message: string, rest = ""): Promise<CallEvent | null> {
  const [event] = await readLog(`[Nov 22 15:51:40] VERBOSE[9104][C-00000002] ${file}: ${message}${rest}`);
  return event ?? null;
}

/** Halves of calls, in the order in which they were closed. */
export interface ReadHalves {
  readonly halves: readonly HalfCall[];
  readonly unattributedCount: number;
}

/** Log text as halves of calls. */
export async function halvesOf(text: string): Promise<ReadHalves> {
  const halves: HalfCall[] = [];
  const close = (half: HalfCall): number => halves.push(half);
  const trackers = { asterisk: new AsteriskTracker(0, close), bot: new BotTracker(0, close) };
  for (const record of (await readRecords(text)).records) {
    trackers[record.side].observe(record);
    const event = interpret(record, 0);
    if (event && RUN_EVENTS.has(event.type)) trackers[record.side].pushRun(event);
    else if (event) trackers[record.side].push(event);
  }
  trackers.asterisk.closeAll();
  trackers.bot.closeAll();
  return { halves, unattributedCount: trackers.bot.unattributedCount };
}

/** A log in memory as a source of a run. */
export function memorySource(path: string, text: string, role: Side | "auto" = "auto"): Source {
  return { path, role, open: () => coming([Buffer.from(text)]) };
}

/** What came of joining logs. */
export interface JoinedLogs {
  readonly calls: readonly Call[];
  readonly joiner: Joiner;
}

/** Logs, read one after the other, as calls in the order of their ids. */
export async function callsOf(...texts: readonly string[]): Promise<JoinedLogs> {
  const calls: Call[] = [];
  const clocks = new LogClocks({});
  const joiner = new Joiner(new Assembler(clocks, (call) => calls.push(call)), clocks);
  for (const [index, text] of texts.entries()) {
    const source = memorySource(`${index}.log`, text);
    const stream = new LogStream(index, [{ source, sourceIndex: index }], joiner, NOW_MS);
    while (stream.progress.every(({ nowMs }) => nowMs !== Number.POSITIVE_INFINITY))
      await stream.readBatch(readLineBatches);
  }
  joiner.end();
  calls.sort((a, b) => (a.channelId ?? "").localeCompare(b.channelId ?? ""));
  return { calls, joiner };
}
