import type { Frame, Request as PageRequest, Route } from "playwright-core";
import { pageOf } from "./chromium.ts";
import { trace } from "./options.ts";
import { electronUrl } from "./scheme.ts";
import { preventable } from "./strict.ts";
import type { WebContentsLike } from "./web-contents.ts";

/** Custom schemes go to their handlers, navigations past the guards; nothing reaches a network. */
export async function answerRequest(route: Route, contents: WebContentsLike): Promise<void> {
  const request = route.request();
  const url = electronUrl(request.url());
  if (request.isNavigationRequest() && isRefused(request, route, url, contents)) return refuse(route);
  const handler = contents.session.protocol.handlerOf(url.slice(0, url.indexOf(":")));
  if (!handler) {
    trace("blocked", url);
    return route.abort("internetdisconnected");
  }
  try {
    const response = await handler(requestFor(request, url));
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  } catch (error) {
    trace("protocol handler", url, error);
    await route.abort("failed").catch((gone: unknown) => trace("request gone", gone));
  }
}

function isRefused(request: PageRequest, route: Route, url: string, contents: WebContentsLike): boolean {
  if (pageOf(route) !== contents.page) return opensWindow(url, contents);
  if (frameOf(request) !== contents.page.mainFrame() || contents.loading === url) return false;
  const event = preventable({ url, isSameDocument: false, isMainFrame: true });
  contents.emit("will-navigate", event, url);
  return event.defaultPrevented;
}

function opensWindow(url: string, contents: WebContentsLike): boolean {
  const answer = contents.openHandler?.({ url }) ?? { action: "allow" as const };
  if (answer.action === "allow")
    throw new Error("electron stand-in: windows opened by a page are not emulated");
  return true;
}

/** 204 keeps the document where it is, as a prevented navigation does. */
function refuse(route: Route): Promise<void> {
  return pageOf(route) === null ? route.abort("aborted") : route.fulfill({ status: 204 });
}

function frameOf(request: PageRequest): Frame | null {
  try {
    return request.frame();
  } catch {
    return null;
  }
}

/** Node's Request knows only http, so the URL is laid over it. */
function requestFor(request: PageRequest, url: string): Request {
  const headers = Object.entries(request.headers()).filter(([name]) => !name.startsWith(":"));
  const body = request.postDataBuffer();
  const inner = new Request("http://standin.invalid/", {
    method: request.method(),
    headers: Object.fromEntries(headers),
    ...(body ? { body: new Uint8Array(body) } : {}),
  });
  return Object.defineProperty(inner, "url", { value: url });
}
