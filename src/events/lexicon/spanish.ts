import type { Language } from "./language.js";

export const spanish: Language = {
  name: "Spanish",
  script: "latin",
  undone: [
    "no=",
    "nunca",
    "sin=",
    "imposible",
    "error=",
    "fall",
    "antes",
    "cuando|mientras|si=",
    "esperando",
    "espera de=|a=",
  ],
  failed: ["fall|error|fracas"],
  timer: ["vigilante", "tiempo agotado|excedido|límite", "silencio", "inactividad", "watchdog"],
  sweep: ["limpieza|huérfano|obsolet"],
  sayings: [
    {
      type: "bot-speech",
      done: [
        "llamante|cliente|usuario|interlocutor dijo|dice|habl",
        "transcri",
        "reconocid|reconoció",
        "^llamante|cliente|usuario:",
      ],
      samples: ["El llamante dijo: buenos días", "Transcripción: quiero una cita"],
    },
    {
      type: "bot-hangup-requested",
      done: [
        "solicitud|petición|pedido colgar|colgado|cuelgue|desconexión",
        "cuelgue|colgado|desconexión solicitad|pedid",
      ],
      samples: ["Solicitud de colgado, causa 16", "Cuelgue solicitado, causa 32"],
    },
    {
      type: "bot-stasis-end",
      done: ["salió|salida|fin|sale|abandonó|dejó stasis"],
      samples: ["El canal salió de Stasis", "Fin de Stasis"],
    },
    {
      type: "bot-play-finished",
      done: [
        "reproducción|audio|locución termin|finaliz|complet|acab|fall",
        "fin reproducción|audio|locución",
        "reproducción error",
      ],
      samples: ["Reproducción terminada", "Reproducción 4cd841da fallida", "Fin de la reproducción"],
    },
    {
      type: "bot-not-in-stasis",
      done: ["no está|sigue stasis", "fuera stasis"],
      samples: ["El canal ya no está en Stasis"],
    },
    {
      type: "bot-channel-gone",
      done: [
        "canal no encontrado|existe|hallado",
        "canal desapareci|inexistente",
        "no existe|encuentra canal",
        "canal ya no existe",
      ],
      samples: ["Canal no encontrado", "El canal ya no existe", "El canal desapareció"],
    },
    { type: "bot-orphan-found", done: ["canal huérfano"], samples: ["Canal huérfano encontrado"] },
    { type: "bot-channel-destroyed", done: ["canal destruido"], samples: ["Canal destruido, causa 16"] },
    { type: "bot-leg-left-bridge", done: ["salió|abandonó|dejó puente"], samples: ["Salió del puente 5de18f32"] },
    {
      type: "bot-moh",
      done: ["música espera iniciad|comenz|activad|arranc", "música iniciad"],
      samples: ["Música en espera iniciada"],
    },
    {
      type: "bot-unhold",
      done: [
        "quitad|sacad|retirad|sali|fuera espera",
        "fin espera",
        "espera termin|finaliz",
        "llamada|canal reanudad|retomad",
      ],
      soon: ["quitando|sacando|retirando espera", "reanudando|retomando llamada|canal"],
      samples: ["Canal sacado de la espera", "Fin de la espera", "Llamada reanudada", "Canal fuera de espera"],
      announcements: ["Sacando el canal de la espera"],
    },
    {
      type: "bot-hold",
      done: ["puest|pasad|quedó en espera", "retenido=|retenida=", "canal|llamada|llamante en espera", "^en espera="],
      soon: ["poniendo|pongo|pasando en espera", "reteniendo llamada|canal"],
      samples: ["Canal puesto en espera", "Llamada en espera", "Llamada retenida"],
      announcements: ["Poniendo el canal en espera"],
    },
    {
      type: "bot-left-dialplan-bound",
      done: ["devuelt|regres|enviad|volv plan marcado|marcación|discado", "devuelt|regres|enviad|volv dialplan"],
      samples: ["Canal devuelto al plan de marcado (from-trunk,after,1)", "Canal enviado al dialplan"],
    },
    {
      type: "bot-call-finished",
      done: ["llamada|conversación termin|finaliz|complet|acab|conclu", "fin llamada|conversación"],
      samples: ["Llamada terminada, duración 6.2 s", "Fin de la llamada"],
    },
    {
      type: "bot-hangup",
      done: ["colgamos=", "^colgado=|colgada="],
      soon: [
        "colgando",
        "cuelgo",
        "cortando llamada|canal",
        "finalizando|terminando llamada|canal",
        "limpieza *elimin|borr|colg",
        "vigilante|watchdog *colg|cort|termin",
      ],
      samples: ["Colgado"],
      announcements: [
        "Colgando el canal",
        "Vigilante: silencio desde hace 4 s, cortando la llamada",
        "Limpieza: canal viejo, eliminando",
      ],
    },
    {
      type: "bot-media-closed",
      done: [
        "conexión|socket|flujo medios|media|audiosocket cerrad|perdid|cortad",
        "medios|media|audiosocket cerrad|perdid",
      ],
      samples: ["Conexión de medios cerrada: worker crashed"],
    },
    {
      type: "bot-media-leg",
      done: ["canal medios externo", "medios externos", "conexión audiosocket", "audiosocket conectad"],
      samples: ["Canal de medios externo -> 127.0.0.1:9093", "Conexión AudioSocket f4af1f13"],
    },
    { type: "bot-bridge", done: ["puente cread|establecid|abiert"], samples: ["Puente 5de18f32 creado"] },
    { type: "bot-dialled", done: ["marcando", "llamando a="], samples: ["Marcando PJSIP/1001, canal nuevo"] },
    { type: "bot-filler", done: ["relleno|muletilla reproducid|terminad"], samples: ["Relleno reproducido en 0.60 s"] },
    {
      type: "bot-play",
      done: ["reproducción|locución inici|comenz|empez|arranc", "inicio|inicia|comienza reproducción"],
      soon: ["reproduciendo", "iniciando reproducción", "se reproducirá", "voy reproducir"],
      samples: ["Reproducción 4cd841da iniciada (sound:bot/filler_uhm)", "Inicio de la reproducción"],
      announcements: ["Reproduciendo audio sound:x/hi en el canal"],
    },
    {
      type: "bot-tts",
      done: ["síntesis list|terminad|generad|complet", "audio generad|sintetizad", "voz generada|sintetizada"],
      samples: ["Síntesis del fragmento 0 lista en 0.35 s", "Audio generado: 12000 bytes"],
    },
    {
      type: "bot-model-answered",
      done: ["respuesta modelo|llm|ia=", "modelo|llm|ia= respondió|contestó", "respuesta recibida"],
      samples: ["Respuesta del modelo en 0.52 s", "El modelo respondió en 0.52 s"],
    },
    {
      type: "bot-model-asked",
      done: ["consult|pregunt|solicit|petición|llamada|interrog modelo|llm|ia="],
      samples: ["Consultando al modelo", "Petición al modelo"],
    },
    {
      type: "bot-answered",
      done: ["canal|llamada contestad|respondid|atendid|descolgad", "^contestad|atendid|respondid"],
      samples: ["Canal contestado", "Llamada atendida", "Contestada"],
    },
    {
      type: "bot-stasis-start",
      done: ["nueva llamada", "llamada entrante", "llamada recibid", "llamada de=", "entr en stasis"],
      samples: ["Nueva llamada, de 3491555", "Llamada entrante, llamante 3491555"],
    },
    {
      type: "bot-ari-closed",
      done: [
        "websocket|ari cerrad|perdid|desconectad|caíd",
        "reconect ari|asterisk",
        "conexión ari|asterisk cerrad|perdid",
      ],
      samples: ["WebSocket de ARI cerrado: 0 bytes read", "Reconectando con ARI en 1.6 s"],
    },
    {
      type: "bot-ari-connected",
      done: ["conectado ari|asterisk", "conexión ari|asterisk establecida|abierta"],
      samples: ["Conectado al WebSocket de ARI, aplicación voicebot"],
    },
    {
      type: "bot-stopping",
      done: ["sigterm|sigint", "apag|deten bot|servicio|servidor|aplicación", "^apagando|deteniendo"],
      samples: ["SIGTERM recibido, apagando", "Deteniendo el servicio"],
    },
    {
      type: "bot-started",
      done: [
        "bot|asistente|servicio|servidor|aplicación inici|arranc",
        "inici|arranc bot|asistente|servicio|servidor|aplicación",
      ],
      samples: ["Iniciando el bot de voz, ARI http://127.0.0.1:8088/ari", "Servicio iniciado"],
    },
  ],
};
