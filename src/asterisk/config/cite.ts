// A place in the configuration -> the line that stands there, as a report cites it.
import type { ConfigTree } from "./read.js";

/** Where something stands in a configuration file. */
export interface ConfigPlace {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/** The line at a place. */
export interface ConfigLine extends ConfigPlace {
  readonly byteOffset: number;
  readonly text: string;
}

/** The line that stands there, null where the file or the line was not read. */
export function lineAt(tree: ConfigTree, { file, line }: ConfigPlace): ConfigLine | null {
  for (const { texts } of tree.files) {
    const lines = texts.get(file)?.split("\n");
    const text = lines?.[line - 1];
    if (lines === undefined || text === undefined) continue;
    const before = lines.slice(0, line - 1).reduce((bytes, one) => bytes + Buffer.byteLength(one) + 1, 0);
    return { file, line, byteOffset: before, text: withoutSecret(text.replace(/\r$/, "")) };
  }
  return null;
}

/** Names of what nobody should see, slips of theirs included. */
const SECRET_NAME = /secr|pass|pasw|pwd|cred|token|digest/i;
// md5secret = 0f35…   password => abc   turnpassword = y   register => user:secret@host
const SECRET_LINE = /^(?<before>\s*(?<name>[\w-]+)\s*\+?=>?\s*)\S.*$/;

/** Does an option of that name hold a secret? A registration does, in its midst. */
export function isSecret(name: string): boolean {
  return SECRET_NAME.test(name) || /^(?:register|auth)$/i.test(name);
}

/** A report goes into tickets; what a line keeps secret does not. */
export function withoutSecret(text: string): string {
  const { before, name } = SECRET_LINE.exec(text)?.groups ?? {};
  return before !== undefined && name !== undefined && isSecret(name) ? `${before}…` : text;
}
