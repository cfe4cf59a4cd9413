// Packed and encoded files, as sources hand them on: always the same lines.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fileSource, type Source, streamSource } from "../../src/sources/source.js";
import { GREEDY_ZSTD, REAL_ZSTD, SKIPPED_ZSTD, zstdFrame } from "../support/zstd.js";

const TEXT = "[Nov 22 15:51:40] NOTICE[1] a.c: ответ 🔊\r\n[Nov 22 15:51:41] NOTICE[1] a.c: b\n";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sources-test-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function put(name: string, bytes: Buffer): Source {
  writeFileSync(join(folder, name), bytes);
  return fileSource(join(folder, name), "auto");
}

async function textOf(source: Source): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of source.open()) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

const utf16be = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();

describe("a source", () => {
  it.each<[what: string, bytes: Buffer]>([
    ["plain", Buffer.from(TEXT)],
    ["gzip", gzipSync(TEXT)],
    ["gzip of several members", Buffer.concat([gzipSync(TEXT.slice(0, 30)), gzipSync(TEXT.slice(30))])],
    ["zstd", zstdFrame(Buffer.from(TEXT))],
    [
      "zstd of several frames",
      Buffer.concat([zstdFrame(Buffer.from(TEXT.slice(0, 9))), SKIPPED_ZSTD, zstdFrame(Buffer.from(TEXT.slice(9)))]),
    ],
    ["UTF-16 with its mark, little end first", Buffer.from(`\ufeff${TEXT}`, "utf16le")],
    ["UTF-16 with its mark, big end first", utf16be(`\ufeff${TEXT}`)],
    ["UTF-16 without a mark", Buffer.from(TEXT, "utf16le")],
    ["UTF-16, packed", gzipSync(utf16be(`\ufeff${TEXT}`))],
  ])("reads %s, whatever the name, as a file and as standard input", async (_what, bytes) => {
    expect(await textOf(put("full", bytes))).toBe(TEXT);
    // in small pieces: the first bytes need not come at once
    const pieces = Array.from({ length: Math.ceil(bytes.length / 3) }, (_, i) => bytes.subarray(i * 3, i * 3 + 3));
    expect(await textOf(streamSource(Readable.from(pieces), "auto"))).toBe(TEXT);
  });

  it("unpacks zstd as its own tool writes it", async () => {
    expect(await textOf(put("full.1", REAL_ZSTD))).toBe("ari-doctor\n".repeat(40));
  });

  it.each<[string, Buffer, string]>([
    ["xz", Buffer.from("fd377a585a0000", "hex"), "xz -dc"],
    ["bzip2", Buffer.from("BZh91AY&SY"), "bzip2 -dc"],
  ])("names the pipe that unpacks %s", async (name, bytes, command) => {
    const path = join(folder, "call log");
    await expect(textOf(put("call log", bytes))).rejects.toThrow(
      `${path}: is packed with ${name}; let its own tool unpack it: ${command} '${path}' | ari-doctor - …`,
    );
  });

  it.each<[string, Buffer]>([
    ["gzip", gzipSync(TEXT.repeat(50)).subarray(0, 60)],
    ["zstd", REAL_ZSTD.subarray(0, 20)],
  ])("says where %s is broken", async (name, bytes) => {
    await expect(textOf(put("broken", bytes))).rejects.toThrow(`broken ${name} data`);
  });

  const lines = Array.from({ length: 20_000 }, (_, index) => `line ${index} of ${(index * 7_919) % 10_007}\n`).join("");
  const packed = gzipSync(lines);
  const damaged = Buffer.from(packed);
  damaged.fill(0xff, packed.length >> 1, (packed.length >> 1) + 8);
  it.each<[string, Buffer]>([
    ["is cut", packed.subarray(0, packed.length >> 1)],
    ["is damaged in its middle", damaged],
    ["is cut, as zstd", zstdFrame(Buffer.from(lines)).subarray(0, lines.length >> 1)],
  ])("hands on what stands before the fault where a packed log %s", async (_what, bytes) => {
    let text = "";
    await expect(
      (async () => {
        for await (const chunk of put("broken", bytes).open()) text += chunk.toString("latin1");
      })(),
    ).rejects.toThrow("broken");
    const upToFault = text.slice(0, lines.length * 0.4);
    expect(upToFault.length).toBeGreaterThan(lines.length * 0.25);
    expect(lines.startsWith(upToFault)).toBe(true);
  });

  it("does not take the memory that a zstd frame asks for", async () => {
    await expect(textOf(put("greedy", GREEDY_ZSTD))).rejects.toThrow("a window of more than 128 MiB");
  });
});
