// A day in a few minutes: calls without end through a pipe into --follow, and what its memory and its work for a call are at the
// start, in the middle and at the end. `npm run soak -- 50000` plays so many calls; it fails where memory went beyond the bar.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const BIN = fileURLToPath(new URL("../../bin/ari-doctor.js", import.meta.url));
/** A day has 86,400 seconds: a million calls are one every 86 ms. */
const CALL_EVERY_MS = 86;
const START_MS = Date.UTC(2026, 10, 22);
const STEPS = 20;
/** Resident, however long it runs: what is up at one time takes room, what has gone by takes none. */
const MOST_MB = 160;
/** Of processor time, as /proc tells it: 100 a second on every Linux (getconf CLK_TCK). */
const TICK_MS = 10;

const callCount = Number(process.argv[2] ?? 50_000);
const doctor = spawn(process.execPath, [BIN, "--follow", "-", "--format", "ndjson"], {
  stdio: ["pipe", "pipe", "inherit"],
});
let findingCount = 0;
let mostMb = 0;
let before = { count: 0, cpuMs: 0 };
let summary = "";
let rest = "";
doctor.stdout.setEncoding("utf8").on("data", (text: string) => {
  const lines = (rest + text).split("\n");
  rest = lines.pop() ?? "";
  for (const line of lines) {
    if (line.includes('"code":"RTP101"')) findingCount += 1;
    if (line.includes('"ari_doctor.summary"')) summary = line;
  }
});

const startedMs = Date.now();
let pending: { readonly ms: number; readonly text: string }[] = [];
for (let number = 0; number < callCount; number += 1) {
  const startMs = START_MS + number * CALL_EVERY_MS;
  pending.push(...call(number, startMs));
  if (number % 200 === 199 || number === callCount - 1) {
    // in the order of time: what begins later says nothing earlier
    pending.sort((a, b) => a.ms - b.ms);
    const due = number === callCount - 1 ? pending.length : pending.findIndex(({ ms }) => ms > startMs);
    const text = pending
      .slice(0, due)
      .map((line) => line.text)
      .join("");
    pending = pending.slice(due);
    if (!doctor.stdin.write(text)) await once(doctor.stdin, "drain");
  }
  if ((number + 1) % Math.ceil(callCount / STEPS) === 0) tell(number + 1);
}
doctor.stdin.end();
const [code] = await once(doctor, "close");
process.stdout.write(
  `exit code ${code}; ${findingCount} findings of RTP101 of ${Math.ceil(callCount / 20)} calls that have one\n${summary}\n`,
);
process.stdout.write(`at most ${mostMb.toFixed(0)} MB resident; the bar is ${MOST_MB} MB\n`);
if (mostMb > MOST_MB) process.exitCode = 1;

function tell(count: number): void {
  const status = readFileSync(`/proc/${doctor.pid}/status`, "utf8");
  const residentMb = Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
  mostMb = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
  const cpuMs = cpuMsOf(readFileSync(`/proc/${doctor.pid}/stat`, "utf8"));
  const msPerCall = (cpuMs - before.cpuMs) / (count - before.count);
  before = { count, cpuMs };
  const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
  process.stdout.write(
    `${count} calls, ${seconds} s: ${residentMb.toFixed(0)} MB resident, ${msPerCall.toFixed(2)} ms of CPU a call, ${findingCount} findings\n`,
  );
}

/** Time in user and system mode: the 14th and 15th field of /proc/PID/stat, whose second one is a name in brackets. */
function cpuMsOf(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Both logs' lines of a call of 20 to 60 s; every twentieth ends for want of RTP. */
function call(number: number, startMs: number): { ms: number; text: string }[] {
  const id = `${Math.floor(startMs / 1000)}.${number}`;
  const name = `PJSIP/gw-${number.toString(16).padStart(8, "0")}`;
  const thread = `${1000 + (number % 5000)}][C-${(number + 1).toString(16).padStart(8, "0")}`;
  const caller = `7916${String(number).padStart(7, "0")}`;
  const lines: { ms: number; text: string }[] = [];
  const asterisk = (ms: number, text: string): void => {
    lines.push({ ms: startMs + ms, text: `[${stamp(startMs + ms).slice(0, 19)}] ${text}\n` });
  };
  const bot = (ms: number, text: string): void => {
    lines.push({ ms: startMs + ms + 1, text: `${stamp(startMs + ms + 1)} - bot - INFO - ${text}\n` });
  };
  asterisk(
    0,
    `VERBOSE[${thread}] pbx.c: Executing [1000@in:1] Stasis("${name}", "voicebot,1000,${caller}") in new stack`,
  );
  bot(5, `StasisStart channel=${id} caller=${caller} exten=1000`);
  const isLost = number % 20 === 0;
  const turns = isLost ? 1 : 1 + (number % 5);
  let at = 1_000;
  for (let turn = 0; turn < turns; turn += 1) {
    asterisk(at, `VERBOSE[${thread}] res_musiconhold.c: Started music on hold, class 'default', on channel '${name}'`);
    bot(at, `Channel ${id} put on hold`);
    if (isLost) break;
    at += 4_000;
    asterisk(at, `VERBOSE[${thread}] res_musiconhold.c: Stopped music on hold on ${name}`);
    bot(at, `Channel ${id} taken off hold`);
    const playback = `${number.toString(16).padStart(8, "0")}-0000-4000-8000-${turn.toString(16).padStart(12, "0")}`;
    asterisk(at + 20, `VERBOSE[${thread}] file.c: <${name}> Playing 'bot/answer.slin' (language 'en')`);
    bot(at + 20, `Playback ${playback} started on channel ${id} media=sound:bot/answer`);
    at += 6_000;
    bot(at, `PlaybackFinished ${playback} state=done`);
  }
  if (isLost) {
    asterisk(
      11_000,
      `NOTICE[77] res_pjsip_sdp_rtp.c: Disconnecting channel '${name}' for lack of audio RTP activity in 10 seconds`,
    );
    asterisk(11_000, `VERBOSE[${thread}] res_musiconhold.c: Stopped music on hold on ${name}`);
    bot(
      13_000,
      `POST /ari/channels/${id}/play/p-1?media=sound%3Abot%2Fanswer failed: 404 {"message":"Channel not found"}`,
    );
    at = 11_000;
  } else {
    bot(at + 500, `Hanging up channel ${id}`);
    bot(at + 510, `StasisEnd channel=${id}`);
  }
  asterisk(at + 510, `VERBOSE[${thread}] pbx.c: Spawn extension (in, 1000, 1) exited non-zero on '${name}'`);
  return lines;
}

function stamp(ms: number): string {
  return new Date(ms).toISOString().slice(0, 23).replace("T", " ").replace(".", ",");
}
