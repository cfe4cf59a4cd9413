// A log in a reply by mail or in a forum: a quotation mark before every line, once for each reply.
import type { Envelope } from "./envelope.js";

const LINE = "2026-11-22 15:51:38,312 - app.ari - INFO - Channel 1795362698.0 put on hold";

/** `> ` before each line, at any depth (RFC 3676 section 4.5). */
export const quotedMail: Envelope = {
  name: "quoted-mail",
  comesFrom: "either log quoted in a mail or forum, at any depth",
  samples: [
    [`> ${LINE}`, LINE],
    [`>>> ${LINE}`, LINE],
    [`> > ${LINE}`, LINE],
  ],
  unmistakable: false,
  peel: (text) => {
    const depth = /^(?:> ?)+/.exec(text)?.[0].length;
    return depth === undefined ? null : { inner: text.slice(depth), stamp: null, voice: "", goesOn: false };
  },
};
