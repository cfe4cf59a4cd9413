// The README and docs/ hold what the tool prints. Every ```console block begins with a command (`$ ari-doctor …`, `$ npm start`), which
// is run here in the repository's root; what the block shows must stand in the real output, line by line, in order; a line
// `…` leaves lines out. After a change of the output: `npm run build && README=write npx vitest run test/readme.test.ts`
// rewrites what is shown between the first and the last line of each piece; then read the diff.
import { execFile } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const CUT = "…";
const BLOCK = /(?<=^```console\n)\$ (?<command>.+)\n(?<shown>[\s\S]*?)(?=^```$)/gm;

const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const blocksOf = (text: string): { command: string; shown: string }[] =>
  [...text.matchAll(BLOCK)].map(({ groups }) => ({ command: groups?.command ?? "", shown: groups?.shown ?? "" }));

/** What `npm start` runs, once the build that goes before it is done. */
const START = (JSON.parse(read("package.json")) as { scripts: { start: string } }).scripts.start;

/** Runs a command line of the README as a reader would, in a window of 80 columns. */
function run(command: string): Promise<string[]> {
  const node = `"${process.execPath}"`;
  const script = `function ari-doctor() { ${node} bin/ari-doctor.js "$@"; }\nnode() { ${node} "$@"; }\n${command === "npm start" ? START : command}`;
  const env = { ...process.env, COLUMNS: "80", NO_COLOR: "1" };
  return new Promise((resolve) => {
    const child = execFile("bash", ["-c", script], { cwd: ROOT, env }, (_error, stdout, stderr) =>
      resolve(linesOf(stdout + stderr)),
    );
    child.stdin?.end();
  });
}

const linesOf = (text: string): string[] =>
  text
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => line.trimEnd());

/** The pieces of a block, between its cuts. */
function piecesOf(shown: string): string[][] {
  const pieces: string[][] = [[]];
  for (const line of linesOf(shown)) {
    if (line.trim() === CUT) pieces.push([]);
    else pieces.at(-1)?.push(line);
  }
  return pieces;
}

/** Where the piece stands in the output, at `from` or after it; -1 where it does not. */
function find(output: readonly string[], piece: readonly string[], from: number): number {
  return output.findIndex((_, at) => at >= from && piece.every((line, i) => output[at + i] === line));
}

/** The block as it should be, each piece found again by its first line and its last. */
function rewritten(shown: string, output: readonly string[]): string {
  let from = 0;
  const pieces = piecesOf(shown).map((piece) => {
    const [first] = piece;
    const last = piece.at(-1);
    if (first === undefined || last === undefined) return "";
    const start = find(output, [first], from);
    const end = start < 0 ? -1 : find(output, [last], start + (piece.length > 1 ? 1 : 0));
    if (end < 0) throw new Error(`neither printed nor near: "${first}" … "${last}"; paste this piece by hand`);
    from = end + 1;
    return output
      .slice(start, end + 1)
      .map((line) => `${line}\n`)
      .join("");
  });
  return pieces.join(`${CUT}\n`);
}

const DOCS = readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".md"))
  .map((name) => `docs/${name}`);
if (process.env.README === "write")
  for (const document of ["README.md", ...DOCS]) {
    let text = read(document);
    for (const { command, shown } of blocksOf(text)) {
      const block = `$ ${command}\n${rewritten(shown, await run(command))}`;
      text = text.replace(`$ ${command}\n${shown}`, () => block);
    }
    if (text !== read(document)) writeFileSync(join(ROOT, document), text);
  }
const readme = read("README.md");
const blocks = blocksOf(readme);
const furtherBlocks = DOCS.flatMap((document) => blocksOf(read(document)).map((block) => ({ document, ...block })));

async function showsWhatIsPrinted(command: string, shown: string): Promise<void> {
  const output = await run(command);
  let from = 0;
  for (const piece of piecesOf(shown)) {
    const at = find(output, piece, from);
    if (at < 0) expect(output.slice(from).join("\n")).toContain(piece.join("\n"));
    from = at + piece.length;
  }
}

describe.concurrent("README", () => {
  it("shows runs, that of npm start among them", () => {
    expect(blocks.map(({ command }) => command)).toContain("npm start");
    expect(readme.match(/^```console$/gm)).toHaveLength(blocks.length);
    expect(blocks.filter(({ command }) => command !== "npm start" && !command.includes("ari-doctor"))).toEqual([]);
  });

  it.each(blocks)("shows what is printed by: $command", ({ command, shown }) => showsWhatIsPrinted(command, shown));

  it("is short enough to be read: 8 to 10 kB", () => {
    expect(Buffer.byteLength(readme)).toBeGreaterThan(8_000);
    expect(Buffer.byteLength(readme)).toBeLessThan(10_240);
  });

  it("or docs/ mentions every option", async () => {
    const options = (await run("ari-doctor --help")).flatMap(
      (line) => /^ +(?:-\w, )?(--[a-z-]+)/.exec(line)?.[1] ?? [],
    );
    expect(options.length).toBeGreaterThan(10);
    const documents = [readme, ...DOCS.map(read)].join("\n");
    expect(options.filter((option) => !documents.includes(option))).toEqual([]);
  });
});

describe.concurrent("docs/", () => {
  it.each(furtherBlocks)("$document shows what is printed by: $command", ({ command, shown }) =>
    showsWhatIsPrinted(command, shown),
  );
});
