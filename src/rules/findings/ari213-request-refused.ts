// Asterisk answered a request of the bot with an error that does not concern the channel. The caller did not get what was
// requested, though the channel was there all the time.
import type { Recommendation } from "../../verdict/verdict.js";
import { defineFinding } from "../rule.js";
import { answerOf, type Refusal, refusalsBeforeEnd } from "../shared/refusals.js";

/** What a status of ARI means, and what to do about it (docs/asterisk/stasis-and-ari.md#status-codes). */
const MEANINGS: Readonly<Record<number, { readonly means: string; readonly fix: string }>> = {
  400: {
    means: "a parameter of the request is missing or not valid",
    fix: "Compare the request with ARI's documentation: the name, place and type of each parameter. The body must be JSON.",
  },
  401: {
    means: "the user or the password does not match ari.conf",
    fix: "Compare user and password with ari.conf, and reload: `module reload res_ari.so`.",
  },
  403: {
    means: "the ARI user is read-only, or an ACL forbids the address",
    fix: "Set `read_only = no` for the user in ari.conf. If an `acl`, `permit` or `deny` is set, let the bot's address in.",
  },
  405: {
    means: "the path does not take this method",
    fix: "Use the method that ARI's documentation gives for the path.",
  },
  412: {
    means: "the channel is in a state that does not allow it: down, or still ringing",
    fix: "Answer the channel first, and wait for the answer's 204.",
  },
  422: {
    means: "Asterisk understood the request and could not carry it out",
    fix: "Read the body of the answer; for a bridge, wait for StasisStart of the channel first.",
  },
  500: {
    means: "Asterisk failed to carry it out",
    fix: "Read the body of the answer, and Asterisk's log at that second.",
  },
  501: { means: "this Asterisk cannot do it", fix: "Compare the request with the version's ARI documentation." },
  502: {
    means: "a proxy in front of Asterisk got no answer from it",
    fix: "Look at the proxy between the bot and Asterisk.",
  },
  503: {
    means: "Asterisk is not fully booted",
    fix: "Let the bot wait until the websocket is connected, and retry a request that was answered with 503.",
  },
};

const isPlain = ({ status, action, path }: Refusal["event"]): boolean =>
  MEANINGS[status] !== undefined && action !== "media" && action !== "get" && !/\/unhold\b/.test(path);

export const requestRefused = defineFinding({
  code: "ARI213",
  name: "request-refused",
  severity: "error",
  since: "0.1.0",
  docs: {
    meaning:
      "Asterisk refused a request of the bot with 400, 401, 403, 405, 412, 422 or a 5xx, although the channel was there.",
    impact: "What was asked for did not happen: the caller does not hear the answer, or is not answered at all.",
    evidence:
      "The bot's line about the request, or about what it should do, with that status, before the end of the channel. 400: a parameter; 401: user or password; 403: a user with read_only, or an ACL; 405: the method; 412: the channel is not up yet; 422: understood and not possible; 500: failed inside Asterisk; 503: not fully booted.",
    excludedBy: "An answer of 404 or 409, which concerns the channel itself; a request after the channel's end.",
    fix: "It depends on the status: see the evidence. For 403, set `read_only = no` for the bot's user in ari.conf.",
    references: ["res/res_ari.c:ast_ari_invoke", "res/ari/resource_channels.c:find_control"],
  },
  *check(subject) {
    const refused = refusalsBeforeEnd(subject, isPlain);
    const [first] = refused;
    if (!first) return;
    const alike = refused.filter(({ event }) => event.status === first.event.status);
    const { means = "", fix = "" } = MEANINGS[first.event.status] ?? {};
    const what = first.event.action === "other" ? "a request" : `the bot's ${first.event.action}`;
    yield {
      message: `Asterisk answered ${answerOf(first.event)} to ${what}${alike.length > 1 ? ` (${alike.length} such answers)` : ""}: ${means}. The channel was there.`,
      proof: [first, ...alike.slice(1, 3)],
      advice: [
        first.event.status === 403
          ? letItWrite
          : { ...plainAdvice, title: `Fix the request that gets ${first.event.status}`, reason: fix },
      ],
    };
  },
});

const plainAdvice: Omit<Recommendation, "title" | "reason"> = { kind: "bot", risk: null, apply: [], verify: [] };

const letItWrite: Recommendation = {
  kind: "config",
  title: "Let the bot's ARI user write",
  reason: "A user with read_only may ask and listen; every play, answer, hold and hangup is answered with 403.",
  risk: "The user can then end and redirect calls: give it to the bot alone.",
  file: "/etc/asterisk/ari.conf",
  section: "the bot's user",
  option: "read_only",
  current: null,
  proposed: "no",
  appliesTo: "all versions; default no",
  apply: ['asterisk -rx "module reload res_ari.so"'],
  verify: ['asterisk -rx "ari show users"'],
};
