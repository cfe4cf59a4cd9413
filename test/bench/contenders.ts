// What runs side by side over the same files: ari-doctor, and tools that read the same bytes and do less.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Command, measure } from "./measure.js";

const BIN = fileURLToPath(new URL("../../bin/ari-doctor.js", import.meta.url));

interface Contender {
  readonly name: string;
  readonly command: Command;
}

/** The tools that are here, ari-doctor first. Its JSON report goes to `reportPath`. */
export async function contenders(asterisk: string, bot: string, reportPath: string): Promise<Contender[]> {
  const own = `exec '${process.execPath}' '${BIN}' --exit-zero`;
  const files = `'${asterisk}' '${bot}'`;
  const words = (await literals()).map((word) =>
    word.replace(/[\\^$.*+?()[\]{}|']/g, (sign) => (sign === "'" ? "." : `\\${sign}`)),
  );
  return [
    // findings as they are found: the first output is the first finding
    { name: "ari-doctor, files", command: shell(`${own} --format ndjson ${files}`, true) },
    { name: "ari-doctor, JSON", command: shell(`${own} --format json ${files} > '${reportPath}'`) },
    { name: "ari-doctor, pipe", command: shell(`cat ${files} | (${own} --format ndjson)`, true) },
    { name: "grep -cE, its words", command: shell(`grep -cE '${words.join("|")}' ${files}`) },
    { name: "wc -l", command: shell(`wc -l ${files}`) },
    ...(isHere("lnav")
      ? [{ name: "lnav -n", command: shell(`lnav -n -c ';select count(*) from all_logs' ${files}`) }]
      : []),
  ];
}

/** Milliseconds until `--help` is out, the median of so many runs. */
export async function startUpMs(runCount: number): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runCount; run += 1)
    times.push((await measure(shell(`exec '${process.execPath}' '${BIN}' --help`))).seconds * 1000);
  return times.sort((a, b) => a - b)[Math.floor(runCount / 2)] ?? 0;
}

const shell = (script: string, timesOutput = false): Command => ({ script, timesOutput });

function isHere(program: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
}

/** What the patterns of Asterisk's messages look for, from the build: the bench is compiled apart from the tool. */
async function literals(): Promise<string[]> {
  const built = new URL("../events/asterisk/index.js", import.meta.url).href;
  const { asteriskPatterns } = (await import(built)) as { asteriskPatterns: readonly { readonly literal: string }[] };
  return [...new Set(asteriskPatterns.map(({ literal }) => literal).filter((literal) => literal !== ""))];
}
