import { ReleaseRefused } from "./refusal.ts";

/** Where the app that is packed looks for its updates: `electron-builder.yml` puts it into the app. */
export function readFeedAddress(environment: Readonly<Record<string, string | undefined>>): string {
  const address = environment["AUTOSELL_FEED_URL"];
  if (!address)
    throw new ReleaseRefused("AUTOSELL_FEED_URL is not set: the app has to know where its updates are");
  if (!/^https?:$/.test(URL.parse(address)?.protocol ?? ""))
    throw new ReleaseRefused(`AUTOSELL_FEED_URL is no address of a web folder: ${address}`);
  return address;
}
