import type { Locator } from "@playwright/test";
import type { RunningApp } from "./hosts/host.ts";

/**
 * Drags files or folders of this computer from outside onto a part of the window, as the system would. A drop that went
 * elsewhere, or that nothing took, fails by itself and not by what is missed later.
 */
export async function dropFiles(app: RunningApp, target: Locator, paths: readonly string[]): Promise<void> {
  await app.expectFiles(paths);
  const cdp = await app.window.context().newCDPSession(app.window);
  const landing = await watched(target);
  const at = await pointOf(target);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await cdp.send("Input.dispatchDragEvent", { type, ...at, data });
  const landed = await landing.evaluate(({ place }) => place);
  if (landed !== "target") throw new Error(`The files were dropped on ${landed}, not on ${String(target)}`);
  await landing.dispose();
  await cdp.detach();
}

/** Its middle once it lies still and in sight, with nothing over it. */
async function pointOf(target: Locator): Promise<{ x: number; y: number }> {
  await target.hover({ trial: true });
  const box = await target.boundingBox();
  if (!box) throw new Error("What files are to be dropped on is not visible");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Hears of the next drop before the window does, or of a drag that ends with nobody taking it. */
function watched(target: Locator) {
  return target.evaluateHandle((element) => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const options = { capture: true };
    const placeOf = (on: EventTarget | null) =>
      on instanceof Element && element.contains(on)
        ? "target"
        : on instanceof Element
          ? on.outerHTML.slice(0, 200)
          : "nothing";
    window.addEventListener("drop", ({ target: on }) => resolve(placeOf(on)), options);
    window.addEventListener("dragleave", ({ relatedTarget }) => relatedTarget ?? resolve("nothing"), options);
    return { place: promise };
  });
}
