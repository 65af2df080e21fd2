import { browserHost } from "./browser.ts";
import { electronHost } from "./electron.ts";
import type { Host } from "./host.ts";
import { standinHost } from "./standin.ts";

const hosts = { browser: browserHost, standin: standinHost, electron: electronHost };
export type HostName = keyof typeof hosts;

export function hostByName(name: HostName): Host {
  return hosts[name];
}
