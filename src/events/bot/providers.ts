// Failures of what a bot depends on: model, recognition, speech. They are recognised by structure, in whatever language: a named
// service, plus a status, a code or an errno with its answer. Both are data, with samples.
import type { LogRecord } from "../../records/record.js";
import { severityOf } from "../../records/severity.js";
import type { EventBody, ProviderFault } from "../event.js";
import { detailsOf } from "./details.js";

/** Names of services and of their kinds, as they occur in messages, logger names and addresses. */
export const PROVIDERS: readonly RegExp[] = [
  // companies and models
  /\b(?:open ?ai|chat ?gpt|gpt-?\d\S*|anthropic|claude|gemini|vertex ?ai|mistral|groq|cohere|deep ?seek|ollama|llama|grok|open ?router|together ?ai|fireworks|bedrock|qwen|giga ?chat|hugging ?face|perplexity)\b/i,
  /\b(?:deep ?gram|assembly ?ai|speechmatics|eleven ?labs|cartesia|play ?ht|rime|polly|whisper|gladia|soniox|azure (?:speech|open ?ai|tts|stt)|google (?:speech|tts|stt|cloud)|speech ?kit|yandex\S*|salute ?speech|silero|vosk|piper|coqui|minimax|hume|rev ?ai|voicekit)\b/i,
  // kinds
  /\b(?:llm|tts|stt|asr|nlu|speech[ -]?to[ -]?text|text[ -]?to[ -]?speech|completions?|realtime api|synthesi[sz]er|transcriber|recogni[sz]er|embedding|language model|model provider)\b/i,
  // Spracherkennung | Sprachsynthese | synthèse vocale | reconnaissance vocale | síntesis de voz | reconhecimento | распознавание | синтез | модель | 语音识别 | 语音合成 | 大模型
  /Sprach(?:erkennung|synthese|modell)|synthèse vocale|reconnaissance vocale|modèle|síntesis|reconocimiento|modelo|síntese|reconhecimento|распознавани|синтез|нейросет|(?<!\p{L})модел|(?<!\p{L})modell\p{L}*|riconoscimento|sintesi vocale|rozpoznawani|synteza|konuşma tanıma|ses sentezi|розпізнаван|语音识别|语音合成|語音辨識|語音合成|模型|モデル|音声認識|音声合成/iu,
];

interface FaultSign {
  readonly fault: ProviderFault;
  readonly expression: RegExp;
  /** True if it is a provider's word by itself, whoever is named. */
  readonly isSure?: true;
  readonly samples: readonly string[];
}

/** What it answered. The first match counts: a provider's own codes before HTTP statuses. */
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
    // gRPC status codes, as the clients of Google and Yandex print them
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
    // websocket close codes (RFC 6455 section 7.4.1): 1006 nothing said, 1008 policy, 1011 the server's fault, 1013 try again
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

/**
 * Signs whose form alone shows that a service other than Asterisk failed, whatever the words. Asterisk's HTTP server has no 402
 * and no 429 (main/http.c). In a line that names a call, a websocket is not ARI's.
 */
export const OWN_SIGNS: readonly FaultSign[] = [
  {
    fault: "quota",
    // HTTP 429 | HTTP/1.1 429 | status code 429 | status=429 | 429 Too Many Requests | 429, message='…' | (429)
    expression:
      /(?:\bHTTP(?:\/\d(?:\.\d)?)?[ :=]+|\bstatus(?:[ _-]?code)?[ :="']+|\bcode[ :="']+|\()(?:402|429)(?!\d|\.\d| ?ms\b)|(?<![\w.:/-])429(?= \(?Too Many|, message)/i,
    samples: ["non risponde: HTTP 429", "Response status code does not indicate success: 429 (Too Many Requests)."],
  },
  {
    fault: "quota",
    expression:
      /\bquota\b|\brate[ -]?limit|too many requests|\bkontingent|\bcuota|\bcota de|\bkota\b|(?<!\p{L})квот|配额|配額|额度|額度|クォータ/iu,
    samples: ["créditos agotados: quota", "Kontingent aufgebraucht"],
  },
  {
    fault: "fault",
    // code=1011 | close code 1013 | websocket: close 1011 | 1011 (internal error) | received 1011
    expression:
      /\b(?:code|close[d]?|websocket|ws|received|sent|status)\b[^\d\n]{0,24}(?<![\w.-])(?:1011|1013)(?![\d.-])|(?<![\w.:/-])(?:1011|1013) \((?:internal|unexpected|try)/i,
    samples: ["flux fermé code=1011", "received 1011 (internal error); then sent 1011 (internal error)"],
  },
];

/** A status, an errno or a deadline that means a failure for any other host. */
export const HOST_SIGNS: readonly FaultSign[] = [
  {
    fault: "unreachable",
    expression:
      /\bECONN(?:RESET|REFUSED|ABORTED)\b|\bENOTFOUND\b|\bEAI_AGAIN\b|\bEHOSTUNREACH\b|\bENETUNREACH\b|connection (?:was )?(?:refused|reset)|no such host|getaddrinfo|certificate|\(os error 1(?:04|11|13)\)/i,
    samples: ["connect ECONNREFUSED 192.0.2.7:443"],
  },
  {
    fault: "timeout",
    expression: /\bETIMEDOUT\b|\bESOCKETTIMEDOUT\b|timed?[ -]?out|deadline exceeded|\(os error 110\)/i,
    samples: ['Post "https://brain.example.net/v1/chat": context deadline exceeded'],
  },
  {
    fault: "key",
    expression: /(?:^|[^\w.\-/:])(?:401|403)(?![\w-]|\.\d| ?ms\b)/,
    samples: ["https://a.example.net/v1 401"],
  },
  {
    fault: "quota",
    expression: /(?:^|[^\w.\-/:])(?:402|429)(?![\w-]|\.\d| ?ms\b)/,
    samples: ["https://a.example.net/v1 429"],
  },
  {
    fault: "timeout",
    expression: /(?:^|[^\w.\-/:])(?:408|504)(?![\w-]|\.\d| ?ms\b)/,
    samples: ["https://a.example.net/v1 504"],
  },
  {
    fault: "fault",
    expression: /(?:^|[^\w.\-/:])5\d\d(?![\w-]|\.\d| ?(?:ms|s|bytes)\b)/,
    samples: ["https://a.example.net/v1 503"],
  },
];

// https://speech.example.net/v2/listen | wss://asr.example.net | connect ECONNREFUSED 192.0.2.7:443 | dial tcp 192.0.2.7:443
const HOST =
  /\b(?:https?|wss?):\/\/(?:[^\s/@'"]{1,60}@)?(?<host>[\w.-]{1,100}(?::\d{1,5})?)(?<path>[^\s'"]{0,200})|\b(?:ECONN[A-Z]+|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|dial tcp|connect(?:ing|ion)? to) (?<address>[\w.-]{1,100}:\d{1,5})(?!\w)/gi;
// the ports of Asterisk's http.conf, its paths, and common names of Asterisk hosts
const OF_ARI =
  /:(?:8088|8089)\b|\/ari(?:\/|$|\?)|asterisk|\bpbx|^\/(?:channels|bridges|playbacks|recordings|applications|endpoints|sounds|deviceStates|events)\b/i;

/** The host that a line mentions, if it is surely not ARI's. Null if none is named, or if one of them is ARI's. */
function otherHostIn(text: string): string | null {
  let found: string | null = null;
  for (const { groups } of text.matchAll(HOST)) {
    const host = groups?.host ?? groups?.address ?? "";
    if (OF_ARI.test(host) || OF_ARI.test(groups?.path ?? "")) return null;
    found ??= host;
  }
  return found;
}

/** A dumped answer says what it is at its beginning. */
const MAX_LOOKED_AT = 2_000;

/** Members that contain what went wrong. */
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

/** What a record says about a provider that failed. Null if it says nothing like that, or is about ARI. */
export function providerReading(record: LogRecord): EventBody | null {
  if (record.side !== "bot") return null;
  const text = wordsOf(record);
  if (record.level !== "" && severityOf(record) === null) return answerOfOther(text);
  if (/\/(?:channels|bridges)\//.test(text) || /channel not (?:found|in stasis)/i.test(text)) return null;
  const named = providerIn(text) ?? providerIn(loggerWords(record.origin));
  const host = named === null ? otherHostIn(text) : null;
  const sign =
    FAULT_SIGNS.find(({ expression, isSure }) => (named !== null || isSure) && expression.test(text)) ??
    (host === null ? undefined : HOST_SIGNS.find(({ expression }) => expression.test(text.replaceAll(host, "")))) ??
    (isOfAri(text) ? undefined : OWN_SIGNS.find(({ expression }) => expression.test(text)));
  if (!sign) return null;
  const provider = named ?? host ?? (sign.isSure ? "the model's provider" : "which one, the line does not say");
  return {
    type: "bot-provider-failed",
    provider,
    fault: sign.fault,
    told: (sign.expression.exec(text)?.[0] ?? "").replace(/^[^\p{L}\p{N}]+/u, ""),
  };
}

/** False if a line that is not logged as bad surely contains no failure. HTTP clients note all answers that they get. */
export function mayHoldAnswer(message: string): boolean {
  return message.includes("://") && ANSWERED_BADLY.test(message);
}

// HTTP Request: POST https://brain.example.net/v1/chat "HTTP/1.1 429 Too Many Requests", a note by httpx
const ANSWERED_BADLY = /[ "(=:](?:401|403|408|429|5\d\d)(?=["\s,;)]|$)/;

/** What a line that is not logged as bad says about a request to another host that got an error. */
function answerOfOther(text: string): EventBody | null {
  const host = mayHoldAnswer(text) ? otherHostIn(text) : null;
  const told = host === null ? null : ANSWERED_BADLY.exec(text)?.[0].slice(1);
  const fault = told && HOST_SIGNS.find(({ expression }) => expression.test(` ${told}`))?.fault;
  return host && told && fault
    ? { type: "bot-provider-failed", provider: providerIn(text) ?? host, fault, told }
    : null;
}

/** Does a line mention Asterisk's own interface? */
function isOfAri(text: string): boolean {
  return /\bari\b|asterisk|stasis/i.test(text);
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
