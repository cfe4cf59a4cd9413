// A record: one message as its writer wrote it, with the lines that belong to it. Formats say how one is told from others.
import type { Stamp } from "../time.js";

/** Who wrote a line. */
export type Side = "asterisk" | "bot";

/** What a format reads from the first line of a record. */
export interface Header {
  readonly stamp: Stamp | null;
  /** Upper-case level name, `""` where the form has none. */
  readonly level: string;
  /** Asterisk's thread id (lwp); null where not printed. */
  readonly thread: string | null;
  /** `C-0000000b`, null where not printed. */
  readonly logCallId: string | null;
  /** Base name of the Asterisk source file (`pbx.c`), or the bot's logger name. */
  readonly origin: string | null;
  readonly message: string;
  /** The machine, as syslog names it, or Asterisk's `systemname`; where it is printed. */
  readonly host?: string | undefined;
  /** Members of a JSON line. */
  readonly fields: Readonly<Record<string, unknown>> | null;
}

/** One message of a log. */
export interface LogRecord extends Header {
  /** The container, unit or machine that wrote it, as far as an envelope says; empty where none does. */
  readonly writer: string;
  readonly side: Side;
  readonly format: string;
  /** 1-based line of the header. */
  readonly line: number;
  readonly byteOffset: number;
  /** The header line, decoded, as logged. */
  readonly text: string;
  /** Lines after the header that have none of their own; at most {@link MAX_CONTINUATION_LINES} are kept. */
  readonly continuation: readonly string[];
  /** Set where it says nothing (reader.ts): the last of several such, and only its time and its level are there. */
  readonly saysNothing?: true;
}

/** A SIP message or an ARI event is rarely over 100 lines; what is longer (a dump) is counted, not kept. */
export const MAX_CONTINUATION_LINES = 400;

/** A log format: data with the sample lines that prove it (test/records/formats.test.ts holds each to its samples). */
export interface LogFormat {
  readonly name: string;
  readonly side: Side;
  /** Who writes so, for the list of forms (docs/formats.md). */
  readonly comesFrom: string;
  /** Set where it also reads lines of stricter forms, and so must not be tried before them. */
  readonly isLoose?: true;
  /** Set where a line within an envelope can be taken for one of this form as a whole. */
  readonly readsEnvelopes?: true;
  /** Real header lines of this form. */
  readonly samples: readonly string[];
  /**
   * Reads a header line.
   * @param text The line, decoded and without colour.
   * @param year Supplies the year that a stamp lacks.
   * @returns null where the line is not of this form.
   */
  readonly read: (text: string, year: number) => Header | null;
  /**
   * Tells the words of a record whose first line has none: they stand below it.
   * @param below The lines behind the first, as logged.
   */
  readonly readBelow?: (below: readonly string[]) => Below | null;
}

/** What the lines below a header say. */
export interface Below {
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>> | null;
  /** What goes on behind the message: a stack trace. */
  readonly continuation: readonly string[];
  readonly level?: string;
  /** The time, where it too stands below the header. */
  readonly stamp?: Stamp;
}

/** A way in which the user's bot says something. */
export interface Wording {
  /** An event type of bots (events/lexicon/). */
  readonly type: string;
  /** Sees the message as logged. */
  readonly expression: RegExp;
  readonly samples: readonly string[];
}

/** What the user added: tried before all that is known. */
export interface OwnForms {
  readonly formats: readonly LogFormat[];
  readonly wordings: readonly Wording[];
}
