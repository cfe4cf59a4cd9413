// The files of a run that follows its logs, as streams read them: each as it grows, the one that takes over its name, and what
// an earlier run has not read yet. Every file has an index of its own, for lines are cited by their file.
import type { StartOfFile, StreamFile, TakenRecord } from "../calls/reading/stream-file.js";
import { GrowingFile } from "../sources/growing-file.js";
import { GrowingPipe } from "../sources/growing-pipe.js";
import { findLeftOff, linesBefore, type Piece, restOf, writtenMs } from "../sources/left-off.js";
import type { Source } from "../sources/source.js";
import type { FileMemory } from "./memory.js";

const LINE_FEED = 0x0a;

/** What the files need to know. */
export interface FilesRequest {
  readonly sources: readonly Source[];
  readonly warn: (message: string) => void;
  readonly clockMs: () => number;
  /**
   * True if the run ends as soon as nothing is new. It cannot observe how long a file has been silent, so the file's own time
   * must tell.
   */
  readonly isOnce: boolean;
  /** Called when a pipe has something new. */
  readonly wake: () => void;
}

/** Creates the files of streams. */
export class LogFiles {
  /** For every file, by its index. */
  readonly paths: string[] = [];
  /** Which Asterisk a file belongs to, by its index, if there are several. */
  readonly hosts = new Map<number, string>();
  readonly #request: FilesRequest;
  readonly #open = new Map<number, GrowingFile>();
  /** What an earlier run said about files, by their index. */
  readonly #before = new Map<number, FileMemory>();

  constructor(request: FilesRequest) {
    this.#request = request;
  }

  /** A file that is read as it grows, or a pipe. */
  async growing(
    { source, sourceIndex, host = null, orderByIds = null }: StreamFile,
    startBytes = 0,
  ): Promise<StreamFile> {
    if (source.onceOnly) {
      const pipe = new GrowingPipe(source.open(), this.#request.wake);
      return { source: { ...source, open: () => pipe.chunks() }, sourceIndex, host };
    }
    const file = this.#growing(source, sourceIndex, host, startBytes, await this.#silence(source.path));
    return { ...file, orderByIds };
  }

  #growing(
    source: Source,
    sourceIndex: number,
    host: string | null,
    startBytes: number,
    silence: Pick<StreamFile, "writtenMs">,
  ): StreamFile {
    const open: Source["open"] = () => {
      const file = new GrowingFile(source.path, this.#request.warn, startBytes);
      this.#open.set(sourceIndex, file);
      return file.chunks();
    };
    const successor = (): StreamFile => {
      this.#open.delete(sourceIndex);
      const index = this.paths.push(source.path) - 1;
      const hostName = this.hosts.get(sourceIndex);
      if (hostName !== undefined) this.hosts.set(index, hostName);
      return this.#growing(source, index, host, 0, {});
    };
    return { source: { ...source, open }, sourceIndex, host, successor, ...silence };
  }

  async #silence(path: string): Promise<Pick<StreamFile, "writtenMs">> {
    const { isOnce, clockMs } = this.#request;
    return isOnce ? { writtenMs: await writtenMs(path, clockMs()) } : {};
  }

  /** The rest of a log that an earlier run has read in part. */
  async resumed(before: FileMemory, host: string | null): Promise<StreamFile[]> {
    const { path, sourceIndex, identity, taken } = before;
    this.#before.set(sourceIndex, before);
    const source = this.#request.sources.find((given) => given.path === path);
    if (!source) return [];
    const { rotated, startBytes, isLost } = await findLeftOff(path, identity, taken?.byteOffset ?? 0);
    if (isLost) this.#request.warn(`${path}: what was read of it before is gone; it is read from its start`);
    const files: StreamFile[] = [];
    for (const [at, piece] of rotated.entries())
      files.push(
        at === 0
          ? await this.#from({ ...source, open: () => restOf(piece) }, sourceIndex, host, piece, taken)
          : { source: { ...source, open: () => restOf(piece) }, sourceIndex: this.paths.push(path) - 1, host },
      );
    if (rotated.length > 0 || isLost || startBytes === null || taken === null)
      return [...files, await this.growing({ source, sourceIndex: this.paths.push(path) - 1, host })];
    const grows = await this.growing({ source, sourceIndex, host }, startBytes);
    return [await this.#from(grows.source, sourceIndex, host, { path, startBytes }, taken, grows)];
  }

  /** A file that is read from a record on, preceded by some earlier lines. */
  async #from(
    source: Source,
    sourceIndex: number,
    host: string | null,
    piece: Piece,
    taken: TakenRecord | null,
    rest: Partial<StreamFile> = {},
  ): Promise<StreamFile> {
    if (taken === null) return { ...rest, source, sourceIndex, host };
    const before = await linesBefore(piece);
    const from: StartOfFile = {
      lineCount: taken.line - 1 - countOf(LINE_FEED, before.lines),
      bytes: before.bytes,
      taken,
    };
    const open: Source["open"] = async function* () {
      yield before.lines;
      yield* source.open();
    };
    return { ...rest, source: { ...source, open }, sourceIndex, host, from };
  }

  /** Nothing more is read. */
  async close(): Promise<void> {
    await Promise.all([...this.#open.values()].map((file) => file.close()));
  }

  /** How far the files of a stream were read: for each name the file that has it, or had it last. */
  async readSoFar(
    readings: readonly { readonly sourceIndex: number; readonly taken: TakenRecord | null }[],
  ): Promise<FileMemory[]> {
    const found = new Map<string, FileMemory>();
    for (const { sourceIndex, taken } of readings) {
      const path = this.paths[sourceIndex] as string;
      const identity = (await this.#open.get(sourceIndex)?.identity()) ?? this.#before.get(sourceIndex)?.identity;
      if (identity) found.set(path, { path, sourceIndex, identity, taken });
    }
    return [...found.values()];
  }
}

function countOf(byte: number, bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(byte); at >= 0; at = bytes.indexOf(byte, at + 1)) count += 1;
  return count;
}
