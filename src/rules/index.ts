// Every rule, once. Written by build/rule-index.js of the files in causes/, findings/, run/ and config/: not by hand.
import { stasisAppMissing } from "./causes/ari102-stasis-app-missing.js";
import { leftStasis } from "./causes/ari103-left-stasis.js";
import { soundMissing } from "./causes/ari104-sound-missing.js";
import { mohClassMissing } from "./causes/ari105-moh-class-missing.js";
import { mediaPeerRefused } from "./causes/ari106-media-peer-refused.js";
import { stasisAppReplaced } from "./causes/ari107-stasis-app-replaced.js";
import { mediaPeerLost } from "./causes/ari108-media-peer-lost.js";
import { httpSessionLimit } from "./causes/ari109-http-session-limit.js";
import { channelReplaced } from "./causes/ari110-channel-replaced.js";
import { mediaUnplayable } from "./causes/ari111-media-unplayable.js";
import { botHangupRule } from "./causes/bot101-bot-hangup.js";
import { wrongChannelId } from "./causes/bot102-wrong-channel-id.js";
import { botDisconnected } from "./causes/bot103-bot-disconnected.js";
import { rtpTimeout } from "./causes/rtp101-rtp-timeout.js";
import { rtpHoldTimeout } from "./causes/rtp102-rtp-hold-timeout.js";
import { noTranslationPath } from "./causes/rtp103-no-translation-path.js";
import { callerVanished } from "./causes/rtp104-caller-vanished.js";
import { mediaSocketFailed } from "./causes/rtp105-media-socket-failed.js";
import { prematureRtpTimeout } from "./causes/rtp106-premature-rtp-timeout.js";
import { iceFailed } from "./causes/rtp107-ice-failed.js";
import { srtpFailed } from "./causes/rtp108-srtp-failed.js";
import { callerHangup } from "./causes/sip101-caller-hangup.js";
import { callerCancel } from "./causes/sip102-caller-cancel.js";
import { noAck } from "./causes/sip103-no-ack.js";
import { sessionTimer } from "./causes/sip104-session-timer.js";
import { sessionRefreshUnanswered } from "./causes/sip105-session-refresh-unanswered.js";
import { noCommonCodec } from "./causes/sip106-no-common-codec.js";
import { absoluteTimeout } from "./causes/sip107-absolute-timeout.js";
import { bridgePeerHangup } from "./causes/sip108-bridge-peer-hangup.js";
import { farEndMediaTimer } from "./causes/sip109-far-end-media-timer.js";
import { dialLimit } from "./causes/sip110-dial-limit.js";
import { dialogGone } from "./causes/sip111-dialog-gone.js";
import { operatorHangup } from "./causes/sys101-operator-hangup.js";
import { asteriskStopped } from "./causes/sys102-asterisk-stopped.js";
import { asteriskKilled } from "./causes/sys103-asterisk-killed.js";
import { rtpPortsExhausted } from "./causes/sys104-rtp-ports-exhausted.js";
import { channelBlocked } from "./causes/sys105-channel-blocked.js";
import { taskprocessorOverload } from "./causes/sys106-taskprocessor-overload.js";
import { descriptorsExhausted } from "./causes/sys107-descriptors-exhausted.js";
import { callLimitReached } from "./causes/sys108-call-limit-reached.js";
import { dialplanHangup } from "./causes/sys110-dialplan-hangup.js";
import { dialplanAppFailed } from "./causes/sys111-dialplan-app-failed.js";
import { configRefused } from "./config/cfg101-config-refused.js";
import { configLineIgnored } from "./config/cfg102-config-line-ignored.js";
import { noSuchOption } from "./config/cfg103-no-such-option.js";
import { optionMisplaced } from "./config/cfg104-option-misplaced.js";
import { objectRejected } from "./config/cfg105-object-rejected.js";
import { valueNotTaken } from "./config/cfg106-value-not-taken.js";
import { chanSipGone } from "./config/cfg107-chan-sip-gone.js";
import { holdTimeoutWithoutEffect } from "./config/cfg201-hold-timeout-without-effect.js";
import { keepaliveNeverSent } from "./config/cfg202-keepalive-never-sent.js";
import { noMusicClass } from "./config/cfg203-no-music-class.js";
import { tooFewPorts } from "./config/cfg204-too-few-rtp-ports.js";
import { fewHttpSessions } from "./config/cfg205-few-http-sessions.js";
import { websocketTimeoutMet } from "./config/cfg206-websocket-timeout-met.js";
import { logWithoutNotices } from "./config/cfg207-log-without-notices.js";
import { logWithoutVerbose } from "./config/cfg208-log-without-verbose.js";
import { holdLimitNotForAri } from "./config/cfg209-hold-limit-not-for-ari.js";
import { rtpLimitTooShort } from "./config/cfg210-rtp-limit-too-short.js";
import { valueDefeatsPurpose } from "./config/cfg211-value-defeats-purpose.js";
import { twoSpellings } from "./config/cfg212-two-spellings.js";
import { silentHold } from "./findings/ari201-silent-hold.js";
import { websocketSlow } from "./findings/ari210-websocket-slow.js";
import { mediaLegNotBuilt } from "./findings/ari212-media-leg-not-built.js";
import { requestRefused } from "./findings/ari213-request-refused.js";
import { holdGapOverLimit } from "./findings/bot201-hold-gap-over-rtp-timeout.js";
import { slowAnswer } from "./findings/bot202-slow-answer.js";
import { unholdWrongEndpoint } from "./findings/bot203-unhold-wrong-endpoint.js";
import { playWhileHeld } from "./findings/bot204-play-while-held.js";
import { playBeforeAnswer } from "./findings/bot205-play-before-answer.js";
import { actsAfterEnd } from "./findings/bot206-acts-after-end.js";
import { playWhilePlaying } from "./findings/bot207-play-while-playing.js";
import { holdNotExecuted } from "./findings/bot208-hold-not-executed.js";
import { playbackNeverStarted } from "./findings/bot209-playback-never-started.js";
import { playbackEndedAtOnce } from "./findings/bot210-playback-ended-at-once.js";
import { channelNotAnswered } from "./findings/bot211-channel-not-answered.js";
import { botHangupTimer } from "./findings/bot212-bot-hangup-timer.js";
import { fillerMissing } from "./findings/bot213-filler-missing.js";
import { slowStep } from "./findings/bot214-slow-step.js";
import { botRefusedCall } from "./findings/bot216-bot-refused-call.js";
import { providerFailed } from "./findings/bot217-provider-failed.js";
import { botLostMidCall } from "./findings/bot218-bot-lost-mid-call.js";
import { legLeftBehind } from "./findings/bot219-leg-left-behind.js";
import { otherLegRtpTimeout } from "./findings/rtp201-other-leg-rtp-timeout.js";
import type { CauseRule, ConfigRule, FindingRule, RunRule } from "./rule.js";
import { botReadsSlowly } from "./run/ari202-websocket-write-failed.js";
import { eventsMissed } from "./run/ari203-stasis-messages-missed.js";
import { httpSessionsRanOut } from "./run/ari204-http-sessions-used-up.js";
import { oneApp } from "./run/ari211-cause-repeats-in-app.js";
import { hangsUpByClock } from "./run/bot215-bot-hangs-up-by-clock.js";
import { configOfAnotherServer } from "./run/cfg108-config-of-another-server.js";
import { logLossy } from "./run/log201-log-lossy.js";
import { unexplainedLines } from "./run/log202-unexplained-lines.js";
import { mediaNotSetUp } from "./run/rtp109-media-set-up-failed.js";
import { oneCodec } from "./run/rtp211-cause-repeats-with-codec.js";
import { oneEndpoint } from "./run/sip201-cause-repeats-on-endpoint.js";
import { sameAge } from "./run/sip202-calls-lost-at-same-age.js";
import { requestsIgnored } from "./run/sys109-sip-requests-ignored.js";
import { asteriskRestarted } from "./run/sys201-asterisk-restarted.js";
import { asteriskCrashed } from "./run/sys202-asterisk-crashed.js";
import { portsRanOut } from "./run/sys203-rtp-port-range-too-small.js";
import { endedTogether } from "./run/sys204-calls-lost-together.js";
import { oneHour } from "./run/sys211-cause-repeats-at-hour.js";

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
  mediaUnplayable,
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
  otherLegRtpTimeout,
  silentHold,
  websocketSlow,
  mediaLegNotBuilt,
  requestRefused,
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
  botRefusedCall,
  providerFailed,
  botLostMidCall,
  legLeftBehind,
];

/** Faults of the run as a whole. */
export const runRules: readonly RunRule[] = [
  mediaNotSetUp,
  oneCodec,
  oneEndpoint,
  sameAge,
  botReadsSlowly,
  eventsMissed,
  httpSessionsRanOut,
  oneApp,
  hangsUpByClock,
  requestsIgnored,
  asteriskRestarted,
  asteriskCrashed,
  portsRanOut,
  endedTogether,
  oneHour,
  logLossy,
  unexplainedLines,
  configOfAnotherServer,
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
