// Do files tell of the same events? Two hosts never print the same line: stamp, thread and message would have to agree. Each file
// is read once, and the first lines of all others are looked for at the same time: there may be thousands of both.
import type { Survey } from "./survey.js";

/** A single equal line may be chance: a console that connects, in the same second, on two hosts. */
const ENOUGH = 2;
/** No shorter line has a stamp and a message. */
const WINDOW_BYTES = 16;
/** Lines that begin alike, as JSON's do, are looked for by their ends. */
const MAX_ALIKE = 8;
/** Of the hash of a window that moves through the file byte by byte (Rabin and Karp). Odd, so that it mixes well modulo 2^32. */
const BASE = 0x01000193;
const BASE_TO_WINDOW = Array.from({ length: WINDOW_BYTES }).reduce<number>((power) => Math.imul(power, BASE), 1);
/** So many places of the filter for each line that is looked for. */
const PLACES_PER_LINE = 16;

interface WantedLine {
  readonly bytes: Buffer;
  /** The files whose head has it, by their index. */
  owners: number[];
  /** Where in it the window is by which it is looked for. */
  windowAt: number;
}

/** Of which files the lines are looked for. */
interface WantedHeads {
  readonly isWanted: (index: number) => boolean;
  /** Of how many. */
  readonly wantedCount: number;
  readonly stop?: AbortSignal | undefined;
}

/** The first lines of files, to be looked for in other files. */
export class HeadLines {
  readonly #byHash = new Map<number, WantedLine[]>();
  /** One byte for many hashes; 0 where no line has any of them. */
  readonly #filter: Uint8Array;
  /** How many lines of a file's head must be found in another. */
  readonly #enough: number[];
  readonly #longestBytes: number;
  readonly #forgotten = new Set<number>();

  constructor(files: readonly Pick<Survey, "head">[]) {
    const byText = new Map<string, WantedLine>();
    this.#enough = files.map(({ head }, index) => {
      let count = 0;
      for (const text of head) {
        const known = byText.get(text);
        if (known) known.owners.push(index);
        else {
          const bytes = Buffer.from(text, "utf8");
          if (bytes.length < WINDOW_BYTES) continue;
          byText.set(text, { bytes, owners: [index], windowAt: 0 });
        }
        count += 1;
      }
      return count === 0 ? Number.POSITIVE_INFINITY : Math.min(ENOUGH, count);
    });
    const lines = [...byText.values()];
    this.#longestBytes = lines.reduce((most, { bytes }) => Math.max(most, bytes.length), WINDOW_BYTES);
    const alike = new Map<number, number>();
    for (const { bytes } of lines) {
      const hash = hashOf(bytes, 0);
      alike.set(hash, (alike.get(hash) ?? 0) + 1);
    }
    this.#filter = new Uint8Array(2 ** Math.ceil(Math.log2(PLACES_PER_LINE * Math.max(1, lines.length))));
    for (const line of lines) {
      if ((alike.get(hashOf(line.bytes, 0)) ?? 0) > MAX_ALIKE) line.windowAt = line.bytes.length - WINDOW_BYTES;
      const hash = hashOf(line.bytes, line.windowAt);
      const others = this.#byHash.get(hash);
      if (others) others.push(line);
      else this.#byHash.set(hash, [line]);
      this.#filter[this.#placeOf(hash)] = 1;
    }
  }

  #placeOf(hash: number): number {
    return (hash ^ (hash >>> 15)) & (this.#filter.length - 1);
  }

  /** Forgets the lines of a file's head: whose they are is known. */
  forget(index: number): void {
    this.#forgotten.add(index);
  }

  /**
   * The files of which enough lines are in this one.
   * @param wantedCount How many files may be among them; when all are, the rest is not read.
   */
  async heldBy({ source }: Survey, { isWanted, wantedCount, stop }: WantedHeads): Promise<number[]> {
    const counts = new Map<number, number>();
    const seen = new Set<WantedLine>();
    const held: number[] = [];
    const look = (bytes: Buffer): void => {
      for (const line of this.#linesIn(bytes, seen)) {
        line.owners = line.owners.filter((owner) => !this.#forgotten.has(owner));
        for (const owner of line.owners) {
          if (!isWanted(owner)) continue;
          const count = (counts.get(owner) ?? 0) + 1;
          counts.set(owner, count);
          if (count === this.#enough[owner]) held.push(owner);
        }
      }
    };
    let before: Buffer = Buffer.alloc(0);
    try {
      for await (const chunk of source.open()) {
        const bytes = before.length === 0 ? chunk : Buffer.concat([before, chunk]);
        look(bytes);
        if (held.length === wantedCount || stop?.aborted) break;
        before = Buffer.from(bytes.subarray(-(this.#longestBytes - 1)));
      }
    } catch {
      // reading it later says what is wrong with it
    }
    return held;
  }

  /** The wanted lines in a piece of a file, except those that were seen in it before. */
  *#linesIn(bytes: Buffer, seen: Set<WantedLine>): Generator<WantedLine> {
    const filter = this.#filter;
    const mask = filter.length - 1;
    let hash = bytes.length < WINDOW_BYTES ? 0 : hashOf(bytes, 0);
    for (let at = 0; at + WINDOW_BYTES <= bytes.length; at += 1) {
      if (filter[(hash ^ (hash >>> 15)) & mask] === 1)
        for (const line of this.#byHash.get(hash) ?? []) {
          if (seen.has(line) || line.owners.length === 0) continue;
          const from = at - line.windowAt;
          const isHere =
            from >= 0 && line.bytes.compare(bytes, from, Math.min(from + line.bytes.length, bytes.length)) === 0;
          if (!isHere) continue;
          seen.add(line);
          yield line;
        }
      const [out, into] = [bytes[at] as number, bytes[at + WINDOW_BYTES] ?? 0];
      hash = (Math.imul(hash, BASE) + into - Math.imul(out, BASE_TO_WINDOW)) | 0;
    }
  }
}

function hashOf(bytes: Buffer, from: number): number {
  let hash = 0;
  for (let at = from; at < from + WINDOW_BYTES; at += 1) hash = (Math.imul(hash, BASE) + (bytes[at] as number)) | 0;
  return hash;
}
