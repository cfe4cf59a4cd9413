// Finds the line at a place in the configuration, in the form in which a report cites it.
import type { ConfigTree } from "./read.js";

/** Where something is in a configuration file. */
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

/** The line at a place. Null if the file or the line was not read. */
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

/** Names of what nobody should see, including misspelt ones. */
const SECRET_NAME = /secr|pass|pasw|pwd|cred|token|digest/i;
// md5secret = 0f35…   password => abc   turnpassword = y   register => user:secret@host
const SECRET_LINE = /^(?<before>\s*(?<name>[\w-]+)\s*\+?=>?\s*)\S.*$/;

/** Does an option of that name contain a secret? A registration does, in the middle. */
export function isSecret(name: string): boolean {
  return SECRET_NAME.test(name) || /^(?:register|auth)$/i.test(name);
}

/** Reports go into tickets; what a line keeps secret must not. */
export function withoutSecret(text: string): string {
  const { before, name } = SECRET_LINE.exec(text)?.groups ?? {};
  return before !== undefined && name !== undefined && isSecret(name) ? `${before}…` : text;
}
