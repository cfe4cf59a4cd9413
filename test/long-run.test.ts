// Long logs: once there are more calls than the joiner waits for, calls are joined and judged while the logs are still being read.
// Each must get the same verdict as in a short log, however the logs arrive.
import { expect, test } from "vitest";
import { analyseTexts, type LogText, sampleLogs } from "./support/analyse.js";
import { repeated } from "./support/repeat.js";

const COPIES = 60;
/** No few of these make whole quarters of an hour, by which zones differ: a log that repeats itself then fits one zone only. */
const EVERY_SECONDS = 641;
const SAMPLES = ["rtp-timeout", "rtp-timeout-chan-sip", "bot-hangup", "operator-hangup"];

test.each(SAMPLES)("%s, %#: side by side and as one pipe in either order", { timeout: 30_000 }, async (name) => {
  const { logs, config } = sampleLogs(name);
  const once = await causes(logs, COPIES);
  // the counter of uniqueids runs ahead of the names': helper channels have no name of the driver's
  const long = logs.map((log) => repeated(log, COPIES, EVERY_SECONDS, 20));
  const joined = (parts: readonly LogText[]): LogText[] => [
    { path: "-", latin1: parts.map(({ latin1 }) => latin1).join("") },
  ];
  for (const input of [long, [...long].reverse(), joined(long), joined([...long].reverse())])
    expect(await causes(input, 1)).toEqual(once);

  /** How often each verdict is given, and whether both halves of the call were found. */
  async function causes(input: readonly LogText[], times: number): Promise<Record<string, number>> {
    const { calls } = await analyseTexts(input, { config, settings: { all: false } });
    const counts: Record<string, number> = {};
    for (const { diagnosis, logCallId, channelId } of calls) {
      const verdict = `${diagnosis.confidence} ${diagnosis.cause}, ${logCallId ? "in Asterisk's log" : ""} ${channelId ? "in the bot's" : ""}`;
      counts[verdict] = (counts[verdict] ?? 0) + times;
    }
    return counts;
  }
});
