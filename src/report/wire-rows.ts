// What ended a call on the wire, and the RTP of both sides, as the report has them.
import type { Call } from "../calls/call.js";
import type { RtpSide } from "../calls/witnessed.js";
import type { CallEvent } from "../events/event.js";
import { isoUtc } from "../time.js";
import { safeText } from "./safe-text.js";
import type { CallRow } from "./schema.js";

/** What a capture of packets shows of the call, if there is one. */
export function wireRows(
  { witnessed }: Call,
  pathOf: (event: CallEvent) => string,
): Pick<CallRow, "endedBy" | "rtpOnWire"> {
  if (witnessed?.wire == null) return {};
  const { end, rtp, isOfAsterisk } = witnessed.wire;
  const farEnd = isOfAsterisk ? "callee" : "caller";
  return {
    ...(end !== null && {
      endedBy: {
        method: end.method,
        from: end.isFromAsterisk ? "asterisk" : farEnd,
        at: iso(end.at.atMs),
        reason: end.at.event.reason === null ? null : safeText(end.at.event.reason),
        source: pathOf(end.at.event),
        packet: end.at.event.line,
      },
    }),
    ...(rtp !== null && { rtpOnWire: { fromCaller: rtpSideRow(rtp.received), toCaller: rtpSideRow(rtp.sent) } }),
  };
}

function rtpSideRow(side: RtpSide): NonNullable<CallRow["rtpOnWire"]>["fromCaller"] {
  const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value * 1000) / 1000);
  return {
    packetCount: side.packetCount,
    firstAt: iso(side.firstMs),
    lastAt: iso(side.lastMs),
    silenceBeforeEndSeconds: rounded(side.silenceBeforeEndSeconds),
    longestSilenceSeconds: rounded(side.longestSilenceSeconds),
    lostCount: side.lostCount,
    reportedLostCount: side.reportedLostCount,
    duplicateCount: side.duplicateCount,
    jitterMs: rounded(side.jitterMs),
    ssrcCount: side.ssrcCount,
    codecs: side.codecs.map(safeText),
    comfortNoiseCount: side.comfortNoiseCount,
    address: side.address,
    addressChanges: side.addressChanges,
    sdpAddress: side.sdpAddress === null ? null : safeText(side.sdpAddress),
    sealed: side.isSealed,
  };
}

function iso(ms: number | null): string | null {
  return ms === null ? null : isoUtc(ms);
}
