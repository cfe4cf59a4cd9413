// Where zstd's frames end, told by their headers alone.
import { describe, expect, it } from "vitest";
import { ZstdFrames } from "../../src/sources/zstd-frames.js";
import { GREEDY_ZSTD, REAL_ZSTD, SKIPPED_ZSTD } from "../support/zstd.js";

/** The last one, of one byte five times over. */
const RUN_BLOCK = Buffer.from([(5 << 3) | 0x03, 0x00, 0x00, 0x41]);
/** The last one, of nothing. */
const NO_BLOCK = Buffer.from([0x01, 0x00, 0x00]);
/** 300 bytes as they are, and not the last. */
const RAW_BLOCK = Buffer.concat([Buffer.from([0x60, 0x09, 0x00]), Buffer.alloc(300, "x")]);
const CHECKSUM = Buffer.from("sum!");
const frame = (descriptor: number, header: readonly number[], ...rest: Buffer[]): Buffer =>
  Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, descriptor, ...header]), ...rest]);

/** Each is whole. */
const FRAMES: Readonly<Record<string, Buffer>> = {
  "as zstd's own tool writes it": REAL_ZSTD,
  "of several blocks": frame(0x00, [0x50], RAW_BLOCK, RAW_BLOCK, RUN_BLOCK),
  "of no content": frame(0x00, [0x50], NO_BLOCK),
  "in one segment, with a checksum": frame(0x24, [5], RUN_BLOCK, CHECKSUM),
  "with a dictionary's id of four bytes and a size of eight": frame(
    0xc3,
    [0x50, 1, 2, 3, 4, 5, 0, 0, 0, 0, 0, 0, 0],
    RUN_BLOCK,
  ),
  "that is to be skipped": SKIPPED_ZSTD,
};
const FILE = Buffer.concat(Object.values(FRAMES));

/** The pieces of a file that comes in slices of so many bytes, and whether it ends with a frame. */
function cut(file: Buffer, bytes: number): { pieces: Buffer[]; isWhole: boolean } {
  const frames = new ZstdFrames();
  const pieces: Buffer[] = [];
  for (let at = 0; at < file.length; at += bytes) pieces.push(...frames.cut(file.subarray(at, at + bytes)));
  return { pieces, isWhole: frames.isBetween };
}

/** Where each of the pieces ends, one after the other. */
function endsOf(pieces: readonly Buffer[]): number[] {
  let end = 0;
  return pieces.map(({ length }) => {
    end += length;
    return end;
  });
}

describe("a zstd file", () => {
  it.each(Object.entries(FRAMES))("is whole at the end of a frame %s, and nowhere before", (_what, bytes) => {
    for (let end = 1; end <= bytes.length; end += 1)
      expect([end, cut(bytes.subarray(0, end), 7).isWhole]).toEqual([end, end === bytes.length]);
  });

  it.each([1, 3, 512, FILE.length])("in slices of %i bytes is cut where its frames end, and loses no byte", (bytes) => {
    const { pieces, isWhole } = cut(FILE, bytes);
    expect(isWhole).toBe(true);
    expect(Buffer.concat(pieces).equals(FILE)).toBe(true);
    const edges = endsOf(pieces);
    expect(endsOf(Object.values(FRAMES)).filter((end) => !edges.includes(end))).toEqual([]);
  });

  it.each<[what: string, bytes: Buffer, message: string]>([
    ["goes on with something else", Buffer.concat([REAL_ZSTD, Buffer.from("rubbish")]), "no frame begins"],
    ["has a block of no kind", frame(0x00, [0x50], Buffer.from([0x07, 0, 0])), "of no kind"],
    ["asks for too much memory", GREEDY_ZSTD, "a window of more than 128 MiB"],
    ["asks for it in a later frame", Buffer.concat([REAL_ZSTD, GREEDY_ZSTD]), "a window of more than 128 MiB"],
    [
      "asks for it by the size of its one segment",
      frame(0xe0, [0, 0, 0, 0, 0, 1, 0, 0]),
      "a window of more than 128 MiB",
    ],
  ])("that %s is refused", (_what, bytes, message) => {
    expect(() => cut(bytes, 512)).toThrow(message);
  });
});
