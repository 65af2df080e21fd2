import { createInstance, type TFunction } from "i18next";
import { beforeAll, describe, expect, test } from "vitest";
import type { SyncStatus } from "#shared/contract/bridge.ts";
import { locales, type Locale } from "#renderer/ui/locale.ts";
import { messages } from "./messages.ts";
import { statusSentence } from "./status-sentence.ts";

const since = new Date(2026, 2, 4, 14, 2);
const now = since.getTime() + 3_600_000;
const quiet: SyncStatus = {
  connection: "online",
  reason: null,
  since: since.toISOString(),
  changesWaiting: 0,
  photosWaiting: 0,
  picturesToFetch: 0,
  lastExchangeAt: null,
};

const translate = new Map<Locale, TFunction<"sync">>();

beforeAll(async () => {
  const i18n = createInstance();
  await i18n.init({ resources: { en: { sync: messages.en }, "es-MX": { sync: messages["es-MX"] } } });
  for (const locale of locales) translate.set(locale, i18n.getFixedT(locale, "sync"));
});

function sentence(status: Partial<SyncStatus>, locale: Locale = "en", isRefused = false): string {
  return statusSentence({ ...quiet, ...status }, isRefused, { t: translate.get(locale)!, locale, now });
}

describe("the status sentence", () => {
  test("is calm while everything is saved", () => expect(sentence({})).toBe("Online · all changes saved"));

  test("does not say that all is saved where something was not taken", () => {
    expect(sentence({}, "en", true)).toBe("Online · everything else is saved");
    expect(sentence({}, "es-MX", true)).toBe("En línea · todo lo demás guardado");
  });

  test("counts what goes out", () => {
    expect(sentence({ changesWaiting: 1 })).toBe("Online · sending 1 change");
    expect(sentence({ photosWaiting: 40 })).toBe("Online · sending 40 photos");
  });

  test("counts what comes in", () =>
    expect(sentence({ picturesToFetch: 3 })).toBe("Online · fetching 3 pictures"));

  test("says since when it is offline and what waits", () => {
    const waiting = { connection: "offline", changesWaiting: 12, photosWaiting: 40 } as const;
    expect(sentence(waiting)).toBe("Offline since 14:02, 12 changes and 40 photos waiting");
    expect(sentence(waiting, "es-MX")).toBe("Sin conexión desde las 14:02, 12 cambios y 40 fotos en espera");
  });

  test("leaves out what does not wait", () => {
    expect(sentence({ connection: "offline" })).toBe("Offline since 14:02");
    expect(sentence({ connection: "offline", photosWaiting: 1 })).toBe(
      "Offline since 14:02, 1 photo waiting",
    );
    expect(sentence({ connection: "connecting" })).toBe("Connecting…");
  });

  test("tells a removed desk first of all", () =>
    expect(sentence({ connection: "offline", reason: "deviceRemoved", changesWaiting: 2 })).toBe(
      "This desk was removed from the dealership",
    ));

  test("tells a desk that waits for its passphrase what it waits for", () =>
    expect(sentence({ connection: "offline", reason: "vaultLocked", changesWaiting: 2 })).toBe(
      "Offline until the credentials are unlocked",
    ));
});
