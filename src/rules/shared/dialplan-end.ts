// How the dialplan of a call ended. `Spawn extension … exited non-zero` follows whatever returned an error: an application that
// saw the channel hung up, but also Hangup(), Busy() and Congestion(), which always do, an Answer() that failed, an application
// with wrong arguments. The last step before it tells which (docs/asterisk/dialplan.md#hangup-and-spawn-extension).

import type { Step } from "../../calls/facts/death.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import type { EventOf } from "../../events/event.js";
import type { Subject } from "../judgement.js";
import { oncePerSubject } from "./once-per-subject.js";

/** The end of a dialplan, and the lines that show it. */
export type DialplanEnd =
  /** Hangup(), Busy() or Congestion(). */
  | { readonly by: "step"; readonly app: string; readonly step: Step; readonly line: TimedEvent }
  /** There was no next step. */
  | { readonly by: "no-more-steps"; readonly line: TimedEvent<EventOf<"dialplan-ended">> }
  /** The call was sent to an extension that does not exist, or waited for digits that did not come. */
  | { readonly by: "nowhere-to-go"; readonly line: TimedEvent<EventOf<"dialplan-ended">> }
  /** An application returned an error, and a line of its own says why. */
  | { readonly by: "app-error"; readonly line: TimedEvent<EventOf<"dialplan-app-failed">> }
  /** Answer() returned an error: it failed, or the channel was hung up at that moment (main/channel.c:__ast_answer). */
  | { readonly by: "answer"; readonly step: Step; readonly line: TimedEvent }
  /** An application that returns an error only because of a hangup. */
  | { readonly by: "hangup"; readonly step: Step; readonly line: TimedEvent }
  /** An application that also returns errors for reasons of its own, or whose step is not in the log. */
  | { readonly by: "unknown"; readonly line: TimedEvent };

/**
 * Applications that end the call, by the names under which they are registered. They always return an error
 * (main/pbx_builtins.c), so no step follows them, in no macro and no routine.
 */
const HANG_UP = ["Hangup", "Busy", "Congestion"] as const;

/** Applications that talk, ring or wait until they are done, and return an error if the channel is hung up meanwhile. */
const UNTIL_HANGUP =
  /^(?:BackGround|ControlPlayback|Dial|Echo|Milliwatt|MusicOnHold|Playback|Queue|Read|Record|RetryDial|Say\w*|Wait|WaitExten|WaitForNoise|WaitForRing|WaitForSilence|WaitMusicOnHold)$/;

/** How the dialplan ended the call, by the lines up to its hang-up. Null if it did not, or if no line says so. */
export const dialplanEnd = oncePerSubject(({ facts: { own, steps } }: Subject): DialplanEnd | null => {
  const step = steps.at(-1);
  const from = step === undefined ? 0 : own.indexOf(step) + 1;
  const hungUp = own.findIndex(({ event }, i) => i >= from && event.type === "dialplan" && event.exten === "h");
  const after = own.slice(from, hungUp < 0 ? undefined : hungUp);
  const ended = firstOf(after, "dialplan-ended");
  const app = step === undefined ? null : appOf(step);
  const hangUp = HANG_UP.find((name) => name === app);
  if (step !== undefined && hangUp !== undefined) {
    // Macro() prints one per level: if the step's own is missing, one around it tells the same, or the hang-up's first step
    const line = after.find(isSpawnOf([step])) ?? after.find(isSpawnOf(steps)) ?? own[hungUp];
    if (line !== undefined) return { by: "step", app: hangUp, step, line };
  }
  if (ended) return { by: ended.event.how === "no-more-steps" ? "no-more-steps" : "nowhere-to-go", line: ended };
  // the first one belongs to the step
  const line = firstOf(after, "spawn-exited");
  if (!line) return null;
  const failed = firstOf(after.slice(0, after.indexOf(line)), "dialplan-app-failed");
  // chan_audiosocket's line, about a leg that Dial() requests, ends no call
  if (failed && !(failed.event.app === "AudioSocket" && app === "Dial")) return { by: "app-error", line: failed };
  if (step === undefined || app === null || !isSpawnOf([step])(line)) return { by: "unknown", line };
  if (app === "Answer") return { by: "answer", step, line };
  return UNTIL_HANGUP.test(app) ? { by: "hangup", step, line } : { by: "unknown", line };
});

/** A step in the form that people find in extensions.conf. */
export function placeOf({ event: { context, exten, priority } }: Step): string {
  return `${exten}@${context}, priority ${priority}`;
}

function firstOf<T extends "dialplan-ended" | "spawn-exited" | "dialplan-app-failed">(
  events: readonly TimedEvent[],
  type: T,
): TimedEvent<EventOf<T>> | undefined {
  return events.find(({ event }) => event.type === type) as TimedEvent<EventOf<T>> | undefined;
}

/** Is this a Spawn at the place of one of these steps? A step whose own line was lost leaves one where no step is known. */
function isSpawnOf(steps: readonly Step[]): (timed: TimedEvent) => boolean {
  return ({ event }) =>
    event.type === "spawn-exited" &&
    steps.some(
      ({ event: step }) =>
        event.context === step.context && event.exten === step.exten && event.priority === step.priority,
    );
}

/**
 * The application that a step runs. ExecIf() and Exec() run another, and TryExec() goes on if that one fails (apps/app_exec.c).
 */
function appOf({ event: { app, args } }: Step): string {
  const run = app === "ExecIf" ? /^[1-9]\d{0,9}\?(\w+)/ : app === "Exec" ? /^(\w+)/ : null;
  const asWritten = run?.exec(args)?.[1];
  if (asWritten === undefined) return app;
  // names are found in any case (main/pbx_app.c:pbx_findapp)
  const ofName = (name: string): boolean => name.toLowerCase() === asWritten.toLowerCase();
  return HANG_UP.find(ofName) ?? asWritten;
}
