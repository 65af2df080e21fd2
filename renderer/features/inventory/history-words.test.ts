import { createInstance, type TFunction } from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { noEdits } from "#shared/model/photo-edits.ts";
import { messages as common } from "#renderer/ui/messages.ts";
import { photoValue } from "#renderer/ui/photo-value.ts";
import { fieldWord, valueWord, type ValueWords } from "./history-words.ts";
import { messages } from "./messages.ts";

let words: ValueWords;
beforeAll(async () => {
  const i18n = createInstance();
  await i18n.init({
    lng: "en",
    resources: { en: { inventory: messages.en, common: common.en } },
  });
  const inCommon = i18n.getFixedT("en", "common") as TFunction;
  words = {
    t: i18n.getFixedT("en", "inventory") as ValueWords["t"],
    locale: "en",
    statusWord: (status) => inCommon(`status.${status}`),
    photoCount: (count) => inCommon("photo", { count }),
    photoValue: (path, value) => photoValue(path, value, inCommon),
  };
});

describe("what is said of photos", () => {
  it("is called by its name", () => {
    expect(fieldWord("caption", words)).toBe("Photo caption");
    expect(fieldWord("tags.Web only", words)).toBe("Web only");
    expect(fieldWord("defects.0199aaaa-0000-7000-8000-000000000001", words)).toBe("Defects on photos");
  });

  it("is told in words, also what is data", () => {
    expect(valueWord("shot", "dashboardOdometer", words)).toBe("Dashboard with odometer");
    expect(valueWord("defects.1", { x: 0.1, y: 0.2, note: "Dent" }, words)).toBe("Dent");
    expect(valueWord("edits", null, words)).toBe("as it was taken");
    const blurs = [{ left: 0, top: 0, width: 0.1, height: 0.1 }];
    expect(valueWord("edits", { ...noEdits, quarterTurns: 1, warmth: 0.3, blurs }, words)).toBe(
      "turned, white balance, 1 area covered",
    );
  });
});
