import type { Language } from "./language.js";

export const portuguese: Language = {
  name: "Portuguese",
  script: "latin",
  undone: [
    "não=",
    "nunca",
    "sem=",
    "impossível",
    "erro=",
    "falh",
    "antes",
    "quando|enquanto|se=",
    "aguardando|esperando",
    "espera de=|por=",
  ],
  failed: ["falh|erro"],
  timer: ["vigia", "tempo esgotado|excedido|limite", "silêncio", "inatividade", "watchdog"],
  sweep: ["limpeza|órfão|obsolet"],
  sayings: [
    {
      type: "bot-speech",
      done: [
        "cliente|usuário|chamador|interlocutor disse|diz|fal",
        "transcri",
        "reconhecid",
        "^cliente|usuário|chamador:",
      ],
      samples: ["Cliente disse: bom dia", "Transcrição: quero marcar"],
    },
    {
      type: "bot-hangup-requested",
      done: ["pedido|solicitação desligamento|deslig|encerramento", "desligamento|encerramento solicitad|pedid"],
      samples: ["Pedido de desligamento, causa 16", "Desligamento solicitado, causa 32"],
    },
    {
      type: "bot-stasis-end",
      done: ["saiu|saída|fim|deixou|sai stasis"],
      samples: ["Canal saiu do Stasis", "Fim do Stasis"],
    },
    {
      type: "bot-play-finished",
      done: [
        "reprodução|áudio|locução concluíd|terminad|finalizad|complet|falh|acab|encerrad",
        "fim reprodução|áudio|locução",
        "reprodução erro",
      ],
      samples: ["Reprodução 4cd841da concluída", "Reprodução falhou (failed)", "Fim da reprodução"],
    },
    { type: "bot-not-in-stasis", done: ["não está stasis", "fora stasis"], samples: ["Canal não está no Stasis"] },
    {
      type: "bot-channel-gone",
      done: ["canal não encontrado|existe", "canal sumiu|desapareceu|inexistente", "não existe|encontrado canal"],
      samples: ["Canal não existe mais", "Canal não encontrado", "Canal sumiu"],
    },
    { type: "bot-orphan-found", done: ["canal órfão"], samples: ["Canal órfão encontrado"] },
    { type: "bot-channel-destroyed", done: ["canal destruído"], samples: ["Canal destruído, causa 16"] },
    { type: "bot-leg-left-bridge", done: ["saiu|deixou ponte"], samples: ["Saiu da ponte 5de18f32"] },
    {
      type: "bot-moh",
      done: ["música espera iniciad|começ|ativad|tocando", "música iniciada"],
      samples: ["Música de espera iniciada"],
    },
    {
      type: "bot-unhold",
      done: [
        "fora|retirad|tirad|saiu|removid espera",
        "fim espera",
        "espera termin|encerrad|finaliz",
        "chamada|canal retomad",
      ],
      soon: ["tirando|retirando|removendo espera", "retomando chamada|canal|ligação"],
      samples: ["Canal fora da espera", "Canal retirado da espera", "Fim da espera", "Chamada retomada"],
      announcements: ["Retirando o canal da espera"],
    },
    {
      type: "bot-hold",
      done: [
        "colocad|post|ficou em espera",
        "canal|chamada|cliente|ligação em espera",
        "retido=|retida=",
        "^em espera=",
      ],
      soon: ["colocando|pondo em espera", "retendo chamada|canal"],
      samples: ["Canal em espera", "Chamada colocada em espera"],
      announcements: ["Colocando o canal em espera"],
    },
    {
      type: "bot-left-dialplan-bound",
      done: ["devolvid|retorn|enviad|volt plano|dialplan"],
      samples: ["Canal devolvido ao plano after", "Canal devolvido ao plano de discagem (from-trunk,after,1)"],
    },
    {
      type: "bot-call-finished",
      done: [
        "chamada|ligação|conversa encerrad|terminad|finalizad|concluíd",
        "fim chamada|ligação|conversa",
        "atendimento|chamada|ligação durou",
        "atendimento encerrad|finalizad",
      ],
      samples: ["Atendimento durou 12.5s", "Chamada encerrada após 6.2 s", "Fim da chamada"],
    },
    {
      type: "bot-hangup",
      done: ["desligamos=", "^desligad|desliguei"],
      soon: [
        "desligando",
        "derrubando chamada|canal|ligação",
        "encerrando chamada|canal|ligação",
        "limpeza *remov|exclu|deslig",
        "vigia|watchdog *deslig|encerr|derrub",
      ],
      samples: ["Desligado"],
      announcements: ["Desligando", "Limpeza: desligando canal", "Vigia: silêncio há 4 s, encerrando a chamada"],
    },
    {
      type: "bot-media-closed",
      done: [
        "conexão|soquete|socket|fluxo mídia|audiosocket|áudio fechad|perdid|encerrad|caiu",
        "mídia|audiosocket fechad|perdid",
      ],
      samples: ["Conexão de mídia fechada: worker crashed"],
    },
    {
      type: "bot-media-leg",
      done: ["canal mídia externa", "mídia externa", "conexão audiosocket", "audiosocket conectad"],
      samples: ["Canal de mídia externa -> 127.0.0.1:9093", "Conexão AudioSocket f4af1f13"],
    },
    { type: "bot-bridge", done: ["ponte criad|estabelecid"], samples: ["Ponte 5de18f32 criada"] },
    {
      type: "bot-dialled",
      done: ["discando", "ligando para=", "chamando="],
      samples: ["Discando PJSIP/1001, canal novo"],
    },
    { type: "bot-filler", done: ["vinheta|preenchimento tocad|reproduzid"], samples: ["Vinheta tocada em 0.60s"] },
    {
      type: "bot-play",
      done: ["reprodução|locução iniciad|começ", "início|inicia reprodução"],
      soon: ["tocando", "reproduzindo", "iniciando reprodução", "vou tocar|reproduzir"],
      samples: ["Reprodução 4cd841da iniciada (sound:bot/filler_uhm)", "Início da reprodução"],
      announcements: ["Tocando sound:bot/filler_uhm no canal"],
    },
    {
      type: "bot-tts",
      done: [
        "síntese pronta|concluída|gerada|terminada",
        "áudio gerad|sintetizad|pronto",
        "fala|voz gerada|sintetizada",
      ],
      samples: ["Áudio gerado: 12000 bytes", "Síntese do trecho 0 pronta em 0.35 s"],
    },
    {
      type: "bot-model-answered",
      done: ["resposta modelo|llm|ia=", "modelo|llm|ia= respondeu", "resposta recebida"],
      samples: ["Modelo respondeu em 0.52s", "Resposta do modelo em 0.52 s"],
    },
    {
      type: "bot-model-asked",
      done: ["consult|pergunt|pedido|requisição|solicit|chamada modelo|llm|llama|gpt|ia=", "consultando="],
      samples: ["Consultando o modelo", "Pedido ao modelo", "Consultando llama-3.1-8b"],
    },
    {
      type: "bot-answered",
      done: ["canal|chamada|ligação atendid|respondid", "^atendid"],
      samples: ["Chamada atendida", "Canal atendido", "Atendida"],
    },
    {
      type: "bot-stasis-start",
      done: [
        "nova chamada|ligação",
        "chamada|ligação recebid|entrante|entrada",
        "chamada|ligação de=",
        "entrou no stasis",
      ],
      samples: ["Chamada de 5511999, canal", "Nova chamada, de 5511999", "Chamada recebida"],
    },
    {
      type: "bot-ari-closed",
      done: [
        "websocket|ari fechad|perdid|desconectad|caiu",
        "reconect ari|asterisk",
        "conexão ari|asterisk fechad|perdid",
      ],
      samples: ["WebSocket do ARI fechado: 0 bytes read", "Reconectando ao ARI em 1.6 s"],
    },
    {
      type: "bot-ari-connected",
      done: ["conectado ari|asterisk", "conexão ari|asterisk estabelecida|aberta"],
      samples: ["Conectado ao ARI"],
    },
    {
      type: "bot-stopping",
      done: ["sigterm|sigint", "deslig|par|encerr bot|serviço|servidor|aplicação|atendente", "^encerrando=|parando="],
      samples: ["SIGTERM recebido, saindo", "Parando o serviço", "Encerrando"],
    },
    {
      type: "bot-started",
      done: [
        "bot|assistente|atendente|serviço|servidor|aplicação iniciad|inici",
        "inici bot|assistente|atendente|serviço|servidor|aplicação",
      ],
      samples: ["Atendente virtual iniciado, app voicebot", "Iniciando o bot de voz, ARI http://127.0.0.1:8088/ari"],
    },
  ],
};
