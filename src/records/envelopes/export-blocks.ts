// The export of a container manager's web page: time, container and message, each on its own line.
import { parseStamp } from "../../time.js";
import type { Envelope, Peeled } from "./envelope.js";

// [Sun Nov 22 2026 18:51:38.312]
const TIME =
  /^\[(?:[A-Z][a-z]{2} )?(?<date>[A-Z][a-z]{2} [ \d]?\d) (?<year>\d{4}) (?<clock>\d\d:\d\d:\d\d(?:\.\d{1,6})?)\]$/;
// voice-bot:
const NAME = /^(?<voice>[\w.-]+): ?$/;

function peel(text: string, _year: number, carried: Peeled | null): Peeled | null {
  const time = TIME.exec(text)?.groups;
  if (time) {
    const stamp = parseStamp(`${time.date} ${time.clock}`, Number(time.year));
    return stamp && { inner: null, stamp: { ...stamp, kind: "full" }, voice: "", goesOn: false };
  }
  if (!carried) return null;
  const voice = carried.voice === "" ? NAME.exec(text)?.groups?.voice : undefined;
  return voice === undefined ? { ...carried, inner: text } : { ...carried, voice };
}

/** Time, container and message on three lines. */
export const exportBlocks: Envelope = {
  name: "export-blocks",
  comesFrom: "web exports with time, container and message on a line each",
  ofAnyLine: true,
  samples: [
    ["[Sun Nov 22 2026 18:51:38.312]", null],
    ["voice-bot: ", null],
    ["Channel 1795362698.0 put on hold", "Channel 1795362698.0 put on hold"],
  ],
  unmistakable: true,
  peel,
};
