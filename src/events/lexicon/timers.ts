// How a bot says that a timer of its own has run out: a watchdog, a time limit, no speech for too long. By itself such a line
// says nothing about the call, as every bot has dozens of deadlines. Right before the bot's own hang-up, it says why.

import { BoundedMap } from "../../io/bounded-map.js";
import { plainWords } from "../bot/plain-words.js";
import { WordScan } from "../bot/word-scan.js";
import { isBeyondAscii, phrases, plainLatin, type Script } from "./language.js";

/** How one language speaks about timers. The phrases follow language.ts. */
export interface TimerWords {
  readonly language: string;
  readonly script: Script;
  readonly phrases: readonly string[];
  /** Lines as bots print them, without an id: a watchdog, a limit on the call's time, silence, no activity. */
  readonly samples: readonly string[];
}

/** All languages of the lexicons. */
export const timerWords: readonly TimerWords[] = [
  {
    language: "English",
    script: "latin",
    phrases: [
      "watchdog|deadman",
      "timeout",
      "timed|time out=",
      "timer|ttl=|deadline expired|fired|elapsed|exceeded|hit=|reached",
      "max|maximum duration|length|time|call",
      "time|duration limit",
      "exceeded|over= limit|maximum|allowed|budget",
      "too long=",
      "idle=|inactiv",
      "no|without speech|input|audio|activity|response for=",
      "silence|silent for=|after|over|since|limit|exceeded",
      "dead air=",
      "keepalive|heartbeat missed|lost|expired",
    ],
    samples: [
      "Watchdog fired",
      "Call has exceeded the allowed time of 90 s",
      "No audio for 20 s",
      "Session idle for 60 s",
      "Deadline of 45 s elapsed",
    ],
  },
  {
    language: "Russian",
    script: "cyrillic",
    phrases: [
      "сторож",
      "тайм",
      "врем истек|вышл|исчерпан",
      "истек|исчерпан врем|лимит|срок",
      "превышен|исчерпан|достигнут лимит|врем|длительност|предел|продолжительност|максимальн",
      "лимит|предел врем|длительност|продолжительност|звонк|разговор",
      "тишин|молчани|молчит",
      "нет|без речи|голоса|звука|ввода|активност|аудио",
      "неактивн|бездейств|простой=",
      "слишком долг",
    ],
    samples: [
      "Сработал сторожевой таймер",
      "Превышена длительность разговора",
      "Абонент молчит 20 с",
      "Нет активности",
      "Время звонка истекло",
    ],
  },
  {
    language: "German",
    script: "latin",
    phrases: [
      "zeitüberschreitung|timeout|watchdog",
      "wächter=|wachhund|inaktivitätswächter|stillewächter|überwachungstimer",
      "zeitlimit|zeitgrenze|höchstdauer|maximaldauer|gesprächslimit|höchstgesprächsdauer|zeitbudget",
      "maximale|höchste|zulässige dauer|gesprächsdauer|anrufdauer|zeit=",
      "dauer|gesprächsdauer|zeit= überschritten|erreicht|abgelaufen",
      "frist|timer abgelaufen|ausgelöst|überschritten",
      "stille|funkstille|schweig",
      "inaktiv|untätig|leerlauf",
      "keine|ohne sprache|eingabe|aktivität|äußerung|ton=|audio",
    ],
    samples: [
      "Inaktivitätswächter hat ausgelöst",
      "Maximale Gesprächsdauer erreicht",
      "Seit 20 s keine Sprache",
      "Zeitüberschreitung",
      "Frist abgelaufen",
    ],
  },
  {
    language: "French",
    script: "latin",
    phrases: [
      "chien garde",
      "watchdog|timeout|minuteur|minuterie",
      "limite de= durée|temps",
      "limite atteinte|dépassée",
      "durée|temps maxim|limite",
      "durée|temps|délai dépass|écoul|expir|atteint",
      "inactivité|inactif",
      "silence",
      "aucun|pas|sans parole|voix|son=|activité|audio|saisie",
    ],
    samples: [
      "Limite de durée atteinte",
      "Le chien de garde a expiré",
      "Silence depuis 20 s",
      "Durée maximale de l'appel dépassée",
      "Inactivité prolongée",
    ],
  },
  {
    language: "Spanish",
    script: "latin",
    phrases: [
      "vigilante|guardián|watchdog|timeout|temporizador",
      "tiempo|duración agotad|excedid|límite|máxim|superad|cumplid|expirad|espera",
      "límite|máximo tiempo|duración",
      "super|exced tiempo|duración|límite",
      "silencio",
      "inactiv",
      "sin=|ningun voz|audio|actividad|habla|entrada|respuesta",
    ],
    samples: [
      "Tiempo máximo de llamada alcanzado",
      "El vigilante ha saltado",
      "Silencio durante 20 s",
      "Sin actividad",
      "Se superó la duración permitida",
    ],
  },
  {
    language: "Portuguese",
    script: "latin",
    phrases: [
      "vigia|watchdog|timeout|temporizador",
      "cão guarda",
      "tempo|duração esgotad|excedid|limite|máxim|ultrapassad|atingid|expirad",
      "limite|máximo tempo|duração",
      "silêncio",
      "inativ",
      "sem=|nenhum voz|fala|áudio|atividade|entrada",
    ],
    samples: [
      "Tempo limite atingido",
      "O vigia disparou",
      "Silêncio há 20 s",
      "Duração máxima da chamada excedida",
      "Sem atividade",
    ],
  },
  {
    language: "Italian",
    script: "latin",
    phrases: [
      "guardiano|watchdog|timeout|temporizzatore",
      "cane guardia",
      "tempo|durata scadut|esaurit|massim|limite|superat|raggiunt",
      "limite|massim tempo|durata",
      "superat tempo|durata|limite",
      "silenzio",
      "inattiv",
      "nessun|senza voce|audio|attività|parlato|input",
    ],
    samples: [
      "Durata massima della chiamata raggiunta",
      "Il guardiano è scattato",
      "Silenzio da 20 s",
      "Nessuna attività",
      "Tempo scaduto",
    ],
  },
  {
    language: "Polish",
    script: "latin",
    phrases: [
      "strażnik|watchdog|timeout",
      "przekrocz|upłyn|wyczerpan|osiągnięt czas|limit|długość",
      "czas|limit przekrocz|upłyn|minął|wyczerpan|osiągnięt",
      "maksymaln|dopuszczaln czas|długość",
      "limit czas",
      "cisza|cisz=",
      "bezczynn|nieaktywn",
      "brak głosu|mowy|dźwięku|aktywności|audio",
    ],
    samples: [
      "Przekroczono maksymalny czas rozmowy",
      "Zadziałał strażnik",
      "Cisza od 20 s",
      "Brak aktywności",
      "Upłynął limit",
    ],
  },
  {
    language: "Turkish",
    script: "latin",
    phrases: [
      "gözcü|bekçi|watchdog|timeout|zamanlayıcı",
      "zaman aşım",
      "süre doldu|aşıldı|sınır|bitti|limit|dolmuş",
      "azami|maksimum süre",
      "sessiz",
      "konuşma|ses=|hareket|etkinlik yok",
      "hareketsiz|boşta",
    ],
    samples: ["Azami süre doldu", "Gözcü devreye girdi", "20 sn sessizlik", "Ses yok", "Zaman aşımı"],
  },
  {
    language: "Dutch",
    script: "latin",
    phrases: [
      "waakhond|watchdog|timeout|time-out",
      "tijdslimiet|tijdlimiet|maximumduur|maximale duur",
      "maximale gespreksduur|duur|tijd=",
      "tijd=|duur|gespreksduur|limiet|termijn verstreken|overschreden|bereikt|verlopen",
      "stilte",
      "geen spraak|geluid|invoer|activiteit|audio",
      "inactief|inactiviteit",
      "te= lang=",
    ],
    samples: [
      "Waakhond afgegaan",
      "Maximale gespreksduur overschreden",
      "Al 20 s stilte",
      "Geen activiteit",
      "Tijd verstreken",
    ],
  },
  {
    language: "Indonesian",
    script: "latin",
    phrases: [
      "pengawas|watchdog|timeout",
      "waktu habis|kedaluwarsa",
      "batas waktu|durasi",
      "durasi|waktu maksimum|maksimal|terlampaui|melebihi|melampaui|tercapai",
      "hening|senyap",
      "tidak|tanpa ada= suara|ucapan|aktivitas|masukan|audio",
      "terlalu lama=",
    ],
    samples: [
      "Pengawas terpicu",
      "Durasi maksimum panggilan tercapai",
      "Hening selama 20 dtk",
      "Tidak ada aktivitas",
      "Waktu habis",
    ],
  },
  {
    language: "Ukrainian",
    script: "cyrillic",
    phrases: [
      "сторож|вартов",
      "тайм",
      "час= вичерпан|вийшов|сплив|минув|очікуванн",
      "вичерпан|сплив|минув час|ліміт|термін",
      "перевищен|досягнут час|ліміт|тривал|максимальн|меж",
      "ліміт|межа час|тривал|дзвінк|розмов",
      "тиш|мовчан|мовчить",
      "немає|відсутн|без мови|мовлення|голосу|звуку|активност",
      "неактивн|бездіяльн",
    ],
    samples: [
      "Спрацював вартовий таймер",
      "Перевищено тривалість розмови",
      "Тиша 20 с",
      "Немає активності",
      "Час очікування вичерпано",
    ],
  },
  {
    language: "Chinese",
    script: "han",
    phrases: [
      "看门狗|看門狗",
      "超时|超時|逾时|逾時",
      "无|無|没有|沒有 语音|語音|声音|聲音|活动|活動|输入|輸入|响应声",
      "静音|靜音|静默|靜默|沉默",
      "空闲|空閒|闲置|閒置",
      "超过|超過|达到|達到|到达|已到 时长|時長|最大|最长|最長|上限|时限|時限|限制",
      "时长|時長|时间|時間 上限|超限|已到|用尽|到期|耗尽",
      "定时器|計時器|计时器",
    ],
    samples: ["看门狗触发", "无声音超时", "已达到最大通话时长", "静默 20 秒", "通话时间已到"],
  },
  {
    language: "Japanese",
    script: "han",
    phrases: [
      "監視|ウォッチドッグ",
      "タイムアウト|時間切れ|タイマー",
      "無音|沈黙|無言",
      "時間|制限|上限 上限|超過|達し|経過|到達|切れ",
      "無操作|アイドル|無反応",
      "音声|発話|入力 なし|ありません|途切れ|検出されない",
    ],
    samples: [
      "ウォッチドッグが作動しました",
      "通話時間の上限に達しました",
      "無音が 20 秒続きました",
      "発話なし",
      "タイムアウトしました",
    ],
  },
];

/** One expression per script, and a quick test that it does not match. Built when a line first needs it. */
interface Table {
  readonly expression: RegExp;
  readonly wordScan: WordScan;
}
const tables = new Map<Script, Table>();

function tableOf(script: Script): Table {
  const made = tables.get(script) ?? newTable(script);
  tables.set(script, made);
  return made;
}

function newTable(script: Script): Table {
  const expression = expressionOf(script);
  return { expression, wordScan: new WordScan([expression]) };
}

function expressionOf(script: Script): RegExp {
  const given = timerWords.filter((one) => one.script === script).flatMap((one) => one.phrases);
  return phrases(script, given);
}

function speaksIn(script: Script, words: string): boolean {
  const { expression, wordScan } = tableOf(script);
  return wordScan.scan(words) && expression.test(words);
}

/** What the expressions see of a message. */
const MAX_LOOKED_AT = 500;

const SCRIPTS: readonly Script[] = ["latin", "cyrillic", "han"];

/** Answers by message, with all digits alike. A bot says the same few things about the end of each call. */
const answers = new BoundedMap<string, boolean>(1_000);

/** Does a message mention a timer, in any of the languages? It may mix words of several scripts. */
export function speaksOfTimer(message: string): boolean {
  // no phrase asks for one digit and not for another
  const key = message.slice(0, MAX_LOOKED_AT).replace(/\d/g, "0");
  const known = answers.get(key);
  if (known !== undefined) return known;
  const words = plainWords(key);
  const scripts = isBeyondAscii(words) ? SCRIPTS : SCRIPTS.slice(0, 1);
  const answer = scripts.some((script) => speaksIn(script, script === "latin" ? plainLatin(words) : words));
  answers.set(key, answer);
  return answer;
}
