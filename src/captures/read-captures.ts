// Reads the captures of a run to their ends, before its logs. What they hold of a call is small, and is kept until the logs tell
// of the call.

import type { Witnesses } from "../calls/joining/witnesses.js";
import { readLineBatches } from "../io/lines.js";
import type { CaptureKind } from "../records/captured/kind.js";
import type { CaptureInput } from "../report/capture-inputs.js";
import type { Source } from "../sources/source.js";
import { ToldChannels } from "./channels.js";
import { EventFile } from "./event-files.js";
import { Dialogs } from "./wire/dialogs.js";
import { WireCapture } from "./wire/wire-capture.js";
import { ReadCaptures } from "./witnesses.js";

/** All that was read. */
export interface Captures {
  readonly witnesses: Witnesses;
  readonly inputs: readonly CaptureInput[];
}

/** Reads those of the sources that are captures. */
export async function readCaptures(
  sources: readonly Source[],
  untilStopped: (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>,
): Promise<Captures> {
  const channels = new ToldChannels();
  const dialogs = new Dialogs();
  const inputs: CaptureInput[] = [];
  const aheadMs = new Map<number, number>();
  for (const [index, source] of sources.entries()) {
    const { capture, path } = source;
    if (capture === undefined) continue;
    const chunks = untilStopped(source.open());
    if (capture === "pcap" || capture === "pcapng") {
      const wire = new WireCapture(index, dialogs);
      const error = await readingFault(async () => {
        for await (const chunk of chunks) wire.push(chunk);
        wire.end();
      });
      inputs.push(wireInput(path, capture, wire, error));
      continue;
    }
    const file = new EventFile(capture, index, channels);
    const error = await readingFault(async () => {
      for await (const lines of readLineBatches(chunks, undefined, source.isStream)) file.push(lines);
    });
    file.end();
    aheadMs.set(index, file.aheadMs ?? 0);
    inputs.push({ ...file.counts, path, format: NAMES[capture], error, notes: [] });
  }
  const evictedCount = channels.evictedCount + dialogs.evictedCount;
  if (evictedCount > 0)
    inputs[0]?.notes.push(
      `${evictedCount} channels and dialogs of the captures were forgotten, the oldest first: there were too many.`,
    );
  return { witnesses: new ReadCaptures(channels, dialogs, aheadMs), inputs };
}

/** Why a capture could not be read to its end. What was read before is used. */
async function readingFault(read: () => Promise<void>): Promise<string | null> {
  try {
    await read();
    return null;
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault);
  }
}

function wireInput(path: string, capture: CaptureKind, wire: WireCapture, error: string | null): CaptureInput {
  const { byteCount, count, firstMs, lastMs, cutSipCount, sealedCount, sipCount, fault, links } = wire;
  const notes: string[] = [];
  if (sealedCount > 0)
    notes.push(
      `${path}: ${sealedCount === 1 ? "a conversation" : `${sealedCount} conversations`} of SIP over TLS: sealed, and not read.`,
    );
  if (cutSipCount > 0)
    notes.push(
      `${path}: ${cutSipCount} of ${sipCount} SIP messages were captured in part only; capture whole packets (tcpdump -s 0).`,
    );
  if (sipCount === 0 && count > 0)
    notes.push(`${path}: no SIP message that can be read is in it, so its RTP is of no call.`);
  return {
    path,
    format: [NAMES[capture], ...links].join(", "),
    byteCount,
    count,
    unreadCount: 0,
    cutLineCount: 0,
    firstMs,
    lastMs,
    aheadMs: null,
    error: error ?? (fault === null ? null : `${path}: ${fault}`),
    notes,
  };
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
