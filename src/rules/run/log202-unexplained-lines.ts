// Shows what no pattern reads and what belongs to no call, so that nothing bad is passed over silently.
import { defineRun } from "../rule.js";

export const unexplainedLines = defineRun({
  code: "LOG202",
  name: "unexplained-lines",
  severity: "info",
  since: "0.1.0",
  docs: {
    meaning: "Asterisk or the bot logged warnings or errors that this tool does not know, or could give to no call.",
    impact: "None of them was used to judge a call. One that stands near a lost call may be its cause all the same.",
    evidence:
      "Lines of level WARNING, ERROR or worse, and tracebacks, that name no call and that no pattern reads, or of the bot and no single call was up. Those of a call stand with the call. Lines that differ in ids and numbers only count as one kind; of five kinds the first line is cited, errors before warnings.",
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
      message: `${lineCount === 1 ? "1 warning or error belongs" : `${lineCount} warnings and errors belong`} to no call that could be told, and no verdict rests on ${lineCount === 1 ? "it" : "them"}${kinds.length > 1 ? ` (${kinds.length}${unreadOfMoreKinds > 0 ? " or more" : ""} kinds)` : ""}.`,
      proof: ordered.slice(0, 5).map(({ first }) => first),
      evidence: [],
      advice: [],
    };
  },
});
