import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium } from "@playwright/test";
import { chromiumArguments, chromiumExecutable } from "#tests/support/chromium.ts";
import { desktopKey } from "#shared/contract/window-door.ts";
import { Welcome } from "./pages/welcome.ts";
import { expect, test } from "./world.ts";

test("in the window no text becomes a script, and nothing is fetched from elsewhere", async ({
  world,
  hostName,
}) => {
  const desk = await world.desk("Front office");
  await expect(desk.welcome.title).toBeVisible();
  expect(desk.takeViolations()).toEqual([]);
  const outcome = await desk.window.evaluate(async () => {
    const refused = async (act: () => unknown) => {
      // What a debugger runs may evaluate text; what a timer of the page runs may not.
      await new Promise((resolve) => setTimeout(resolve));
      try {
        await act();
        return false;
      } catch {
        return true;
      }
    };
    return {
      evaluation: await refused(() => Reflect.construct(Function, ["return 1"])),
      markup: await refused(() => (document.createElement("div").innerHTML = "<img src=x onerror=alert(1)>")),
      elsewhere: await refused(() => fetch("https://example.com/")),
    };
  });
  expect(outcome).toEqual({ evaluation: true, markup: true, elsewhere: true });
  await expect.poll(() => desk.takeViolations().join()).toMatch(/example\.com/);

  if (hostName !== "browser") return;
  await using neighbour = await pageOnAnotherPort();
  const foreign = await desk.window.context().newPage();
  await foreign.goto(neighbour.url);
  // Even one that had come by the token gets nowhere.
  const loot = await desk.window.evaluate(() => ({
    origin: location.origin,
    token: Object.values(sessionStorage)[0] as string,
    script: document.querySelector<HTMLScriptElement>("script[src]")?.src ?? "",
    style: document.querySelector<HTMLLinkElement>("link[rel=stylesheet]")?.href ?? "",
  }));
  expect(Object.values(loot)).not.toContain("");
  const nothing = { cookies: "", read: false, sent: false, script: false, style: false, socket: false };
  expect(await foreign.evaluate(attack, loot)).toEqual({ ...nothing, kept: [] });
  const answered = foreign.waitForResponse(`${loot.origin}/`);
  await foreign.evaluate((origin) => void (location.href = `${origin}/`), loot.origin);
  expect((await answered).status()).toBe(403);
});

/** A page of somebody else's on this computer: another port of the same host, which shares its cookies. */
async function pageOnAnotherPort() {
  const server = createServer((_request, response) =>
    response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><p>elsewhere"),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Loot {
  readonly origin: string;
  readonly token: string;
  readonly script: string;
  readonly style: string;
}

/** What such a page gets out of a desk that is open in the same browser. Runs there. */
async function attack({ origin, token, script, style }: Loot) {
  const works = (act: Promise<unknown>) =>
    act.then(
      () => true,
      () => false,
    );
  const happens = (target: EventTarget, event: string) =>
    new Promise<boolean>((resolve) => {
      target.addEventListener(event, () => resolve(true));
      target.addEventListener("error", () => resolve(false));
    });
  const loads = (element: HTMLElement) => {
    document.head.append(element);
    return happens(element, "load");
  };
  const drop = { method: "PUT", body: "x", headers: { authorization: `Bearer ${token}` } };
  return {
    cookies: document.cookie,
    kept: Object.values(sessionStorage),
    read: await works(fetch(`${origin}/`)),
    sent: await works(fetch(`${origin}/drop?name=a.jpg`, drop)),
    script: await loads(Object.assign(document.createElement("script"), { src: script })),
    style: await loads(Object.assign(document.createElement("link"), { rel: "stylesheet", href: style })),
    socket: await happens(
      new WebSocket(`${origin.replace("http", "ws")}/rpc`, ["rpc.v1", `auth.${token}`]),
      "open",
    ),
  };
}

test("a link opens one window: another profile that replays it is told to open the one that the terminal shows", async ({
  world,
  hostName,
}) => {
  test.skip(hostName !== "browser", "no link opens the window of the desktop");
  const desk = await world.desk("Front office");
  await expect(desk.welcome.title).toBeVisible();
  await expect.poll(() => desk.links.length).toBe(2);
  const [used = "", next = ""] = desk.links;

  await using other = await chromium.launch({
    executablePath: await chromiumExecutable(),
    args: chromiumArguments,
  });
  const replay = await other.newPage({ locale: "en-US" });
  await replay.goto(used);
  await expect(replay.getByRole("alert")).toContainText("Open the link that the terminal shows");
  await replay.reload();
  await expect(replay.getByRole("alert")).toContainText("Each link opens one window");
  expect(desk.links).toEqual([used, next]);

  // As a person pastes it into the address of the page that says so, which alone does not load it again.
  await replay.goto(next);
  await expect(new Welcome(replay).title).toBeVisible();
  expect(new URL(replay.url()).hash).toBe("");
  await expect.poll(() => desk.links.length).toBe(3);

  await desk.window.reload();
  await expect(desk.welcome.title).toBeVisible();
  const duplicate = desk.window.context().waitForEvent("page");
  await desk.window.evaluate(() => void window.open(location.href));
  expect(await (await duplicate).evaluate(() => Object.values(sessionStorage))).not.toEqual([]);
  await expect(new Welcome(await duplicate).title).toBeVisible();
  expect(desk.links).toHaveLength(3);
});

test("the desktop's window stays where it is and sees nothing of the computer but paths of files", async ({
  world,
  hostName,
}) => {
  test.skip(hostName === "browser", "a browser's window has an address bar and no preload");
  const desk = await world.desk("Front office");
  await expect(desk.welcome.title).toBeVisible();
  const address = desk.window.url();
  const seen = await desk.window.evaluate(
    (key) => ({
      node: ["require", "process", "module", "Buffer", "global"].filter((name) => name in window),
      abilities: Object.keys(Reflect.get(window, key) as object),
      pathOfNothing: (Reflect.get(window, key) as { pathOf: (file: File) => string }).pathOf(
        new File([], "x"),
      ),
    }),
    desktopKey,
  );
  expect(seen).toEqual({ node: [], abilities: ["pathOf"], pathOfNothing: "" });

  await desk.window.evaluate(() => {
    location.href = "https://example.com/";
    window.open("https://example.com/");
  });
  await expect(desk.welcome.title).toBeVisible();
  expect(desk.window.url()).toBe(address);
  // The stand-in can only close a window that Electron would never have opened.
  await expect.poll(() => desk.window.context().pages().length).toBe(1);
});
