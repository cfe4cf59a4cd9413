// What a dialog of a capture says of a call: its messages as events, what ended it, and the RTP of both sides.
import type { TimedEvent } from "../../calls/timed-event.js";
import type { OnTheWire, RtpSide, WireEnd } from "../../calls/witnessed.js";
import type { CallEvent, EventOf } from "../../events/event.js";
import type { WireRtpEvent } from "../../events/wire-event.js";
import type { Dialog, MediaSide, PacketPlace, SentMessage } from "./dialogs.js";

/** What is said of a call. */
export interface WireStory {
  readonly events: readonly TimedEvent[];
  readonly wire: OnTheWire;
}

/** RTP comes every 20 ms or so; what is shorter is no silence. */
const SILENCE_MS = 1_000;
/** Shorter pauses are no rows of a timeline. */
const ROW_SILENCE_MS = 2_000;

/**
 * Tells a dialog.
 * @param asteriskInvites True if Asterisk sent the INVITE.
 * @param aheadMs How far the capture's clock is ahead of the call's.
 */
export function storyOf(
  dialog: Dialog,
  asteriskInvites: boolean,
  aheadMs: number,
  channelId: string | null,
): WireStory {
  const { sipCallId } = dialog;
  const told = new Teller(sipCallId, channelId, aheadMs);
  const repeats = new Map<TimedEvent, number>();
  const messages = dialog.messages.map((sent) => {
    const isFromAsterisk = sent.isFromInviter === asteriskInvites;
    const at = told.message(sent, isFromAsterisk);
    if (sent.repeatedCount > 0) repeats.set(at, sent.repeatedCount);
    return { sent, at, isFromAsterisk };
  });
  const last = dialog.end && messages.find(({ sent }) => sent === dialog.end?.sent);
  const end: WireEnd | null =
    dialog.end && last ? { method: dialog.end.method, isFromAsterisk: last.isFromAsterisk, at: last.at } : null;
  const sides = asteriskInvites
    ? { sent: dialog.ofInviter, received: dialog.ofInvited }
    : { sent: dialog.ofInvited, received: dialog.ofInviter };
  const place = dialog.messages[0] as SentMessage;
  const endMs = dialog.end?.sent.utcMs ?? null;
  const rows = [...told.rtp(sides.received, false, endMs, place), ...told.rtp(sides.sent, true, endMs, place)];
  const isAgreed = dialog.ofInviter.sdp !== null && dialog.ofInvited.sdp !== null;
  const hasRtp = isAgreed || sides.sent.flow.packetCount + sides.received.flow.packetCount > 0;
  const expires = messages.findLast(
    ({ sent }) => sent.message.sessionExpires !== null && sent.message.body.status === 200,
  );
  return {
    events: [...messages.map(({ at }) => at), ...rows],
    wire: {
      repeats,
      end,
      rtp: hasRtp
        ? {
            received: sideOf(sides.received, rows, false, endMs, aheadMs),
            sent: sideOf(sides.sent, rows, true, endMs, aheadMs),
          }
        : null,
      sessionExpires: expires?.sent.message.sessionExpires ?? null,
      isOfAsterisk: asteriskInvites,
    },
  };
}

/** Makes events of packets. */
class Teller {
  readonly #sipCallId: string;
  readonly #channelId: string | null;
  readonly #aheadMs: number;

  constructor(sipCallId: string, channelId: string | null, aheadMs: number) {
    this.#sipCallId = sipCallId;
    this.#channelId = channelId;
    this.#aheadMs = aheadMs;
  }

  message(sent: SentMessage, isFromAsterisk: boolean): TimedEvent<EventOf<"sip-message">> {
    const { body } = sent.message;
    const direction = isFromAsterisk ? "sent" : "received";
    const far = isFromAsterisk ? sent.to : sent.from;
    const peer = `${far.address.includes(":") ? `[${far.address}]` : far.address}:${far.port}`;
    const event = {
      ...this.#origin(sent, inWords(sent, isFromAsterisk)),
      ...body,
      direction,
      peer,
      asteriskVersion: isFromAsterisk ? body.asteriskVersion : null,
    } as EventOf<"sip-message">;
    return { event, atMs: sent.utcMs - this.#aheadMs, inferredFrom: null };
  }

  /** The rows of one side's RTP: where it starts, where it is silent for long, and where it stops before the end. */
  rtp({ flow }: MediaSide, isFromAsterisk: boolean, endMs: number | null, { sourceIndex }: PacketPlace): TimedEvent[] {
    if (flow.firstMs === null || flow.lastMs === null) return [];
    const rows: TimedEvent[] = [];
    const who = isFromAsterisk ? "Asterisk" : "the far end";
    const row = (
      what: WireRtpEvent["what"],
      utcMs: number,
      number: number,
      silenceSeconds: number | null,
      words: string,
    ): void => {
      const place = { sourceIndex, number, byteOffset: 0, utcMs };
      const event: CallEvent = {
        ...this.#origin(place, words),
        type: "wire-rtp",
        isFromAsterisk,
        what,
        silenceSeconds,
      };
      rows.push({ event, atMs: utcMs - this.#aheadMs, inferredFrom: null });
    };
    const from = flow.source === null ? "" : ` at ${flow.source.replace("|", ":")}`;
    row("starts", flow.firstMs, flow.firstNumber, null, `RTP from ${who} starts${from}`);
    for (const { fromMs, toMs, fromNumber, toNumber } of flow.silences) {
      if (toMs - fromMs < ROW_SILENCE_MS) continue;
      const seconds = (toMs - fromMs) / 1000;
      row("stops", fromMs, fromNumber, seconds, `RTP from ${who} stops, for ${seconds.toFixed(1)} s`);
      row("resumes", toMs, toNumber, seconds, `RTP from ${who} comes back, after ${seconds.toFixed(1)} s`);
    }
    const silentMs = endMs === null ? null : endMs - flow.lastMs;
    row(
      "stops",
      flow.lastMs,
      flow.lastNumber,
      silentMs === null ? null : silentMs / 1000,
      silentMs === null
        ? `RTP from ${who}: the last packet of the capture`
        : silentMs < SILENCE_MS
          ? `RTP from ${who} goes on until the end`
          : `RTP from ${who} stops, ${(silentMs / 1000).toFixed(2)} s before the end`,
    );
    return rows;
  }

  #origin({ sourceIndex, number, byteOffset, utcMs }: PacketPlace, words: string): Omit<EventOf<"bot-line">, "type"> {
    return {
      side: "wire",
      sourceIndex,
      line: number,
      byteOffset,
      wallMs: utcMs,
      precisionMs: 1,
      text: `packet ${number}: ${words}`,
      message: words,
      channelId: this.#channelId,
      channelName: null,
      logCallId: null,
      sipCallId: this.#sipCallId,
      thread: null,
    };
  }
}

/** A message in a few words. Its own are a stranger's, and are never quoted. */
function inWords({ message, from, to, repeatedCount }: SentMessage, isFromAsterisk: boolean): string {
  const { body, sdp } = message;
  const what = body.method ?? `${body.status} to ${body.cseqMethod}`;
  const route = `from ${from.address}:${from.port} to ${to.address}:${to.port}`;
  const codec = sdp === null ? null : ([...sdp.codecs.values()][0] ?? null);
  const parts = [
    `${what} ${route}${isFromAsterisk ? " (Asterisk)" : ""}`,
    ...(body.reason === null ? [] : [`Reason: ${body.reason.slice(0, MAX_REASON)}`]),
    ...(sdp === null ? [] : [`audio at ${sdp.address}:${sdp.port}${codec === null ? "" : ` in ${codec}`}`]),
    ...(body.sdpDirection === null || body.sdpDirection === "sendrecv" ? [] : [body.sdpDirection]),
    ...(sdp?.isSealed ? ["encrypted"] : []),
    ...(repeatedCount === 0 ? [] : [`sent ${repeatedCount + 1} times`]),
  ];
  return parts.join(", ");
}

/** A Reason is a protocol, a cause and a text (RFC 3326). */
const MAX_REASON = 120;

function sideOf(
  { flow, sdp }: MediaSide,
  rows: readonly TimedEvent[],
  isFromAsterisk: boolean,
  endMs: number | null,
  aheadMs: number,
): RtpSide {
  const { firstMs, lastMs, silences, payloadTypes } = flow;
  const silentMs = endMs === null || lastMs === null ? null : Math.max(0, endMs - lastMs);
  const longestMs = Math.max(silentMs ?? 0, ...silences.map(({ fromMs, toMs }) => toMs - fromMs));
  const rate = sdp?.rates.get([...payloadTypes][0] ?? -1) ?? 8_000;
  const last = rows.findLast(
    ({ event }) => event.type === "wire-rtp" && event.isFromAsterisk === isFromAsterisk && event.what === "stops",
  );
  return {
    packetCount: flow.packetCount,
    firstMs: firstMs === null ? null : firstMs - aheadMs,
    lastMs: lastMs === null ? null : lastMs - aheadMs,
    last: last ?? null,
    silenceBeforeEndSeconds: silentMs === null ? null : silentMs / 1000,
    longestSilenceSeconds: firstMs === null ? null : longestMs / 1000,
    lostCount: flow.lostCount,
    duplicateCount: flow.duplicateCount,
    jitterMs: flow.packetCount < 2 ? null : (flow.jitterUnits * 1000) / rate,
    ssrcCount: flow.ssrcCount,
    codecs: [...payloadTypes].map((type) => sdp?.codecs.get(type) ?? `payload type ${type}`),
    comfortNoiseCount: flow.comfortNoiseCount,
    address: flow.source === null ? null : flow.source.replace("|", ":"),
    addressChanges: flow.sourceChanges,
    sdpAddress: sdp === null ? null : `${sdp.address}:${sdp.port}`,
    reportedLostCount: flow.report?.lostCount ?? null,
    isSealed: sdp?.isSealed ?? false,
  };
}
