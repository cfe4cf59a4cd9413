import type { Language } from "./language.js";

export const dutch: Language = {
  name: "Dutch",
  script: "latin",
  undone: [
    "niet=",
    "nooit",
    "geen=",
    "zonder=",
    "mislukt",
    "fout|storing",
    "voordat=",
    "wanneer=|zodra=|indien=|als=|terwijl=",
    "wacht= op=",
    "wachten=",
  ],
  failed: ["mislukt|fout"],
  timer: [
    "bewaker|waakhond|watchdog",
    "time-out|timeout|tijdslimiet|tijd verstreken",
    "stilte",
    "inactief|inactiviteit",
  ],
  sweep: ["opruim|opschoning|verweesd"],
  sayings: [
    {
      type: "bot-speech",
      done: ["beller|klant|gebruiker zei|zegt", "transcriptie", "spraak herkend", "^beller|klant|gebruiker:"],
      samples: ["Beller zei: goedemorgen", "Transcriptie: ik wil een afspraak"],
    },
    {
      type: "bot-hangup-requested",
      done: ["ophangverzoek|verbreekverzoek", "verzoek op= te= hangen", "ophangen gevraagd|aangevraagd"],
      samples: ["Ophangverzoek, oorzaak 16", "Ophangen gevraagd, oorzaak 32"],
    },
    {
      type: "bot-stasis-end",
      done: ["verliet|verlaten|einde stasis", "stasis verlaten"],
      samples: ["Kanaal heeft Stasis verlaten", "Einde van Stasis"],
    },
    {
      type: "bot-play-finished",
      done: ["afspelen|weergave klaar|beëindigd|afgerond|mislukt|voltooid", "einde afspelen|weergave"],
      samples: ["Afspelen 4cd841da voltooid", "Weergave mislukt", "Einde van het afspelen"],
    },
    {
      type: "bot-not-in-stasis",
      done: ["niet stasis"],
      samples: ["Kanaal is niet meer in Stasis"],
    },
    {
      type: "bot-channel-gone",
      done: ["kanaal niet gevonden", "kanaal bestaat niet", "kanaal verdwenen", "kanaal weg="],
      samples: ["Kanaal niet gevonden", "Kanaal bestaat niet meer", "Kanaal is verdwenen"],
    },
    { type: "bot-orphan-found", done: ["verweesd kanaal"], samples: ["Verweesd kanaal gevonden"] },
    {
      type: "bot-channel-destroyed",
      done: ["kanaal vernietigd|opgeruimd"],
      samples: ["Kanaal vernietigd, oorzaak 16"],
    },
    {
      type: "bot-leg-left-bridge",
      done: ["verliet brug", "brug verlaten"],
      samples: ["Kanaal verliet brug 5de18f32"],
    },
    {
      type: "bot-moh",
      done: ["wachtmuziek gestart|begonnen|aan="],
      samples: ["Wachtmuziek gestart"],
    },
    {
      type: "bot-unhold",
      done: ["uit wacht gehaald", "gesprek|kanaal hervat", "einde wachtstand", "uit wachtstand gehaald"],
      soon: ["hervatten|hervat gesprek|kanaal", "haal|halen uit wacht"],
      samples: ["Kanaal uit de wacht gehaald", "Gesprek hervat", "Einde van de wachtstand"],
      announcements: ["We halen het kanaal uit de wacht"],
    },
    {
      type: "bot-hold",
      done: ["in wacht|wachtstand gezet|geplaatst", "staat in wacht|wachtstand"],
      soon: ["zet|zetten|plaats|plaatsen in wacht|wachtstand"],
      samples: ["Kanaal in de wacht gezet", "Gesprek in wachtstand geplaatst"],
      announcements: ["We zetten het kanaal in de wacht"],
    },
    {
      type: "bot-left-dialplan-bound",
      done: ["teruggestuurd|teruggegeven|doorgestuurd|terug dialplan|kiesplan"],
      samples: ["Kanaal teruggestuurd naar het dialplan (from-trunk,after,1)"],
    },
    {
      type: "bot-call-finished",
      done: ["gesprek|oproep beëindigd|afgelopen|afgerond|klaar=", "einde gesprek|oproep"],
      samples: ["Gesprek beëindigd, duur 6.2 s", "Einde van het gesprek"],
    },
    {
      type: "bot-hangup",
      done: ["^opgehangen=", "hebben opgehangen"],
      soon: [
        "ophangen=",
        "verbreken|verbreek|beëindigen|beëindig gesprek|kanaal|oproep|verbinding",
        "opruim|opschoning *verwijder",
        "bewaker|waakhond|watchdog *verbreek|verbreken|hang",
      ],
      samples: ["Opgehangen"],
      announcements: [
        "Ophangen",
        "We verbreken het gesprek",
        "Waakhond: al 4 s stilte, gesprek verbreken",
        "Opruimen: oud kanaal, verwijderen",
      ],
    },
    {
      type: "bot-media-closed",
      done: ["mediaverbinding|mediasocket|audiosocket gesloten|verbroken|weggevallen"],
      samples: ["Mediaverbinding verbroken: worker crashed"],
    },
    {
      type: "bot-media-leg",
      done: ["extern mediakanaal", "externe media", "verbinding audiosocket", "audiosocket verbonden"],
      samples: ["Extern mediakanaal -> 127.0.0.1:9093", "AudioSocket verbonden f4af1f13"],
    },
    { type: "bot-bridge", done: ["brug gemaakt|aangemaakt"], samples: ["Brug 5de18f32 aangemaakt"] },
    {
      type: "bot-dialled",
      done: ["bellen naar=", "we bellen", "kiezen="],
      samples: ["Bellen naar PJSIP/1001, nieuw kanaal"],
    },
    {
      type: "bot-filler",
      done: ["opvulgeluid|vulgeluid afgespeeld|klaar"],
      samples: ["Opvulgeluid afgespeeld in 0.60 s"],
    },
    {
      type: "bot-play",
      done: ["afspelen|weergave gestart|begonnen"],
      soon: ["afspelen van=", "speel|spelen *af=", "start|starten afspelen|weergave"],
      samples: ["Afspelen 4cd841da gestart (sound:bot/filler_uhm)"],
      announcements: ["Afspelen van sound:bot/filler_uhm"],
    },
    {
      type: "bot-tts",
      done: ["spraaksynthese|synthese klaar|gereed|voltooid", "spraakfragment klaar|gereed"],
      samples: ["Spraaksynthese klaar in 0.35 s", "Spraakfragment 0 gereed"],
    },
    {
      type: "bot-model-answered",
      done: ["model|llm|ai= antwoordde|geantwoord|antwoordt", "antwoord model|llm|ai="],
      samples: ["Model antwoordde in 0.52 s", "Antwoord van het model in 0.52 s"],
    },
    {
      type: "bot-model-asked",
      done: ["vraag|verzoek|aanvraag model|llm|ai=", "model|llm gevraagd|bevraagd"],
      samples: ["Vraag aan het model", "Verzoek aan LLM"],
    },
    {
      type: "bot-answered",
      done: ["gesprek|kanaal|oproep beantwoord|aangenomen|opgenomen", "^beantwoord=|opgenomen="],
      samples: ["Gesprek aangenomen", "Kanaal beantwoord"],
    },
    {
      type: "bot-stasis-start",
      done: ["inkomend gesprek|oproep", "inkomende oproep", "nieuw|nieuwe gesprek|oproep"],
      samples: ["Inkomend gesprek van 3120555, toestel 10", "Nieuwe oproep, beller 3120555"],
    },
    {
      type: "bot-ari-closed",
      done: [
        "websocket|ari gesloten|verbroken|weggevallen",
        "opnieuw verbinden ari|asterisk",
        "verbinding ari|asterisk gesloten|verbroken|verloren",
      ],
      samples: ["WebSocket van ARI gesloten: 0 bytes read", "Opnieuw verbinden met ARI over 1.6 s"],
    },
    {
      type: "bot-ari-connected",
      done: ["verbonden ari|asterisk", "verbinding ari|asterisk tot= stand"],
      samples: ["Verbonden met ARI-WebSocket, applicatie voicebot"],
    },
    {
      type: "bot-stopping",
      done: ["sigterm|sigint", "stoppen|afsluiten bot|dienst|server|applicatie", "^afsluiten="],
      samples: ["SIGTERM ontvangen, afsluiten", "Afsluiten"],
    },
    {
      type: "bot-started",
      done: ["bot|spraakbot|dienst|server|applicatie gestart|start=", "starten|start bot|spraakbot|dienst|server"],
      samples: ["Spraakbot gestart, ARI http://127.0.0.1:8088/ari", "Starten van de dienst"],
    },
  ],
};
