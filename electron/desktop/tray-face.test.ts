import { expect, test } from "vitest";
import type { SyncStatus } from "#shared/contract/bridge.ts";
import { trayFace, trayTemplate } from "./tray-face.ts";
import { wordsByLanguage } from "./words.ts";

const calm: SyncStatus = {
  connection: "online",
  reason: null,
  since: "2026-05-02T10:00:00.000Z",
  changesWaiting: 0,
  photosWaiting: 0,
  picturesToFetch: 0,
  lastExchangeAt: null,
};

test.each<[Partial<SyncStatus>, string, string, string]>([
  [{}, "calm", "Online · all changes saved", "En línea · todo guardado"],
  [{ changesWaiting: 1 }, "busy", "Online · sending 1 change", "En línea · enviando 1 cambio"],
  [
    { changesWaiting: 3, photosWaiting: 2 },
    "busy",
    "Online · sending 3 changes and 2 photos",
    "En línea · enviando 3 cambios y 2 fotos",
  ],
  [{ picturesToFetch: 1 }, "busy", "Online · fetching 1 picture", "En línea · descargando 1 imagen"],
  [{ connection: "connecting" }, "busy", "Connecting", "Conectando"],
  [
    { connection: "offline", reason: "unreachable", photosWaiting: 4 },
    "offline",
    "Offline · 4 photos waiting",
    "Sin conexión · 4 fotos en espera",
  ],
  [
    { connection: "offline", reason: "ownHubDown", changesWaiting: 1 },
    "offline",
    "This computer's hub does not start · 1 change waiting",
    "El servidor de esta computadora no arranca · 1 cambio en espera",
  ],
  [{ connection: "offline", reason: "newHub" }, "offline", "A new hub begins", "Empieza un servidor nuevo"],
  [
    { connection: "offline", reason: "moving", changesWaiting: 1 },
    "offline",
    "Moving to another hub · 1 change waiting",
    "Cambiando a otro servidor · 1 cambio en espera",
  ],
  [{ connection: "offline", reason: "switchedOff" }, "offline", "Working offline", "Trabajando sin conexión"],
  [
    { connection: "offline", reason: "deviceRemoved", changesWaiting: 2 },
    "offline",
    "This desk was removed from the dealership · 2 changes waiting",
    "Este equipo fue retirado del lote · 2 cambios en espera",
  ],
  [
    { connection: "offline", reason: "notPaired" },
    "offline",
    "Not paired with a hub yet",
    "Todavía sin vincular con un servidor",
  ],
])("%j looks %s and says so in both languages", (change, mood, english, spanish) => {
  const status = { ...calm, ...change };
  expect(trayFace(status, wordsByLanguage.en)).toEqual({ mood, sentence: english });
  expect(trayFace(status, wordsByLanguage["es-MX"])).toEqual({ mood, sentence: spanish });
});

test("the menu says how things stand and leads to the five acts", () => {
  const done: string[] = [];
  const acts = {
    open: () => done.push("open"),
    syncNow: () => done.push("syncNow"),
    workOffline: (off: boolean) => done.push(`workOffline ${off}`),
    lock: () => done.push("lock"),
    quit: () => done.push("quit"),
  };
  const offline: SyncStatus = { ...calm, connection: "offline", reason: "switchedOff", changesWaiting: 3 };
  const facts = { status: offline, words: wordsByLanguage.en, isLocked: false };
  const menu = trayTemplate(facts, acts);
  expect(menu[0]).toMatchObject({ label: "Working offline · 3 changes waiting", enabled: false });
  expect(menu.find(({ id }) => id === "syncNow")).toMatchObject({ enabled: false });
  for (const { click } of menu) (click as (() => void) | undefined)?.();
  expect(done).toEqual(["open", "syncNow", "workOffline false", "lock", "quit"]);
  const locked = trayTemplate({ ...facts, isLocked: true }, acts);
  expect(locked.filter(({ enabled }) => enabled === false).map(({ id }) => id)).toEqual([
    "state",
    "syncNow",
    "workOffline",
    "lock",
  ]);
});
