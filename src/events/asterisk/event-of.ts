// What the tables of Asterisk's messages share.
import type { EventBody } from "../event.js";
import type { AsteriskPattern } from "../pattern.js";

/** The name of a channel, as a part of an expression. */
export const NAME = String.raw`(?<name>[A-Za-z][\w.]*\/[^\s'",<>]+)`;

/** An event whose body is fixed by the groups alone. */
export const event =
  (body: (groups: Readonly<Record<string, string>>) => EventBody): AsteriskPattern["read"] =>
  (groups) => ({ body: body(groups), ids: { channelName: groups.name, channelId: groups.id, sipCallId: groups.sip } });
