// The command as a user runs it, over the built CLI (`npm test` builds it first).
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { origin } from "../src/cli/origin.js";
import { configReportSchema } from "../src/report/config-schema.js";
import { type Report, reportSchema } from "../src/report/schema.js";
import { BIN, type CommandOutcome, command, inOwnProcess } from "./support/command.js";
import { repeated } from "./support/repeat.js";

// One call of 15:52 that Asterisk ended for want of RTP, and one of 15:55 that went well.
const TIMED_OUT = "1795362758.0";
const HEALTHY = "1795362900.1";
const ASTERISK = `[Nov 22 15:52:38] VERBOSE[501][C-00000001] pbx.c: Executing [1000@in:1] Stasis("PJSIP/gw-00000000", "voicebot,1000,79160000001") in new stack
[Nov 22 15:52:40] VERBOSE[501][C-00000001] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/gw-00000000'
[Nov 22 15:52:50] NOTICE[77] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/gw-00000000' for lack of audio RTP activity in 10 seconds
[Nov 22 15:52:50] VERBOSE[501][C-00000001] res_musiconhold.c: Stopped music on hold on PJSIP/gw-00000000
[Nov 22 15:52:50] VERBOSE[501][C-00000001] pbx.c: Spawn extension (in, 1000, 1) exited non-zero on 'PJSIP/gw-00000000'
`;
const HEALTHY_ASTERISK = `[Nov 22 15:55:00] VERBOSE[502][C-00000002] pbx.c: Executing [1000@in:1] Stasis("PJSIP/gw-00000001", "voicebot,1000,79160000002") in new stack
[Nov 22 15:55:02] VERBOSE[502][C-00000002] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/gw-00000001'
[Nov 22 15:55:04] VERBOSE[502][C-00000002] res_musiconhold.c: Stopped music on hold on PJSIP/gw-00000001
[Nov 22 15:55:04] VERBOSE[502][C-00000002] file.c: <PJSIP/gw-00000001> Playing 'bot/answer.slin' (language 'en')
[Nov 22 15:55:08] VERBOSE[502][C-00000002] pbx.c: Spawn extension (in, 1000, 1) exited non-zero on 'PJSIP/gw-00000001'
`;
const BOT = `2026-11-22 15:52:38,402 - bot - INFO - StasisStart channel=${TIMED_OUT} caller=79160000001 exten=1000
2026-11-22 15:52:40,101 - bot - INFO - Channel ${TIMED_OUT} put on hold
2026-11-22 15:52:52,410 - bot - ERROR - POST /ari/channels/${TIMED_OUT}/play/p-1?media=sound%3Abot%2Fanswer failed: 404 {"message":"Channel not found"}
`;
const HEALTHY_BOT = `2026-11-22 15:55:00,302 - bot - INFO - StasisStart channel=${HEALTHY} caller=79160000002 exten=1000
2026-11-22 15:55:02,101 - bot - INFO - Channel ${HEALTHY} put on hold
2026-11-22 15:55:04,001 - bot - INFO - Channel ${HEALTHY} taken off hold
2026-11-22 15:55:04,110 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715bd started on channel ${HEALTHY} media=sound:bot/answer
2026-11-22 15:55:07,900 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715bd state=done
2026-11-22 15:55:08,000 - bot - INFO - Hanging up channel ${HEALTHY}
2026-11-22 15:55:08,010 - bot - INFO - StasisEnd channel=${HEALTHY}
`;
/** Lines of both logs, as `cat` or a container prints them. */
const MIXED = [...ASTERISK.trimEnd().split("\n"), ...BOT.trimEnd().split("\n")]
  .sort((a, b) => (/15:5\d:\d\d/.exec(a)?.[0] ?? "").localeCompare(/15:5\d:\d\d/.exec(b)?.[0] ?? ""))
  .join("\n");

let folder = "";
const at = (name: string): string => join(folder, name);
const put = (name: string, content: string | Buffer): void => writeFileSync(at(name), content);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cli-test-"));
  put("full", ASTERISK + HEALTHY_ASTERISK);
  put("bot.log", BOT + HEALTHY_BOT);
  put("healthy.full", HEALTHY_ASTERISK);
  put("healthy.log", HEALTHY_BOT);
  put("empty.log", "");
  put("core", Buffer.concat([Buffer.from("\x7fELF"), Buffer.alloc(4096)]));
  put("poem.txt", "Two roads\nin no log\n\nand sorry\n");
  put("full.gz", gzipSync(ASTERISK));
  put("broken.gz", gzipSync(ASTERISK.repeat(50)).subarray(0, 120));
  mkdirSync(at("logs"));
  mkdirSync(at("in/bot"), { recursive: true });
  put("in/full.1.gz", gzipSync(ASTERISK));
  put("in/full", HEALTHY_ASTERISK);
  put("in/bot/worker.out", BOT + HEALTHY_BOT);
  put("in/nginx.log", "2026-11-22 15:52:38,402 - nginx - INFO - GET / 200\n");
  put("in/poem.txt", "Two roads\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command in the folder; `input` is its standard input. */
function run(
  args: readonly string[],
  input = "",
  env: Record<string, string> = {},
  cwd = folder,
): Promise<CommandOutcome> {
  return command({ args, cwd, env, input });
}

/** Starts it in the folder, as a process of its own. */
function started(args: readonly string[], input = ""): Promise<CommandOutcome> {
  return inOwnProcess({ args, cwd: folder, input });
}

/** The report as JSON, held to its schema. */
async function report(args: readonly string[], input = ""): Promise<Report> {
  const { out } = await run([...args, "--format", "json"], input);
  return reportSchema.parse(JSON.parse(out));
}
const ids = (read: Report): (string | null)[] => read.calls.map(({ channelId }) => channelId);
const lines = (text: string): string[] => text.split("\n").filter((line) => line !== "");

describe.concurrent("ari-doctor", () => {
  it("reports both calls of both logs, and exits 1 for what it found", async () => {
    const { code, out, err } = await started(["full", "bot.log"]);
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(out).toContain("PJSIP/gw-00000000");
    expect(out).toContain("rtp-timeout");
    expect(out).not.toContain("\x1b");
    for (const line of lines(out)) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  it("exits 0 where all went well", async () => {
    expect(await started(["healthy.full", "healthy.log"])).toMatchObject({ code: 0, err: "" });
  });

  it("exits 0 for whatever it found where it is told to", async () => {
    expect(await started(["full", "bot.log", "--exit-zero"])).toMatchObject({ code: 0 });
  });
});

describe.concurrent("the input", () => {
  it.each([
    ["nothing is named", []],
    ["- is named", ["-"]],
  ])("is standard input where %s, with the lines of both logs mixed", async (_when, args) => {
    const read = reportSchema.parse(JSON.parse((await started([...args, "--format", "json"], MIXED)).out));
    expect(ids(read)).toEqual([TIMED_OUT]);
    expect(read.calls[0]).toMatchObject({ channelName: "PJSIP/gw-00000000" });
  });

  it("may be a file and standard input", async () => {
    const read = await report(["-", "bot.log"], ASTERISK + HEALTHY_ASTERISK);
    expect(read.calls.map(({ channelName }) => channelName)).toEqual(["PJSIP/gw-00000000", "PJSIP/gw-00000001"]);
  });

  it("may be compressed, and of the side that is forced on it", async () => {
    const read = await report(["--asterisk", "full.gz", "--bot", "bot.log"]);
    expect(ids(read)).toEqual([TIMED_OUT, HEALTHY]);
    expect(read.calls[0]).toMatchObject({ channelName: "PJSIP/gw-00000000" });
  });

  it("that cannot be used is said, each in a line, and the rest is read", async () => {
    const { code, out, err } = await run([
      "full",
      "missing.log",
      "empty.log",
      "logs",
      "core",
      "broken.gz",
      "poem.txt",
      "--format",
      "json",
    ]);
    expect(code).toBe(1);
    expect(reportSchema.parse(JSON.parse(out)).calls).toHaveLength(2);
    for (const warning of [
      "missing.log: no such file",
      "empty.log: is empty",
      "logs: no file there",
      "core: is not a text log",
      "broken.gz: broken gzip data",
      "poem.txt: the first lines are neither",
    ]) {
      expect(err).toContain(`ari-doctor: ${warning}`);
    }
    for (const line of lines(err)) expect(line).toMatch(/^ari-doctor: /);
  });

  it("may be a folder, of which only the logs are read, or a pattern", async () => {
    const read = await report(["in"]);
    expect(ids(read)).toEqual([TIMED_OUT, HEALTHY]);
    expect(read.inputs.map(({ path }) => path).sort()).toEqual(["in/bot/worker.out", "in/full", "in/full.1.gz"]);
    const { err } = await run(["in", "in/f*", "--exit-zero"]);
    expect(lines(err)).toEqual([
      "ari-doctor: left out because they are not logs of Asterisk or of a bot: in/nginx.log, in/poem.txt",
    ]);
    expect(ids(await report(["in/f*"]))).toEqual([null, null]);
  });

  it("that was not understood is shown line by line where that is asked for", async () => {
    const { err } = await run(["-", "--show-unparsed"], `one \x1b[31mstray\nline\n${ASTERISK}`);
    expect(lines(err).slice(0, 2)).toEqual([expect.stringMatching(/^-:1: one .*stray$/), "-:2: line"]);
    expect(err).not.toContain("\x1b");
  });

  it("is of the host that it is said to be", async () => {
    const read = await report(["full", "healthy.full", "--host", "full=a", "--host", "healthy.full=b"]);
    expect(read.calls.map(({ host }) => host).sort()).toEqual(["a", "a", "b"]);
  });

  it.each([
    ["is garbage in a pipe", [], "Two roads\nin no log\n"],
    ["is nothing at all", [], ""],
    ["is of every useless kind", ["missing.log", "empty.log", "core", "logs", "poem.txt"], ""],
  ])("that %s ends with 2, a clear word on standard error and nothing else", async (_what, args, input) => {
    const { code, out, err } = await started(args, input);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(lines(err)).toHaveLength(1);
    expect(err).toMatch(/^ari-doctor: nothing could be analysed: \S/);
    for (const input of args) expect(err).toContain(`${input}: `);
  });
});

describe.concurrent("an option", () => {
  it.each<[args: string[], words: string]>([
    [["--frobnicate"], "unknown option '--frobnicate'"],
    [["full", "--host", "pbx1"], "--host: must be FILE=NAME"],
    [["full", "--host", "messages=pbx1"], "--host: messages is no input"],
    [["full", "--format", "xml"], "--format: must be one of terminal, json"],
    [["full", "--fromat", "json"], "unknown option '--fromat' (did you mean --format?)"],
    [["full", "--defaults", "missing.json"], "--defaults: missing.json: no such file"],
    [["full", "--defaults", "poem.txt"], "poem.txt: is no JSON"],
    [["completion", "tcsh"], "Allowed choices are bash, zsh, fish"],
    [["full", "-o", "nowhere/report.json"], "cannot write nowhere/report.json: no such folder"],
    [["explain", "rtp-timout"], "did you mean RTP101 (rtp-timeout)?"],
  ])("that cannot be used ends with 2 and its name: %j", async (args, words) => {
    const { code, out, err } = await run(args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(words);
    expect(err).toMatch(/^ari-doctor: /);
    expect(lines(err)).toHaveLength(1);
  });

  it("--help explains and ends with 0", async () => {
    const { code, out, err } = await run(["--help"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    for (const words of ["Usage: ari-doctor", "--rtp-timeout", "Exit codes", "schema"]) expect(out).toContain(words);
  });

  it("--format json prints a report of the published shape", async () => {
    const read = await report(["full", "bot.log"]);
    expect(ids(read)).toEqual([TIMED_OUT, HEALTHY]);
    expect(read.calls[0]?.findings.map(({ name }) => name)).toContain("rtp-timeout");
    expect(read.calls[1]?.findings.filter(({ severity }) => severity !== "info")).toEqual([]);
  });

  it.each([
    ["--output", "report.json"],
    ["-o", "report.txt"],
  ])("%s writes to a file, %s", async (flag, name) => {
    const { code, out } = await run(["full", "bot.log", flag, name]);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    const written = readFileSync(at(name), "utf8");
    if (name.endsWith(".json")) expect(ids(reportSchema.parse(JSON.parse(written)))).toEqual([TIMED_OUT, HEALTHY]);
    else expect(written).toContain("PJSIP/gw-00000000");
    expect(written).not.toContain("\x1b");
  });

  it("-o may be given again: each file in the format of its name, standard output beside them", async () => {
    const { code, out, err } = await run(["full", "bot.log", "-o", "all.json", "-o", "all.md", "-o", "-"]);
    expect(code).toBe(1);
    expect(lines(err)).toEqual([expect.stringMatching(/^ari-doctor: .* --redact /)]);
    expect(ids(reportSchema.parse(JSON.parse(readFileSync(at("all.json"), "utf8"))))).toEqual([TIMED_OUT, HEALTHY]);
    expect(readFileSync(at("all.md"), "utf8")).toContain(`### Call \`${TIMED_OUT}\`: rtp-timeout (likely)`);
    expect(out).toContain("VERDICT  rtp-timeout");
  });

  it("-o leaves the old report, and nothing beside it, where there is no new one", async () => {
    put("kept.json", "old");
    for (const args of [
      ["poem.txt", "-o", "kept.json", "-o", "new.md"],
      ["full", "-o", "kept.json", "-o", "nowhere/new.md"],
    ])
      expect((await run(args)).code).toBe(2);
    expect(readFileSync(at("kept.json"), "utf8")).toBe("old");
    expect(readdirSync(folder).filter((name) => name.endsWith(".part") || name === "new.md")).toEqual([]);
  });

  it("--format ndjson prints a finding before the log has ended", async () => {
    const child = spawn(process.execPath, [BIN, "-", "--format", "ndjson"], { cwd: folder });
    const first = new Promise<string>((resolve) => child.stdout.setEncoding("utf8").once("data", resolve));
    // the clocks are known, and so the calls judged, after a hundred calls or so
    child.stdin.write(repeated({ path: "-", latin1: MIXED }, 300, 641, 20).latin1);
    const line = (await first).split("\n")[0] ?? "";
    child.stdin.end();
    await new Promise((resolve) => child.on("close", resolve));
    expect(JSON.parse(line)).toMatchObject({
      event: { code: "RTP101" },
      ari_doctor: { call: { channel_name: "PJSIP/gw-00000000" } },
    });
  });

  it.each([
    ["with all events", ["--verbose"]],
    ["though the events that tell it are left out", []],
  ])(
    "--redact masks what is private in every format and beside it, also a host that a later call tells, %s",
    async (how, flags) => {
      const masked = `masked ${how}`;
      const private_ = ["79160000001", "79161234567", "nordlicht7", "fritz", "kunde-42", "pbx-sued", "hunter2"];
      mkdirSync(at(`${masked}/pbx-sued/kunde-42`), { recursive: true }); // others look at what lies in the folder
      put(`${masked}/pbx-sued/kunde-42/full`, ASTERISK + HEALTHY_ASTERISK);
      const told = [
        "callback to 79160000001 at kunde-42\n",
        BOT.replace("put on hold", "put on hold by nordlicht7, tag=79161234567 port 79161234567"),
        HEALTHY_BOT.replace("put on hold", "put on hold host=nordlicht7 password=hunter2 from /home/fritz/bot"),
      ];
      put(`${masked}/pbx-sued/kunde-42/bot.log`, told.join(""));
      const names = ["json", "html", "md", "ndjson", "otlp.json", "txt"].map((ending) => `${masked}/report.${ending}`);
      const { code, out, err } = await run([
        ...[
          `${masked}/pbx-sued/kunde-42/full`,
          `${masked}/pbx-sued/kunde-42/bot.log`,
          "--redact",
          "--show-unparsed",
          ...flags,
        ],
        ...[...names, "-"].flatMap((name) => ["-o", name]),
      ]);
      expect(code).toBe(1);
      expect(err).toMatch(/bot\.log:\d+: callback to number#\d+ at host#\d+$/m);
      expect(err).not.toContain("--redact");
      for (const text of [out, err, ...names.map((name) => readFileSync(at(name), "utf8"))])
        expect(private_.filter((value) => text.includes(value))).toEqual([]);
      const read = reportSchema.parse(JSON.parse(readFileSync(at(`${masked}/report.json`), "utf8")));
      expect(read.calls[0]).toMatchObject({
        channelId: TIMED_OUT,
        caller: expect.stringMatching(/^number#\d$/),
        diagnosis: {
          cause: "rtp-timeout",
          evidence: [{ source: expect.stringMatching(/^masked [a-z ]+\/host#\d\/host#\d\/full$/), line: 3 }],
        },
      });
      expect(read.calls.map(({ leftOutEventCount }) => leftOutEventCount > 0)).toEqual([false, flags.length === 0]);
      expect(lines(readFileSync(at(`${masked}/report.ndjson`), "utf8"))).toHaveLength(
        [read, ...read.calls].flatMap((part) => ("runFindings" in part ? part.runFindings : part.findings)).length,
      );
    },
  );

  it("--all keeps the events of calls that went well, and changes nothing else; --verbose and --call keep them, too", async () => {
    const logs = ["full", "bot.log", "--rtp-timeout", "10"];
    const [brief, whole] = [await report(logs), await report([...logs, "--all"])];
    expect(brief.calls.map(({ timeline, leftOutEventCount }) => [timeline.length > 0, leftOutEventCount])).toEqual([
      [true, 0],
      [false, 12],
    ]);
    expect(whole.calls.map(({ timeline, leftOutEventCount }) => [timeline.length, leftOutEventCount])).toEqual([
      [brief.calls[0]?.timeline.length, 0],
      [12, 0],
    ]);
    const same = ({ calls, generatedAt: _, command: __, ...rest }: Report): unknown => ({
      ...rest,
      calls: calls.map(({ timeline: _, leftOutEventCount: __, ...call }) => call),
    });
    expect(same(brief)).toEqual(same(whole));
    expect((await report([...logs, "--verbose"])).calls).toEqual(whole.calls);
    expect((await report([...logs, "--call", HEALTHY])).calls).toEqual([whole.calls[1]]);
    const [page, pageOfAll] = [await run(logs), await run([...logs, "--all"])];
    expect(pageOfAll).toEqual(page);
  });

  it("a report says when, where and by which command it was made, and holds no password of it", async () => {
    const before = Date.now();
    const alert = ["--alert", "./mail", "--alert-arg", "http://bot:hunter2@desk/?token=abc123"];
    const made = await report(["full", "bot.log", "--answer-budget", "20"]);
    expect(made.command).toEqual(["ari-doctor", "full", "bot.log", "--answer-budget", "20", "--format", "json"]);
    expect(Date.parse(made.generatedAt ?? "")).toBeGreaterThanOrEqual(before - 1);
    expect(made.generatedOn).toBe(hostname());
    const masked = await report(["full", "bot.log", "--redact"]);
    expect(masked.generatedOn).toMatch(/^(?:host|address)#\d+$|^localhost$/);
    const handedOn = ["--alert-arg", "--token", "--alert-arg", "abc123", "--call", "1795363080.0"];
    expect(origin(["ari-doctor", ...handedOn]).command).toEqual(
      ["ari-doctor", ...handedOn].map((word) => (word === "abc123" ? "***" : word)),
    );
    expect(origin(["ari-doctor", ...alert]).command).toEqual([
      ...["ari-doctor", "--alert", "./mail", "--alert-arg", "http://***@desk/?token=***"],
    ]);
  });

  it("--call reports that call only", async () => {
    expect(ids(await report(["full", "bot.log", "--call", "[C-00000002]"]))).toEqual([HEALTHY]);
  });

  it("--since and --until choose calls by the time that they were up", async () => {
    const hour = ["--since", "2026-11-22T18:52:45+03:00", "--until", "2026-11-22T15:54:00Z"];
    expect(ids(await report(["full", "bot.log", ...hour]))).toEqual([TIMED_OUT]);
  });

  it("schema prints the JSON Schema of the report", async () => {
    const { code, out } = await run(["schema"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ $schema: expect.stringContaining("json-schema.org"), type: "object" });
  });

  it("--color always colours, where NO_COLOR has its way otherwise", async () => {
    expect((await run(["full", "--color", "always"])).out).toContain("\x1b[");
    expect((await run(["full", "--color", "auto"], "", { NO_COLOR: "1", FORCE_COLOR: "1" })).out).not.toContain("\x1b");
  });
});

describe.concurrent("how much is said, and when it fails", () => {
  it("--quiet is a line a problem", async () => {
    const { code, out, err } = await run(["full", "bot.log", "--quiet"]);
    expect({ code, out, err }).toEqual({ code: 1, out: `RTP101 ${TIMED_OUT} rtp-timeout likely full:3\n`, err: "" });
    expect(await run(["healthy.full", "healthy.log", "-q"])).toEqual({ code: 0, out: "", err: "" });
  });

  it("--limit shows so many calls, --verbose all", async () => {
    const brief = (await run(["full", "bot.log", "--limit", "0"])).out;
    expect(brief).not.toContain("VERDICT");
    expect(brief).toContain("1 more call with a problem: 1 rtp-timeout.");
    expect((await run(["full", "bot.log", "--verbose"])).out.match(/^VERDICT/gm)).toHaveLength(2);
  });

  it.each([
    ["never", 0],
    ["error", 1],
    ["warning", 1],
    ["info", 1],
  ])("--fail-on %s ends a run that found an error with %d", async (severity, code) => {
    expect((await run(["full", "bot.log", "--quiet", "--fail-on", severity])).code).toBe(code);
  });

  it("ari-doctor.config.json of the folder, or --defaults, sets what the command line does not", async () => {
    mkdirSync(at("team"), { recursive: true });
    put("team/ari-doctor.config.json", '{ "rtp-timeout": 77, "fail-on": "never", "format": "json" }');
    const limitIn = ({ out }: CommandOutcome): unknown =>
      reportSchema.parse(JSON.parse(out)).calls[0]?.limits.rtpTimeout.seconds;
    const fromFile = await run(["full", "bot.log", "--defaults", "team/ari-doctor.config.json"]);
    expect([fromFile.code, limitIn(fromFile)]).toEqual([0, 77]);
    const here = await run(["../full", "../bot.log", "--rtp-timeout", "60", "--fail-on", "error"], "", {}, at("team"));
    expect([here.code, limitIn(here)]).toEqual([1, 60]);
    expect((await run(["../full", "../bot.log", "--no-defaults"], "", {}, at("team"))).out).toContain("VERDICT");
  });

  it("no progress reaches a pipe", async () => {
    expect((await run(["full", "bot.log"])).err).toBe("");
  });
});

describe("a pipe that is closed", () => {
  it("ends the run without a word", async () => {
    // calls enough that the report does not fit into the pipe
    const many = Array.from({ length: 400 }, (_, i) =>
      ASTERISK.replaceAll("C-00000001", `C-${(i + 9).toString(16).padStart(8, "0")}`).replaceAll(
        "gw-00000000",
        `gw-${(i + 9).toString(16).padStart(8, "0")}`,
      ),
    ).join("");
    put("many", many);
    const child = spawn(process.execPath, [BIN, "many"], { cwd: folder });
    let err = "";
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      err += chunk;
    });
    child.stdout.once("data", () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect(err).toBe("");
    expect([0, 1]).toContain(code);
  });
});

describe("what would lose something", () => {
  it("is refused: a report over one of its own inputs", async () => {
    const before = readFileSync(at("full"), "utf8");
    const { code, err } = await run(["full", "bot.log", "-o", "./full"]);
    expect([code, err]).toEqual([2, "ari-doctor: --output: ./full is an input; the report would replace it\n"]);
    expect(readFileSync(at("full"), "utf8")).toBe(before);
    expect((await run(["full", "-o", "a.json", "-o", "./a.json"])).err).toContain("./a.json is given twice");
  });

  it("is said: a configuration that is not there", async () => {
    const { code, err } = await run(["full", "bot.log", "--config", "no-such-folder"]);
    expect(code).toBe(1);
    expect(err).toContain("no-such-folder");
  });
});

describe("ari-doctor config", () => {
  beforeAll(() => {
    mkdirSync(at("etc"));
    put("etc/sip.conf", "[general]\nrtptimeout=45\nchannel_ttl=900\n\n[gw]\ntype=peer\n");
    put("etc/pjsip.conf", "[gw]\ntype=endpoint\nrtp_timeout=10\n");
    put("sip_general_custom.conf", "rtptimeout=240\nstasis_timeout=240\n");
  });

  it("says what is in force and what is wrong, for people and for scripts", async () => {
    const page = await run(["config", "etc"]);
    expect(page).toMatchObject({ code: 1, err: "" });
    expect(page.out).toMatch(/CFG103 no-such-option[\s\S]*etc\/sip\.conf:3[\s\S]*gw +│ rtptimeout +│ 45 s/);
    const { code, out } = await run(["config", "etc", "--format", "json", "--exit-zero"]);
    expect(code).toBe(0);
    const report = configReportSchema.parse(JSON.parse(out));
    expect(report.findings.map(({ code }) => code)).toEqual(["CFG103"]);
    expect(report.inForce).toContainEqual(
      expect.objectContaining({ scope: "gw", option: "rtp_timeout", value: "10", from: "config", line: 3 }),
    );
  });

  it("checks advice against the logs", async () => {
    const { code, out } = await run([
      "config",
      "--advice",
      "sip_general_custom.conf",
      "--log",
      "full",
      "--log",
      "bot.log",
    ]);
    expect(code).toBe(1);
    expect(out).toMatch(/rtptimeout=240\n +Read by chan_sip[\s\S]*stasis_timeout=240\n +NO SUCH OPTION/);
    expect(out.replace(/\s+/g, " ")).toMatch(
      /^None of this would have saved the call: 1 rtp-timeout\..* belong to chan_pjsip, which does not read it/,
    );
  });

  it("writes proposals into a new folder, and never where a configuration is read", async () => {
    const before = readFileSync(at("etc/sip.conf"), "utf8");
    const audit = ["config", "etc", "--exit-zero", "--write-config"];
    expect((await run([...audit, "proposals"])).code).toBe(0);
    expect(readFileSync(at("proposals/apply.txt"), "utf8")).toMatch(
      /CFG103[\s\S]*cp -a[\s\S]*sip reload[\s\S]*sip show/,
    );
    expect(readFileSync(at("proposals/ari-doctor.patch"), "utf8")).toMatch(/^--- sip\.conf\n[\s\S]*-channel_ttl=900/);
    expect(await run([...audit, "proposals"])).toMatchObject({ code: 2, err: expect.stringMatching(/there already/) });
    for (const folder of ["etc", "etc/new", "/etc/asterisk/new"])
      expect((await run([...audit, folder])).err).toMatch(/--write-config: .* give a folder of its own/);
    expect((await run(["full", "bot.log", "--write-config", "others"])).err).toMatch(/there is no configuration/);
    expect((await run(["full", "bot.log", "--config", "etc", "--write-config", "others"])).code).toBe(1);
    expect(readFileSync(at("others/apply.txt"), "utf8")).toMatch(/CFG103/);
    expect(readFileSync(at("etc/sip.conf"), "utf8")).toBe(before);
  });

  it("ends with 2 where there is nothing to read", async () => {
    expect((await run(["config", "no-such-folder"])).code).toBe(2);
    expect((await run(["config"])).code).toBe(2);
    expect(await run(["config", "etc", "--asterisk-version", "new"])).toMatchObject({
      code: 2,
      err: "ari-doctor: --asterisk-version: must be a version such as 20.20.1\n",
    });
  });
});

describe("a log that rotation cut", () => {
  const cut = {
    "at New Year, in stamps without a year": {
      older: `[Dec 31 23:59:50] VERBOSE[501][C-00000001] pbx.c: Executing [1000@in:1] Stasis("PJSIP/gw-00000000", "voicebot,1000,79160000001") in new stack\n`,
      newer:
        "[Jan  1 00:00:02] NOTICE[77] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/gw-00000000' for lack of audio RTP activity in 10 seconds\n",
      seconds: 12,
    },
    "at midnight, in stamps without a date": {
      older: "23:59:58,100 - bot - INFO - Channel 1795391996.0 put on hold\n",
      newer:
        '00:00:04,600 - bot - ERROR - POST /ari/channels/1795391996.0/play/p failed: 404 {"message":"Channel not found"}\n',
      seconds: 6.5,
    },
  };
  it.each(Object.entries(cut))(
    "%s, is one log in the order of its content",
    async (_when, { older, newer, seconds }) => {
      writeFileSync(at("a.log"), newer);
      writeFileSync(at("b.log"), older);
      const { calls } = await report(["a.log", "b.log"]);
      expect(calls).toHaveLength(1);
      const [first, last] = [calls[0]?.timeline[0]?.at ?? "", calls[0]?.timeline.at(-1)?.at ?? ""];
      expect((Date.parse(last) - Date.parse(first)) / 1000).toBe(seconds);
    },
  );
});
