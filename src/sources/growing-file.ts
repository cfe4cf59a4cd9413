// A file that is written while it is read, as `tail -F` reads it: it follows growth and rotation. The file is polled when more
// is requested, never watched: inotify does not work on NFS, in some containers' mounts and on other systems, and a stat is
// cheap.
import { createHash } from "node:crypto";
import { type FileHandle, open, stat } from "node:fs/promises";

const CHUNK_BYTES = 64 * 1024;
/** The first line of a log has a time, so two logs with the same first bytes are the same. */
const HEAD_BYTES = 1024;
const NOTHING = Buffer.alloc(0);

/** What identifies a file: names are reused, and so are inodes. */
export interface FileIdentity {
  readonly device: number;
  readonly inode: number;
  /** Of its first bytes: how many, and their SHA-256. */
  readonly headBytes: number;
  readonly head: string;
}

/** One file under a name, until another takes its place. */
export class GrowingFile {
  readonly path: string;
  readonly #warn: (message: string) => void;
  #file: FileHandle | null = null;
  #offset: number;
  #head: Buffer = Buffer.alloc(0);
  /** Why it could not be read at the last try. Null if it could. */
  #whyNot: string | null = null;

  /**
   * @param startBytes Where to begin.
   * @param warn Told once why a file cannot be read for now, unless it just does not exist yet.
   */
  constructor(path: string, warn: (message: string) => void, startBytes = 0) {
    this.path = path;
    this.#warn = warn;
    this.#offset = startBytes;
  }

  /**
   * Its content, valid until more is requested. Empty if nothing is new for now; the caller pauses before it asks again. Ends
   * once the file is read to its end and will not grow: another file has its name, or it was emptied.
   */
  async *chunks(): AsyncGenerator<Buffer> {
    try {
      const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
      for (;;) {
        const bytes = await this.#newBytes(buffer);
        if (bytes === null) return;
        yield bytes;
      }
    } finally {
      await this.close();
    }
  }

  /** What is new in it. Empty if nothing is, or it cannot be read for now. Null once it will not grow. */
  async #newBytes(buffer: Buffer): Promise<Buffer | null> {
    try {
      if (!(await this.#isOpen())) return NOTHING;
      const bytes = await this.#next(buffer);
      if (bytes.length > 0) return bytes;
      if (await this.#isReplaced()) {
        // what was written between the last reading and the replacement
        const rest = await this.#next(buffer);
        return rest.length > 0 ? rest : null;
      }
      return (await this.#isEmptied()) ? null : NOTHING;
    } catch (error) {
      // a network disk that was away gives files back under new handles; others take the next reading for another try
      this.#sayOnce((error as Error).message);
      await this.close().catch(() => undefined);
      return NOTHING;
    }
  }

  #sayOnce(why: string): void {
    if (why !== this.#whyNot) this.#warn(`${this.path}: ${why}`);
    this.#whyNot = why;
  }

  /** Closes the file if nobody will read {@link chunks} to their end. Node warns about files that the garbage collector closes. */
  async close(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    await file?.close();
  }

  /** What identifies it. Null if it does not exist yet. */
  async identity(): Promise<FileIdentity | null> {
    if (this.#file === null || this.#head.length === 0) return null;
    const { dev, ino } = await this.#file.stat();
    return { device: dev, inode: ino, headBytes: this.#head.length, head: sha256(this.#head) };
  }

  async #isOpen(): Promise<boolean> {
    if (this.#file) return true;
    try {
      const found = await stat(this.path);
      if (!found.isFile()) throw new Error("is no plain file");
      this.#file = await open(this.path, "r");
      return true;
    } catch (error) {
      // between two files of a rotation there is none
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
      throw error;
    }
  }

  async #next(buffer: Buffer): Promise<Buffer> {
    const file = this.#file as FileHandle;
    const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, this.#offset);
    if (bytesRead === 0) return NOTHING;
    // emptied and grown past our position between two looks: its first bytes differ
    if (!(await this.#hasSameHead(file))) return NOTHING;
    this.#offset += bytesRead;
    this.#whyNot = null;
    return buffer.subarray(0, bytesRead);
  }

  async #hasSameHead(file: FileHandle): Promise<boolean> {
    const head = await headOf(file);
    if (!this.#head.equals(head.subarray(0, this.#head.length))) return false;
    this.#head = head;
    return true;
  }

  /** Another file has its name and is being written. Until then the writer may continue with this one. */
  async #isReplaced(): Promise<boolean> {
    const own = await (this.#file as FileHandle).stat();
    const now = await stat(this.path).catch(() => null);
    return now !== null && (now.ino !== own.ino || now.dev !== own.dev) && now.size > 0;
  }

  async #isEmptied(): Promise<boolean> {
    const file = this.#file as FileHandle;
    const { size } = await file.stat();
    return size < this.#offset || !(await this.#hasSameHead(file));
  }
}

async function headOf(file: FileHandle): Promise<Buffer> {
  const buffer = Buffer.alloc(HEAD_BYTES);
  const { bytesRead } = await file.read(buffer, 0, HEAD_BYTES, 0);
  return buffer.subarray(0, bytesRead);
}

/** SHA-256 in hexadecimal. */
export function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
