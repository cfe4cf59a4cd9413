// What must hold of a report on perturbed logs: verdicts may be weaker than on the whole ones, never wrong, and no call may be
// one that cannot be.
import type { CallRow } from "../../src/report/schema.js";
import { analyseTexts } from "../support/analyse.js";
import { impossibleOf } from "../support/impossible.js";
import { allIdsOf, type KnownCall, type Material } from "./materials.js";
import { type Perturbed, textOf } from "./perturbations.js";

/** Something that does not hold. */
export interface Broken {
  /**
   * `limit`: the one RTP timeout for the other, and not that it may have been that one as well. `passed-over`: "nothing failed",
   * where the line that said what failed is missing.
   */
  readonly kind: "wrong" | "rtp" | "limit" | "impossible" | "mixed" | "likely" | "passed-over";
  readonly what: string;
}

const RTP = new Set(["rtp-timeout", "rtp-hold-timeout"]);

/** Runs the tool over perturbed logs, and tells what does not hold. */
export async function brokenBy({ logs, config }: Perturbed): Promise<Broken[]> {
  const given = logs.filter(({ lines }) => lines.length > 0);
  const { calls } = await analyseTexts(given.map(textOf), { config });
  const lineOf = new Map(given.map(({ path, lines }) => [path, lines]));
  const impossible = impossibleOf(calls).map((what): Broken => ({ kind: "impossible", what }));
  const perCall = calls.flatMap((call) => {
    const runs = new Set(
      [...call.timeline, ...call.firstLines].flatMap(({ source, line }) => lineOf.get(source)?.[line - 1]?.of ?? []),
    );
    const asteriskRuns = new Set(
      call.timeline.flatMap(({ source, line, side }) =>
        side === "asterisk" ? (lineOf.get(source)?.[line - 1]?.of ?? []) : [],
      ),
    );
    return [...wrongOf(call, runs), ...mixedOf(call, asteriskRuns.size)];
  });
  return [...impossible, ...perCall];
}

function wrongOf(call: CallRow, runs: ReadonlySet<Material>): Broken[] {
  const { cause, confidence } = call.diagnosis;
  if (cause === "undetermined") return [];
  const known = [...runs].flatMap(({ calls }) => knownAs(call, calls));
  const causes = new Set(known.flatMap((one) => one.causes));
  if (causes.has(cause) || (cause === "none" && causes.size === 0)) return [];
  const lines = call.diagnosis.evidence.map(({ source, line, text }) => `      ${source}:${line} ${text}`).join("\n");
  const what = `${[call.channelId, call.channelName, call.logCallId].join(" ")}: told ${cause} (${confidence}), is ${[...causes].join(" or ") || "no such call"}\n${lines}`;
  return [{ kind: cause === "none" ? "passed-over" : kindOf(call.diagnosis, causes), what }];
}

function kindOf({ cause, confidence, candidates }: CallRow["diagnosis"], causes: ReadonlySet<string>): Broken["kind"] {
  if (!RTP.has(cause)) return confidence === "confirmed" ? "wrong" : "likely";
  if (![...causes].some((one) => RTP.has(one))) return "rtp";
  return confidence !== "confirmed" && candidates.slice(0, 2).some((one) => causes.has(one.cause)) ? "likely" : "limit";
}

/** The calls that a row may be about: those of its own id, else those of any name that it bears. */
function knownAs(call: CallRow, calls: readonly KnownCall[]): readonly KnownCall[] {
  const byId = calls.filter(({ ids }) => call.channelId !== null && ids.includes(call.channelId));
  if (byId.length > 0) return byId;
  const ids = new Set(allIdsOf(call));
  const byName = calls.filter((one) => one.ids.some((id) => ids.has(id)));
  // a line of a console, or of a call that was refused before it had a channel, may bear a C- id that the truth does not have
  return byName.length === 0 && call.channelName === null ? calls : byName;
}

function mixedOf(call: CallRow, asteriskRunCount: number): Broken[] {
  const id = [call.channelId, call.channelName, call.logCallId].join(" ");
  return asteriskRunCount > 1 ? [{ kind: "mixed", what: `${id}: lines of two Asterisks` }] : [];
}
