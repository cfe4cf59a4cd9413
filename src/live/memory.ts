// What a run leaves for the next one: where each log was read, and the calls that were not finished.
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
  /** The last record that was taken of it; null where none was. */
  readonly taken: TakenRecord | null;
}

/** The memory of a run. */
export interface WatchMemory {
  /** Of every source that the halves speak of, by its index. */
  readonly paths: readonly string[];
  /** Which Asterisk a file is of, by its index, where there are several. */
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
