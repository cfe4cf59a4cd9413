// Shows what no pattern reads and what belongs to no call, so that nothing bad is passed over silently.
import { defineRun } from "../rule.js";

export const unexplainedLines = defineRun({
  code: "LOG202",
  name: "unexplained-lines",
  severity: "info",
  since: "0.1.0",
  docs: {
    meaning:
      "Asterisk or the bot logged warnings or errors that this tool does not know, or could not assign to a call.",
    impact: "No call was judged by them. One that comes near a lost call may still be its cause.",
    evidence:
      "Lines of level WARNING, ERROR or worse, and tracebacks, that name no call and match no pattern, or that come from the bot while no single call was up. Those of a call are shown with the call. Lines that differ only in ids and numbers count as one kind. The first line of up to five kinds is cited, errors before warnings.",
    excludedBy:
      "Lines that are known to touch no call, such as those of modules that are not loaded because they are not configured.",
    fix: "Read them. Each names the source file or the part of the bot that printed it.",
    references: ["main/logger.c:levels", "ari-doctor: src/events/asterisk/harmless.ts"],
  },
  *check({ unread, unreadOfMoreKinds }) {
    const kinds = [...unread.values()];
    if (kinds.length === 0) return;
    const isError = ({ first: { event } }: (typeof kinds)[number]): boolean =>
      event.severity === "error" || event.exception !== undefined;
    const lineCount = kinds.reduce((sum, { count }) => sum + count, unreadOfMoreKinds);
    const ordered = [...kinds.filter(isError), ...kinds.filter((kind) => !isError(kind))];
    yield {
      message: `${lineCount === 1 ? "1 warning or error" : `${lineCount} warnings and errors`} could not be assigned to a call, and no verdict rests on ${lineCount === 1 ? "it" : "them"}${kinds.length > 1 ? ` (${kinds.length}${unreadOfMoreKinds > 0 ? " or more" : ""} kinds)` : ""}.`,
      proof: ordered.slice(0, 5).map(({ first }) => first),
      evidence: [],
      advice: [],
    };
  },
});
