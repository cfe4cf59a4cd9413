// What may fail around a run: the reader of a pipe goes away, disks fill up or break, logs are rotated, signals and kills come at
// any moment, pipes deliver in fits. A report is either whole or not there. What was found before a fault is reported, marked as partial.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { writeFolder } from "../src/asterisk/config/write-folder.js";
import { OutputFile } from "../src/cli/output-file.js";
import { Spool } from "../src/io/spool.js";
import { analyse } from "../src/pipeline.js";
import { FORMATS } from "../src/report/formats.js";
import { type Report, reportSchema } from "../src/report/schema.js";
import { fileSource, type Source, streamSource } from "../src/sources/source.js";
import { Random } from "./fuzz/random.js";
import { type LogText, plainRequest, sampleLogs } from "./support/analyse.js";
import { type CommandOutcome, command } from "./support/command.js";
import { failing } from "./support/failing-fs.mjs";
import { repeated } from "./support/repeat.js";
import { zstdFrame } from "./support/zstd.js";

/** For more random moments: KILLS=100 npx vitest run test/faults.test.ts */
const KILLS = Number(process.env.KILLS ?? 2);
const SEED = 20_261_122;
vi.setConfig({ testTimeout: 60_000 + 5_000 * KILLS }); // processes, on a machine that may be busy

const bin = fileURLToPath(new URL("../bin/ari-doctor.js", import.meta.url));
const failingFs = new URL("support/failing-fs.mjs", import.meta.url).href;

const { logs, config } = sampleLogs("rtp-timeout");
const [asterisk, bot] = logs as [LogText, LogText];
/** Enough calls that finished ones go to disk, and that the report does not fit into a pipe. */
const long = logs.map((log) => repeated(log, 265, 641, 20));

let folder = "";
const at = (name: string): string => join(folder, name);
const put = (name: string, latin1: string | Buffer): void =>
  writeFileSync(at(name), typeof latin1 === "string" ? Buffer.from(latin1, "latin1") : latin1);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "faults-test-"));
  put("full", asterisk.latin1);
  put("bot.log", bot.latin1);
  put("long.full", long[0]?.latin1 ?? "");
  put("long.bot", long[1]?.latin1 ?? "");
  mkdirSync(at("etc"));
  put("etc/sip.conf", "[general]\nrtptimeout=45\nchannel_ttl=900\n\n[gw]\ntype=peer\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}
interface RunOptions {
  /** See {@link failing}. */
  readonly faults?: Parameters<typeof failing>[0];
  /** Closes standard output before anything is written to it. */
  readonly deaf?: boolean;
  /** `since`: the time runs from when this is true, else from the start. */
  readonly kill?: { readonly signal: NodeJS.Signals; readonly afterMs: number; readonly since?: () => boolean };
  readonly input?: readonly Buffer[];
}

/** Starts the command in the folder; its standard input is left to the caller. */
function started(args: readonly string[]): { readonly child: ChildProcess; readonly over: Promise<Outcome> } {
  const child = spawn(process.execPath, [bin, ...args], { cwd: folder });
  const text = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    text.out += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    text.err += chunk;
  });
  child.stdin.on("error", () => undefined);
  const over = new Promise<Outcome>((resolve) => {
    child.on("close", (code, signal) => resolve({ code, signal, ...text }));
  });
  return { child, over };
}

/** Runs the command in the folder. */
function run(args: readonly string[], { faults, deaf, kill, input }: RunOptions = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const flags = faults ? ["--import", failingFs] : [];
    const env = { ...process.env, ...(faults && { FS_FAULTS: JSON.stringify(faults) }) };
    const child = spawn(process.execPath, [...flags, bin, ...args], { cwd: folder, env });
    const text = { out: "", err: "" };
    if (deaf) child.stdout.destroy();
    else
      child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
        text.out += chunk;
      });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      text.err += chunk;
    });
    child.stdin.on("error", () => undefined);
    if (input) Readable.from(input).pipe(child.stdin);
    else child.stdin.end();
    const killWhenDue = ({ signal, afterMs, since }: NonNullable<RunOptions["kill"]>): void => {
      if (since?.() === false) setTimeout(killWhenDue, 50, { signal, afterMs, since });
      else setTimeout(() => child.kill(signal), afterMs);
    };
    if (kill) killWhenDue(kill);
    child.on("close", (code, signal) => resolve({ code, signal, ...text }));
  });
}

const request = { ...plainRequest, configuration: config };

/** The outcome of a run in this process, its calls read out. */
async function analysed(sources: readonly Source[], { stop }: { stop?: AbortSignal } = {}) {
  const { runReport, calls, close } = await analyse({ ...request, sources, ...(stop && { stop }) });
  try {
    return { runReport, calls: [...calls()] };
  } finally {
    close();
  }
}
const fromMemory = ({ path, latin1 }: LogText): Source => ({
  path,
  role: "auto",
  open: async function* () {
    for (let from = 0; from < latin1.length; from += 1 << 16)
      yield Buffer.from(latin1.slice(from, from + (1 << 16)), "latin1");
  },
});
const reportIn = (name: string): Report => reportSchema.parse(JSON.parse(readFileSync(at(name), "utf8")));
const litter = (): string[] => readdirSync(folder).filter((name) => name.endsWith(".part"));

describe.concurrent("standard output that nobody reads", () => {
  it.each([
    ...FORMATS.map((format) => ["full", "bot.log", "--format", format]),
    ["long.full", "--format", "ndjson"],
    ["config", "etc"],
    ["rules"],
    ["--help"],
  ])("ends the run without a word: %s %s %s %s", async (...args) => {
    const { code, err } = await run(args, { deaf: true });
    expect(err).toBe("");
    expect([0, 1]).toContain(code);
  });

  it("does not cost the files that were asked for beside it", async () => {
    const args = ["full", "bot.log", "-o", "beside.json", "-o", "-", "--format", "ndjson"];
    expect(await run(args, { deaf: true })).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^ari-doctor: the report holds phone numbers as logged; .*\n$/),
    });
    expect(reportIn("beside.json").calls).toHaveLength(2);
  });

  it("may be closed after any number of bytes", async () => {
    const random = new Random(SEED);
    for (let i = 0; i < Math.max(3, KILLS); i += 1) {
      const [bytes, format] = [1 + random.below(1_024), random.of(["ndjson", "json", "terminal"])];
      const script = `"$0" "$1" long.full long.bot --format ${format} 2>&3 | head -c ${bytes} | wc -c; echo "\${PIPESTATUS[0]}"`;
      const shell = spawn("bash", ["-c", script, process.execPath, bin], {
        cwd: folder,
        stdio: ["ignore", "pipe", "inherit", "pipe"],
      });
      const text = { out: "", err: "" };
      shell.stdout?.on("data", (chunk) => {
        text.out += chunk;
      });
      shell.stdio[3]?.on("data", (chunk) => {
        text.err += chunk;
      });
      await new Promise((resolve) => shell.on("close", resolve));
      // a report that is short enough is in the pipe before its reader has gone
      const out = expect.stringMatching(new RegExp(`^${bytes}\n[01]\n$`));
      expect(text, `${bytes} of ${format}`).toEqual({ out, err: "" });
    }
  });

  it("is another thing than one that is full", async () => {
    for (const args of ["rules", "full --format ndjson"]) {
      const full = execFileSync("sh", ["-c", `"$0" "$1" ${args} 2>&1 >/dev/full; echo $?`, process.execPath, bin], {
        cwd: folder,
        encoding: "utf8",
      });
      expect(full).toBe("ari-doctor: cannot write standard output: the disk is full\n2\n");
    }
  });
});

describe("a disk that is full or broken", () => {
  it.each([
    ["ENOSPC", "written with others", 5_000],
    ["EIO", "written with others", 5_000],
    ["ENOSPC", "written by themselves", 50_000],
    ["EIO", "written by themselves", 50_000],
  ])("%s: a spool says so, and keeps what it has (items %s)", (code, _, length) => {
    for (const after of [0, 1, 5]) {
      const spool = new Spool<string>(2);
      const kept = new Map<number, string>();
      const mend = failing([{ call: "write", path: "spool", after, code }]);
      try {
        const fill = (): void => {
          for (let i = 0; i < 600; i += 1) {
            const item = `item ${i} ${"ы".repeat(length)}`;
            kept.set(spool.put(item), item);
          }
        };
        expect(fill).toThrow(/^cannot keep what must wait in .*: .*; TMPDIR names another folder$/);
        expect(kept.size).toBeGreaterThanOrEqual(2 + after);
        for (const [ref, text] of kept) expect(spool.peek(ref)).toBe(text);
      } finally {
        mend();
        spool.close();
      }
    }
  });

  it("a spool that can open no file keeps some hundred items in memory, and leaves nothing behind", () => {
    const folders = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith("ari-doctor-"));
    const before = folders();
    const spool = new Spool<string>(2);
    const mend = failing([{ call: "open", path: "spool", code: "EMFILE" }]);
    try {
      const refs = Array.from({ length: 500 }, (_, i) => spool.put(`item ${i}`));
      expect(() => spool.put("one more")).toThrow(/^cannot keep what must wait in /);
      expect(refs.map((ref) => spool.take(ref))).toEqual(refs.map((_, i) => `item ${i}`));
      expect(folders()).toEqual(before);
    } finally {
      mend();
      spool.close();
    }
  });

  it("short reads and writes lose nothing", async () => {
    const mend = failing([
      { call: "write", path: "", short: true },
      { call: "read", path: "spool", short: true },
    ]);
    const spool = new Spool<string>(0);
    const file = new OutputFile(at("short.txt"));
    try {
      const text = "ы".repeat(29_999);
      expect(spool.take(spool.put(text))).toBe(text);
      for (let i = 0; i < 9; i += 1) await file.write(`${i}${text}\n`);
      await file.finish();
      file.name();
      expect(readFileSync(at("short.txt"), "utf8")).toBe(Array.from({ length: 9 }, (_, i) => `${i}${text}\n`).join(""));
    } finally {
      mend();
      spool.close();
      file.discard();
    }
  });

  it("a report that does not fit leaves the old one, whichever write fails, and nothing beside it", async () => {
    put("old.json", "old");
    const faults = [
      ...[0, 1, 2, 5].map((after) => ({ call: "write" as const, path: ".old.json", after, code: "ENOSPC" })),
      { call: "open" as const, path: ".old.json", code: "EACCES" },
      { call: "rename" as const, path: "old.json", code: "EIO" },
    ];
    for (const fault of faults) {
      const file = new OutputFile(at("old.json"));
      const mend = failing([fault]);
      const write = async (): Promise<void> => {
        for (let i = 0; i < 40; i += 1) await file.write("x".repeat(20_000));
        await file.finish();
        file.name();
      };
      await expect(write()).rejects.toThrow(/^cannot write .*old\.json: (?:the disk is|not allowed)/);
      mend();
      file.discard();
      expect(readFileSync(at("old.json"), "utf8")).toBe("old");
      expect(litter()).toEqual([]);
    }
  });

  it("where calls can wait nowhere, those judged before are reported, and marked", async () => {
    const whole = (await analysed(long.map(fromMemory))).calls;
    const known = new Map(whole.map((call) => [call.channelId, call]));
    for (const after of [0, 3]) {
      const mend = failing([{ call: "write", path: "spool", after, code: "ENOSPC" }]);
      try {
        const { runReport, calls } = await analysed(long.map(fromMemory));
        expect(runReport.summary).toMatchObject({ partial: true, callCount: calls.length });
        expect(runReport.notes[0]).toMatch(
          /^Partial: cannot keep what must wait in .*: the disk is full; .* not in here\.$/,
        );
        expect(calls.length).toBeLessThan(whole.length);
        for (const call of calls)
          expect(known.get(call.channelId)?.diagnosis.cause, call.channelId ?? "").toBe(call.diagnosis.cause);
      } finally {
        mend();
      }
    }
  });

  it("the command says both, and exits by what it found", async () => {
    const faults = [{ call: "write" as const, path: "spool", after: 3, code: "ENOSPC" }];
    const { code, err } = await run(["long.full", "long.bot", "-o", "no-room.json"], { faults });
    expect(code).toBe(1);
    expect(err).toMatch(
      /^ari-doctor: cannot keep what must wait in .*: the disk is full; TMPDIR names another folder$/m,
    );
    expect(reportIn("no-room.json").summary.partial).toBe(true);
    const noRoom = [{ call: "write" as const, path: ".part", after: 0, code: "ENOSPC" }];
    const lost = await run(["full", "-o", "none.json"], { faults: noRoom });
    expect(lost.code).toBe(2);
    expect(lost.err).toMatch(
      /^ari-doctor: cannot write none\.json: the disk is full\nari-doctor: the report follows on standard output\n/,
    );
    expect(lost.out).toContain("rtp-timeout");
    expect([existsSync(at("none.json")), litter()]).toEqual([false, []]);
  });

  it("costs the report that does not fit, and none of the others", async () => {
    const faults = [{ call: "write" as const, path: ".lost.json", code: "ENOSPC" }];
    const args = ["full", "bot.log", "-o", "lost.json", "-o", "kept.json", "-o", "-", "--quiet"];
    expect(await run(args, { faults })).toMatchObject({
      code: 2,
      out: expect.stringContaining("RTP101"),
      err: expect.stringMatching(/^ari-doctor: cannot write lost\.json: the disk is full\n(?!.*follows)/),
    });
    expect(existsSync(at("lost.json"))).toBe(false);
    expect(reportIn("kept.json").calls).toHaveLength(2);
  });

  it("half a proposal never stands under its name", () => {
    const files = new Map([
      ["sip_general_custom.conf", "rtptimeout=60\n".repeat(9)],
      ["apply.txt", "cp -a …\n"],
    ]);
    for (const name of files.keys()) {
      const mend = failing([{ call: "write", path: name, code: "ENOSPC" }]);
      expect(() => writeFolder(at("proposals"), files)).toThrow(/ENOSPC/);
      mend();
      expect(readdirSync(at("proposals"))).toEqual([]);
    }
    writeFolder(at("proposals"), files);
    expect(readdirSync(at("proposals")).sort()).toEqual([...files.keys()].sort());
  });
});

describe("a name of a report", () => {
  const json = (name: string): number => reportIn(name).calls.length;

  it("that is a link stays one: what it points to is replaced, or made", async () => {
    put("real.json", "old");
    mkdirSync(at("elsewhere"), { recursive: true });
    symlinkSync("real.json", at("one.json"));
    symlinkSync("one.json", at("two.json"));
    symlinkSync(at("elsewhere/new.json"), at("dangling.json"));
    for (const [name, target] of [
      ["two.json", "real.json"],
      ["dangling.json", "elsewhere/new.json"],
    ] as const) {
      expect((await command({ args: ["full", "bot.log", "-o", name], cwd: folder })).code).toBe(1);
      expect([lstatSync(at(name)).isSymbolicLink(), lstatSync(at(target)).isSymbolicLink()]).toEqual([true, false]);
      expect(json(target)).toBe(2);
    }
    // the state, too
    symlinkSync("elsewhere/state", at("state-link"));
    await command({ args: ["full", "--state", "state-link"], cwd: folder });
    expect([lstatSync(at("state-link")).isSymbolicLink(), existsSync(at("elsewhere/state"))]).toEqual([true, true]);
    symlinkSync("circle.json", at("circle.json"));
    const { code, err } = await command({ args: ["full", "-o", "circle.json"], cwd: folder });
    expect([code, err]).toEqual([2, "ari-doctor: cannot write circle.json: its links lead in a circle\n"]);
  });

  it.skipIf(process.geteuid?.() !== 0)(
    "that is a stranger's link in a folder for all is refused, before anything is read",
    async () => {
      mkdirSync(at("for-all"));
      chmodSync(at("for-all"), 0o1777);
      put("precious", "old");
      symlinkSync(at("precious"), at("for-all/report.json"));
      lchownSync(at("for-all/report.json"), 65_534, 65_534);
      const { code, err, out } = await command({ args: ["-", "-o", "for-all/report.json"], cwd: folder });
      expect([code, out, readFileSync(at("precious"), "utf8")]).toEqual([2, "", "old"]);
      expect(err).toMatch(/for-all\/report\.json is another user's link in a folder that all may write to/);
      lchownSync(at("for-all/report.json"), 0, 0);
      expect((await command({ args: ["full", "-o", "for-all/report.json"], cwd: folder })).code).toBe(1);
    },
  );

  it("in a folder that is not there is refused before anything is read", async () => {
    const { child, over } = started(["-", "-o", "gone/report.json"]);
    // its input never ends
    expect(await over).toMatchObject({
      code: 2,
      out: "",
      err: "ari-doctor: cannot write gone/report.json: no such folder\n",
    });
    child.stdin?.destroy();
  });

  it("in a folder that goes while logs are read: the report comes on standard output", async () => {
    mkdirSync(at("going"));
    const { child, over } = started(["-", "-o", "going/report.json"]);
    child.stdin?.write(asterisk.latin1, "latin1");
    await vi.waitFor(() => expect(readdirSync(at("going"))).toHaveLength(1), 20_000);
    rmSync(at("going"), { recursive: true });
    child.stdin?.end(bot.latin1, "latin1");
    const { code, out, err } = await over;
    expect([code, out]).toEqual([2, expect.stringContaining("rtp-timeout")]);
    expect(err).toMatch(
      /^ari-doctor: cannot write going\/report\.json: no such folder\n.*follows on standard output\n/,
    );
  });
});

describe("--state, where the disk is full or the run is killed", () => {
  const verdicts = (out: string): (string | null)[] =>
    (JSON.parse(out) as Report).calls.map(({ channelId, diagnosis }) => `${channelId} ${diagnosis.cause}`).sort();
  const args = (name: string): string[] => ["long.full", "long.bot", "--state", name, "--format", "json"];
  let whole: (string | null)[] = [];
  beforeAll(async () => {
    for (const name of ["long.full", "long.bot"]) utimesSync(at(name), 0, 0); // nothing more is waited for
    const { out } = await command({ args: args("first"), cwd: folder });
    whole = verdicts(out);
    expect(whole).toHaveLength(530);
  });

  it.each([
    [
      "the state",
      { call: "write", path: ".full-state." },
      /^ari-doctor: --state: cannot write full-state: the disk is full\n$/,
    ],
    [
      "the temporary folder",
      { call: "write", path: "spool", after: 3 },
      /^ari-doctor: cannot keep .*: the disk is full; TMPDIR.*\nari-doctor: the state is left as it was: the next run reports again/,
    ],
    [
      "the report's folder",
      { call: "write", path: ".told.json" },
      /^ari-doctor: cannot write told\.json: the disk is full\nari-doctor: the report follows.*\nari-doctor: the state is left as it was/,
    ],
  ] as const)(
    "no room for %s: what was found is told, the state stays, and the next run tells all",
    async (_what, fault, words) => {
      const faults = [{ ...fault, code: "ENOSPC" }];
      const to = fault.path === ".told.json" ? ["-o", "told.json"] : ["--format", "json"];
      const full = await run(["long.full", "long.bot", "--state", "full-state", ...to], { faults });
      expect([full.code, full.err]).toEqual([2, expect.stringMatching(words)]);
      expect(full.out).toContain("rtp-timeout");
      expect(readdirSync(folder).filter((name) => name.includes("full-state"))).toEqual([]);
      expect(verdicts((await command({ args: args("full-state"), cwd: folder })).out)).toEqual(whole);
      rmSync(at("full-state"));
    },
  );

  it.each([
    ["before it is written", { call: "open", path: ".killed-state." }],
    ["within it", { call: "write", path: ".killed-state.", after: 1 }],
    ["before it has its name", { call: "rename", path: "killed-state" }],
    ["before the lock is its own", { call: "write", path: "killed-state.lock." }],
  ] as const)("killed %s: the old state can be read, and the next run goes on from there", async (_when, fault) => {
    const of = (): Promise<CommandOutcome> =>
      command({ args: ["killed.full", "--state", "killed-state", "--format", "json"], cwd: folder });
    if (!existsSync(at("killed.full"))) {
      put("killed.full", asterisk.latin1);
      utimesSync(at("killed.full"), 0, 0);
      expect(verdicts((await of()).out).length).toBeGreaterThan(0);
    }
    const old = readFileSync(at("killed-state"));
    const killed = ["killed.full", "--state", "killed-state", "--format", "json"];
    const { signal } = await run(killed, { faults: [{ ...fault, kill: "SIGKILL" }] });
    expect([signal, readFileSync(at("killed-state")).equals(old)]).toEqual(["SIGKILL", true]);
    expect(await of()).toMatchObject({ code: 0, err: "" });
    // what was to become the lock is cleared away a minute later
    const left = readdirSync(folder).filter((name) => name.includes("killed-state"));
    expect(left.filter((name) => !/\.lock\.[0-9a-f]{16}$/.test(name))).toEqual(["killed-state"]);
  });
});

describe("a log that cannot be read to its end", () => {
  it("among others: what was read of it and all of the others is reported, and marked", async () => {
    put("secret.log", asterisk.latin1);
    const faults = [
      { call: "read" as const, path: "long.bot", after: 6, code: "EIO" },
      { call: "open" as const, path: "secret.log", code: "EACCES" },
    ];
    const { code, err } = await run(["long.full", "long.bot", "secret.log", "-o", "broken.json"], { faults });
    expect(code).toBe(1);
    expect(err).toContain("ari-doctor: secret.log: permission denied\n");
    expect(err).toMatch(/^ari-doctor: long\.bot: EIO/m);
    const { summary, notes, inputs, calls } = reportIn("broken.json");
    expect(summary.partial).toBe(true);
    expect(notes.join("\n")).toMatch(/^Partial: long\.bot: EIO.*; read up to line \d+\.$/m);
    expect(notes).toContain("Partial: secret.log: permission denied; nothing of it is in here.");
    expect(inputs.map(({ path, bytes }) => [path, bytes > 0])).toEqual([
      ["long.full", true],
      ["long.bot", true],
    ]);
    expect(calls.length).toBeGreaterThan(500);
  });

  it.each<[what: string, change: (path: string) => void, words: RegExp]>([
    ["removed", (path) => rmSync(path), /no such file/],
    [
      "rotated: another file has its name",
      (path) => {
        renameSync(path, `${path}.1`);
        writeFileSync(path, asterisk.latin1.slice(0, 900), "latin1");
      },
      /another file took its name/,
    ],
    ["emptied", (path) => truncateSync(path), /was cut short to 0 of \d+ bytes/],
    [
      "emptied, and written to again",
      (path) => writeFileSync(path, asterisk.latin1.slice(0, 900), "latin1"),
      /was cut short to 900 of \d+ bytes/,
    ],
  ])("%s after the first look at it: the report says so", async (_what, change, words) => {
    const path = at("live");
    put("live", asterisk.latin1);
    const source = fileSource(path, "auto");
    // the looks at all files come first, then they are read
    let looks = 0;
    const changing: Source = {
      ...source,
      open: () => {
        looks += 1;
        if (looks === 2) change(path);
        return source.open();
      },
    };
    const { runReport } = await analysed([changing, fromMemory(bot)]);
    expect(runReport.summary.partial).toBe(true);
    expect(runReport.notes[0]).toMatch(words);
  });

  it("removed while it is read: it is read to its end all the same", async () => {
    put("live", long[0]?.latin1 ?? "");
    let bytes = 0;
    for await (const chunk of fileSource(at("live"), "auto").open()) {
      if (bytes === 0) rmSync(at("live"));
      bytes += chunk.length;
    }
    expect(bytes).toBe(long[0]?.latin1.length);
  });

  it("in short reads, as a network disk may answer, is read whole", async () => {
    const mend = failing([{ call: "read", path: "long.full", short: true }]);
    try {
      let read = "";
      for await (const chunk of fileSource(at("long.full"), "auto").open()) read += chunk.toString("latin1");
      expect(read === long[0]?.latin1).toBe(true);
    } finally {
      mend();
    }
  });

  it("may be one among files of a folder, and a folder in it that may not be listed", async () => {
    mkdirSync(at("in/closed"), { recursive: true });
    put("in/full", asterisk.latin1);
    put("in/bot.log", bot.latin1);
    chmodSync(at("in/closed"), 0);
    const faults = [{ call: "open" as const, path: "bot.log", code: "EACCES" }];
    const { code, err, out } = await run(["in", "--format", "json"], { faults });
    chmodSync(at("in/closed"), 0o700);
    expect(code).toBe(1);
    expect(err).toContain("ari-doctor: in/bot.log: permission denied\n");
    expect(reportSchema.parse(JSON.parse(out)).inputs.map(({ path }) => path)).toEqual(["in/full"]);
  });
});

describe("a signal", () => {
  it.each([
    ["SIGTERM", 143],
    ["SIGHUP", 129],
    ["SIGINT", 130],
  ] as const)(
    "%s while nothing comes from a pipe: that is said, and the code is the signal's",
    async (signal, code) => {
      const { child, over } = started(["-", "-o", `${signal}.json`]);
      // it listens once its report is begun
      await vi.waitFor(() => expect(litter()).toHaveLength(1), 20_000);
      child.kill(signal);
      expect(await over).toEqual({
        code,
        signal: null,
        out: "",
        err: "ari-doctor: stopped before anything could be analysed\n",
      });
      expect(litter()).toEqual([]);
    },
  );

  it("ends a run whose pipe hangs, and what the pipe brought is reported", async () => {
    execFileSync("mkfifo", [at("hangs")]);
    const writer = spawn("sh", ["-c", "cat full > hangs; exec sleep 60 > hangs"], { cwd: folder });
    const keeper = spawn("sh", ["-c", "exec sleep 60 > hangs"], { cwd: folder });
    const { signal } = await run(["hangs", "bot.log", "-o", "hung.json"], {
      kill: { signal: "SIGTERM", afterMs: 1_000, since: () => litter().length > 0 },
    });
    writer.kill();
    keeper.kill();
    expect(signal).toBe("SIGTERM");
    expect(reportIn("hung.json").summary.partial).toBe(true);
    expect(litter()).toEqual([]);
  });

  it("at any moment leaves a report that is whole, or none", async () => {
    const random = new Random(SEED);
    const startMs = performance.now();
    await run(["long.full", "long.bot", "-o", "whole.json"]);
    const wholeMs = performance.now() - startMs;
    const whole = reportIn("whole.json").calls.length;
    for (let i = 0; i < KILLS; i += 1) {
      const signal = random.of(["SIGINT", "SIGTERM"] as const);
      const afterMs = random.below(wholeMs);
      const moment = `${signal} after ${Math.round(afterMs)} of ${Math.round(wholeMs)} ms`;
      rmSync(at("signal.json"), { force: true });
      const args = ["long.full", "long.bot", "-o", "signal.json"];
      const ended = await run(args, { kill: { signal, afterMs } });
      if (ended.signal === null) expect([0, 1, 130, 143], moment).toContain(ended.code);
      if (existsSync(at("signal.json"))) {
        const { summary, calls } = reportIn("signal.json");
        expect([summary.partial || calls.length === whole, summary.callCount], moment).toEqual([true, calls.length]);
      }
      // nothing is opened before it listens for signals
      expect(litter(), moment).toEqual([]);
    }
  });

  it("that cannot be caught leaves the old report, or the whole new one, at whichever write it comes", async () => {
    const random = new Random(SEED);
    const faults = [
      { call: "open" as const, path: ".killed.json" },
      { call: "rename" as const, path: "killed.json" },
      ...Array.from({ length: KILLS }, () => ({
        call: "write" as const,
        path: ".killed.json",
        after: random.below(30),
      })),
    ];
    for (const fault of faults) {
      put("killed.json", "old");
      const kill = fault.call === "open" ? { code: "EACCES" } : { kill: "SIGKILL" as const };
      await run(["full", "bot.log", "-o", "killed.json"], { faults: [{ ...fault, ...kill }] });
      const left = readFileSync(at("killed.json"), "utf8");
      if (left !== "old") expect(reportIn("killed.json").calls).toHaveLength(2);
      // what is left behind is hidden, and nothing would take its name for a report
      for (const name of litter()) {
        expect(name).toMatch(/^\.killed\.json\.[0-9a-f]{8}\.part$/);
        rmSync(at(name));
      }
    }
  });
});

describe("a pipe that stutters", () => {
  const both = Buffer.from(asterisk.latin1 + bot.latin1, "latin1");
  const half = both.length >> 1;
  const forms: Readonly<Record<string, Buffer>> = {
    plain: both,
    gzip: gzipSync(both),
    "gzip of two members": Buffer.concat([gzipSync(both.subarray(0, half)), gzipSync(both.subarray(half))]),
    zstd: zstdFrame(both),
    "UTF-16": Buffer.from(`\ufeff${both.toString("utf8")}`, "utf16le"),
  };
  /** Pieces of so many bytes, with a pause after some of them: within lines, characters and members. */
  async function* stuttered(bytes: Buffer, pieceBytes: number): AsyncGenerator<Buffer> {
    for (let from = 0; from < bytes.length; from += pieceBytes) {
      if (from % 97 === 0) await new Promise((resolve) => setImmediate(resolve));
      yield bytes.subarray(from, from + pieceBytes);
    }
  }
  const read = (pieces: AsyncIterable<Buffer>) => analysed([streamSource(Readable.from(pieces), "auto")]);

  it.each(Object.entries(forms))("brings the same report: %s, byte by byte", async (_form, bytes) => {
    const { calls, runReport } = await read(stuttered(bytes, 1));
    const whole = await read(stuttered(bytes, bytes.length));
    expect(whole.calls).toHaveLength(2);
    expect(calls).toEqual(whole.calls);
    expect(runReport).toEqual(whole.runReport);
  });

  it("into the command, too", async () => {
    const bytes = forms.gzip ?? Buffer.alloc(0);
    const pieces = Array.from({ length: Math.ceil(bytes.length / 5) }, (_, i) => bytes.subarray(i * 5, i * 5 + 5));
    const [stuttering, whole] = await Promise.all(
      [pieces, [bytes]].map((input) => run(["-", "--format", "json"], { input })),
    );
    const untimed = (out = ""): Report => ({ ...reportSchema.parse(JSON.parse(out)), generatedAt: null });
    expect(untimed(stuttering?.out)).toEqual(untimed(whole?.out));
    expect(untimed(whole?.out).calls).toHaveLength(2);
  });
});
