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

// md5secret = 0f35…   password => abc   auth_pass=x   turnpassword = y
const SECRET = /^(?<before>\s*[\w-]*(?:secret|passw|pass|cred|token|digest)[\w-]*\s*\+?=>?\s*)\S.*$/i;

/** A report goes into tickets; what a line keeps secret does not. */
export function withoutSecret(text: string): string {
  return text.replace(SECRET, "$<before>…");
}
