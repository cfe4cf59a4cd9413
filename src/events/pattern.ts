// The shape of an entry in the tables of what logs say: a literal that finds the line fast, an expression that reads it, the
// real line that proves it, and what it means. test/events checks every entry against its sample.

import type { LogRecord } from "../records/record.js";
import type { LineAt } from "../records/wanted-messages.js";

/** Identities that a line states. */
export interface Identities {
  readonly channelId?: string | undefined;
  readonly channelName?: string | undefined;
  readonly sipCallId?: string | undefined;
}

/** What a pattern makes of a line: an event of the kinds that its table declares. */
export interface Reading<Body> {
  readonly body: Body;
  readonly ids?: Identities;
}

/** One of Asterisk's messages. */
export interface AsteriskPattern<Body> {
  /** Base names of the source files that print it. */
  readonly files: readonly string[];
  /** A part of the message that is always there. */
  readonly literal: string;
  /** Applied to the message. */
  readonly expression: RegExp;
  /** A real message that it matches. */
  readonly sample: string;
  readonly read: (groups: Readonly<Record<string, string>>, record: LogRecord) => Reading<Body> | null;
  /**
   * Do the lines after the header, of which perhaps only the first is there, show that `read` makes nothing of the message? This
   * is asked before they are assembled, since traces of what is no call make up most of a busy log. Left out if they never do.
   */
  readonly isOfNoCall?: (lineAt: LineAt) => boolean;
}
