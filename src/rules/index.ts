// Every rule, once. Order breaks ties only: the specific before the general.
import { botHangupRule } from "./bot101-bot-hangup.js";
import { holdGapOverLimit } from "./bot201-hold-gap-over-rtp-timeout.js";
import type { CauseRule, FindingRule } from "./rule.js";
import { rtpTimeout } from "./rtp101-rtp-timeout.js";
import { rtpHoldTimeout } from "./rtp102-rtp-hold-timeout.js";
import { callerHangup } from "./sip101-caller-hangup.js";
import { operatorHangup } from "./sys101-operator-hangup.js";

export const causeRules: readonly CauseRule[] = [rtpHoldTimeout, rtpTimeout, operatorHangup, botHangupRule, callerHangup];

export const findingRules: readonly FindingRule[] = [holdGapOverLimit];
