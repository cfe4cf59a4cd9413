// Where a call that was put together gets what captures hold of it.
import type { Call } from "../call.js";
import type { Witnessed } from "../witnessed.js";

/** All that the captures of a run hold. */
export interface Witnesses {
  /** Null if nothing in them is surely of this call. */
  of(call: Call): Witnessed | null;
}
