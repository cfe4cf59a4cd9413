import type { Language } from "./language.js";

export const polish: Language = {
  name: "Polish",
  script: "latin",
  undone: [
    "nie=",
    "nigdy",
    "bez=",
    "niemożliwe",
    "błąd|błęd",
    "nieudan|niepowodz",
    "zanim|przed=",
    "gdy=|kiedy|jeśli|jeżeli|podczas",
    "czekam|oczekiw",
  ],
  failed: ["nieudan|niepowodz|błąd|błęd"],
  timer: ["strażnik", "przekroczon czas|limit", "cisza", "bezczynno", "watchdog"],
  sweep: ["sprzątan|osieroc"],
  sayings: [
    {
      type: "bot-speech",
      done: [
        "dzwoniący|klient|rozmówca|użytkownik powiedział|mówi",
        "transkry",
        "rozpoznan",
        "^dzwoniący|klient|rozmówca|użytkownik:",
      ],
      samples: ["Dzwoniący powiedział: dzień dobry", "Transkrypcja: dziękuję"],
    },
    {
      type: "bot-hangup-requested",
      done: ["żądanie|prośba rozłącz", "rozłączen żądan|zażądan"],
      samples: ["Żądanie rozłączenia, przyczyna 16", "Rozłączenie zażądane, przyczyna 32"],
    },
    {
      type: "bot-stasis-end",
      done: ["wyjście|wyszedł|opuścił|opuszczono|koniec stasis"],
      samples: ["Wyjście ze Stasis", "Kanał opuścił Stasis", "Koniec Stasis"],
    },
    {
      type: "bot-play-finished",
      done: [
        "odtwarzan|odtworzen|komunikat zakończ|nieudan|skończ|ukończ",
        "koniec odtwarzan|komunikat",
        "błąd odtwarzan",
      ],
      samples: ["Odtwarzanie 4cd841da zakończone", "Odtwarzanie nieudane", "Koniec odtwarzania"],
    },
    {
      type: "bot-not-in-stasis",
      done: ["nie stasis", "poza stasis"],
      samples: ["Kanał nie jest już w Stasis, rezygnuję"],
    },
    {
      type: "bot-channel-gone",
      done: [
        "nie ma= kanał",
        "kanał nie istnieje|znalezion",
        "nie znaleziono kanał",
        "kanał znikn|zniknął",
        "brak kanał",
      ],
      samples: ["Nie ma takiego kanału", "Kanał nie istnieje", "Nie znaleziono kanału", "Kanał zniknął"],
    },
    { type: "bot-orphan-found", done: ["osierocon kanał", "kanał osierocon"], samples: ["Osierocony kanał, stan Up"] },
    {
      type: "bot-channel-destroyed",
      done: ["kanał zniszczon"],
      samples: ["Kanał zniszczony, przyczyna 16"],
    },
    { type: "bot-leg-left-bridge", done: ["opuszczon|opuścił most"], samples: ["Opuszczono mostek 5de18f32"] },
    {
      type: "bot-moh",
      done: ["muzyka oczekiwan|na uruchom|rozpoczę|włączon|gra"],
      samples: ["Muzyka na czekanie uruchomiona"],
    },
    {
      type: "bot-unhold",
      done: [
        "wznowion|wznowiono rozmow|połączeni|kanał",
        "rozmow|połączeni|kanał wznowion",
        "zdjęt zawieszen",
        "koniec zawieszen|oczekiwan",
        "odwieszon",
      ],
      soon: ["wznawiam"],
      samples: ["Wznowiono rozmowę", "Kanał wznowiony", "Koniec zawieszenia"],
      announcements: ["Wznawiam rozmowę"],
    },
    {
      type: "bot-hold",
      done: [
        "zawieszon|wstrzyman rozmow|połączeni|kanał",
        "rozmow|połączeni|kanał zawieszon|wstrzyman",
        "przełączon|umieszczon oczekiwan|zawieszen",
        "^zawieszon",
      ],
      soon: ["zawieszam", "wstrzymuję"],
      samples: ["Zawieszono rozmowę", "Kanał zawieszony"],
      announcements: ["Zawieszam rozmowę"],
    },
    {
      type: "bot-left-dialplan-bound",
      done: ["oddan|zwrócon|powrót|wrócił plan wybierani", "oddan|zwrócon|powrót dialplan"],
      samples: ["Oddano do planu wybierania (from-trunk,after,1)", "Powrót do dialplanu"],
    },
    {
      type: "bot-call-finished",
      done: ["rozmow|połączeni zakończ|skończ", "koniec rozmow|połączeni"],
      samples: ["Rozmowa zakończona po 6.2 s", "Koniec rozmowy"],
    },
    {
      type: "bot-hangup",
      done: ["rozłączono=|rozłączyłem|rozłączyliśmy"],
      soon: [
        "rozłączam",
        "kończę= połączenie|rozmowę",
        "sprzątan *usuwam|kasuj|rozłącz",
        "strażnik|watchdog *rozłącz|kończ",
      ],
      samples: ["Rozłączono"],
      announcements: ["Rozłączam", "Strażnik: cisza od 4 s, rozłączam", "Sprzątanie: stary kanał, usuwam"],
    },
    {
      type: "bot-media-closed",
      done: [
        "połączenie|gniazdo|strumień medi|audiosocket zamknięt|utracon|przerwan",
        "medi|audiosocket zamknięt|utracon",
      ],
      samples: ["Połączenie mediów zamknięte: worker crashed"],
    },
    {
      type: "bot-media-leg",
      done: ["zewnętrzn kanał medi", "kanał medi", "połączenie audiosocket"],
      samples: ["Zewnętrzny kanał mediów -> 127.0.0.1:9093", "Połączenie AudioSocket f4af1f13"],
    },
    { type: "bot-bridge", done: ["most utworzon|zestawion"], samples: ["Mostek 5de18f32 utworzony"] },
    { type: "bot-dialled", done: ["dzwonię", "wybieram="], samples: ["Dzwonię do PJSIP/1001, nowy kanał"] },
    { type: "bot-filler", done: ["wypełniacz odtworzon|odegran"], samples: ["Wypełniacz odtworzony w 0.60 s"] },
    {
      type: "bot-play",
      done: ["odtwarzan rozpoczęt|uruchomion|zaczęt", "rozpoczęto|początek odtwarzan"],
      soon: ["odtwarzam", "rozpoczynam|uruchamiam odtwarzan"],
      samples: ["Odtwarzanie 4cd841da rozpoczęte (sound:bot/filler_uhm)", "Rozpoczęto odtwarzanie"],
      announcements: ["Odtwarzam sound:bot/filler_uhm"],
    },
    {
      type: "bot-tts",
      done: ["fragment mowy gotow", "syntez gotow|zakończ|ukończ", "audio|mowa wygenerowan|gotow"],
      samples: ["Fragment mowy 0 gotowy w 0.35 s", "Synteza gotowa w 0.35 s"],
    },
    {
      type: "bot-model-answered",
      done: ["model|llm odpowiedział|odpowiedz", "odpowiedź modelu|llm|otrzyman"],
      samples: ["Model odpowiedział w 0.52 s", "Odpowiedź modelu w 0.52 s"],
    },
    {
      type: "bot-model-asked",
      done: ["zapytan|pytam|pytanie|żądanie|wysyłam model|llm"],
      samples: ["Zapytano model", "Zapytanie do modelu"],
    },
    {
      type: "bot-answered",
      done: ["^odebran", "połączenie|kanał|rozmow odebran", "odebrano połączenie|kanał|rozmow"],
      samples: ["Odebrano", "Połączenie odebrane"],
    },
    {
      type: "bot-stasis-start",
      done: [
        "połączenie|rozmow przychodząc",
        "now połączenie|rozmowa",
        "przychodząc połączenie|rozmow",
        "wejście stasis",
      ],
      samples: ["Połączenie przychodzące od 4822555, numer 10", "Nowe połączenie od 4822555"],
    },
    {
      type: "bot-ari-closed",
      done: [
        "websocket|ari zamknięt|utracon|rozłączon|zerwan",
        "ponown łącz ari|asterisk",
        "połączenie ari|asterisk utracon|zerwan|zamknięt",
      ],
      samples: ["WebSocket ARI zamknięty: 0 bytes read", "Ponowne łączenie z ARI za 1.6 s"],
    },
    {
      type: "bot-ari-connected",
      done: ["połączon websocket|ari|asterisk", "połączenie ari|asterisk nawiązan"],
      samples: ["Połączono z WebSocketem ARI, aplikacja voicebot"],
    },
    {
      type: "bot-stopping",
      done: ["sigterm|sigint", "zatrzymuję|zamykam bota|usług|serwer|aplikacj"],
      samples: ["Otrzymano SIGTERM, kończę", "Zatrzymuję usługę"],
    },
    {
      type: "bot-started",
      done: [
        "start|uruchamiam|uruchomiono bota|usług|serwer|aplikacj",
        "bot|usługa|serwer|aplikacja uruchomion|wystartował|startuje",
      ],
      samples: ["Start bota głosowego, ARI http://127.0.0.1:8088/ari", "Usługa uruchomiona"],
    },
  ],
};
