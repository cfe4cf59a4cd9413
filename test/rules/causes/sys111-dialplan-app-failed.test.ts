import { dialplanAppFailed } from "../../../src/rules/causes/sys111-dialplan-app-failed.js";
import { testRule } from "../../support/rule-tester.js";

testRule(dialplanAppFailed, {
  faulty: [
    {
      name: "AudioSocket() without a UUID",
      asterisk: `
        [Nov 22 20:10:00] VERBOSE[31][C-0000000b] pbx.c: Executing [9@lab:1] Answer("PJSIP/21-0000000a", "") in new stack
        [Nov 22 20:10:00] ERROR[31][C-0000000b] pbx_functions.c: Function UUID not registered
        [Nov 22 20:10:00] VERBOSE[31][C-0000000b] pbx.c: Executing [9@lab:2] AudioSocket("PJSIP/21-0000000a", ",192.0.2.40:9092") in new stack
        [Nov 22 20:10:00] ERROR[31][C-0000000b] app_audiosocket.c: UUID is required
        [Nov 22 20:10:00] VERBOSE[31][C-0000000b] pbx.c: Spawn extension (lab, 9, 2) exited non-zero on 'PJSIP/21-0000000a'
      `,
      confidence: "confirmed",
      says: /UUID is required/,
    },
    {
      name: "the application is not loaded: its step has no line of its own",
      asterisk: `
        [Nov 22 20:10:00] VERBOSE[31][C-0000000c] pbx.c: Executing [9@lab:1] Answer("PJSIP/21-0000000b", "") in new stack
        [Nov 22 20:10:00] WARNING[31][C-0000000c] pbx.c: No application 'Macro' for extension (lab, 9, 2)
        [Nov 22 20:10:00] VERBOSE[31][C-0000000c] pbx.c: Spawn extension (lab, 9, 2) exited non-zero on 'PJSIP/21-0000000b'
      `,
      confidence: "confirmed",
      says: /No application 'Macro'/,
    },
    {
      name: "the bot sends the channel to an extension that is not there",
      asterisk: `
        [Nov 22 20:10:00] VERBOSE[31][C-0000000d] pbx.c: Executing [9@lab:1] Answer("SIP/21-0000000c", "") in new stack
        [Nov 22 20:10:00] VERBOSE[31][C-0000000d] pbx.c: Executing [9@lab:2] Stasis("SIP/21-0000000c", "desk") in new stack
        [Nov 22 20:10:09] WARNING[31][C-0000000d] pbx.c: Channel 'SIP/21-0000000c' sent to invalid extension but no invalid handler: context,exten,priority=lab,human,1
        [Nov 22 20:10:09] VERBOSE[31][C-0000000d] pbx.c: Executing [h@lab:1] NoOp("SIP/21-0000000c", "bye") in new stack
      `,
      confidence: "confirmed",
      says: /lab,human,1/,
    },
    {
      name: "Answer() is the step that failed",
      asterisk: `
        [Nov 22 20:10:00] VERBOSE[31][C-0000000e] pbx.c: Executing [9@lab:1] Ringing("PJSIP/21-0000000d", "") in new stack
        [Nov 22 20:10:00] VERBOSE[31][C-0000000e] pbx.c: Executing [9@lab:2] Answer("PJSIP/21-0000000d", "") in new stack
        [Nov 22 20:10:00] VERBOSE[31][C-0000000e] pbx.c: Spawn extension (lab, 9, 2) exited non-zero on 'PJSIP/21-0000000d'
      `,
      confidence: "likely",
    },
    {
      name: "AudioSocket() before any Answer()",
      asterisk: `
        [Nov 22 20:10:00] VERBOSE[31][C-00000013] pbx.c: Executing [9@lab:1] AudioSocket("PJSIP/21-00000013", "0f0e0d0c-1b2a-4938-8a7b-6c5d4e3f2a1b,192.0.2.40:9092") in new stack
        [Nov 22 20:10:00] ERROR[31][C-00000013] app_audiosocket.c: Channel is not answered
        [Nov 22 20:10:00] VERBOSE[31][C-00000013] pbx.c: Spawn extension (lab, 9, 1) exited non-zero on 'PJSIP/21-00000013'
      `,
      confidence: "confirmed",
      says: /Channel is not answered/,
    },
  ],
  healthy: [
    {
      name: "a menu has an extension i: the call goes on there",
      asterisk: `
        [Nov 22 20:10:00] VERBOSE[31][C-0000000f] pbx.c: Executing [s@menu:1] Answer("PJSIP/21-0000000e", "") in new stack
        [Nov 22 20:10:00] VERBOSE[31][C-0000000f] pbx.c: Executing [s@menu:2] WaitExten("PJSIP/21-0000000e", "5") in new stack
        [Nov 22 20:10:03] VERBOSE[31][C-0000000f] pbx.c: Channel 'PJSIP/21-0000000e' sent to invalid extension: context,exten,priority=menu,9,1
        [Nov 22 20:10:03] VERBOSE[31][C-0000000f] pbx.c: Executing [i@menu:1] Playback("PJSIP/21-0000000e", "invalid") in new stack
        [Nov 22 20:10:04] VERBOSE[31][C-0000000f] pbx.c: Spawn extension (menu, i, 1) exited non-zero on 'PJSIP/21-0000000e'
      `,
    },
    {
      name: "the media server refused the connection: that is told by its own cause",
      asterisk: `
        [Nov 22 20:10:00] VERBOSE[31][C-00000010] pbx.c: Executing [9@lab:1] Answer("PJSIP/21-0000000f", "") in new stack
        [Nov 22 20:10:00] VERBOSE[31][C-00000010] pbx.c: Executing [9@lab:2] AudioSocket("PJSIP/21-0000000f", "0f0e0d0c-1b2a-4938-8a7b-6c5d4e3f2a1b,192.0.2.40:9092") in new stack
        [Nov 22 20:10:00] WARNING[31][C-00000010] res_audiosocket.c: Connecting to '192.0.2.40:9092' failed for url '192.0.2.40:9092': Connection refused
        [Nov 22 20:10:00] VERBOSE[31][C-00000010] pbx.c: Spawn extension (lab, 9, 2) exited non-zero on 'PJSIP/21-0000000f'
      `,
      cause: "media-peer-refused",
    },
  ],
  notEnoughEvidence: [
    {
      name: "AudioSocket() returned an error without a word of why: a hangup makes it, too",
      asterisk: `
        [Nov 22 20:10:00] VERBOSE[31][C-00000011] pbx.c: Executing [9@lab:1] Answer("PJSIP/21-00000010", "") in new stack
        [Nov 22 20:10:00] VERBOSE[31][C-00000011] pbx.c: Executing [9@lab:2] AudioSocket("PJSIP/21-00000010", "0f0e0d0c-1b2a-4938-8a7b-6c5d4e3f2a1b,192.0.2.40:9092") in new stack
        [Nov 22 20:10:14] VERBOSE[31][C-00000011] pbx.c: Spawn extension (lab, 9, 2) exited non-zero on 'PJSIP/21-00000010'
      `,
    },
  ],
});
