import { verify } from "node:crypto";
import { HttpError, type UpdateInfo } from "builder-util-runtime";
import type { AppUpdater } from "electron-updater";
import genericProvider from "electron-updater/out/providers/GenericProvider.js";
import provider, {
  type ProviderPlatform,
  type ProviderRuntimeOptions,
} from "electron-updater/out/providers/Provider.js";
import semver from "semver";
import * as z from "zod";
import type { UpdateChannel } from "#shared/contract/updates.ts";
import { publicKeyFrom } from "./public-key.ts";
import { UpdateRefused } from "./update-failure.ts";

/** What we go by of a manifest once its signature is good; the rest is electron-updater's. */
const Manifest = z.looseObject({
  version: z.string().refine((version) => semver.valid(version) !== null),
  files: z.array(z.looseObject({ url: z.string().min(1), sha512: z.string().min(1) })).min(1),
});

export interface SignedFeed {
  /** A folder of the web that has `<channel>.yml` and, beside it, `<channel>.yml.sig`. */
  readonly url: string;
  readonly channel: UpdateChannel;
  /** As `publicKeyFrom` takes it. */
  readonly publicKey: string;
  /** The ending of what this installation is updated by, such as `exe`. */
  readonly fileExtension: string;
  readonly platform: ProviderPlatform;
}

/**
 * The feed as electron-updater asks it. Nothing in a manifest is believed, its version included, before its signature is
 * found good over its exact bytes; what it names is fetched by its hash, so the folder itself need not be trusted.
 */
export function signedProvider(feed: SignedFeed) {
  const key = publicKeyFrom(feed.publicKey);

  return class SignedProvider extends genericProvider.GenericProvider {
    constructor(_configuration: unknown, updater: AppUpdater, runtime: ProviderRuntimeOptions) {
      // One range a request is what every static server can do, and the hub.
      const { platform } = feed;
      const ranges = { isUseMultipleRangeRequest: false };
      super({ provider: "generic", url: feed.url }, updater, { ...runtime, ...ranges, platform });
    }

    /** On the beta channel the newer of both manifests, so that nobody is left behind on a beta that was overtaken. */
    override async getLatestVersion(): Promise<UpdateInfo> {
      const latest = await this.#manifest("latest");
      const beta = feed.channel === "beta" ? await this.#manifest("beta") : null;
      const found = [latest, beta].filter((manifest) => manifest !== null);
      const [newest] = found.sort((a, b) => semver.rcompare(a.version, b.version));
      if (!newest) throw new UpdateRefused("noManifest", "The feed has no manifest");
      return newest;
    }

    async #manifest(channel: UpdateChannel): Promise<UpdateInfo | null> {
      const name = `${this.getCustomChannelName(channel)}.yml`;
      const text = await this.#read(name);
      if (text === null) return null;
      const signature = await this.#read(`${name}.sig`);
      if (signature === null) throw new UpdateRefused("notSigned", `${name} has no signature`);
      if (!verify(null, Buffer.from(text), key, Buffer.from(signature.trim(), "base64")))
        throw new UpdateRefused("wrongSignature", `${name} is not signed with the key of this app`);
      return believed(provider.parseUpdateInfo(text, name, new URL(name, feed.url)), channel, feed, name);
    }

    async #read(name: string): Promise<string | null> {
      const url = new URL(name, feed.url);
      url.search = `noCache=${Date.now().toString(32)}`;
      try {
        return await this.httpRequest(url);
      } catch (error) {
        if (error instanceof HttpError && error.statusCode === 404) return null;
        throw error;
      }
    }
  };
}

/** A good signature says who wrote a manifest, not that it was put where it belongs. */
function believed(info: UpdateInfo, channel: UpdateChannel, feed: SignedFeed, name: string): UpdateInfo {
  const parsed = Manifest.safeParse(info);
  if (!parsed.success)
    throw new UpdateRefused("manifestInvalid", `${name} is not a manifest of updates`, parsed.error);
  const { version, files } = parsed.data;
  if (channel === "latest" && semver.prerelease(version) !== null)
    throw new UpdateRefused(
      "manifestInvalid",
      `${name} offers ${version}, which belongs to the beta channel`,
    );
  if (!files.some(({ url }) => url.toLowerCase().endsWith(`.${feed.fileExtension.toLowerCase()}`)))
    throw new UpdateRefused("manifestInvalid", `${name} has no .${feed.fileExtension} file`);
  return info;
}
