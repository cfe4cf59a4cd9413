// Which reported call is the true one? By its uniqueid; where the report knows none, by the name of the channel at the time
// of its creation, or by the SIP Call-ID. A reported call answers for one true call only.
import type { TrueCall } from "./corpus.js";
import type { ReportedCall } from "./report.js";

/** Names of channels start again after a restart: a namesake that began at another time is another call. */
const SAME_START_MS = 5_000;
const DAY_MS = 86_400_000;

/** Finds the reported call among those that no true call has claimed yet. */
export function findReported(truth: TrueCall, unclaimed: readonly ReportedCall[]): ReportedCall | undefined {
  // two hosts can give one uniqueid to two calls of the same second: the nearest in time is meant
  const [byId] = unclaimed
    .filter((call) => truth.channelId !== null && hasLeg(call, "channelId", truth.channelId))
    .sort((a, b) => (msApart(truth, a) ?? 0) - (msApart(truth, b) ?? 0));
  if (byId) return byId;
  const nameless = unclaimed.filter(({ channelId }) => channelId === null);
  const { channelName } = truth;
  return (
    nameless.find(
      (call) =>
        channelName !== null &&
        hasLeg(call, "channelName", channelName) &&
        (msApart(truth, call) ?? 0) <= SAME_START_MS,
    ) ?? nameless.find(({ sipCallId }) => sipCallId === truth.sipCallId)
  );
}

function hasLeg(call: ReportedCall, id: "channelId" | "channelName", value: string): boolean {
  return [call, ...call.legs].some((leg) => leg[id] === value);
}

/**
 * Between the starts; null where one is not known. Whole days do not count: Asterisk's default stamps have no year, so alone
 * they are read as of the year in which the score is taken.
 */
function msApart({ channelCreatedAt }: TrueCall, { startedAt }: ReportedCall): number | null {
  if (channelCreatedAt === null || startedAt === null) return null;
  const apart = Math.abs(Date.parse(channelCreatedAt) - Date.parse(startedAt)) % DAY_MS;
  return Math.min(apart, DAY_MS - apart);
}
