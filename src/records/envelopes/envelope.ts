// An envelope: the prefix of whatever carried a line (a container, the journal, a log collector). Envelopes are peeled before
// formats are tried. They nest: compose over pm2 over a bot's own stamp.
import type { Stamp } from "../../time.js";

/** A line without its envelope. */
export interface Peeled {
  /** The line as its writer wrote it. Null if the carrier wrote the line itself. */
  readonly inner: string | null;
  /** When the carrier took it: a second time beside the line's own. Null if it prints none. */
  readonly stamp: Stamp | null;
  /** Whose line it is, if the carrier says (container, unit, host). Lines of two voices are never one record. */
  readonly voice: string;
  /** The same, without what may change from line to line of one writer. If left out, the voice. */
  readonly writer?: string;
  /** The machine on which it was written, if the carrier names it. */
  readonly host?: string;
  /**
   * The stream of the voice that carried the line (`stdout`), if the carrier distinguishes them. Parts of lines are joined
   * within one.
   */
  readonly stream?: string;
  /** True if the line is cut here and continues in the next one of this voice. */
  readonly goesOn: boolean;
}

/** An envelope: data, with the sample lines that prove it (test/records/envelopes.test.ts checks each against its samples). */
export interface Envelope {
  readonly name: string;
  /** What writes it, for the list of envelopes (docs/formats.md). */
  readonly comesFrom: string;
  /** Real lines in this form, and the line inside each of them. Null if it is the carrier's own. */
  readonly samples: readonly (readonly [line: string, inner: string | null])[];
  /** Set if a line of it may be any text: no line of such a log is surely without a header. */
  readonly ofAnyLine?: true;
  /** True if nothing else looks like it. Others are believed once a known line was found inside. */
  readonly unmistakable: boolean;
  /**
   * Peels a line.
   * @param text The line, decoded and without colours.
   * @param year For a stamp that lacks one.
   * @param carried What this envelope's last line of its own said, for carriers that write one above each message.
   * @returns null if the line does not have this form.
   */
  readonly peel: (text: string, year: number, carried: Peeled | null) => Peeled | null;
}
