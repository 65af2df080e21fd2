import * as z from "zod";

// As the window does: the content security policy forbids even to look for `eval`.
z.config({ jitless: true });
const { firstSync, plainDexie } = await import("./first-sync.ts");
const { bulkActs } = await import("./bulk-acts.ts");
const { pushCars } = await import("./push-cars.ts");
const { openHere } = await import("./open-here.ts");
Object.assign(globalThis, { bulkActs, firstSync, plainDexie, openHere, pushCars });
document.body.dataset["ready"] = "yes";
