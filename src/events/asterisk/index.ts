// What Asterisk prints and what it means, one table per subject. The strings are those of the source from 18.0 to 23.4. Where a
// text changed between versions, there is an entry or an alternative for each. Lines that indicate no cause of anything are left
// out.
import type { EventBody } from "../event.js";
import type { AsteriskPattern } from "../pattern.js";
import { applications } from "./applications.js";
import { ariDebug } from "./ari.js";
import { bridgesAndDialling } from "./bridges-and-dialling.js";
import { dialplan } from "./dialplan.js";
import { hangUps } from "./hang-ups.js";
import { mediaCarriers } from "./media-carriers.js";
import { musicAndSounds } from "./music-and-sounds.js";
import { resources } from "./resources.js";
import { rtp } from "./rtp.js";
import { sip } from "./sip.js";
import { stasis } from "./stasis.js";

/** All messages. If several match a line, the first one reads it. */
export const asteriskPatterns: readonly AsteriskPattern<EventBody>[] = [
  ...dialplan,
  ...applications,
  ...musicAndSounds,
  ...rtp,
  ...bridgesAndDialling,
  ...stasis,
  ...sip,
  ...mediaCarriers,
  ...hangUps,
  ...resources,
  ...ariDebug,
];
