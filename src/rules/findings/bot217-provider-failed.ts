// The bot's model, recognition or speech service did not do what was asked of it. No line of Asterisk's shows that.
import { type Call, eventsOf } from "../../calls/call.js";
import { isBefore } from "../../calls/facts/deeds.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import type { ProviderFault } from "../../events/event.js";
import { defineFinding } from "../rule.js";

const FAULTS: Readonly<Record<ProviderFault, { readonly says: string; readonly fix: string }>> = {
  key: {
    says: "the key is missing or not accepted",
    fix: "Check the key in the bot's environment: it must belong to the right project and must not be withdrawn.",
  },
  quota: {
    says: "too many requests, or no credit left",
    fix: "Look at the account's limits and credit. Wait as long as the service's answer says before the next try, and limit how many calls ask at once.",
  },
  timeout: {
    says: "no answer in time",
    fix: "Set a limit of a few seconds for each request and have a sentence to play meanwhile; try once more, with another region or model.",
  },
  unreachable: {
    says: "no connection to it",
    fix: "Check name resolution, firewall, proxy and certificates from where the bot runs.",
  },
  refused: {
    says: "it refused the request",
    fix: "Read the body of its answer: the model's name, the length of the prompt, the format of the sound.",
  },
  fault: {
    says: "a fault in the service itself",
    fix: "Try again after a moment, and have a second service or a sentence to play.",
  },
};

/** Is it only a note, and did the service answer afterwards? An HTTP client notes the response that makes it retry. */
function wasMended(call: Call, failure: TimedEvent): boolean {
  const isAfter = (answer: TimedEvent): boolean => isBefore(failure, answer, call.events);
  return (
    failure.event.severity === undefined &&
    [...eventsOf(call, "bot-model-answered"), ...eventsOf(call, "bot-tts")].some(isAfter)
  );
}

export const providerFailed = defineFinding({
  code: "BOT217",
  name: "provider-failed",
  severity: "error",
  since: "0.1.0",
  docs: {
    meaning: "The model, the recognition or the speech service that the bot relies on failed in this call.",
    impact: "The bot has nothing to say: the caller hears silence, or music, until somebody gives up.",
    evidence:
      "A warning or an error of the bot that names such a service (or comes from its logger), or a host that is not Asterisk's, with a status, code or errno of its answer. Or a line with something that Asterisk never answers, whoever is meant: 429, a quota, websocket code 1011. An answer that an HTTP client merely notes counts if the service did not answer after it. Signs: 401, 403 or invalid_api_key (key); 402, 429 or quota; a timeout; ECONNREFUSED and the like; 400, 413, 422 (refused); 5xx, websocket codes 1006, 1008, 1011, 1013 (its own fault). These signs are the same in every language.",
    excludedBy:
      "A line about a request to ARI (port 8088 or 8089, a path of ARI's), or one that says what became of the channel.",
    fix: "It depends on the service's answer: see the message. In any case, have a sentence ready to play, and hang up or pass the call on after the second failure.",
    references: ["RFC 9110 section 15", "RFC 6455 section 7.4.1"],
  },
  *check({ call }) {
    const failures = eventsOf(call, "bot-provider-failed").filter((failure) => !wasMended(call, failure));
    const [first] = failures;
    if (!first) return;
    const { provider, fault, told } = first.event;
    const times = failures.length > 1 ? `, ${failures.length} such lines` : "";
    yield {
      message: `A service that the bot uses failed (${provider}: ${told}${times}): ${FAULTS[fault].says}.`,
      proof: [first, ...failures.slice(1, 3)],
      advice: [
        {
          kind: "bot",
          title: `Be ready for a service that fails: ${FAULTS[fault].says}`,
          reason: `${FAULTS[fault].fix} Have a sentence ready to play, and hang up or pass the call on after the second failure.`,
          risk: null,
          apply: [],
          verify: [],
        },
      ],
    };
  },
});
