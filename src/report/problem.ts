// Which calls are worth a reader's time.
import type { CallRow } from "./schema.js";

/** Is the call worth a block of its own unasked? Healthy calls are only counted. */
export function isProblem({ diagnosis, findings }: Pick<CallRow, "diagnosis" | "findings">): boolean {
  return diagnosis.cause !== "none" || findings.some(({ severity }) => severity !== "info");
}
