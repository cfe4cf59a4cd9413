// Where the frames of a zstd file begin and end (RFC 8878, section 3.1). No decoder is asked: Node's own stops at the end of the
// first frame and says nothing of a file that was cut; fzstd takes whatever memory a frame asks for. A file has several frames
// where it was packed piece by piece (pzstd, or a log that was packed and appended to).

/** The window that every zstd can unpack, and the largest that its own tool takes unasked (`--long=27`). */
const MAX_WINDOW_BYTES = 128 * 1024 * 1024;

const MAGIC = 0xfd2fb528;
/** The first of sixteen (RFC 8878, section 3.1.2). */
const SKIPPABLE_MAGIC = 0x184d2a50;

/** The next bytes that matter: to be looked at, or so many to be passed over. */
type Want = { readonly look: number } | { readonly pass: number };

/** Follows the bytes of a file from frame to frame. */
export class ZstdFrames {
  readonly #parts = partsOfFrames();
  #isBetween = true;
  /** Bytes of the current part that are still to come. */
  #left = 0;
  /** Those of a part that is looked at. */
  #seen: number[] | null = null;

  constructor() {
    this.#want(this.#parts.next().value);
  }

  /** True where a frame has just ended. A file that ends elsewhere was cut. */
  get isBetween(): boolean {
    return this.#isBetween;
  }

  /**
   * The same bytes, cut where a frame ends.
   * @throws ZstdError where they are no frames; Error where one asks for too much memory.
   */
  *cut(bytes: Buffer): Generator<Buffer> {
    let from = 0;
    let at = 0;
    while (at < bytes.length) {
      const taken = Math.min(this.#left, bytes.length - at);
      this.#seen?.push(...bytes.subarray(at, at + taken));
      this.#left -= taken;
      at += taken;
      this.#isBetween = false;
      // a part of no bytes is over at once
      while (this.#left === 0) this.#want(this.#parts.next(Buffer.from(this.#seen ?? [])).value);
      if (this.#isBetween) {
        yield bytes.subarray(from, at);
        from = at;
      }
    }
    if (from < at) yield bytes.subarray(from, at);
  }

  #want(want: Want | "frame ended"): void {
    if (want === "frame ended") {
      this.#isBetween = true;
      this.#want(this.#parts.next().value);
      return;
    }
    this.#seen = "look" in want ? [] : null;
    this.#left = "look" in want ? want.look : want.pass;
  }
}

/** Bytes that are no zstd frames, or not all of one. */
export class ZstdError extends Error {
  /** As Node's own errors begin. */
  readonly code = "ZSTD_frame";
}

/** What a file consists of, part by part. It is given the bytes that it asks to look at. */
function* partsOfFrames(): Generator<Want | "frame ended", never, Buffer> {
  for (;;) {
    const magic = (yield { look: 4 }).readUInt32LE();
    if ((magic & 0xfffffff0) >>> 0 === SKIPPABLE_MAGIC) {
      yield { pass: (yield { look: 4 }).readUInt32LE() };
    } else if (magic === MAGIC) {
      const [descriptor = 0] = yield { look: 1 };
      yield* restOfHeader(descriptor);
      yield* blocks();
      const hasChecksum = (descriptor & 4) !== 0;
      yield { pass: hasChecksum ? 4 : 0 };
    } else throw new ZstdError("no frame begins where one should");
    yield "frame ended";
  }
}

/** Section 3.1.1.1: the window or, where all is in one segment, the size of the content tells the memory that it takes. */
function* restOfHeader(descriptor: number): Generator<Want, void, Buffer> {
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const [window = 0] = yield { look: isSingleSegment ? 0 : 1 };
  yield { pass: [0, 1, 2, 4][descriptor & 3] ?? 0 };
  const size = yield { look: [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0 };
  const bytes = isSingleSegment ? numberOf(size) : 2 ** (10 + (window >> 3)) * (1 + (window & 7) / 8);
  if (bytes > MAX_WINDOW_BYTES) throw new Error("needs a window of more than 128 MiB");
}

function numberOf(littleEnd: Buffer): number {
  return littleEnd.reduce((sum, byte, index) => sum + byte * 256 ** index, 0);
}

/** Section 3.1.1.2: three bytes say which is the last, of which kind it is and how long. Of a run of one byte that byte follows. */
function* blocks(): Generator<Want, void, Buffer> {
  for (;;) {
    const header = (yield { look: 3 }).readUIntLE(0, 3);
    const kind = (header >> 1) & 3;
    if (kind === 3) throw new ZstdError("a block is of no kind that there is");
    yield { pass: kind === 1 ? 1 : header >> 3 };
    if ((header & 1) !== 0) return;
  }
}
