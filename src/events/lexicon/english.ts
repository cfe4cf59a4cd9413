// English, the language of most bots and of all ARI names. It has whole expressions, as the meaning of its words depends more on
// their neighbours than the phrases of the other languages can express. The first entry that matches a message is what it means,
// so the narrow ones come first. Expressions see the message as plain lower-case words: `channel_hold`, `ChannelHold` and
// `Channel hold` all read "channel hold" (see bot/plain-words.ts). test/events checks the samples.
import type { EventType } from "../event.js";

/** One way of saying something. */
export interface EnglishEntry {
  readonly type: EventType;
  readonly expression: RegExp;
  /** Within a match: the forms that announce the action rather than report it. */
  readonly announces?: RegExp;
  readonly samples: readonly string[];
}

/** Services whose connections, calls and starts have nothing to do with ARI or a phone call. */
const SERVICE = String.raw`(?:asr|stt|tts|vad|llm|gpt\S*|api|http|rest|rpc|tool|function|model|open ?ai|claude|gemini|deepgram|eleven ?labs|assembly ?ai|azure|google|yandex\S*|whisper|realtime|redis|database|db|media|audio\S*)`;
/** Does it contain a word for such a service? */
export const SERVICE_WORD = new RegExp(String.raw`\b${SERVICE}\b`);
const MODEL = String.raw`(?:llm|gpt\S*|model|ai|open ?ai|claude|gemini|assistant|completion)`;

export const english: readonly EnglishEntry[] = [
  // ---- ARI events by name: every bot that logs events logs these words ----
  {
    type: "bot-app-replaced",
    expression: /\bapplication replaced\b/,
    samples: ["ApplicationReplaced received for app voicebot, another instance took over"],
  },
  {
    type: "bot-hangup-requested",
    expression:
      /\bchannel hangup request(?:ed)?\b|\bhangup (?:was )?requested (?:on|for|by)\b|^hangup(?: was)? requested\b|^hangup request (?:received|on|for|from)\b|^hangup request$/,
    samples: [
      "ChannelHangupRequest channel=1795362797.1 cause=32",
      "channel_hangup_request",
      "Hangup requested on 1795362845.0, cause 32",
      "hangup requested",
    ],
  },
  {
    type: "bot-channel-destroyed",
    expression: /\bchannel destroyed\b/,
    samples: ["ChannelDestroyed channel=agent-1795362719.16 cause=16 (Normal Clearing)", "channel_destroyed"],
  },
  {
    type: "bot-leg-left-bridge",
    expression: /\bchannel left bridge\b/,
    samples: ["ChannelLeftBridge 5de18f32-2356-4893-91c3-525f5d2710ad channel=1795362774.10", "channel_left_bridge"],
  },
  {
    type: "bot-stasis-end",
    expression: /\bstasis ?end(ed)?\b|\bleft (?:the )?stasis\b/,
    samples: ["StasisEnd channel=1795362800.3", "stasis_end", "Stasis ended", "Channel 1795362800.3 left Stasis"],
  },
  {
    type: "bot-stasis-start",
    expression: new RegExp(
      String.raw`\bstasis ?start(ed)?\b|\b(?:new|incoming|inbound) call\b(?! to\b|.*\b(?:finished|completed|ended)\b)|(?<!\b${SERVICE} )\bcall (?:started|accepted|arrived|received)\b`,
    ),
    samples: ["StasisStart channel=1795362796.0 caller=79163767393 exten=1010", "call_started", "call accepted"],
  },
  {
    type: "bot-caller-held",
    expression: /\bchannel (?:hold|unhold) (?:event|received)\b/,
    samples: ["ChannelHold event from 1795363125.0"],
  },
  {
    type: "bot-play-finished",
    expression:
      /^(?=.*\bplayback\b)(?!.*\bchannel (?:\S+ )?(?:is )?(?:not found|vanished|gone))(?!.*\bwaiting (?:for|until)\b).*\bplayback\b.*\b(?:finished|failed|completed|ended|done)\b|\bprompt (?:over|finished|done|ended)\b/,
    samples: [
      "PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715bd state=done",
      "playback_finished",
      "playback_failed",
    ],
  },
  // ---- the channel is not there, or not ours ----
  {
    type: "bot-not-in-stasis",
    expression: /\bnot in stasis\b/,
    samples: ["Channel 1795362768.8 is not in Stasis any more, giving up", "channel_not_in_stasis"],
  },
  {
    type: "bot-channel-gone",
    expression:
      /\bno such channel\b|\bchannel\b(?:(?!\b(?:file|sound|media|recording|class|bridge|prompt|user|customer|config\w*|playback \S+ not|playback not)\b).)*\b(?:not found|vanished|disappeared|(?:is )?gone\b|gone before|no longer exists|does not exist|is dead)\b/,
    samples: [
      "Channel 1795362760.2 not found",
      "channel_not_found",
      "Channel 1795363125.0 vanished before playback of chunk 0",
    ],
  },
  {
    type: "bot-orphan-found",
    expression: /(?<!\b(?:no|0|without) )\borphan(?:ed)?\b/,
    samples: ["Found orphan channel 1795362800.3 in state Up"],
  },
  // ---- hold and music ----
  {
    type: "bot-moh",
    expression: /\b(?:music on hold|moh)\b.*\bstart(?:ed)?\b|\bmoh (?:start|on)\b|\bstart(?:ed|ing)? (?:music|moh)\b/,
    samples: ["Music on hold corporate-ru started on 1795362902.11", "moh_start"],
  },
  {
    type: "bot-unhold",
    expression:
      /\b(?:off|from) hold\b|\bunh(?:old|eld)\b|\bhold (?:released|removed|stopped|ended)\b|\bmusic (?:off|stopped)\b/,
    samples: ["Taking channel 1795362797.1 off hold", "Channel 1795362797.1 taken off hold", "channel_unhold"],
  },
  {
    type: "bot-hold",
    expression:
      /(?<!\b(?:still|already|while|was|been|if|when) )\bon hold\b|\bchannel hold\b|\bhold (?:started|requested)\b|\bheld (?:for|while|until)\b|\bholding (?:the )?(?:channel|call)\b|\bcaller (?:is )?parked\b|^hold$|(?:^|: )hold: /,
    announces: /\bholding\b|\bhold requested\b/,
    samples: [
      "Putting channel 1795362797.1 on hold",
      "Channel 1795362797.1 put on hold",
      "channel_hold",
      "caller parked on music",
      "Hold: channel=1795362797.1, class=default",
      "hold",
    ],
  },
  // ---- who ended it ----
  {
    type: "bot-left-dialplan-bound",
    expression:
      /\b(?:return|sent|send|going|hand)\w* (?:back )?to (?:the )?dialplan\b|\bcontinu\w+ (?:to )?(?:the )?dialplan\b|\bchannel continue[ds]?\b|\bcontinu\w+ in (?:the )?dialplan\b/,
    samples: ["Channel 1795362768.8 returned to dialplan (from-trunk,after,1)", "channel_continue"],
  },
  {
    type: "bot-call-finished",
    expression: new RegExp(
      String.raw`(?<!\b${SERVICE} )\bcall\b(?! to (?:the )?${SERVICE}).*\b(?:finished|completed|ended|done)\b`,
    ),
    samples: ["Call 1795362820.6 finished, duration 6.2s", "call_finished"],
  },
  {
    type: "bot-hangup",
    expression:
      /(?<!\b(?:caller|user|customer|client|peer|party|he|she|they|started|before|while|after)(?: (?:is|was|are|were))? )\b(?:hanging up|(?:about to|going to|will|must) (?:hang up|drop the call|end the call))\b|\bwe h[au]ng up\b|^hung up\b(?! by\b)|^hangup$|\bchannel hangup\b|\bhangup (?:channel|call)\b|\b(?:dropping|dropped|terminating|terminated|ending|killing|killed) (?:the )?(?:[\w'-]{1,20} ){0,2}(?:call|channel)\b|\b(?:dead air|silence|no (?:speech|user input|input|audio))\b.*\b(?:dropping|terminating|killing)\b|\bremov\w+ (?:the )?(?:stale|idle) (?:call|channel)\b|\bwatchdog (?:timeout|timed out|fired|expired|triggered)\b|\b(?:stale|hung|idle)\b.*\bdelet\w+\b|\bcleanup\b.*\bdelet\w+\b|\bcleanup delete\b|\bdelet\w+ (?:the )?(?:stale |old )?channel\b|\bmax(?:imum)? call duration (?:\S+ ){0,3}(?:reached|exceeded)\b/,
    // hung up and terminated are done; what a timer is about to do, what a clean-up wants, or the bare name of the request, is
    // not yet
    announces: /^(?!.*\b(?:hung up|terminated|dropped|killed|deleted)\b).*$/,
    samples: [
      "Hanging up channel 1795362797.1",
      "Hung up 1795362797.1",
      "Terminated caller channel 1795362797.1",
      "Terminating unattended call on 1795362797.1",
      "channel_hangup",
      "Watchdog: no speech on 1795362763.5 for 4s, dropping the call",
      "Maximum call duration (90 s) exceeded on 1795362763.5",
      "watchdog_timeout",
      "Cleanup: channel 1795363891.49 looks stale, deleting",
      "cleanup_delete",
    ],
  },
  // ---- media helpers, bridges, other parties ----
  {
    type: "bot-media-closed",
    expression: /\b(?:media|audio ?socket)\b.*\b(?:closed|lost|reset|disconnected)\b/,
    samples: ["Media socket to Asterisk closed: worker crashed", "media_socket_closed"],
  },
  {
    type: "bot-media-leg",
    expression: /\bexternal ?media\b|\baudio ?socket\b/,
    samples: [
      "External media channel ext-1795362733.23 created -> 127.0.0.1:9093",
      "AudioSocket connection, id=f4af1f13-fdd5-419f-a9d4-0a9acc248225",
      "audiosocket_connected",
    ],
  },
  {
    type: "bot-bridge",
    expression: /\bbridge\b.*\bcreated\b/,
    samples: ["Bridge 5de18f32-2356-4893-91c3-525f5d2710ad created, adding 1795362774.10", "bridge_created"],
  },
  {
    type: "bot-dialled",
    expression: /(?<!\bback to (?:the )?)\bdial(?:ing|ling|led|ed)?\b(?: out)?|\boriginat(?:e|ed|ing)\b/,
    samples: ["Dialing PJSIP/1001, new channel agent-1795362774.10", "dial_out"],
  },
  // ---- playing ----
  {
    type: "bot-filler",
    expression: /\bfiller (?:played|done|finished|sent)\b/,
    samples: ["Filler played in 0.60s", "⚡ Filler played: 0.60s", "filler_played"],
  },
  {
    type: "bot-play",
    expression:
      /\bplayback\b.*(?:\bstarted\b|\bstart\b)|\bplayback requested\b|^play$|^play (?:sound|recording|media|tone|digits|number|characters)\b|\b(?:about to|going to|will) play\b|\bari playback:|(?<!\b(?:stop|stopped|stopping|done|finished|before|while|when|already|still|after|is|was) )\bplaying\b|\bstart(?:ed|ing) (?:the )?playback\b/,
    // a playback with an id is known to ARI
    announces: /\bplayback requested\b|^play\b|\bplay$|\bplaying\b|\bstarting (?:the )?playback\b/,
    samples: [
      "Playing sound:bot/filler_uhm on channel 1795362796.0",
      "Play sound:bot/filler_uhm on 1795362796.0",
      "Playback 8689be8d-0248-4f24-9d70-7b60876715bd started on channel 1795362796.0 media=sound:bot/filler_uhm",
      "playback_started",
    ],
  },
  // ---- thinking and speaking ----
  {
    type: "bot-speech",
    expression: /\basr (?:final|result)\b|\btranscri(?:pt|bed|ption)\b|\brecogni[sz]ed\b|\buser said\b|^heard\b/,
    samples: ['ASR final for 1795362796.0: "hello"', "asr_final"],
  },
  {
    type: "bot-tts",
    expression:
      /\btts\b(?! (?:service|engine|client|provider|server|pool|cache|connection)\b)(?!.*\b(?:time ?out|timed out)\b).*(?:\b(?:ready|done|generated|finished|synthesi[sz]ed)\b|\d+[.,]\d+ ?s)|\bspeech synthesi[sz]ed\b|\bsynthesi[sz]ed (?:chunk|speech|audio)\b/,
    samples: ["TTS chunk 0 ready in 0.35s", "✅ Sequential TTS chunk 0: 1.20s", "tts_chunk_ready"],
  },
  {
    type: "bot-model-answered",
    expression: new RegExp(
      String.raw`(?<![\p{L}])${MODEL} (?:answer(?:ed)?|respon(?:se|ded)|repl(?:y|ied)|finished|done)(?![\p{L}])`,
      "u",
    ),
    samples: ["LLM answered in 0.52s, 73 tokens", "llm_response"],
  },
  {
    type: "bot-model-asked",
    expression: new RegExp(
      String.raw`(?<![\p{L}])${MODEL} (?:request|asked|query|call(?:ed)?|prompt)(?![\p{L}])|\b(?:asking|querying|calling) (?:the )?${MODEL}|\bprompt to (?:the )?${MODEL}`,
      "u",
    ),
    samples: ["LLM request started for channel 1795362796.0", "llm_request"],
  },
  {
    type: "bot-answered",
    expression:
      /\bchannel\b(?:(?!\b(?:not|never|n't|when|until|once)\b).)*\banswered\b|\banswered (?:channel|call)\b|^answered$|(?:^|: )answered: |\bpicked up\b/,
    samples: ["Channel 1795362796.0 answered", "channel_answered"],
  },
  // ---- the bot itself ----
  {
    type: "bot-ari-closed",
    expression: new RegExp(
      String.raw`^(?!.*\b${SERVICE}\b).*(?:\b(?:ari|web ?socket|ws)\b.*\b(?:closed|lost|disconnected|dropped)\b|\breconnecting\b)`,
    ),
    samples: ["ARI websocket closed: 0 bytes read on a total of 2 expected bytes", "Reconnecting to ARI in 1.6s"],
  },
  {
    type: "bot-ari-connected",
    expression: new RegExp(
      String.raw`^(?!.*\b${SERVICE}\b).*(?:\bconnected to (?:the )?(?:ari|asterisk)\b|\b(?:ari|web ?socket) (?:ws )?(?:connected|up|open(?:ed)?)\b|\bari event stream (?:open|connected)\b)`,
    ),
    samples: ["Connected to ARI websocket, app=voicebot", "ari_connected"],
  },
  {
    type: "bot-stopping",
    expression:
      /(?<!\b(?:asr|stt|tts|vad|llm|session|worker|stream) (?:is )?)\bshutting down\b|^[^\p{L}]*(?:graceful(?:ly)? )?shutdown\b|\bsigterm\b|\bsigint\b|\breceived signal\b|\bsignal (?:15|2)\b/u,
    samples: ["SIGTERM received, shutting down", "shutdown"],
  },
  {
    type: "bot-started",
    expression:
      /\b(?:bot|application|service|server|worker) (?:is )?(?:start(?:ing|ed)|boot(?:ing|ed)?)\b|^start(?:up|ing)$|\bstarted (?:server|\S*application)\b/,
    samples: ["Voice bot starting, ARI http://127.0.0.1:8088/ari", "startup"],
  },
];
