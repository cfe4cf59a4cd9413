// What a configuration option is, and how the tables next to this file list theirs. What all rows of a table share is said once,
// in optionsIn().
import type { KnownFile } from "../config/known-files.js";

export type OptionDriver = "chan_sip" | "chan_pjsip";

/** How Asterisk reads the value. Yes-no and text accept anything. */
export type ValueKind = "number" | "yes-no" | "text";

export interface ConfigOption {
  /** Lower case, as Asterisk's source spells it. */
  readonly name: string;
  /** The file that Asterisk opens. FreePBX's parts count as the file that includes them. */
  readonly file: KnownFile;
  /** `general`, `peer`, or the `type` of a PJSIP or ARI object. */
  readonly objects: readonly string[];
  /** Null if the option belongs to no channel driver. */
  readonly driver: OptionDriver | null;
  readonly kind: ValueKind;
  /** As one would write it. Null if it is empty, or not a single value. */
  readonly default: string | null;
  /**
   * Where Asterisk's code has that default: the `path/file.c:function` that registers or sets it, or the macro or variable that
   * holds it. The XML documentation is no source, as it is wrong in places. Null if there is no default.
   */
  readonly defaultSource: string | null;
  readonly unit: "s" | "ms" | null;
  /** Values that Asterisk takes as written. Null if it checks none. */
  readonly range: { readonly min: number; readonly max: number } | null;
  /** Does 0 turn it off, rather than make it short? */
  readonly zeroIsOff: boolean;
  /** The other spelling, if it has two: they set one value, and the later line counts. */
  readonly sameAs: string | null;
  /** The first release of each branch that knows it. Empty if all from 18 on do. */
  readonly since: readonly string[];
  /** The last major version that knows it. Null if the newest still does. */
  readonly until: number | null;
  /** Where Asterisk reads it: `path/file.c:function`. */
  readonly source: string;
  /** What people get wrong about it, or what it does to calls. */
  readonly note: string | null;
}

/** What all rows of a table share. */
interface Shared
  extends Pick<ConfigOption, "file" | "objects" | "driver" | "source">,
    Partial<Pick<ConfigOption, "until">> {
  /** Where its defaults are, except for rows that say so themselves. */
  readonly defaultSource: string;
}
type Details = Partial<
  Pick<ConfigOption, "objects" | "unit" | "range" | "zeroIsOff" | "sameAs" | "since" | "until" | "note"> & {
    readonly defaultSource: string;
  }
>;

/** Ways to write the rows of a table. */
export interface Rows {
  /** A number: for Asterisk, digits and nothing else. */
  readonly number: (name: string, otherwise: string | null, details?: Details) => ConfigOption;
  readonly yesNo: (name: string, otherwise: string | null, details?: Details) => ConfigOption;
  readonly text: (name: string, otherwise: string | null, details?: Details) => ConfigOption;
  /** Names alone, for options that no finding looks at. It only matters that they exist. */
  readonly others: (names: string, details?: Details) => ConfigOption[];
}

/** Starts a table. Its rows are for this file and object unless they say otherwise. */
export function optionsIn(shared: Shared): Rows {
  const row =
    (kind: ValueKind) =>
    (name: string, otherwise: string | null, details: Details = {}): ConfigOption => ({
      name,
      kind,
      default: otherwise,
      unit: null,
      range: null,
      zeroIsOff: false,
      sameAs: null,
      since: [],
      until: null,
      note: null,
      ...shared,
      ...details,
      defaultSource: otherwise === null ? null : (details.defaultSource ?? shared.defaultSource),
    });
  const text = row("text");
  return {
    number: row("number"),
    yesNo: row("yes-no"),
    text,
    others: (names, details) =>
      names
        .trim()
        .split(/\s+/)
        .map((name) => text(name, null, details)),
  };
}

/** The default of every `websocket_write_timeout`. */
export const WEBSOCKET_WRITE_TIMEOUT = {
  defaultSource: "include/asterisk/http_websocket.h:AST_DEFAULT_WEBSOCKET_WRITE_TIMEOUT",
} as const;
