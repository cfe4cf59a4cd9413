// Logs of several Asterisk hosts are kept apart: their channel names and call ids are counted by each for itself, and the
// same ones mean different calls.
import { basename, dirname } from "node:path";
import type { Survey } from "./survey.js";

/** Asterisk's logs, those of one host together, each with the name of its host where there are several. */
export function byHost(files: readonly Survey[]): Survey[][] {
  const byFolder = files.some((file) => files.some((other) => areTwins(file, other)));
  const groups = new Map<string, Survey[]>();
  for (const file of files) {
    const key = file.host ?? (byFolder ? dirname(file.source.path) : "");
    groups.set(key, [...(groups.get(key) ?? []), file]);
  }
  // a log that names no host beside one that does is its other half: syslog and full of the same machine
  if (groups.size === 1 || (groups.size === 2 && groups.has(""))) return [[...files]];
  return [...groups].map(([key, group]) => group.map((file) => ({ ...file, host: key || file.source.path })));
}

/** `pbx1/full` and `pbx2/full` are no rotation of one log, which gives each file a name of its own; nor is one a copy. */
function areTwins(one: Survey, other: Survey): boolean {
  return (
    one.host === null &&
    other.host === null &&
    one.firstText !== other.firstText &&
    dirname(one.source.path) !== dirname(other.source.path) &&
    basename(one.source.path) === basename(other.source.path)
  );
}
