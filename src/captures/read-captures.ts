// Reads the captures of a run to their ends, before its logs. What they hold of a call is small, and is kept until the logs tell
// of the call.

import type { Witnesses } from "../calls/joining/witnesses.js";
import { readLineBatches } from "../io/lines.js";
import type { CaptureKind } from "../records/captured/kind.js";
import type { CaptureInput } from "../report/capture-inputs.js";
import type { Source } from "../sources/source.js";
import { ToldChannels } from "./channels.js";
import { EventFile } from "./event-files.js";
import { ReadCaptures } from "./witnesses.js";

/** All that was read. */
export interface Captures {
  readonly witnesses: Witnesses;
  readonly inputs: readonly CaptureInput[];
}

/** Reads those of the sources that are captures. Null if none is. */
export async function readCaptures(
  sources: readonly Source[],
  untilStopped: (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>,
): Promise<Captures | null> {
  if (sources.every(({ capture }) => capture === undefined)) return null;
  const channels = new ToldChannels();
  const inputs: CaptureInput[] = [];
  const aheadMs = new Map<number, number>();
  for (const [index, source] of sources.entries()) {
    const { capture } = source;
    if (capture === undefined || capture === "pcap" || capture === "pcapng") continue;
    const file = new EventFile(capture, index, channels);
    let error: string | null = null;
    try {
      for await (const lines of readLineBatches(untilStopped(source.open()), undefined, source.isStream))
        file.push(lines);
    } catch (fault) {
      error = fault instanceof Error ? fault.message : String(fault);
    }
    file.end();
    aheadMs.set(index, file.aheadMs ?? 0);
    inputs.push({ ...file.counts, path: source.path, format: NAMES[capture], error, notes: [] });
  }
  if (channels.evictedCount > 0)
    inputs[0]?.notes.push(
      `${channels.evictedCount} channels that captures tell of were forgotten, the oldest first: there were too many.`,
    );
  return { witnesses: new ReadCaptures(channels, aheadMs), inputs };
}

/** What a capture is called in reports. */
const NAMES: Readonly<Record<CaptureKind, string>> = {
  pcap: "pcap",
  pcapng: "pcapng",
  "ari-events": "ARI events",
  "ami-events": "AMI events",
  cel: "CEL",
  cdr: "CDR",
};
