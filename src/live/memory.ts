// What a run leaves for the next one: how far each log was read, and the calls that were not finished.
import type { AssemblerMemory } from "../calls/joining/assembler.js";
import type { JoinerMemory } from "../calls/joining/joiner.js";
import type { StreamMemory } from "../calls/reading/stream.js";
import type { TakenRecord } from "../calls/reading/stream-file.js";
import type { Side } from "../records/record.js";
import type { FileIdentity } from "../sources/growing-file.js";

/** How far a log was read. */
export interface FileMemory {
  readonly path: string;
  readonly sourceIndex: number;
  readonly identity: FileIdentity;
  /** The last record that was taken from it. Null if none was. */
  readonly taken: TakenRecord | null;
}

/** What masks rest on: a later run gives a value the same one. */
export interface RedactionMemory {
  /** Random, unless --redact-key gives one. */
  readonly key: Uint8Array;
  /** Hosts that lines named as such. */
  readonly hosts: readonly string[];
}

/** What a run remembers. */
export interface WatchMemory {
  /** Absent where nothing was masked. */
  readonly redaction?: RedactionMemory | undefined;
  /** For every source that the halves mention, by its index. */
  readonly paths: readonly string[];
  /** Which Asterisk a file belongs to, by its index, if there are several. */
  readonly hosts: readonly (readonly [number, string])[];
  readonly sides: readonly Side[];
  readonly joiner: JoinerMemory;
  readonly runEvents: AssemblerMemory;
  readonly streams: readonly {
    readonly files: readonly FileMemory[];
    /** The host of each file. */
    readonly hosts: readonly (string | null)[];
    readonly memory: StreamMemory;
  }[];
}
