import { rm } from "node:fs/promises";
import {
  Agent,
  type ClientRequest,
  type IncomingMessage,
  request as httpRequest,
  type RequestOptions,
} from "node:http";
import { Agent as SecureAgent, request as httpsRequest } from "node:https";
import { basename, join } from "node:path";
import { configureRequestUrl, type DownloadOptions, HttpExecutor } from "builder-util-runtime";
import { keepLonger, keptBytes, KeptRangeRequest, rangeFrom } from "./kept-part.ts";
import { downloadResumably, partOf } from "./resumable-download.ts";
import { UpdateRefused } from "./update-failure.ts";

/** A file that may be fetched, wholly or in parts. */
export interface ExpectedFile {
  readonly url: URL;
  /** Base64. */
  readonly sha512: string;
}

/**
 * How electron-updater speaks HTTP: over node's own, as the rest of main does, through the system's proxy, and going on where an
 * earlier try was cut off, whether it fetched a whole file or only the blocks that changed.
 */
export class NodeHttp extends HttpExecutor<ClientRequest | KeptRangeRequest> {
  private readonly cacheFolder: string;
  private readonly partByPath = new Map<string, string>();
  private agents: { readonly plain: Agent; readonly secure: SecureAgent } | null = null;

  /** The folder is electron-updater's own. */
  constructor(cacheFolder: string) {
    super();
    this.cacheFolder = cacheFolder;
  }

  /** From now on; null is the direct way. */
  goThrough(proxy: string | null): void {
    this.agents =
      proxy === null
        ? null
        : {
            plain: new Agent({ proxyEnv: { HTTP_PROXY: proxy } }),
            secure: new SecureAgent({ proxyEnv: { HTTPS_PROXY: proxy } }),
          };
  }

  /** Called before a download: what a run that was killed has left of these files is taken up. */
  async expect(files: readonly ExpectedFile[]): Promise<void> {
    for (const { url, sha512 } of files) {
      const part = partOf(this.partialFolder, sha512);
      this.partByPath.set(url.pathname, part);
      const name = basename(decodeURIComponent(url.pathname));
      await keepLonger(join(this.cacheFolder, "pending", `temp-${name}`), part);
    }
  }

  /** Called after one: nothing is to be gone on with. */
  async forgetParts(): Promise<void> {
    await rm(this.partialFolder, { recursive: true, force: true });
  }

  override createRequest(
    options: RequestOptions,
    onResponse: (response: IncomingMessage) => void,
  ): ClientRequest | KeptRangeRequest {
    const headers = options.headers as Readonly<Record<string, string>> | undefined;
    const range = rangeFrom(headers?.["range"]);
    const path = this.partByPath.get(String(options.path).split("?")[0] ?? "");
    const size = path === undefined ? 0 : keptBytes(path);
    if (!range || path === undefined || range.start >= size) return this.ask(options, onResponse);
    const rest = ({ start, end }: { start: number; end: number }) =>
      this.answerTo({ ...options, headers: { ...headers, range: `bytes=${start}-${end}` } });
    return new KeptRangeRequest(range, { path, size }, rest, onResponse);
  }

  /** The library's own way leaves a listener on the socket for every request that it carried. */
  override addErrorAndTimeoutHandlers(
    request: ClientRequest | KeptRangeRequest,
    reject: (error: Error) => void,
    timeout = 60_000,
  ): void {
    request.on("error", reject);
    if (request instanceof KeptRangeRequest) return;
    request.setTimeout(timeout, () =>
      request.destroy(new UpdateRefused("unreachable", "The feed does not answer")),
    );
  }

  /**
   * Called by electron-updater for an installer, after a try to fetch only its changed blocks as well; a file without a hash in its
   * manifest is refused.
   */
  async download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
    const { sha512, cancellationToken, onProgress } = options;
    if (!sha512) throw new UpdateRefused("manifestInvalid", `${url.pathname} has no sha512 in its manifest`);
    const { partialFolder } = this;
    await keepLonger(destination, partOf(partialFolder, sha512));
    const stop = new AbortController();
    if (cancellationToken.cancelled) stop.abort();
    cancellationToken.once("cancel", () => stop.abort());
    const began = performance.now();
    await downloadResumably({
      get: (headers) => this.follow(url, { ...headersFrom(options), ...headers }, stop.signal),
      destination,
      partialFolder,
      sha512,
      onProgress(received, total) {
        if (total === null) return;
        const seconds = Math.max(0.001, (performance.now() - began) / 1000);
        onProgress?.({
          transferred: received,
          total,
          delta: 0,
          percent: (received / total) * 100,
          bytesPerSecond: Math.round(received / seconds),
        });
      },
    });
    return destination;
  }

  /** Beside the folder of what is whole, which is emptied after every failure. */
  private get partialFolder(): string {
    return join(this.cacheFolder, "partial");
  }

  private ask(options: RequestOptions, onResponse: (response: IncomingMessage) => void): ClientRequest {
    return options.protocol === "http:"
      ? httpRequest({ ...options, ...(this.agents && { agent: this.agents.plain }) }, onResponse)
      : httpsRequest({ ...options, ...(this.agents && { agent: this.agents.secure }) }, onResponse);
  }

  private answerTo(options: RequestOptions): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const request = this.ask(options, resolve);
      this.addErrorAndTimeoutHandlers(request, reject);
      request.end();
    });
  }

  private async follow(
    url: URL,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
    redirects = 0,
  ): Promise<IncomingMessage> {
    const options: RequestOptions = { headers, signal };
    configureRequestUrl(url, options);
    const response = await this.answerTo(options);
    const { statusCode = 0, headers: answered } = response;
    if (statusCode < 300 || statusCode >= 400 || !answered.location) return response;
    response.destroy();
    if (redirects >= this.maxRedirects)
      throw new UpdateRefused("unreachable", `${url.host} leads in circles`);
    return this.follow(new URL(answered.location, url), headers, signal, redirects + 1);
  }
}

function headersFrom({ headers }: DownloadOptions): Record<string, string> {
  const entries = Object.entries(headers ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}
