import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { logNames, openLog } from "./log.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "autosell-log-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const lines = async () =>
  (await readFile(join(folder, "main.log"), "utf8"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test("what happened is a line of JSON, and a defect has an id that finds it", async () => {
  const log = openLog({ folder });
  log.info("started", { version: "1" });
  const defect = log.error("import failed", new Error("outer", { cause: new Error("inner") }), { items: 3 });
  const [first, second] = await lines();
  expect(first).toMatchObject({ level: "info", event: "started", version: "1" });
  expect(second).toMatchObject({ level: "error", event: "import failed", items: 3, defect });
  expect(second?.["cause"]).toMatch(/outer[\s\S]*caused by[\s\S]*inner/);
});

test("what is no error is a cause as well", async () => {
  openLog({ folder }).error("odd", "just a text");
  expect((await lines())[0]).toMatchObject({ cause: "just a text" });
});

test("tokens, secrets and the user's own folder are never written", async () => {
  const log = openLog({ folder });
  log.error(
    "refused",
    new Error(`Bearer abcdefgh.ijkl and auth.zyxwvuts and http://x/#k=qwertyui in ${homedir()}/cars`),
  );
  log.error(
    "answer",
    '{"secret":"0123456789","token": "tttttttt","refresh_token":"rrrrrrrr","password":"pppppppp"}',
  );
  log.error(
    "request",
    "https://x/token?client_secret=ssssssss&code=cccccccc https://y/bot123456:bbbbbbbb/getMe",
  );
  const text = await readFile(join(folder, "main.log"), "utf8");
  for (const word of [
    "abcdefgh",
    "zyxwvuts",
    "qwertyui",
    "0123456789",
    "tttttttt",
    "rrrrrrrr",
    "pppppppp",
    "ssssssss",
    "cccccccc",
    "bbbbbbbb",
    `${homedir()}/cars`,
  ])
    expect(text).not.toContain(word);
  expect(text).toContain("~/[path]");
});

test("only errors are written where nothing else is wanted", async () => {
  const log = openLog({ folder, level: "error" });
  log.info("started");
  log.error("failed", new Error("x"));
  expect(await lines()).toHaveLength(1);
});

test("a log that grew large goes on in a new file, and the oldest of several is forgotten", async () => {
  const log = openLog({ folder, rotateAt: 300, files: 3 });
  for (let line = 0; line < 50; line += 1) log.info("tick", { line });
  const names = (await readdir(folder)).toSorted();
  expect(names).toEqual(logNames(3));
  expect((await lines()).at(-1)).toMatchObject({ line: 49 });
  const texts = await Promise.all(names.toReversed().map((name) => readFile(join(folder, name), "utf8")));
  const kept = [...texts.join("").matchAll(/"line":(\d+)/g)].map(([, line]) => Number(line));
  expect(kept).toEqual(Array.from({ length: kept.length }, (_, place) => 50 - kept.length + place));
  for (const text of texts) expect(text.length).toBeLessThan(300 + 200);
});

test("a disk that takes no more lines does not take the app down", async () => {
  const log = openLog({ folder });
  await rm(folder, { recursive: true });
  log.info("into the void");
  expect(log.error("failed", new Error("x"))).toMatch(/^[0-9a-f]{8}$/);
});
