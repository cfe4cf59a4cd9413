// --redact as it is typed: its levels, its key, and runs that follow logs or go on from a state.
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Report, reportSchema } from "../../src/report/schema.js";
import { Running } from "../live/command.js";
import { type CommandOutcome, command } from "../support/command.js";
import { SAMPLES } from "../support/sample.js";

const CALLER = "79162298921";
const SPOKEN = "opening hours";

let folder = "";
const at = (name: string): string => join(folder, name);
const run = (...args: string[]): Promise<CommandOutcome> => command({ args, cwd: folder });
const report = async (...args: string[]): Promise<Report> => {
  const { out, err } = await run("full", "bot.log", "--format", "json", "--all", ...args);
  if (out === "") throw new Error(err);
  return reportSchema.parse(JSON.parse(out));
};
const callerOf = ({ calls }: Report): string | null | undefined =>
  calls.find(({ channelId }) => channelId === "1795363080.0")?.caller;
const key = (name: string, text: string, mode = 0o600): string => {
  writeFileSync(at(name), text, { mode });
  chmodSync(at(name), mode);
  return name;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "redact-test-"));
  copyFileSync(join(SAMPLES, "rtp-timeout/asterisk.full.log"), at("full"));
  copyFileSync(join(SAMPLES, "rtp-timeout/bot.log"), at("bot.log"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("--redact", () => {
  it("takes no file for its level, wherever it stands", async () => {
    const plain = await report("--redact");
    expect(plain.redaction).toEqual({ level: "kinds", key: null });
    const before = JSON.parse((await run("--redact", "full", "bot.log", "--format", "json", "--all")).out) as Report;
    expect(before.calls).toEqual(plain.calls);
    for (const words of [["--redact=strict"], ["--redact", "strict"]])
      expect((await report(...words)).redaction).toEqual({ level: "strict", key: null });
    expect((await run("full", "--redact=all")).err).toBe("ari-doctor: --redact: must be kinds or strict\n");
    expect((await report()).redaction).toEqual({ level: "none", key: null });
  });

  it("at strict leaves nothing that was spoken, also on standard error", async () => {
    writeFileSync(at("selma-horvat.log"), "Zdravko Mihaljević zove 555\n".repeat(20));
    const bare = await run("full", "bot.log", "--all", "--verbose", "--show-unparsed", "--bot", "selma-horvat.log");
    expect(bare.out).toContain(SPOKEN);
    expect(bare.err).toContain("Mihaljević");
    const { out, err } = await run(
      ...["full", "bot.log", "--all", "--verbose", "--show-unparsed", "--bot", "selma-horvat.log", "--redact=strict"],
    );
    expect(out).toContain("rtp-timeout");
    expect(out + err).not.toMatch(/opening|hours|booking|79162298921|selma|horvat|Zdravko|Mihaljević/i);
    expect(err).toMatch(/word#\d|text#\d/);
  });
});

describe("--redact-key", () => {
  it("gives a value the same mask in every report that was made with it, and in no other", async () => {
    const one = key("one.key", "0123456789abcdef0123456789abcdef\n");
    const other = key("other.key", "fedcba9876543210fedcba9876543210\n");
    const first = await report("--redact", "--redact-key", one);
    expect(callerOf(first)).toMatch(/^number#[a-z]{10}$/);
    expect(JSON.stringify(first)).not.toContain(CALLER);
    const second = await report("--redact=strict", "--redact-key", one, "--call", "1795363080.0");
    expect(callerOf(second)).toBe(callerOf(first));
    expect(second.redaction).toEqual({ level: "strict", key: first.redaction?.key });
    // the line end of an editor is no part of it
    key("one.key", "0123456789abcdef0123456789abcdef");
    expect(callerOf(await report("--redact", "--redact-key", one))).toBe(callerOf(first));
    const apart = await report("--redact", "--redact-key", other);
    expect(callerOf(apart)).not.toBe(callerOf(first));
    expect(apart.redaction?.key).not.toBe(first.redaction?.key);
    expect(JSON.stringify(first)).not.toContain("0123456789abcdef");
  });

  it("lets merge count a call once, and diff compare", async () => {
    const one = key("one.key", "0123456789abcdef0123456789abcdef");
    const strict = ["full", "bot.log", "--redact=strict", "--redact-key", one];
    await run(...strict, "-o", "a.json");
    await run(...strict, "--call", "1795363080.0", "-o", "b.json");
    await run("merge", "a.json", "b.json", "-o", "both.json");
    const both = reportSchema.parse(JSON.parse(readFileSync(at("both.json"), "utf8")));
    const a = reportSchema.parse(JSON.parse(readFileSync(at("a.json"), "utf8")));
    expect(both.calls.map(({ channelId, caller }) => [channelId, caller])).toEqual(
      a.calls.map(({ channelId, caller }) => [channelId, caller]),
    );
    expect(both.redaction).toEqual(a.redaction);
    expect((await run("diff", "a.json", "b.json")).code).toBe(0);
    // reports of other keys do not pass for masked alike
    const other = key("other.key", "fedcba9876543210fedcba9876543210");
    await run("full", "bot.log", "--redact", "--redact-key", other, "-o", "c.json");
    await run("merge", "a.json", "c.json", "-o", "mixed.json");
    const mixed = reportSchema.parse(JSON.parse(readFileSync(at("mixed.json"), "utf8")));
    expect(mixed.redaction).toEqual({ level: "kinds", key: null });
    expect(mixed.notes.join("\n")).toContain("They were masked with different keys");
    // a report that is masked again keeps its masks, and gives none twice
    await run("merge", "a.json", "--redact=strict", "-o", "again.json");
    const again = reportSchema.parse(JSON.parse(readFileSync(at("again.json"), "utf8")));
    expect(again.calls.map(({ caller }) => caller)).toEqual(a.calls.map(({ caller }) => caller));
  });

  it("is refused where it protects nothing", async () => {
    mkdirSync(at("folder"));
    key("empty.key", "\n\n");
    key("short.key", "secret");
    key("open.key", "0123456789abcdef0123456789abcdef", 0o644);
    const said = async (name: string): Promise<string> => {
      const { code, err } = await run("full", "bot.log", "--redact", "--redact-key", name);
      expect(code, name).toBe(2);
      expect(err).toMatch(/^ari-doctor: --redact-key: [^\n]+\n$/);
      return err;
    };
    expect(await said("none.key")).toContain("none.key: no such file; make one with: (umask 077; openssl rand");
    expect(await said("folder")).toContain("is no file");
    expect(await said("empty.key")).toContain("is empty");
    expect(await said("short.key")).toContain("has 6 bytes");
    if (process.platform !== "win32") expect(await said("open.key")).toContain("others may read it (mode 644)");
    expect((await run("full", "--redact-key", "short.key")).err).toContain("--redact-key: goes with --redact only");
  });
});

describe("with --state", () => {
  const bytes = (name: string): Buffer => readFileSync(join(SAMPLES, "rtp-timeout", name));
  const longAgo = Date.now() / 1000 - 7_200;
  /** The logs up to a line, long ago. */
  const until = (asterisk: number | undefined, bot: number | undefined): void => {
    writeFileSync(
      at("full"),
      bytes("asterisk.full.log")
        .toString()
        .split(/(?<=\n)/)
        .slice(0, asterisk)
        .join(""),
    );
    writeFileSync(
      at("bot.log"),
      bytes("bot.log")
        .toString()
        .split(/(?<=\n)/)
        .slice(0, bot)
        .join(""),
    );
    for (const name of ["full", "bot.log"]) utimesSync(at(name), longAgo, longAgo);
  };

  it.each(["--redact", "--redact=strict"])("%s gives the same masks in all runs that share it", async (level) => {
    until(undefined, undefined);
    const first = await report(level, "--state", "state");
    expect(callerOf(first)).toMatch(/^number#[a-z]{10}$/);
    expect(JSON.stringify(first)).not.toContain(CALLER);
    // the same call in another log: what comes later
    for (const name of ["full", "bot.log"])
      appendFileSync(
        at(name),
        readFileSync(at(name), "utf8")
          .replaceAll("C-00000001", "C-00000011")
          .replaceAll("1795363080.0", "1795363092.9")
          .replaceAll("trunk-00000000", "trunk-00000009"),
      );
    for (const name of ["full", "bot.log"]) utimesSync(at(name), longAgo, longAgo);
    const second = await report(level, "--state", "state");
    expect(second.redaction).toEqual(first.redaction);
    expect(second.calls.map(({ caller }) => caller)).toContain(callerOf(first));
    expect(JSON.stringify(second)).not.toContain(CALLER);
    // another state masks otherwise
    expect(callerOf(await report(level, "--state", "other"))).not.toBe(callerOf(first));
  });

  it("what waits in the state is as logged, for the next run must join it; its owner alone can read it", async () => {
    until(12, 20);
    const first = await report("--redact=strict", "--state", "state");
    expect(JSON.stringify(first)).not.toContain(CALLER);
    until(undefined, undefined);
    const second = await report("--redact=strict", "--state", "state");
    const verdicts = [...first.calls, ...second.calls].map(({ diagnosis }) => diagnosis.cause);
    expect(verdicts.filter((cause) => cause === "rtp-timeout")).toHaveLength(1);
    expect(JSON.stringify(second)).not.toMatch(/79162298921|opening hours/);
  });
});

describe("with --follow", () => {
  it.each(["--redact", "--redact=strict"])(
    "%s masks what is told at once, what --alert is given, and the report",
    async (level) => {
      writeFileSync(at("alert.sh"), `#!/bin/sh\ncat >> ${at("alerts")}\n`, { mode: 0o755 });
      const follower = new Running(
        [
          "--follow",
          "full",
          "bot.log",
          level,
          "--format",
          "ndjson",
          "-o",
          "-",
          "-o",
          "page.html",
          "--alert",
          at("alert.sh"),
          "--alert-every",
          "1s",
        ],
        folder,
      );
      try {
        await follower.until(() => follower.codesOf("1795363080.0").includes("RTP101"), "RTP101");
        await follower.end("SIGINT");
        const told =
          follower.out + follower.err + readFileSync(at("page.html"), "utf8") + readFileSync(at("alerts"), "utf8");
        expect(told).toMatch(/number#[a-z]{10}/);
        expect(told).not.toContain(CALLER);
        if (level === "--redact=strict") expect(told).not.toMatch(/opening hours/);
        const marked = follower.documents.map(({ ari_doctor: { redaction } }) => redaction?.level);
        expect(new Set(marked)).toEqual(new Set([level === "--redact" ? "kinds" : "strict"]));
      } finally {
        follower.child.kill("SIGKILL");
      }
    },
  );
});
