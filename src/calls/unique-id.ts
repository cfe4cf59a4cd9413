// The numbers in Asterisk's ids: the second and the counter of a uniqueid, the counter of a channel name.

/** A uniqueid taken apart: second of creation and counter of the process (main/channel_internal_api.c: `%li.%d`). */
export interface UniqueId {
  readonly epochSeconds: number;
  readonly counter: number;
}

/** The parts of a uniqueid, even after a systemname or inside an id that the bot derived from one. */
export function parseUniqueId(id: string): UniqueId | null {
  const match = /(?:^|-)(\d{9,10})\.(\d{1,9})(?:;[12])?$/.exec(id);
  return match ? { epochSeconds: Number(match[1]), counter: Number(match[2]) } : null;
}

/** The counter in a channel name: `PJSIP/trunk-0000000a` -> 10 (channels/chan_sip.c, channels/chan_pjsip.c: `%s-%08x`). */
export function nameCounter(name: string): number | null {
  const match = /^(?:PJSIP|SIP)\/.*-([0-9a-f]{8})$/.exec(name);
  return match ? Number.parseInt(match[1] as string, 16) : null;
}
