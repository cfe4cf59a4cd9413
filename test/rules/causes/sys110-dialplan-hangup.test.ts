import { dialplanHangup } from "../../../src/rules/causes/sys110-dialplan-hangup.js";
import { testRule } from "../../support/rule-tester.js";

testRule(dialplanHangup, {
  faulty: [
    {
      name: "a time condition leads to Hangup() before any answer",
      asterisk: `
        [Nov 22 20:10:00] VERBOSE[31][C-0000000b] pbx.c: Executing [4040@reception:1] GotoIfTime("SIP/gw2-0000000a", "8:00-18:00,*,*,*?open,1:closed,1") in new stack
        [Nov 22 20:10:00] VERBOSE[31][C-0000000b] pbx.c: Executing [closed@reception:1] Set("SIP/gw2-0000000a", "CDR(userfield)=closed") in new stack
        [Nov 22 20:10:00] VERBOSE[31][C-0000000b] pbx.c: Executing [closed@reception:2] Hangup("SIP/gw2-0000000a", "") in new stack
        [Nov 22 20:10:00] VERBOSE[31][C-0000000b] pbx.c: Spawn extension (reception, closed, 2) exited non-zero on 'SIP/gw2-0000000a'
      `,
      confidence: "confirmed",
      says: /closed@reception, priority 2/,
    },
    {
      name: "Busy() by way of ExecIf()",
      asterisk: `
        [Nov 22 20:10:00] VERBOSE[31][C-0000000c] pbx.c: Executing [4040@reception:1] ExecIf("SIP/gw2-0000000b", "1?Busy(5)") in new stack
        [Nov 22 20:10:05] VERBOSE[31][C-0000000c] pbx.c: Spawn extension (reception, 4040, 1) exited non-zero on 'SIP/gw2-0000000b'
      `,
      confidence: "confirmed",
      says: /Busy\(\)/,
    },
    {
      name: "a routine hangs up after Dial() found the phone busy, and Spawn is printed once a level",
      asterisk: `
        [Nov 22 20:10:00] VERBOSE[31][C-0000000d] pbx.c: Executing [22@phones:1] Dial("PJSIP/21-0000000c", "PJSIP/22,15") in new stack
        [Nov 22 20:10:00] VERBOSE[31][C-0000000d] app_dial.c: Called PJSIP/22
        [Nov 22 20:10:01] VERBOSE[31][C-0000000d] app_dial.c: PJSIP/22-0000000d is busy
        [Nov 22 20:10:01] VERBOSE[31][C-0000000d] pbx.c: Executing [22@phones:2] Macro("PJSIP/21-0000000c", "bye") in new stack
        [Nov 22 20:10:01] VERBOSE[31][C-0000000d] pbx.c: Executing [s@macro-bye:1] Hangup("PJSIP/21-0000000c", "") in new stack
        [Nov 22 20:10:01] VERBOSE[31][C-0000000d] app_macro.c: Spawn extension (macro-bye, s, 1) exited non-zero on 'PJSIP/21-0000000c' in macro 'bye'
        [Nov 22 20:10:01] VERBOSE[31][C-0000000d] pbx.c: Spawn extension (phones, 22, 2) exited non-zero on 'PJSIP/21-0000000c'
      `,
      confidence: "confirmed",
      says: /PJSIP\/22-0000000d was busy/,
    },
    {
      name: "Congestion() in a macro turns an answered caller away, after tones; the Spawn of the macro's step is not in the log",
      asterisk: `
        [Nov 22 20:11:00] VERBOSE[31][C-00000023] pbx.c: Executing [88@in:1] Answer("SIP/gw2-00000023", "") in new stack
        [Nov 22 20:11:00] VERBOSE[31][C-00000023] pbx.c: Executing [88@in:2] Macro("SIP/gw2-00000023", "shut,night") in new stack
        [Nov 22 20:11:00] VERBOSE[31][C-00000023] pbx.c: Executing [s@macro-shut:1] PlayTones("SIP/gw2-00000023", "congestion") in new stack
        [Nov 22 20:11:00] VERBOSE[31][C-00000023] pbx.c: Executing [s@macro-shut:2] Congestion("SIP/gw2-00000023", "20") in new stack
        [Nov 22 20:11:06] VERBOSE[31][C-00000023] pbx.c: Spawn extension (in, 88, 2) exited non-zero on 'SIP/gw2-00000023'
      `,
      confidence: "confirmed",
      says: /turned the call away with Congestion\(\) at s@macro-shut, priority 2/,
    },
    {
      name: "Busy() in a routine, and no Spawn: the h extension follows",
      asterisk: `
        [Nov 22 20:11:00] VERBOSE[31][C-00000024] pbx.c: Executing [88@in:1] Gosub("PJSIP/21-00000024", "shut,s,1") in new stack
        [Nov 22 20:11:00] VERBOSE[31][C-00000024] pbx.c: Executing [s@shut:1] ExecIf("PJSIP/21-00000024", "1?busy(9)") in new stack
        [Nov 22 20:11:04] VERBOSE[31][C-00000024] pbx.c: Executing [h@shut:1] NoOp("PJSIP/21-00000024", "over") in new stack
      `,
      confidence: "confirmed",
      says: /Busy\(\) at s@shut, priority 1/,
    },
    {
      name: "Hangup(17) behind a busy Dial() and a mailbox that is not there",
      asterisk: `
        [Nov 22 20:12:00] VERBOSE[31][C-00000032] pbx.c: Executing [22@phones:1] Answer("PJSIP/21-00000032", "") in new stack
        [Nov 22 20:12:00] VERBOSE[31][C-00000032] pbx.c: Executing [22@phones:2] Dial("PJSIP/21-00000032", "PJSIP/22,15") in new stack
        [Nov 22 20:12:01] VERBOSE[31][C-00000032] app_dial.c: Everyone is busy/congested at this time (1:1/0/0)
        [Nov 22 20:12:01] VERBOSE[31][C-00000032] pbx.c: Executing [22@phones:3] VoiceMail("PJSIP/21-00000032", "22@desk,b") in new stack
        [Nov 22 20:12:01] WARNING[31][C-00000032] app_voicemail.c: No entry in voicemail config file for '22'
        [Nov 22 20:12:01] VERBOSE[31][C-00000032] pbx.c: Executing [22@phones:4] Hangup("PJSIP/21-00000032", "17") in new stack
        [Nov 22 20:12:01] VERBOSE[31][C-00000032] pbx.c: Spawn extension (phones, 22, 4) exited non-zero on 'PJSIP/21-00000032'
      `,
      confidence: "confirmed",
      says: /reached nobody \(busy\), and there was no mailbox 22/,
    },
    {
      name: "Dial() to an endpoint that is not there",
      asterisk: `
        [Nov 22 20:12:00] VERBOSE[31][C-00000033] pbx.c: Executing [70@out:1] Dial("PJSIP/21-00000033", "PJSIP/70@gw9,30") in new stack
        [Nov 22 20:12:00] ERROR[31][C-00000033] chan_pjsip.c: Unable to create PJSIP channel - endpoint 'gw9' was not found
        [Nov 22 20:12:00] WARNING[31][C-00000033] app_dial.c: Unable to create channel of type 'PJSIP' (cause 3 - No route to destination)
        [Nov 22 20:12:00] VERBOSE[31][C-00000033] app_dial.c: Everyone is busy/congested at this time (1:0/0/1)
        [Nov 22 20:12:00] VERBOSE[31][C-00000033] pbx.c: Executing [70@out:2] Hangup("PJSIP/21-00000033", "") in new stack
        [Nov 22 20:12:00] VERBOSE[31][C-00000033] pbx.c: Spawn extension (out, 70, 2) exited non-zero on 'PJSIP/21-00000033'
      `,
      confidence: "confirmed",
      says: /endpoint 'gw9' was not found/,
    },
    {
      name: "the steps ran out",
      asterisk: `
        [Nov 22 20:10:00] VERBOSE[31][C-0000000e] pbx.c: Executing [77@phones:1] NoOp("PJSIP/21-0000000d", "nothing here") in new stack
        [Nov 22 20:10:00] VERBOSE[31][C-0000000e] pbx.c: Auto fallthrough, channel 'PJSIP/21-0000000d' status is 'UNKNOWN'
      `,
      confidence: "confirmed",
      says: /no further step/,
    },
  ],
  healthy: [
    {
      name: "Hangup() behind a Dial() that reached nobody, and a mailbox that took the caller",
      asterisk: `
        [Nov 22 20:12:00] VERBOSE[31][C-00000031] pbx.c: Executing [22@phones:1] Answer("PJSIP/21-00000031", "") in new stack
        [Nov 22 20:12:00] VERBOSE[31][C-00000031] pbx.c: Executing [22@phones:2] Dial("PJSIP/21-00000031", "PJSIP/22,15") in new stack
        [Nov 22 20:12:01] VERBOSE[31][C-00000031] app_dial.c: Everyone is busy/congested at this time (1:1/0/0)
        [Nov 22 20:12:01] VERBOSE[31][C-00000031] pbx.c: Executing [22@phones:3] VoiceMail("PJSIP/21-00000031", "22@desk,b") in new stack
        [Nov 22 20:12:31] VERBOSE[31][C-00000031] pbx.c: Executing [22@phones:4] Hangup("PJSIP/21-00000031", "") in new stack
        [Nov 22 20:12:31] VERBOSE[31][C-00000031] pbx.c: Spawn extension (phones, 22, 4) exited non-zero on 'PJSIP/21-00000031'
      `,
    },
    {
      name: "Congestion() behind a queue that served the caller",
      asterisk: `
        [Nov 22 20:11:00] VERBOSE[31][C-00000021] pbx.c: Executing [s@help:1] Answer("PJSIP/21-00000021", "") in new stack
        [Nov 22 20:11:00] VERBOSE[31][C-00000021] pbx.c: Executing [s@help:2] Queue("PJSIP/21-00000021", "support,c") in new stack
        [Nov 22 20:12:00] VERBOSE[31][C-00000021] pbx.c: Executing [s@help:3] Congestion("PJSIP/21-00000021", "") in new stack
        [Nov 22 20:12:03] VERBOSE[31][C-00000021] pbx.c: Spawn extension (help, s, 3) exited non-zero on 'PJSIP/21-00000021'
      `,
    },
    {
      name: "TryExec() goes on where what it runs fails",
      asterisk: `
        [Nov 22 20:11:00] VERBOSE[31][C-00000022] pbx.c: Executing [s@help:1] TryExec("PJSIP/21-00000022", "Busy(3)") in new stack
        [Nov 22 20:11:02] VERBOSE[31][C-00000022] pbx.c: Spawn extension (help, s, 1) exited non-zero on 'PJSIP/21-00000022'
      `,
    },
    {
      name: "a menu that was answered and played ends by Hangup()",
      asterisk: `
        [Nov 22 20:10:00] VERBOSE[31][C-0000000f] pbx.c: Executing [s@menu:1] Answer("PJSIP/21-0000000e", "") in new stack
        [Nov 22 20:10:00] VERBOSE[31][C-0000000f] pbx.c: Executing [s@menu:2] Playback("PJSIP/21-0000000e", "hours") in new stack
        [Nov 22 20:10:00] VERBOSE[31][C-0000000f] file.c: <PJSIP/21-0000000e> Playing 'hours.slin' (language 'en')
        [Nov 22 20:10:09] VERBOSE[31][C-0000000f] pbx.c: Executing [s@menu:3] Hangup("PJSIP/21-0000000e", "") in new stack
        [Nov 22 20:10:09] VERBOSE[31][C-0000000f] pbx.c: Spawn extension (menu, s, 3) exited non-zero on 'PJSIP/21-0000000e'
      `,
    },
    {
      name: "the caller gave up in Dial(); the Hangup() is that of the h extension",
      asterisk: `
        [Nov 22 20:10:00] VERBOSE[31][C-00000010] pbx.c: Executing [22@phones:1] Dial("PJSIP/21-0000000f", "PJSIP/22,15") in new stack
        [Nov 22 20:10:00] VERBOSE[31][C-00000010] app_dial.c: Called PJSIP/22
        [Nov 22 20:10:04] VERBOSE[31][C-00000010] pbx.c: Spawn extension (phones, 22, 1) exited non-zero on 'PJSIP/21-0000000f'
        [Nov 22 20:10:04] VERBOSE[31][C-00000010] pbx.c: Executing [h@phones:1] Macro("PJSIP/21-0000000f", "bye") in new stack
        [Nov 22 20:10:04] VERBOSE[31][C-00000010] pbx.c: Executing [s@macro-bye:1] Hangup("PJSIP/21-0000000f", "") in new stack
        [Nov 22 20:10:04] VERBOSE[31][C-00000010] app_macro.c: Spawn extension (macro-bye, s, 1) exited non-zero on 'PJSIP/21-0000000f' in macro 'bye'
      `,
      cause: "caller-cancel",
    },
    {
      name: "no bot was there for the call, and the step after Stasis() hangs up",
      asterisk: `
        [Nov 22 20:10:00] VERBOSE[31][C-00000011] pbx.c: Executing [4040@reception:1] Stasis("SIP/gw2-00000010", "desk") in new stack
        [Nov 22 20:10:00] ERROR[31][C-00000011] res_stasis.c: Stasis app 'desk' not registered
        [Nov 22 20:10:00] VERBOSE[31][C-00000011] pbx.c: Executing [4040@reception:2] Hangup("SIP/gw2-00000010", "") in new stack
        [Nov 22 20:10:00] VERBOSE[31][C-00000011] pbx.c: Spawn extension (reception, 4040, 2) exited non-zero on 'SIP/gw2-00000010'
      `,
      cause: "stasis-app-missing",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the step that ended the dialplan is not in the log",
      asterisk: `
        [Nov 22 20:10:00] VERBOSE[31][C-00000012] pbx.c: Executing [4040@reception:1] NoOp("SIP/gw2-00000011", "") in new stack
        [Nov 22 20:10:07] VERBOSE[31][C-00000012] pbx.c: Spawn extension (reception, closed, 2) exited non-zero on 'SIP/gw2-00000011'
      `,
    },
    {
      name: "the log begins within the call: a Stasis() that found no bot may have come before",
      asterisk: `
        [Nov 22 20:10:00] VERBOSE[7] asterisk.c: Remote UNIX connection
        [Nov 22 20:10:07] VERBOSE[31][C-00000012] pbx.c: Executing [4041@reception:3] Hangup("SIP/gw2-00000012", "") in new stack
        [Nov 22 20:10:07] VERBOSE[31][C-00000012] pbx.c: Spawn extension (reception, 4041, 3) exited non-zero on 'SIP/gw2-00000012'
      `,
      stands: "open",
    },
  ],
});
