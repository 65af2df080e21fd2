import { rm } from "node:fs/promises";
import {
  type ClientRequest,
  type IncomingMessage,
  request as httpRequest,
  type RequestOptions,
} from "node:http";
import { request as httpsRequest } from "node:https";
import { dirname, join } from "node:path";
import { type DownloadOptions, HttpExecutor } from "builder-util-runtime";
import { downloadResumably } from "./resumable-download.ts";
import { UpdateRefused } from "./update-failure.ts";

/** How electron-updater speaks HTTP: over node's own, as the rest of main does, and resumably where it fetches whole files. */
export class NodeHttp extends HttpExecutor<ClientRequest> {
  override createRequest(
    options: RequestOptions,
    onResponse: (response: IncomingMessage) => void,
  ): ClientRequest {
    const request = options.protocol === "http:" ? httpRequest : httpsRequest;
    return request(options, onResponse);
  }

  /** The library's own way leaves a listener on the socket for every request that it carried. */
  override addErrorAndTimeoutHandlers(
    request: ClientRequest,
    reject: (error: Error) => void,
    timeout = 60_000,
  ): void {
    request.on("error", reject);
    request.setTimeout(timeout, () =>
      request.destroy(new UpdateRefused("unreachable", "The feed does not answer")),
    );
  }

  /** Called by electron-updater for an installer; a file without a hash in its manifest is refused. */
  async download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
    const { sha512, cancellationToken, onProgress } = options;
    if (!sha512) throw new UpdateRefused("manifestInvalid", `${url.pathname} has no sha512 in its manifest`);
    const stop = new AbortController();
    cancellationToken.once("cancel", () => stop.abort());
    // Beside the folder of what is whole, which is emptied after every failure.
    const partialFolder = join(dirname(dirname(destination)), "partial");
    const began = performance.now();
    await downloadResumably({
      url,
      destination,
      partialFolder,
      sha512,
      headers: headersFrom(options),
      signal: stop.signal,
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
    await rm(partialFolder, { recursive: true, force: true });
    return destination;
  }
}

function headersFrom({ headers }: DownloadOptions): Record<string, string> {
  const entries = Object.entries(headers ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}
