// An envelope: what carried a line (a container, the journal, a log collector) and wrote its own prefix before it.
// Envelopes are peeled before formats are tried; they nest (compose over pm2 over a bot's own stamp).
import type { Stamp } from "../../time.js";

/** What is left of a line without its envelope. */
export interface Peeled {
  /** The line as its writer wrote it; null where the carrier wrote a line of its own, which says nothing else. */
  readonly inner: string | null;
  /** When the carrier took it: a second time beside the line's own; null where it prints none. */
  readonly stamp: Stamp | null;
  /** Whose line it is, as far as the carrier says (container, unit, host): lines of two voices are never one record. */
  readonly voice: string;
  /** The same without what may change from line to line of one writer; the voice where left out. */
  readonly writer?: string;
  /** The machine that it was written on, where the carrier names it. */
  readonly host?: string;
  /** The stream of the voice that the line came by (`stdout`), where the carrier tells them apart: parts of lines join within one. */
  readonly stream?: string;
  /** True where the line is cut here and goes on in the next one of this voice. */
  readonly goesOn: boolean;
}

/** An envelope: data with the sample lines that prove it (test/records/envelopes.test.ts holds each to its samples). */
export interface Envelope {
  readonly name: string;
  /** What writes it, for the list of envelopes (docs/formats.md). */
  readonly comesFrom: string;
  /** Real lines of this form, and the line in each of them: null where it is the carrier's own. */
  readonly samples: readonly (readonly [line: string, inner: string | null])[];
  /** True where nothing else looks like it; others are believed once a known line has been found within. */
  readonly unmistakable: boolean;
  /**
   * Peels a line.
   * @param text The line, decoded and without colour.
   * @param year Supplies the year that a stamp lacks.
   * @param carried What this envelope's last line of its own said, for carriers that write one above each message.
   * @returns null where the line is not of this form.
   */
  readonly peel: (text: string, year: number, carried: Peeled | null) => Peeled | null;
}
