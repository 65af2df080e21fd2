import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { dropLimit } from "#electron/browser-host/drops.ts";
import type { ImportEvent } from "#shared/contract/photo-import.ts";
import { cameraPicture } from "#tests/support/images.ts";
import { openWindow, restarted, sessionOf, startDesk, type TestDesk, until } from "./desks.ts";

let windowFolder: string;
let desk: TestDesk;

beforeAll(async () => {
  windowFolder = await mkdtemp(join(tmpdir(), "autosell-window-"));
  await mkdir(join(windowFolder, "assets"));
  await writeFile(join(windowFolder, "index.html"), "<title>Autosell</title>");
  await writeFile(join(windowFolder, "assets", "app-1a2b.js"), "// window");
  await writeFile(join(windowFolder, "secrets.txt"), "not of the window's kinds");
  await writeFile(join(dirname(windowFolder), "outside.js"), "// outside");
  desk = await startDesk({ windowFolder });
});
afterAll(async () => {
  await desk?.[Symbol.asyncDispose]();
  await rm(windowFolder, { recursive: true });
  await rm(join(dirname(windowFolder), "outside.js"));
});

const own = () => `127.0.0.1:${desk.host.port}`;

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
}

/** A request as any program can make it, with headers that no browser would let a page set. */
function ask(
  path: string,
  headers: Record<string, string> = {},
  { method = "GET", body = "" as string | Buffer } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port: desk.host.port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** How a socket ends: the status of a refusal, or the code of a close. */
function knock(protocols: string[], headers: Record<string, string>, path = "/rpc"): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://${own()}${path}`, protocols, { headers });
    socket.on("unexpected-response", (sent, response) => {
      resolve(response.statusCode ?? 0);
      sent.destroy();
    });
    socket.on("close", (code) => resolve(code));
    socket.on("open", () => setTimeout(() => socket.close(1000), 200));
    socket.on("error", () => {});
  });
}

test("the window's page is served with a policy that lets no text become a script", async () => {
  const { status, headers, body } = await ask("/", {
    "sec-fetch-site": "none",
    "sec-fetch-mode": "navigate",
  });
  expect(status).toBe(200);
  expect(body.toString()).toContain("Autosell");
  expect(headers["content-security-policy"]).toMatch(
    /default-src 'none'.*script-src 'self'.*require-trusted-types-for/,
  );
  expect(headers).toMatchObject({
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
  });
  expect(headers["set-cookie"]).toBeUndefined();
  expect((await ask("/assets/app-1a2b.js")).headers["cache-control"]).toContain("immutable");
});

test("a page that is there under another name is DNS rebinding", async () => {
  for (const host of [
    "evil.example",
    `localhost:${desk.host.port}`,
    "127.0.0.1",
    `lot.localhost:${desk.host.port}`,
  ])
    expect((await ask("/", { host })).status).toBe(421);
  const headers = { host: "evil.example", origin: `http://${own()}` };
  expect(await knock(["rpc.v1", `auth.${desk.token}`], headers)).toBe(421);
});

test("pages of other origins, another port among them, are refused", async () => {
  for (const origin of ["http://evil.example", "http://127.0.0.1:9", `https://${own()}`, "null"]) {
    expect((await ask("/", { origin })).status).toBe(403);
    expect(await knock(["rpc.v1", `auth.${desk.token}`], { origin })).toBe(403);
  }
});

test("other sites can neither load nor frame anything, and may not even link to it", async () => {
  for (const site of ["cross-site", "same-site"])
    for (const mode of ["no-cors", "navigate", "cors"])
      expect((await ask("/", { "sec-fetch-site": site, "sec-fetch-mode": mode })).status).toBe(403);
  expect((await ask("/", { "sec-fetch-site": "none", "sec-fetch-mode": "no-cors" })).status).toBe(403);
  expect((await ask("/", { "sec-fetch-site": "same-origin", "sec-fetch-mode": "no-cors" })).status).toBe(200);
});

test("the bridge opens for a page of ours with a good token and for nobody else", async () => {
  const origin = `http://${own()}`;
  const link = desk.host.nextLink();
  expect(await knock(["rpc.v1", `auth.${desk.token}`], { origin })).toBe(1000);
  expect(await knock(["rpc.v1", `auth.${desk.token}`], {})).toBe(403);
  expect(await knock(["rpc.v1"], { origin })).toBe(401);
  expect(await knock([`auth.${desk.token}`], { origin })).toBe(404);
  expect(await knock(["rpc.v1", `auth.${desk.token}`], { origin }, "/other")).toBe(404);
  const launch = new URL(link).hash.slice("#k=".length);
  const guessed = `${launch.slice(1)}x.${crypto.randomUUID()}`;
  for (const wrong of ["", launch, `${launch}.`, `${launch}.short`, guessed])
    expect(await knock(["rpc.v1", `auth.${wrong}`], { origin })).toBe(4401);
  // None of them has spent it.
  expect(await knock(["rpc.v1", `auth.${sessionOf(link)}`], { origin })).toBe(1000);
});

test("a link opens one window: shown again by another page it is refused, and the next one is in the terminal", async () => {
  const link = desk.host.nextLink();
  const before = desk.shownLinks.length;
  const [page, replay] = [sessionOf(link), sessionOf(link)];
  const { window, close } = await openWindow(desk.host.port, page);
  expect(await window.desk.describe()).toMatchObject({ host: "browser" });
  expect(desk.shownLinks).toHaveLength(before + 1);
  const knockWith = (token: string) => knock(["rpc.v1", `auth.${token}`], { origin: `http://${own()}` });
  const dropWith = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    return (await ask("/drop?name=a.jpg", headers, { method: "PUT", body: "bytes" })).status;
  };
  expect(await knockWith(replay)).toBe(4401);
  expect(await dropWith(replay)).toBe(401);
  // Whoever was let in is not put out by it, and whoever opens what the terminal shows now comes in.
  expect(desk.shownLinks).toHaveLength(before + 1);
  expect(await knockWith(page)).toBe(1000);
  expect(await dropWith(page)).toBe(200);
  expect(await knockWith(sessionOf(desk.shownLinks.at(-1) ?? ""))).toBe(1000);
  close();
});

test("a page that was open keeps its way in over a restart, and nobody has gained another", async () => {
  const { token } = desk;
  const [spent] = token.split(".");
  const left = desk.host.nextLink();
  const { photoBase } = await desk.window.desk.describe();
  const kept = await readFile(join(desk.folder, "browser-host.sessions"), "utf8");
  for (const part of token.split(".")) expect(kept).not.toContain(part);
  desk = await restarted(desk);
  const { window, close } = await openWindow(desk.host.port, token);
  expect((await window.desk.describe()).photoBase).toBe(photoBase);
  const headers = { origin: `http://${own()}` };
  for (const launch of [spent, new URL(left).hash.slice("#k=".length)])
    expect(await knock(["rpc.v1", `auth.${launch}.${crypto.randomUUID()}`], headers)).toBe(4401);
  close();
});

test("only files of the window are served", async () => {
  for (const path of [
    "/secrets.txt",
    "/../outside.js",
    "/%2e%2e/outside.js",
    "/assets/..%2f..%2foutside.js",
    "/%00",
    "/%",
    "/assets",
  ])
    expect((await ask(path)).status).toBe(404);
  expect((await ask("/", {}, { method: "POST" })).status).toBe(405);
  expect((await ask("/", {}, { method: "HEAD" })).body).toHaveLength(0);
});

test("pictures are found under the capability only, and never change", async () => {
  const staged = desk.services.photos.blobs.tempFile();
  const content = await cameraPicture(64, 48, 5);
  await writeFile(staged, content);
  const sha256 = "0a".repeat(32);
  await desk.services.photos.blobs.adopt(staged, sha256);
  const { photoBase } = await desk.window.desk.describe();
  const found = await ask(`${photoBase}${sha256}?attempt=2`);
  expect(found.status).toBe(200);
  expect(found.body.equals(content)).toBe(true);
  expect(found.headers).toMatchObject({ "content-type": "image/jpeg" });
  expect(found.headers["cache-control"]).toMatch(/immutable/);
  for (const path of [
    `/c/guessed/photo/${sha256}`,
    `${photoBase}${sha256.toUpperCase()}`,
    `${photoBase}${"0b".repeat(32)}`,
    `${photoBase}..%2f`,
  ])
    expect((await ask(path)).status).toBe(404);
});

test("a dropped file is kept whole under a tame name, and only for who has the token", async () => {
  const drop = (name: string, token: string, body: string | Buffer = "bytes", method = "PUT") =>
    ask(`/drop?name=${encodeURIComponent(name)}`, { authorization: `Bearer ${token}` }, { method, body });
  expect((await drop("a.jpg", "wrong")).status).toBe(401);
  expect((await drop("a.jpg", desk.token, "", "GET")).status).toBe(405);
  const { status, body } = await drop("../../Niño?.jpg", desk.token);
  expect(status).toBe(200);
  const { path } = JSON.parse(body.toString()) as { path: string };
  expect(path.startsWith(join(desk.folder, "dropped"))).toBe(true);
  expect(path.endsWith(join("Niño_.jpg"))).toBe(true);
  expect(await readFile(path, "utf8")).toBe("bytes");
});

test("what is no picture is served as bytes that no browser opens", async () => {
  const staged = desk.services.photos.blobs.tempFile();
  await writeFile(staged, "<script>alert(1)</script>");
  const sha256 = "0c".repeat(32);
  await desk.services.photos.blobs.adopt(staged, sha256);
  const { photoBase } = await desk.window.desk.describe();
  const { headers } = await ask(`${photoBase}${sha256}`);
  expect(headers["content-type"]).toBe("application/octet-stream");
});

test("a dropped folder keeps its own folders, and nothing of where it is staged is seen", async () => {
  const query = new URLSearchParams({ name: "IMG_1.JPG", folder: "EOS_DIGITAL/../100CANON" });
  const body = await cameraPicture(64, 48, 6);
  const headers = { authorization: `Bearer ${desk.token}` };
  const answer = await ask(`/drop?${query}`, headers, { method: "PUT", body });
  const { path } = JSON.parse(answer.body.toString()) as { path: string };
  expect(path.endsWith(join("EOS_DIGITAL", "100CANON", "IMG_1.JPG"))).toBe(true);
  const { importId } = await desk.window.photos.import({ vehicleId: null, paths: [path] });
  const { import: entry } = (await until(
    desk.window.photos.imports(),
    (event) => event.type === "import" && event.import.importId === importId,
  )) as Extract<ImportEvent, { type: "import" }>;
  expect(entry.items[0]).toMatchObject({ name: "IMG_1.JPG", folder: "EOS_DIGITAL/100CANON" });
  expect(JSON.stringify(entry)).not.toContain(dirname(dirname(dirname(path))));
  await desk.window.photos.discard({ importId });
  await expect.poll(() => readFile(path).catch(() => null), { timeout: 10_000 }).toBeNull();
});

test("folders that cannot be used are refused with the reason, and those that can are kept", async () => {
  const wrong = desk.window.photos.setIntake({ watchedFolder: desk.folder, secondPlace: null });
  await expect(wrong).rejects.toMatchObject({
    code: "folderUnusable",
    data: { which: "watchedFolder", reason: "ownFolder" },
  });
  const intake = { watchedFolder: null, secondPlace: windowFolder };
  expect(await desk.window.photos.setIntake(intake)).toEqual(intake);
  desk = await restarted(desk);
  expect(await desk.window.photos.intake()).toEqual(intake);
  await desk.window.photos.setIntake({ watchedFolder: null, secondPlace: null });
});

test("a drop that is too large or ends early leaves nothing behind", async () => {
  const kept = () => readdir(join(desk.folder, "dropped"));
  const before = await kept();
  const headers = { authorization: `Bearer ${desk.token}`, "content-length": String(dropLimit + 1) };
  expect((await ask("/drop?name=a.jpg", headers, { method: "PUT" })).status).toBe(413);

  const socket = connect(desk.host.port, "127.0.0.1");
  socket.write(
    `PUT /drop?name=b.jpg HTTP/1.1\r\nHost: ${own()}\r\nAuthorization: Bearer ${desk.token}\r\nContent-Length: 100\r\n\r\nhalf`,
  );
  await expect.poll(async () => (await kept()).length).toBe(before.length + 1);
  socket.destroy();
  await expect.poll(kept).toEqual(before);
});

test("a dropped picture goes away once its import is over", async () => {
  const body = await cameraPicture(640, 480, 3);
  const answer = await ask(
    "/drop?name=c.jpg",
    { authorization: `Bearer ${desk.token}` },
    { method: "PUT", body },
  );
  const { path } = JSON.parse(answer.body.toString()) as { path: string };
  const { importId } = await desk.window.photos.import({ vehicleId: crypto.randomUUID(), paths: [path] });
  const done = await until(
    desk.window.photos.imports(),
    (event) =>
      (event.type === "import" && event.import.items.every(({ state }) => state === "done")) ||
      (event.type === "item" && event.item.state === "done"),
  );
  const items = done.type === "import" ? done.import.items : done.type === "item" ? [done.item] : [];
  await desk.window.photos.acknowledge({ importId, photoIds: items.map(({ photoId }) => photoId) });
  await expect.poll(() => readFile(path).catch(() => null), { timeout: 10_000 }).toBeNull();
});

test("nothing found, and calls that do not parse, are answered; a defect has an id that the log knows", async () => {
  const empty = join(windowFolder, "empty-card");
  await mkdir(empty);
  const vehicleId = crypto.randomUUID();
  const call = (act: Promise<unknown>) =>
    act.catch((error: { code: string; data?: { defectId?: string } }) => error);
  expect(await call(desk.window.photos.import({ vehicleId, paths: [empty] }))).toMatchObject({
    code: "nothingFound",
  });
  const wrong = await call(desk.window.photos.cancel({ importId: "not an id" }));
  expect(wrong).toMatchObject({ code: "BAD_REQUEST" });
  const { defectId } = await desk.window.reportDefect({ message: "boom", stack: "at there" });
  const log = await readFile(join(desk.folder, "logs", "main.log"), "utf8");
  expect(log).toContain(defectId);
  expect(log).toContain((wrong as { data: { defectId: string } }).data.defectId);
  expect(log).not.toContain("not an id");
});

test("the sample lot and the empty dialog of a browser are answered", async () => {
  const { cars } = await desk.window.sample.lot({ today: "2026-11-21", currency: "MXN" });
  expect(cars).toHaveLength(24);
  expect(await desk.window.photos.choose({ what: "files" })).toEqual({ paths: [] });
});
