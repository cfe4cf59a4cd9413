// Credentials and tokens in log text: headers, key=value in any notation, URLs, SDP, and keys that providers mark with a prefix.
import { type Masks, maskFound } from "./masks.js";

/** Where a quoted or a bare value ends. `\n` may be written out, as in evidence. */
const BARE = String.raw`[^\s"'&,;<>{}\[\]()\\]+`;

/** A field's name ends here, in any notation: `key=`, `"key": "`, `'key' => `, `--key `. */
const IS = String.raw`\\*["']?\s{0,3}(?:=>|%3D|[:=])\s{0,3}`;
const VALUE = String.raw`(?:(?<quote>\\*["'])(?<quoted>[^"'\\]+)|(?<value>${BARE}))`;
/** A password may hold brackets, as other values do not; it ends with a field. */
const PASSWORD = String.raw`(?:(?<quote>\\*["'])(?<quoted>[^"'\\]+)|(?<value>[^\s"'&,;<>{}\\]+))`;

const patterns: readonly RegExp[] = [
  // -----BEGIN PRIVATE KEY----- … -----END PRIVATE KEY-----, or up to the end of the line
  /(?<before>-----BEGIN [A-Z\d ]{3,40}-----)(?<value>(?!\s*secret#)[\s\S]*?)(?=-----END |$)/g,
  // a line of it: the words that begin each such key
  /(?<before>(?<![\w+/]))(?<value>(?:MII[A-Z]|MHcCAQ|MHQCAQ)[\w+/=]{8,})/g,
  // Authorization: Digest username="bot", realm="asterisk", …     Authorization: AWS4-… Credential=…     up to the header's end
  /(?<before>authorization\\*["']?\s*[:=]\s*\\*["']?)(?<value>(?:Digest|AWS4-[\w-]+|OAuth|Hawk|Signature|MAC)\s(?:(?!\\[rn])[^\r\n])+)/gi,
  /(?<before>www-authenticate:\s*)(?<value>(?:(?!\\[rn])[^\r\n])+)/gi,
  // Authorization: Basic Ym90OnNlY3JldA==     "authorization": "Bearer eyJ…"     Authorization: abc     of any scheme
  new RegExp(
    String.raw`(?<before>authorization\\*["']?\s*[:=]\s*\\*["']?(?:[A-Za-z][\w-]{1,24}\s+(?=[^\s|]))?)(?!digest\s|\S+\s+secret#)(?<value>${BARE})`,
    "gi",
  ),
  // Cookie: sid=abc; theme=dark     Set-Cookie: …     "cookie":"sid=abc"
  /(?<before>\b(?:set-)?cookie\\*["']?\s*[:=]\s*\\*["']?)(?<value>(?!secret#)(?:(?!\\[rn"'])[^\r\n"'])+)/gi,
  // using Bearer eyJhbGci1     the word after it has a digit, a capital letter or =, as no English one has
  /(?<before>\b(?:[Bb]earer|[Bb]asic)\s+)(?<value>(?=[\w.~+/-]*[\dA-Z=])[\w.~+/-]{6,}=*)/g,
  // mysql -psecret     sshpass -p secret     run -pSecret1
  /(?<before>\b(?:mysql|mariadb|mongo)[\w-]{0,12} [^|;\r\n]{0,200}?(?<=\s)-p)(?<value>[^\s"']+)/gi,
  /(?<before>\bsshpass\s{1,3}-p\s{0,3}["']?)(?<value>[^\s"']+)/gi,
  /(?<before>(?<=\s)-p)(?<value>(?=[^\s"'\d]*[A-Z\d!@#$%^&*])[^\s"'\d-][^\s"']{3,})/g,
  // run -p secret1, but no -p 2222
  /(?<before>(?<=\s)-p\s{1,3}["']?)(?<value>(?=[^\s"']*\d)(?=[^\s"']*[A-Za-z])[^\s"'/:.@-]{4,})(?=["'\s]|$)/g,
  // token abc123     api key abc123     the word after it has digits and letters
  /(?<before>\b(?:token|api[ _-]?key|secret|password|passwd|passcode):?\s{1,3})(?<value>(?=[^\s"']*\d)(?=[^\s"']*[A-Za-z])[\w.~+/=:-]{6,})/gi,
  // curl -u ari:secret     curl --user ari:secret
  /(?<before>(?<=\s)(?:-u|--user|--proxy-user)[\s=]{1,3}["']?[^\s"':]{1,80}:)(?<value>[^\s"']+)/g,
  // run --password secret     ["run", "--api-key", "secret"]
  /(?<before>--(?:[a-z]{1,20}-){0,3}(?:password|passwd|passphrase|pass|pwd|secret|token|key|credentials?)(?:\\*["'],)?\s{1,3}\\*["']?)(?<value>(?!-)[^\s"'\\]+)/gi,
  // X-Api-Key: abc     X-Auth-User: abc     ARI_PASSWORD="a b"     ?api_key=bot:secret&app=…     'client_secret': 'abc'     a=ice-pwd:abc
  new RegExp(
    String.raw`(?<before>(?:password|passwd|passphrase|(?<![A-Za-z])pass|pwd|kennwort|passwort)${IS})${PASSWORD}`,
    "gi",
  ),
  new RegExp(
    String.raw`(?<before>(?:secret|token|api[_-]?key|access[_-]?key|private[_-]?key|secret[_-]?key|session[_-]?key|credentials?|signature|nonce|auth_pass|md5_cred|x-auth(?:-[a-z]{1,20}){1,3})${IS})${VALUE}`,
    "gi",
  ),
  // DEEPGRAM_KEY=abc     "elevenlabs_key": "abc"     apiKey: abc; but no key of a table: key=abc
  new RegExp(String.raw`(?<before>[a-z\d][_-](?:key|pat|sas|dsn)${IS})${VALUE}`, "gi"),
  new RegExp(String.raw`(?<before>[a-z\d](?:Key|Secret|Token)${IS})${VALUE}`, "g"),
  // password is abc1     the word after it is no ordinary one
  /(?<before>\b(?:password|passwort|kennwort|token) (?:is|was|ist|—|-) |(?<![\p{L}\d])пароль (?:это |— |- )?)(?<value>(?=[^\s"']*[\d!@#$%^&*])[^\s"',;<>\\:=]{3,})/giu,
  // пароль: abc     mot de passe : abc     contraseña: abc
  new RegExp(
    String.raw`(?<before>(?<![\p{L}\d])(?:парол[ья](?: (?:от|для|к) [^\s:=]{1,40})?|секрет|токен|ключ доступа|mot de passe|contraseña|clave|senha|hasło|parola|wachtwoord|lösenord|şifre|salasana|密码|密碼|パスワード|비밀번호|סיסמה|كلمة المرور)${IS})${PASSWORD}`,
    "giu",
  ),
  // PIN: 4711     pin=4711     "cvv":"123"     пин-код 4711     код подтверждения: 4711
  new RegExp(
    String.raw`(?<before>(?<![\p{L}\d])(?:pin(?:[ _-]?(?:code|код))?|otp|cvv2?|cvc2?|puk|tan|verification code|one[- ]time code|пин(?:[ -]?код)?|код (?:подтверждения|из смс)|смс[ -]?код)(?:${IS}|\s{1,3}(?:is\s|—\s|-\s)?)\\*["']?)(?<value>\d{3,8}(?!\d))`,
    "giu",
  ),
  // wss://host/?key=abc     &sig=abc
  /(?<before>[?&](?:key|auth|sig|code|token|[\w-]{0,40}signature)=)(?<value>[^\s"'&<>\\]+)/gi,
  // http://bot:secret@pbx:8088     postgres://bot:a@b@db
  /(?<before>\w:\/\/)(?<value>[^\s/"'<>]+)(?=@)/g,
  // a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz
  /(?<before>\binline:)(?<value>[\w+/=|:]+)/g,
  // hooks: whoever knows the address may post
  /(?<before>\bhooks\.slack\.com\/(?:services|workflows|triggers)\/|\bdiscord(?:app)?\.com\/api\/webhooks\/|\bwebhook\.office\.com\/)(?<value>[\w/@.-]+)/gi,
  // Telegram: 1234567890:AAH…
  /(?<before>(?<![\w-])(?:bot)?)(?<value>\d{6,12}:[A-Za-z][\w-]{24,})/g,
  // sk-proj-…, sk_live_…, ghp_…, glpat-…, hf_…, xoxb-…, AKIA…, AIza…, ya29.…, a JSON web token
  /(?<before>(?<![\w-]))(?<value>sk-[\w-]{16,}|(?:[spr]k|rk)_(?:live|test|prod)_\w{8,}|whsec_\w{8,}|gh[pousr]_\w{8,}|github_pat_\w{8,}|gl(?:pat|dt|rt|cbt|ptt|ft|soat|agent)-[\w-]{8,}|hf_(?=[A-Za-z\d]*[A-Z\d])[A-Za-z\d]{8,}|(?:npm|pypi|dop_v1|doo_v1|dckr_pat|shpat|gsk|xai|pplx|r8|lin_api|sntrys|sq0[a-z]{3}|tgp_v1|nvapi)[-_][\w-]{12,}|xox[abeoprs]-[\w-]{10,}|xapp-[\w-]{10,}|(?:AKIA|ASIA|AIDA|AROA)[A-Z\d]{16}|AIza[\w-]{30,}|ya29\.[\w-]{8,}|SG\.[\w-]{12,}\.[\w-]{12,}|AQVN[\w-]{20,}|y[0-3]_[\w-]{30,}|t1\.[\w-]{16,}\.[\w-]+|(?:AC|SK)[\da-f]{32}(?![\da-f])|key-[\da-f]{32}|hv[sb]\.[\w-]{16,}|eyJ[\w-]+\.[\w-]+\.[\w-]*)/g,
];

/** What may stand in place of a secret's value without being one. */
const EMPTY = /^(?:null|none|undefined|true|false|yes|no|\*+|x+|[a-z]+#\d+)$/i;

/** Masks credentials and tokens. */
export function maskSecrets(text: string, masks: Masks): string {
  return patterns.reduce(
    (told, pattern) =>
      maskFound(told, pattern, (value) => (EMPTY.test(value.trim()) ? value : masks.of("secret", value))),
    text,
  );
}
