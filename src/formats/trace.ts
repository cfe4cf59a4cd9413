// What `ari-doctor formats --test FILE` prints: how each line of a log was read, by the reader that an analysis uses.

import { identitiesOf } from "../events/bot/identities.js";
import { interpret } from "../events/interpret.js";
import { largest } from "../io/extremes.js";
import type { LineBatch } from "../io/lines.js";
import { Dating } from "../records/dating.js";
import { RecordReader } from "../records/reader.js";
import type { LogRecord, OwnForms, Side } from "../records/record.js";
import { safeText } from "../report/safe-text.js";
import { isoUtc, type Stamp } from "../time.js";

/** Lines that may be waiting for the record that they belong to. */
const MAX_HELD_LINES = 10_000;

/** Describes each line, in order, in one line of text, then prints the sums. */
export async function* traceLines(
  batches: AsyncIterable<LineBatch>,
  role: Side | "auto",
  own: OwnForms | null,
  nowMs: number,
): AsyncGenerator<string> {
  const unread = new Set<number>();
  const reader = new RecordReader(role, new Dating(nowMs), (line) => unread.add(line.number), own?.formats);
  const records = new Map<number, LogRecord>();
  const held: number[] = [];
  let header = 0;
  const tell = (number: number): string => {
    const record = records.get(number);
    records.delete(number);
    if (record) {
      header = number;
      return `${column(number)}  ${recordInWords(record, own)}\n`;
    }
    if (unread.delete(number)) return `${column(number)}  not read: it has the header of no known form\n`;
    return `${column(number)}  ${header === 0 ? "set aside: empty, or a carrier's own line" : `goes on with line ${header}`}\n`;
  };
  const take = (complete: readonly LogRecord[]): void => {
    for (const record of complete) records.set(record.line, record);
  };
  /** Lines before the last complete record are settled. */
  function* settled(before: number): Generator<string> {
    while ((held[0] ?? Number.POSITIVE_INFINITY) < before) yield tell(held.shift() as number);
  }
  for await (const batch of batches) {
    for (let i = 0; i < batch.count; i += 1) held.push(batch.number(i));
    take(reader.push(batch));
    const last = largest(records.keys(), 0);
    yield* settled(held.length > MAX_HELD_LINES ? Number.POSITIVE_INFINITY : last);
  }
  take(reader.end());
  yield* settled(Number.POSITIVE_INFINITY);
  const { lineCount, unparsedLineCount, recordCounts } = reader.counts;
  const forms = [...recordCounts].sort((a, b) => b[1] - a[1]).map(([name, count]) => `${name} ${count}`);
  yield `\n${lineCount} lines, ${unparsedLineCount} not read. Messages by form: ${forms.join(", ") || "none"}.\n`;
}

const column = (number: number): string => String(number).padStart(6);

function recordInWords(record: LogRecord, own: OwnForms | null): string {
  const event = interpret(record, 0, own?.wordings);
  const { channelId, channelName } = event ?? identitiesOf(record);
  const channel = channelId ?? channelName ?? record.logCallId;
  return [
    record.format,
    record.stamp ? stampInWords(record.stamp) : "no time",
    record.level || "no level",
    channel === null ? "no channel" : safeText(channel),
    event?.type ?? "no event: its words say nothing of a call",
    `| ${safeText(record.message).slice(0, 80)}`,
  ].join("  ");
}

/** As printed, or in UTC if it states its offset. */
function stampInWords({ wallMs, kind, utcOffsetMinutes }: Stamp): string {
  const iso = isoUtc(wallMs);
  if (kind === "time-only") return iso.slice(11, 23);
  return utcOffsetMinutes === null ? iso.slice(0, 23).replace("T", " ") : iso;
}
