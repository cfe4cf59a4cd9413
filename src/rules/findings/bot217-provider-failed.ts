// The bot's model, recognition or speech service did not do what was asked of it. No line of Asterisk's shows that.
import { type Call, eventsOf } from "../../calls/call.js";
import { isBefore } from "../../calls/facts/deeds.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import type { ProviderFault } from "../../events/event.js";
import { defineFinding } from "../rule.js";

const FAULTS: Readonly<Record<ProviderFault, { readonly says: string; readonly fix: string }>> = {
  key: {
    says: "the key is missing or not taken",
    fix: "Check the key in the bot's environment, and that it is of the right project and not withdrawn.",
  },
  quota: {
    says: "too many requests, or none left to spend",
    fix: "Look at limits and credit of the account; wait as long as its answer says before the next try, and limit how many calls ask at once.",
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
    says: "a fault of its own",
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
    meaning: "The model, the recognition or the speech service that the bot leans on failed in this call.",
    impact: "The bot has nothing to say: the caller hears silence, or music, until somebody gives up.",
    evidence:
      "A warning or an error of the bot that names such a service (or comes from its logger), or a host that is not Asterisk's, and a status, code or errno of its answer; or a line with what Asterisk never answers, whoever is meant: 429, a quota, websocket code 1011. An answer that an HTTP client only notes counts where the service did not answer after it. Signs: 401, 403 or invalid_api_key (key); 402, 429 or quota; a timeout; ECONNREFUSED and the like; 400, 413, 422 (refused); 5xx, websocket codes 1006, 1008, 1011, 1013 (its own fault). In any language, for these words are the same in all.",
    excludedBy:
      "A line of a request to ARI (port 8088 or 8089, a path of ARI's), or that says what became of the channel.",
    fix: "What its answer says: see the message. Whatever it is, have a sentence to play for the case, and hang up or pass the call on after the second failure.",
    references: ["RFC 9110 section 15", "RFC 6455 section 7.4.1"],
  },
  *check({ call }) {
    const failures = eventsOf(call, "bot-provider-failed").filter((failure) => !wasMended(call, failure));
    const [first] = failures;
    if (!first) return;
    const { provider, fault, told } = first.event;
    const times = failures.length > 1 ? `, ${failures.length} such lines` : "";
    yield {
      message: `A service of the bot failed (${provider}: ${told}${times}): ${FAULTS[fault].says}.`,
      proof: [first, ...failures.slice(1, 3)],
      advice: [
        {
          kind: "bot",
          title: `Be ready for a service that fails: ${FAULTS[fault].says}`,
          reason: `${FAULTS[fault].fix} Have a sentence to play for the case, and hang up or pass the call on after the second failure.`,
          risk: null,
          apply: [],
          verify: [],
        },
      ],
    };
  },
});
