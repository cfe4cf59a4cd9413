// Credentials and tokens in log text: headers, key=value in any notation, URLs, SDP, and keys that providers mark with a prefix.
import type { Masks } from "./masks.js";

/** Where a quoted or a bare value ends. `\n` may be written out, as in evidence. */
const BARE = String.raw`[^\s"'&,;<>{}\[\]()\\]+`;

const patterns: readonly RegExp[] = [
  // Authorization: Digest username="bot", realm="asterisk", nonce="…", response="…"     up to the end of the header
  /(?<before>authorization\\*["']?\s*[:=]\s*\\*["']?Digest\s+)(?<secret>(?:(?!\\[rn])[^\r\n])+)/gi,
  // Authorization: Basic Ym90OnNlY3JldA==     "authorization": "Bearer eyJ…"     Authorization: abc
  new RegExp(
    String.raw`(?<before>authorization\\*["']?\s*[:=]\s*\\*["']?(?:(?:basic|bearer|token|apikey)\s+)?)(?!digest\s)(?<secret>${BARE})`,
    "gi",
  ),
  // using Bearer eyJhbGci1     the word after it has a digit, a capital letter or =, as no English one has
  /(?<before>\b(?:[Bb]earer|[Bb]asic)\s+)(?<secret>(?=[\w.~+/-]*[\dA-Z=])[\w.~+/-]{6,}=*)/g,
  // X-Api-Key: abc     ARI_PASSWORD="a b"     ?api_key=bot:secret&app=…     'client_secret': 'abc'     a=ice-pwd:abc
  new RegExp(
    String.raw`(?<before>(?:password|passwd|passphrase|(?<![A-Za-z])pass|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|secret[_-]?key|session[_-]?key|credentials?|signature|auth_pass|md5_cred)\\*["']?\s*(?:=>|%3D|[:=])\s*)(?:(?<quote>\\*["'])(?<quoted>[^"'\\]+)|(?<secret>${BARE}))`,
    "gi",
  ),
  // wss://host/?key=abc     &sig=abc
  /(?<before>[?&](?:key|auth|sig|code|token)=)(?<secret>[^\s"'&<>\\]+)/gi,
  // http://bot:secret@pbx:8088
  /(?<before>\w:\/\/)(?<secret>[^\s/@"'<>]+)(?=@)/g,
  // a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz
  /(?<before>\binline:)(?<secret>[\w+/=|:]+)/g,
  // sk-proj-…, ghp_…, xoxb-…, AKIA…, AIza…, a JSON web token
  /(?<before>(?<![\w-]))(?<secret>sk-[\w-]{16,}|gh[pousr]_\w{16,}|xox[abprs]-[\w-]{10,}|AKIA[A-Z\d]{16}|AIza[\w-]{30,}|eyJ[\w-]+\.[\w-]+\.[\w-]*)/g,
];

/** What may stand in place of a secret's value without being one. */
const EMPTY = /^(?:null|none|undefined|true|false|yes|no|\*+|x+|secret#\d+)$/i;

/** Masks credentials and tokens. */
export function maskSecrets(text: string, masks: Masks): string {
  return patterns.reduce(
    (masked, pattern) =>
      masked.replace(pattern, (...match) => {
        const found = match.at(-1) as Record<string, string | undefined>;
        const value = found.quoted ?? found.secret ?? "";
        const shown = EMPTY.test(value.trim()) ? value : masks.of("secret", value);
        return `${found.before}${found.quote ?? ""}${shown}`;
      }),
    text,
  );
}
