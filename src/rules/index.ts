// Every rule, once. The order is that of the catalogue; which verdict silences which is said by `explains`.
import { stasisAppMissing } from "./ari102-stasis-app-missing.js";
import { leftStasis } from "./ari103-left-stasis.js";
import { soundMissing } from "./ari104-sound-missing.js";
import { mohClassMissing } from "./ari105-moh-class-missing.js";
import { mediaPeerRefused } from "./ari106-media-peer-refused.js";
import { stasisAppReplaced } from "./ari107-stasis-app-replaced.js";
import { mediaPeerLost } from "./ari108-media-peer-lost.js";
import { httpSessionLimit } from "./ari109-http-session-limit.js";
import { channelReplaced } from "./ari110-channel-replaced.js";
import { silentHold } from "./ari201-silent-hold.js";
import { websocketSlow } from "./ari210-websocket-slow.js";
import { mediaLegNotBuilt } from "./ari212-media-leg-not-built.js";
import { requestRefused } from "./ari213-request-refused.js";
import { hangsUpByClock } from "./bot-clock.js";
import { botHangupRule } from "./bot101-bot-hangup.js";
import { wrongChannelId } from "./bot102-wrong-channel-id.js";
import { botDisconnected } from "./bot103-bot-disconnected.js";
import { holdGapOverLimit } from "./bot201-hold-gap-over-rtp-timeout.js";
import { slowAnswer } from "./bot202-slow-answer.js";
import { unholdWrongEndpoint } from "./bot203-unhold-wrong-endpoint.js";
import { playWhileHeld } from "./bot204-play-while-held.js";
import { playBeforeAnswer } from "./bot205-play-before-answer.js";
import { actsAfterEnd } from "./bot206-acts-after-end.js";
import { playWhilePlaying } from "./bot207-play-while-playing.js";
import { holdNotExecuted } from "./bot208-hold-not-executed.js";
import { playbackNeverStarted } from "./bot209-playback-never-started.js";
import { playbackEndedAtOnce } from "./bot210-playback-ended-at-once.js";
import { channelNotAnswered } from "./bot211-channel-not-answered.js";
import { botHangupTimer } from "./bot212-bot-hangup-timer.js";
import { fillerMissing } from "./bot213-filler-missing.js";
import { slowStep } from "./bot214-slow-step.js";
import { botRefusedCall } from "./bot216-bot-refused-call.js";
import { providerFailed } from "./bot217-provider-failed.js";
import { botLostMidCall } from "./bot218-bot-lost-mid-call.js";
import { legLeftBehind } from "./bot219-leg-left-behind.js";
import { configRefused } from "./cfg101-config-refused.js";
import { configLineIgnored } from "./cfg102-config-line-ignored.js";
import { noSuchOption } from "./cfg103-no-such-option.js";
import { optionMisplaced } from "./cfg104-option-misplaced.js";
import { objectRejected } from "./cfg105-object-rejected.js";
import { valueNotTaken } from "./cfg106-value-not-taken.js";
import { chanSipGone } from "./cfg107-chan-sip-gone.js";
import { holdTimeoutWithoutEffect } from "./cfg201-hold-timeout-without-effect.js";
import { keepaliveNeverSent } from "./cfg202-keepalive-never-sent.js";
import { noMusicClass } from "./cfg203-no-music-class.js";
import { tooFewPorts } from "./cfg204-too-few-rtp-ports.js";
import { fewHttpSessions } from "./cfg205-few-http-sessions.js";
import { websocketTimeoutMet } from "./cfg206-websocket-timeout-met.js";
import { logWithoutNotices } from "./cfg207-log-without-notices.js";
import { logWithoutVerbose } from "./cfg208-log-without-verbose.js";
import { holdLimitNotForAri } from "./cfg209-hold-limit-not-for-ari.js";
import { rtpLimitTooShort } from "./cfg210-rtp-limit-too-short.js";
import { valueDefeatsPurpose } from "./cfg211-value-defeats-purpose.js";
import { twoSpellings } from "./cfg212-two-spellings.js";
import { configOfAnotherServer } from "./foreign-config.js";
import { rtpTimeout } from "./rtp101-rtp-timeout.js";
import { rtpHoldTimeout } from "./rtp102-rtp-hold-timeout.js";
import { noTranslationPath } from "./rtp103-no-translation-path.js";
import { callerVanished } from "./rtp104-caller-vanished.js";
import { mediaSocketFailed } from "./rtp105-media-socket-failed.js";
import { prematureRtpTimeout } from "./rtp106-premature-rtp-timeout.js";
import { iceFailed } from "./rtp107-ice-failed.js";
import { srtpFailed } from "./rtp108-srtp-failed.js";
import { otherLegRtpTimeout } from "./rtp201-other-leg-rtp-timeout.js";
import type { CauseRule, ConfigRule, FindingRule, RunRule } from "./rule.js";
import { endedTogether, oneApp, oneCodec, oneEndpoint, oneHour, sameAge } from "./run-patterns.js";
import {
  asteriskCrashed,
  asteriskRestarted,
  botReadsSlowly,
  eventsMissed,
  httpSessionsRanOut,
  logLossy,
  mediaNotSetUp,
  portsRanOut,
  requestsIgnored,
  unexplainedLines,
} from "./run-rules.js";
import { callerHangup } from "./sip101-caller-hangup.js";
import { callerCancel } from "./sip102-caller-cancel.js";
import { noAck } from "./sip103-no-ack.js";
import { sessionTimer } from "./sip104-session-timer.js";
import { sessionRefreshUnanswered } from "./sip105-session-refresh-unanswered.js";
import { noCommonCodec } from "./sip106-no-common-codec.js";
import { absoluteTimeout } from "./sip107-absolute-timeout.js";
import { bridgePeerHangup } from "./sip108-bridge-peer-hangup.js";
import { farEndMediaTimer } from "./sip109-far-end-media-timer.js";
import { dialLimit } from "./sip110-dial-limit.js";
import { dialogGone } from "./sip111-dialog-gone.js";
import { operatorHangup } from "./sys101-operator-hangup.js";
import { asteriskStopped } from "./sys102-asterisk-stopped.js";
import { asteriskKilled } from "./sys103-asterisk-killed.js";
import { rtpPortsExhausted } from "./sys104-rtp-ports-exhausted.js";
import { channelBlocked } from "./sys105-channel-blocked.js";
import { taskprocessorOverload } from "./sys106-taskprocessor-overload.js";
import { descriptorsExhausted } from "./sys107-descriptors-exhausted.js";
import { callLimitReached } from "./sys108-call-limit-reached.js";
import { dialplanHangup } from "./sys110-dialplan-hangup.js";
import { dialplanAppFailed } from "./sys111-dialplan-app-failed.js";

/** Hypotheses about why a call went wrong. */
export const causeRules: readonly CauseRule[] = [
  rtpTimeout,
  rtpHoldTimeout,
  noTranslationPath,
  callerVanished,
  mediaSocketFailed,
  prematureRtpTimeout,
  iceFailed,
  srtpFailed,
  callerHangup,
  callerCancel,
  noAck,
  sessionTimer,
  sessionRefreshUnanswered,
  noCommonCodec,
  absoluteTimeout,
  bridgePeerHangup,
  farEndMediaTimer,
  dialLimit,
  dialogGone,
  stasisAppMissing,
  leftStasis,
  soundMissing,
  mohClassMissing,
  mediaPeerRefused,
  stasisAppReplaced,
  mediaPeerLost,
  httpSessionLimit,
  channelReplaced,
  botHangupRule,
  wrongChannelId,
  botDisconnected,
  operatorHangup,
  asteriskStopped,
  asteriskKilled,
  rtpPortsExhausted,
  channelBlocked,
  taskprocessorOverload,
  descriptorsExhausted,
  callLimitReached,
  dialplanHangup,
  dialplanAppFailed,
];

/** Faults that need not have ended a call. */
export const findingRules: readonly FindingRule[] = [
  holdGapOverLimit,
  slowAnswer,
  unholdWrongEndpoint,
  playWhileHeld,
  playBeforeAnswer,
  actsAfterEnd,
  playWhilePlaying,
  holdNotExecuted,
  playbackNeverStarted,
  playbackEndedAtOnce,
  channelNotAnswered,
  botHangupTimer,
  fillerMissing,
  slowStep,
  otherLegRtpTimeout,
  legLeftBehind,
  silentHold,
  websocketSlow,
  mediaLegNotBuilt,
  requestRefused,
  botRefusedCall,
  providerFailed,
  botLostMidCall,
];

/** Faults of the run as a whole. */
export const runRules: readonly RunRule[] = [
  configOfAnotherServer,
  logLossy,
  unexplainedLines,
  asteriskRestarted,
  asteriskCrashed,
  botReadsSlowly,
  eventsMissed,
  portsRanOut,
  httpSessionsRanOut,
  requestsIgnored,
  mediaNotSetUp,
  oneEndpoint,
  oneCodec,
  oneHour,
  oneApp,
  sameAge,
  endedTogether,
  hangsUpByClock,
];

/** Faults of the configuration. */
export const configRules: readonly ConfigRule[] = [
  configRefused,
  configLineIgnored,
  noSuchOption,
  optionMisplaced,
  objectRejected,
  valueNotTaken,
  chanSipGone,
  holdTimeoutWithoutEffect,
  keepaliveNeverSent,
  noMusicClass,
  tooFewPorts,
  fewHttpSessions,
  websocketTimeoutMet,
  logWithoutNotices,
  logWithoutVerbose,
  holdLimitNotForAri,
  rtpLimitTooShort,
  valueDefeatsPurpose,
  twoSpellings,
];
