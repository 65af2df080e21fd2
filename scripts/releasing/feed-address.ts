import { ReleaseRefused } from "./refusal.ts";

/** The web folder where the app that is packed looks for its updates, with its last slash. */
export function readFeedAddress(environment: Readonly<Record<string, string | undefined>>): string {
  const address = environment["AUTOSELL_FEED_URL"];
  if (!address)
    throw new ReleaseRefused("AUTOSELL_FEED_URL is not set: the app has to know where its updates are");
  if (!/^https?:$/.test(URL.parse(address)?.protocol ?? ""))
    throw new ReleaseRefused(`AUTOSELL_FEED_URL is no address of a web folder: ${address}`);
  return address.endsWith("/") ? address : `${address}/`;
}
