// What a bot's message means is worked out once. The next one that differs in ids and long numbers only must mean what the reader
// would have said of it.
import { expect, test } from "vitest";
import { KnownMessages, type Read } from "../../src/events/bot/known-messages.js";
import { readBotRecord } from "../../src/events/bot/record.js";
import type { LogRecord } from "../../src/records/record.js";
import { sampleLogs } from "../support/analyse.js";
import { readRecords } from "../support/read-log.js";
import { sampleNames } from "../support/sample.js";

const record = (message: string, level = "INFO"): LogRecord => ({
  message,
  level,
  origin: "desk.call",
  stamp: null,
  thread: null,
  logCallId: null,
  fields: null,
  writer: "",
  side: "bot",
  format: "python-logging",
  line: 1,
  byteOffset: 0,
  text: message,
  continuation: [],
});

/** Reads messages one after another, and counts how often the reader was asked about one of them. */
function reading(messages: readonly string[], read: Read): { readonly said: unknown[]; readonly asked: number } {
  let asked = 0;
  const known = new KnownMessages((one) => {
    if (messages.includes(one.message)) asked += 1;
    return read(one);
  });
  return { said: messages.map((message) => known.read(record(message))), asked };
}

test("says of every record of the samples what the reader says, however often it has seen its like", async () => {
  let [asked, total] = [0, 0];
  const known = new KnownMessages((one) => {
    asked += 1;
    return readBotRecord(one);
  });
  for (const { logs } of sampleNames().map(sampleLogs))
    for (const { latin1 } of [...logs, ...logs])
      for (const one of (await readRecords(Buffer.from(latin1, "latin1").toString("utf8"))).records) {
        if (one.side !== "bot") continue;
        total += 1;
        expect(known.read(one)).toEqual(readBotRecord(one));
      }
  expect(asked).toBeLessThan(0.85 * total);
});

const ended = (id: string, cause: number): string => `ChannelHangupRequest channel=${id} cause=${cause}`;

test("asks the reader about a wording twice, and fills in ids from then on", () => {
  const ids = ["1793877600.49", "1793877602.50", "1793877604.51", "1793877606.52"];
  const { said, asked } = reading(
    ids.map((id) => ended(id, 16)),
    readBotRecord,
  );
  expect(said.map((one) => (one as { ids: { channelId: string } }).ids.channelId)).toEqual(ids);
  expect(asked).toBe(2);
});

test("takes a control character for no id", () => {
  const finished = (id: string): string => `PlaybackFinished ${id} state=done`;
  const messages = [1, 2, 3].map((n) => finished(`3a52c1d0-77a1-4b52-9a0e-2f5f2f6d0a1${n}`)).concat(finished("\x01"));
  const { said } = reading(messages, readBotRecord);
  expect(said).toEqual(messages.map((message) => readBotRecord(record(message))));
});

test("takes a short number for a part of the wording", () => {
  const causes = [16, 16, 16, 44, 44];
  const { said } = reading(
    causes.map((cause, i) => ended(`179387760${i}.49`, cause)),
    readBotRecord,
  );
  expect(said.map((one) => (one as { body: { cause: number } }).body.cause)).toEqual(causes);
});

test.each<[string, Read]>([
  [
    "says an id among other words",
    ({ message }) => ({ body: { type: "bot-play", playbackId: null, media: `channel ${message.slice(-13)}` } }),
  ],
  [
    "says a number that an id holds",
    ({ message }) => ({ body: { type: "bot-tts", tookMs: Number(message.slice(-1)) } }),
  ],
])("asks a reader each time that %s", (_what, read) => {
  const messages = [1, 2, 3, 1, 2, 3].map((n) => `heard on 1793877600.4${n}`);
  const { said, asked } = reading(messages, read);
  expect(said).toEqual(messages.map((message) => read(record(message))));
  expect(asked).toBe(messages.length);
});
