// A record: one message as its writer wrote it, with the lines that belong to it. Formats tell one from another.
import type { Stamp } from "../time.js";

/** Who wrote a line. */
export type Side = "asterisk" | "bot";

/** What stands beside the logs: packets that were captured, and events that Asterisk sent over ARI and AMI or wrote as CEL and CDR. */
export type Witness = "wire" | "events";

/** What a format reads from the first line of a record. */
export interface Header {
  readonly stamp: Stamp | null;
  /** Upper-case level name; `""` if the form has none. */
  readonly level: string;
  /** Asterisk's thread id (lwp). Null if it is not printed. */
  readonly thread: string | null;
  /** `C-0000000b`. Null if it is not printed. */
  readonly logCallId: string | null;
  /** Base name of the Asterisk source file (`pbx.c`), or the bot's logger name. */
  readonly origin: string | null;
  readonly message: string;
  /** The machine as syslog names it, or Asterisk's `systemname`, if printed. */
  readonly host?: string | undefined;
  /** Members of a JSON line. */
  readonly fields: Readonly<Record<string, unknown>> | null;
}

/** One message of a log. */
export interface LogRecord extends Header {
  /** The container, unit or machine that wrote it, if an envelope says; otherwise empty. */
  readonly writer: string;
  readonly side: Side;
  readonly format: string;
  /** Line number of the header, from 1. */
  readonly line: number;
  readonly byteOffset: number;
  /** The header line, decoded, as logged. */
  readonly text: string;
  /** Lines after the header that have none of their own. At most {@link MAX_CONTINUATION_LINES} are kept. */
  readonly continuation: readonly string[];
  /** Set if it yields no event (reader.ts). Then it is the last of several such records, with only its time and level. */
  readonly saysNothing?: true;
}

/** A SIP message or an ARI event rarely has over 100 lines. What is longer (a dump) is counted, not kept. */
export const MAX_CONTINUATION_LINES = 400;

/** A log format: data, with the sample lines that prove it (test/records/formats.test.ts checks each against its samples). */
export interface LogFormat {
  readonly name: string;
  readonly side: Side;
  /** Who writes so, for the list of forms (docs/formats.md). */
  readonly comesFrom: string;
  /** Set if it also reads lines of stricter forms, and so must not be tried before them. */
  readonly isLoose?: true;
  /** Set if a line together with its envelope can be taken for one of this form. */
  readonly readsEnvelopes?: true;
  /** Real header lines in this form. */
  readonly samples: readonly string[];
  /**
   * Reads a header line.
   * @param text The line, decoded and without colours.
   * @param year For a stamp that lacks one.
   * @returns null if the line does not have this form.
   */
  readonly read: (text: string, year: number) => Header | null;
  /**
   * Reads the words of a record whose first line has none, since they stand below it.
   * @param below The lines after the first, as logged.
   */
  readonly readBelow?: (below: readonly string[]) => Below | null;
}

/** What the lines below a header say. */
export interface Below {
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>> | null;
  /** What follows the message: a stack trace. */
  readonly continuation: readonly string[];
  readonly level?: string;
  /** The time, if it too stands below the header. */
  readonly stamp?: Stamp;
}

/** A user's rule for how their bot says something. */
export interface Wording {
  /** An event type of bots (events/lexicon/). */
  readonly type: string;
  /** Applied to the message as logged. */
  readonly expression: RegExp;
  readonly samples: readonly string[];
}

/** What the user added. It is tried before everything built in. */
export interface OwnForms {
  readonly formats: readonly LogFormat[];
  readonly wordings: readonly Wording[];
}
