import { appendFileSync, writeFileSync } from "node:fs";
import { test } from "vitest";
import { sampleNames, readSample } from "./support/sample.js";
import { sampleLogs, analyseTexts, idsOf, type LogText } from "./support/analyse.js";
const OUT = "/tmp/viol.txt";
const only = process.env.ONLY?.split(",");
test("x", async () => {
  writeFileSync(OUT, "");
  for (const n of sampleNames()) {
    if (only && !only.includes(n)) continue;
    const s = sampleLogs(n);
    const sample = readSample(n);
    const full = await analyseTexts(s.logs, { config: s.config });
    const truth = new Map<string, string>(); const alt = new Map<string, string>();
    for (const c of full.calls) for (const id of [...idsOf(c), ...c.legs.flatMap(l => [l.channelId, l.channelName].filter(x => x !== null) as string[])]) { 
      if (truth.has(id) && truth.get(id) !== c.diagnosis.cause) truth.set(id, truth.get(id) + "|" + c.diagnosis.cause); else truth.set(id, c.diagnosis.cause);
      const t = Object.entries(sample.expect.calls).find(([k]) => idsOf(c).includes(k))?.[1]?.truth; if (t) alt.set(id, t); }
    const seen = new Map<string, {count: number, first: string, last: string}>();
    const check = async (label: string, at: string, logs: LogText[]) => {
      const r = await analyseTexts(logs, { config: s.config });
      const bad: string[] = [];
      for (const c of r.calls) {
        const got = c.diagnosis.cause;
        if (got === "undetermined") continue;
        const ids = idsOf(c);
        const t = new Set(ids.map(id => truth.get(id)).filter(x => x));
        const ok = [...t].some(x => x!.split("|").includes(got)) || ids.some(id => alt.get(id) === got);
        if (!ok) bad.push(`${c.channelId ?? "-"}/${c.channelName ?? "-"}/${c.logCallId ?? "-"}: ${[...t].join("|") || "unknown"} -> ${got} (${c.diagnosis.confidence})`);
      }
      for (const b of bad) { const k = `${n} ${label} ${b}`; const e = seen.get(k); if (e) { e.count++; e.last = at; } else seen.set(k, {count: 1, first: at, last: at}); }
    };
    for (const [i, log] of s.logs.entries()) {
      const lines = log.latin1.split("\n");
      const step = lines.length > 300 ? 9 : 1;
      const put = (text: string) => s.logs.map((l, j) => j === i ? { ...l, latin1: text } : l);
      for (let k = 0; k < lines.length; k += step) {
        await check(`keep-head ${log.path}`, String(k), put(lines.slice(0, k).join("\n") + "\n"));
        await check(`keep-tail ${log.path}`, String(k), put(lines.slice(k).join("\n")));
      }
      await check(`without ${log.path}`, "-", s.logs.filter((_, j) => j !== i));
    }
    for (const [k, e] of seen) appendFileSync(OUT, `${k}  x${e.count} cut ${e.first}..${e.last}\n`);
  }
  appendFileSync(OUT, "DONE\n");
}, 600000);
