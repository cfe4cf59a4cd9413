// What the tables of Asterisk's messages share.
import type { EventBody } from "../event.js";
import type { AsteriskPattern } from "../pattern.js";

/** A channel name, as a part of an expression. */
export const NAME = String.raw`(?<name>[A-Za-z][\w.]*\/[^\s'",<>]+)`;

/** An event that consists of nothing but the groups. */
export const event =
  (body: (groups: Readonly<Record<string, string>>) => EventBody): AsteriskPattern["read"] =>
  (groups) => ({ body: body(groups), ids: { channelName: groups.name, channelId: groups.id, sipCallId: groups.sip } });
