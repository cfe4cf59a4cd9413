// What the tables of Asterisk's messages share.
import type { AsteriskPattern } from "../pattern.js";

/** A channel name, as a part of an expression. */
export const NAME = String.raw`(?<name>[A-Za-z][\w.]*\/[^\s'",<>]+)`;

/** An event that consists of nothing but the groups. */
export const event =
  <Body>(body: (groups: Readonly<Record<string, string>>) => Body): AsteriskPattern<Body>["read"] =>
  (groups) => ({ body: body(groups), ids: { channelName: groups.name, channelId: groups.id, sipCallId: groups.sip } });
