// What must hold of a report on perturbed logs: verdicts may be weaker than on the whole ones, never wrong, and no call may be
// one that cannot be.
import type { CallRow } from "../../src/report/schema.js";
import { analyseTexts } from "../support/analyse.js";
import { allIdsOf, type KnownCall, type Material } from "./materials.js";
import { type Perturbed, textOf } from "./perturbations.js";

/** Something that does not hold. */
export interface Broken {
  /** `limit`: the one RTP timeout for the other, and not that it may have been that one as well. */
  readonly kind: "wrong" | "rtp" | "limit" | "impossible" | "mixed" | "likely";
  readonly what: string;
}

const RTP = new Set(["rtp-timeout", "rtp-hold-timeout"]);
const CLEAR = new Set(["undetermined", "none"]);

/** Runs the tool over perturbed logs, and tells what does not hold. */
export async function brokenBy({ logs, config }: Perturbed): Promise<Broken[]> {
  const given = logs.filter(({ lines }) => lines.length > 0);
  const { calls } = await analyseTexts(given.map(textOf), { config });
  const lineOf = new Map(given.map(({ path, lines }) => [path, lines]));
  return calls.flatMap((call) => {
    const runs = new Set(
      [...call.timeline, ...call.firstLines].flatMap(({ source, line }) => lineOf.get(source)?.[line - 1]?.of ?? []),
    );
    const asteriskRuns = new Set(
      call.timeline.flatMap(({ source, line, side }) =>
        side === "asterisk" ? (lineOf.get(source)?.[line - 1]?.of ?? []) : [],
      ),
    );
    return [...wrongOf(call, runs), ...impossibilitiesOf(call, asteriskRuns.size)];
  });
}

function wrongOf(call: CallRow, runs: ReadonlySet<Material>): Broken[] {
  const { cause, confidence } = call.diagnosis;
  if (CLEAR.has(cause)) return [];
  const known = [...runs].flatMap(({ calls }) => knownAs(call, calls));
  const causes = new Set(known.flatMap((one) => one.causes));
  if (causes.has(cause)) return [];
  const lines = call.diagnosis.evidence.map(({ source, line, text }) => `      ${source}:${line} ${text}`).join("\n");
  const what = `${[call.channelId, call.channelName, call.logCallId].join(" ")}: told ${cause} (${confidence}), is ${[...causes].join(" or ") || "no such call"}\n${lines}`;
  return [{ kind: kindOf(call.diagnosis, causes), what }];
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

const DRIVER = /^(PJSIP|SIP)\/(.*-[0-9a-f]{8})$/;

function impossibilitiesOf(call: CallRow, asteriskRunCount: number): Broken[] {
  const found: Broken[] = [];
  const id = [call.channelId, call.channelName, call.logCallId].join(" ");
  const { startedAt, endedAt } = call;
  if (startedAt !== null && endedAt !== null && Date.parse(endedAt) < Date.parse(startedAt))
    found.push({ kind: "impossible", what: `${id}: ends ${endedAt} before it starts ${startedAt}` });
  const counters = new Map<string, string>();
  for (const { channelName } of call.legs) {
    const [, driver, counter] = DRIVER.exec(channelName ?? "") ?? [];
    if (driver === undefined || counter === undefined) continue;
    const other = counters.get(counter);
    if (other !== undefined && other !== driver)
      found.push({ kind: "impossible", what: `${id}: both drivers' channels ${counter}` });
    counters.set(counter, driver);
  }
  if (asteriskRunCount > 1) found.push({ kind: "mixed", what: `${id}: lines of two Asterisks` });
  return found;
}
