// Which releases of Asterisk have a fault. A certified release or a build from git has fixes of its own, so its number says
// nothing here, and nothing is claimed about it.

/** The releases from the first to the last minor version of a branch, both included. */
export interface ReleaseRange {
  readonly major: number;
  readonly fromMinor: number;
  readonly toMinor: number;
}

// 20.6.0   |   18.19.0-rc1   ·   not: certified/18.9-cert5, GIT-20-1a2b3c4
const RELEASE = /^(?<major>\d{1,3})\.(?<minor>\d{1,3})\.\d{1,3}(?:-rc\d+)?$/;

/** Is a version one of these releases? False if it is not the version of a plain release. */
export function isRelease(version: string, ranges: readonly ReleaseRange[]): boolean {
  const groups = RELEASE.exec(version)?.groups;
  if (!groups) return false;
  const [major, minor] = [Number(groups.major), Number(groups.minor)];
  return ranges.some((range) => range.major === major && range.fromMinor <= minor && minor <= range.toMinor);
}
