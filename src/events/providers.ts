// Failures of what a bot leans on: the model, recognition, speech. Told by structure, in whatever language the words are: a
// service that is named, and a status, a code or an errno that says what it answered. Both are data, with samples.
import type { LogRecord } from "../records/record.js";
import { severityOf } from "../records/severity.js";
import { detailsOf } from "./details.js";
import type { ProviderFault } from "./event.js";
import type { Reading } from "./pattern.js";

/** Names of services and of their kinds, as they stand in messages, in names of loggers and in addresses. */
export const PROVIDERS: readonly RegExp[] = [
  // companies and models
  /\b(?:open ?ai|chat ?gpt|gpt-?\d\S*|anthropic|claude|gemini|vertex ?ai|mistral|groq|cohere|deep ?seek|ollama|llama|grok|open ?router|together ?ai|fireworks|bedrock|qwen|giga ?chat|hugging ?face|perplexity)\b/i,
  /\b(?:deep ?gram|assembly ?ai|speechmatics|eleven ?labs|cartesia|play ?ht|rime|polly|whisper|gladia|soniox|azure (?:speech|open ?ai|tts|stt)|google (?:speech|tts|stt|cloud)|speech ?kit|yandex\S*|salute ?speech|silero|vosk|piper|coqui|minimax|hume|rev ?ai|voicekit)\b/i,
  // kinds
  /\b(?:llm|tts|stt|asr|nlu|speech[ -]?to[ -]?text|text[ -]?to[ -]?speech|completions?|realtime api|synthesi[sz]er|transcriber|recogni[sz]er|embedding|language model|model provider)\b/i,
  // Spracherkennung | Sprachsynthese | synthèse vocale | reconnaissance vocale | síntesis de voz | reconhecimento | распознавание | синтез | модель | 语音识别 | 语音合成 | 大模型
  /Sprach(?:erkennung|synthese|modell)|synthèse vocale|reconnaissance vocale|modèle|síntesis|reconocimiento|modelo|síntese|reconhecimento|распознавани|синтез|нейросет|(?<!\p{L})модел|语音识别|语音合成|模型/iu,
];

interface FaultSign {
  readonly fault: ProviderFault;
  readonly expression: RegExp;
  /** True where it is a provider's word by itself, whoever is named. */
  readonly isSure?: true;
  readonly samples: readonly string[];
}

/** What it answered. The first that fits counts: codes of a provider's own before statuses of HTTP. */
export const FAULT_SIGNS: readonly FaultSign[] = [
  {
    fault: "key",
    expression: /invalid_api_key|incorrect api key|invalid api[ _-]?key|api_key_invalid|authentication_error/i,
    isSure: true,
    samples: ["OpenAI request failed: 401 invalid_api_key", "anthropic.AuthenticationError: authentication_error"],
  },
  {
    fault: "quota",
    expression:
      /insufficient_quota|rate_limit_(?:exceeded|error)|quota_exceeded|billing_hard_limit|credit balance is too low/i,
    isSure: true,
    samples: ["Error code: 429 - {'error': {'code': 'insufficient_quota'}}"],
  },
  {
    fault: "refused",
    expression: /context_length_exceeded|model_not_found|model_not_available|content_policy_violation/i,
    isSure: true,
    samples: ["LLM error: context_length_exceeded"],
  },
  {
    fault: "fault",
    expression: /overloaded_error|model_overloaded/i,
    isSure: true,
    samples: ["Claude: overloaded_error"],
  },
  {
    // gRPC status codes, as Google's and Yandex' clients print them
    fault: "key",
    expression: /\bUNAUTHENTICATED\b|\bPERMISSION_DENIED\b/,
    samples: ["SpeechKit STT: rpc error: code = UNAUTHENTICATED"],
  },
  {
    fault: "quota",
    expression: /\bRESOURCE_EXHAUSTED\b/,
    samples: ["google speech: StatusCode.RESOURCE_EXHAUSTED"],
  },
  {
    fault: "timeout",
    expression: /\bDEADLINE_EXCEEDED\b/,
    samples: ["TTS failed: StatusCode.DEADLINE_EXCEEDED"],
  },
  {
    fault: "unreachable",
    expression:
      /\bECONN(?:RESET|REFUSED|ABORTED)\b|\bENOTFOUND\b|\bEAI_AGAIN\b|\bEHOSTUNREACH\b|\bEPIPE\b|connection (?:was )?(?:refused|reset)|name resolution|getaddrinfo|SSL: CERTIFICATE|certificate verify failed/i,
    samples: ["STT: connect ECONNREFUSED 192.0.2.5:443", "TTS: Temporary failure in name resolution"],
  },
  {
    fault: "timeout",
    expression:
      /\bETIMEDOUT\b|\bESOCKETTIMEDOUT\b|timed?[ -]?out|zeitüberschreitung|délai (?:d'attente )?dépassé|tiempo de espera|tempo (?:limite )?esgotado|тайм-?аут|超时/i,
    samples: ["LLM timed out after 20 s", "大模型 超时"],
  },
  {
    fault: "key",
    expression:
      /(?:no|missing|kein|sans|без|缺少) (?:\S+ )?api[ _-]?key|api[ _-]?key (?:is )?(?:not set|missing|required|fehlt|manquante|не задан)|\bunauthori[sz]ed\b/i,
    samples: ["TTS: no API key", "ElevenLabs: api_key not set"],
  },
  {
    fault: "quota",
    expression: /\bquota\b|\brate[ -]?limit|too many requests/i,
    samples: ["Deepgram: quota used up"],
  },
  {
    // websocket closing codes (RFC 6455 7.4.1): 1006 nothing said, 1008 policy, 1011 the server's fault, 1013 try again
    fault: "fault",
    expression: /(?:^|[^\w.\-/:])(?:1006|1008|1011|1013)(?![\w-]|\.\d)/,
    samples: ["Deepgram websocket closed: 1011 internal error"],
  },
  { fault: "key", expression: /(?:^|[^\w.\-/:])(?:401|403)(?![\w-]|\.\d| ?ms\b)/, samples: ["LLM answered 401"] },
  { fault: "quota", expression: /(?:^|[^\w.\-/:])(?:402|429)(?![\w-]|\.\d| ?ms\b)/, samples: ["STT HTTP 429"] },
  { fault: "timeout", expression: /(?:^|[^\w.\-/:])(?:408|504)(?![\w-]|\.\d| ?ms\b)/, samples: ["LLM: 504"] },
  {
    fault: "refused",
    expression: /(?:^|[^\w.\-/:])(?:400|404|413|422)(?![\w-]|\.\d| ?ms\b)/,
    samples: ["LLM status 400"],
  },
  { fault: "fault", expression: /(?:^|[^\w.\-/:])5\d\d(?![\w-]|\.\d| ?ms\b)/, samples: ["TTS status=503"] },
];

/** A dumped answer says what it is at its beginning. */
const MAX_LOOKED_AT = 2_000;

/** Members that hold what went wrong. */
const FAULT_KEYS = [
  "error",
  "err",
  "exception",
  "reason",
  "code",
  "status",
  "status_code",
  "statusCode",
  "detail",
  "cause",
];

/** What a record says of a provider that failed; null where it says nothing such, or is of ARI. */
export function providerReading(record: LogRecord): Reading["body"] | null {
  if (record.side !== "bot" || (record.level !== "" && severityOf(record) === null)) return null;
  const text = wordsOf(record);
  if (/\/(?:channels|bridges)\//.test(text) || /channel not (?:found|in stasis)/i.test(text)) return null;
  const provider = providerIn(text) ?? providerIn(loggerWords(record.origin));
  const sign = FAULT_SIGNS.find(({ expression, isSure }) => (provider !== null || isSure) && expression.test(text));
  if (!sign) return null;
  return {
    type: "bot-provider-failed",
    provider: provider ?? "the model's provider",
    fault: sign.fault,
    told: (sign.expression.exec(text)?.[0] ?? "").replace(/^[^\p{L}\p{N}]+/u, ""),
  };
}

function wordsOf(record: LogRecord): string {
  const fields = record.fields ?? detailsOf(record);
  const told = fields === null ? [] : FAULT_KEYS.flatMap((key) => plain(fields[key]));
  const lines = record.continuation.filter((line) => /error|exception|\b\d{3}\b/i.test(line)).slice(-2);
  return [record.message, ...told, ...lines].join(" ").slice(0, MAX_LOOKED_AT);
}

function plain(value: unknown): string[] {
  if (typeof value === "string" || typeof value === "number") return [String(value)];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value)
    .filter((one) => typeof one === "string" || typeof one === "number")
    .map(String);
}

/** `brain.llm`, `app/ttsClient`: as words. */
function loggerWords(origin: string | null): string {
  return (origin ?? "").replace(/[._:/\\-]|(?<=[a-z])(?=[A-Z])/g, " ");
}

function providerIn(text: string): string | null {
  for (const expression of PROVIDERS) {
    const found = expression.exec(text)?.[0];
    if (found !== undefined) return found.trim();
  }
  return null;
}
