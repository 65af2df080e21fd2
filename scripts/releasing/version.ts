import { gt, inc, parse } from "semver";
import { ReleaseRefused } from "./refusal.ts";

/** Who is offered a version: everybody, or the desks that asked for betas. */
export type Channel = "latest" | "beta";

/** `wanted` is `patch`, `minor`, `major`, or a version, which has to be newer and may be a `-beta.<n>`. */
export function nextVersion(current: string, wanted: string): string {
  if (wanted === "patch" || wanted === "minor" || wanted === "major")
    return inc(current, wanted) ?? refuse(`The current version is no version: ${current}`);
  if (parse(wanted)?.version !== wanted)
    refuse(`Say patch, minor, major or a version such as 0.2.0, not ${wanted}`);
  channelOf(wanted);
  if (!gt(wanted, current)) refuse(`${wanted} is not newer than ${current}`);
  return wanted;
}

export function channelOf(version: string): Channel {
  const [name, number, ...more] = parse(version)?.prerelease ?? [];
  if (name === undefined) return "latest";
  if (name === "beta" && typeof number === "number" && more.length === 0) return "beta";
  return refuse(`A version before its release is a beta, such as 1.0.0-beta.1, not ${version}`);
}

function refuse(why: string): never {
  throw new ReleaseRefused(why);
}
