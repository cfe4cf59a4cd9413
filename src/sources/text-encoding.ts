// Converts bytes to UTF-8. PowerShell's `>` writes UTF-16, and so do some Windows viewers. Everything else is handed on
// unchanged: io/lines.ts splits bytes, and only lines that somebody reads are decoded.
import { peek } from "./peek.js";

const HEAD_BYTES = 4;

/** The same text in UTF-8. Offsets then refer to the converted text. */
export async function* asUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const { head, all } = await peek(chunks, HEAD_BYTES);
  const encoding = utf16Of(head);
  if (encoding === null) return yield* all;
  const decoder = new TextDecoder(encoding);
  for await (const chunk of all) yield Buffer.from(decoder.decode(chunk, { stream: true }), "utf8");
  yield Buffer.from(decoder.decode(), "utf8");
}

/** By its byte order mark, or by the zero in every second byte of plain letters. Null if it is not UTF-16. */
export function utf16Of(head: Buffer): "utf-16le" | "utf-16be" | null {
  if (head.length < 2) return null;
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  if (head.length < HEAD_BYTES) return null;
  const zeros = [...head.subarray(0, HEAD_BYTES)].map((byte) => (byte === 0 ? "0" : "x")).join("");
  return zeros === "x0x0" ? "utf-16le" : zeros === "0x0x" ? "utf-16be" : null;
}
