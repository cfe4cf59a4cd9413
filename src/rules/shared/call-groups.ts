// Which endpoint, app and codec a call had, if a line says so. Calls are grouped by these to find patterns.
import { type Call, eventsOf, firstOf } from "../../calls/call.js";
import { pathsOfSounds } from "../../calls/facts/music.js";
import { sipMessages } from "../../calls/facts/on-the-wire.js";

/**
 * The endpoint or peer in a channel name (channels/chan_sip.c:sip_new, channels/chan_pjsip.c: NAME-%08x). Null if it has none.
 */
export function endpointOf(channelName: string | null): string | null {
  // PJSIP/trunk-a-0000002f   |   SIP/198.51.100.7-0000002f
  return /^[^/]+\/([^;]+)-[0-9a-f]{8}$/.exec(channelName ?? "")?.[1] ?? null;
}

/** The Stasis app that the dialplan gave the call to. Null if no line says. */
export function appOf(call: Call): string | null {
  const step = eventsOf(call, "dialplan").find(({ event }) => event.app === "Stasis");
  // Stasis("PJSIP/trunk-0000000c", "voicebot,1100,79161110012")
  const named = step?.event.args.split(",")[0]?.trim();
  return named || (firstOf(call, "stasis-launched")?.event.app ?? null);
}

/**
 * The codec of the call: what the last SDP answer chose, else what Asterisk could not translate to. Without either, the format
 * of the sounds that it was sent (main/file.c:ast_streamfile prints the channel's write format as the suffix), labelled as such,
 * for Asterisk may translate it. Null if no line says.
 */
export function codecOf(call: Call): string | null {
  const answer = sipMessages(call).findLast(
    ({ event }) => event.status === 200 && event.cseqMethod === "INVITE" && event.audioCodec !== null,
  );
  if (answer) return answer.event.audioCodec;
  const untranslated = pathsOfSounds(call)[0]?.event.to;
  // -> (g729)
  if (untranslated) return untranslated.replace(/^\((.*)\)$/, "$1");
  return codecOfSound(firstOf(call, "playing")?.event.file ?? null);
}

/** The format of a sound that a call was sent. Null if its name has none. */
export function codecOfSound(file: string | null): string | null {
  // sent 'bot/greeting.ulaw'
  const format = /\.([a-z0-9]+)$/.exec(file ?? "")?.[1];
  return format === undefined ? null : `${format} sounds`;
}
