import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { drawingNames } from "./drawing-files.ts";
import { createSampleDrawings, startNodeProcess, type StartProcess } from "./sample-photos.ts";

const entry = fileURLToPath(new URL("draw-process.ts", import.meta.url));
const never = new AbortController().signal;
const today = () => "2026-03-02";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sample-drawings-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("drawing in a process of its own", () => {
  it("draws a car once and finds its pictures afterwards", async () => {
    let started = 0;
    const startProcess: StartProcess = (...call) => {
      started += 1;
      return startNodeProcess(...call);
    };
    const drawings = createSampleDrawings({ folder: join(folder, "deep"), entry, startProcess, today });
    const [first, second] = await Promise.all([
      drawings.draw("C-1021", never),
      drawings.draw("C-1021", never),
    ]);
    expect(second).toEqual(first);
    expect(started).toBe(1);
    const changed = await Promise.all(first.map(async (path) => (await stat(path)).mtimeMs));
    const fresh = createSampleDrawings({ folder: join(folder, "deep"), entry, startProcess, today });
    expect(await fresh.draw("C-1021", never)).toEqual(first);
    expect(await Promise.all(first.map(async (path) => (await stat(path)).mtimeMs))).toEqual(changed);
    expect(started).toBe(1);
  }, 120_000);

  it("draws what is missing after a drawing was cut short, and leaves no half picture", async () => {
    const stop = new AbortController();
    const startProcess: StartProcess = async (file, argument, signal) => {
      const running = startNodeProcess(file, argument, signal);
      running.catch(() => undefined);
      while ((await readdir(folder)).every((name) => !name.endsWith(".jpg"))) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      stop.abort(new Error("closing"));
      return running;
    };
    const cut = createSampleDrawings({ folder, entry, startProcess, today });
    await expect(cut.draw("C-1021", stop.signal)).rejects.toThrow("closing");
    const left = (await readdir(folder)).filter((name) => name.endsWith(".jpg"));
    expect(left.length).toBeLessThan(drawingNames("C-1021").length);
    for (const name of left) expect((await stat(join(folder, name))).size).toBeGreaterThan(1_000_000);

    const whole = createSampleDrawings({ folder, entry, startProcess: startNodeProcess, today });
    await whole.draw("C-1021", never);
    expect((await readdir(folder)).toSorted()).toEqual(drawingNames("C-1021"));
  }, 120_000);

  it("says what went wrong when the process fails, and goes on with the next car", async () => {
    await writeFile(join(folder, "file"), "");
    const drawings = createSampleDrawings({
      folder: join(folder, "file"),
      entry,
      startProcess: startNodeProcess,
      today,
    });
    await expect(drawings.draw("C-1021", never)).rejects.toThrow(/Drawing ended with 1: [^]*EEXIST/);
    await expect(drawings.draw("X-1", never)).rejects.toThrow(/has no X-1/);
  }, 60_000);

  it("starts nothing for a caller who has already gone", async () => {
    const startProcess: StartProcess = () => Promise.reject(new Error("started"));
    const drawings = createSampleDrawings({ folder, entry, startProcess, today });
    await expect(drawings.draw("C-1021", AbortSignal.abort(new Error("gone")))).rejects.toThrow("gone");
  });
});
