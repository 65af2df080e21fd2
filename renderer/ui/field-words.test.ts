import { createInstance, type TFunction } from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { noEdits } from "#shared/model/photo-edits.ts";
import { type FieldWords, fieldWord, valueWord } from "./field-words.ts";
import { messages } from "./messages.ts";

let words: FieldWords;
beforeAll(async () => {
  const i18n = createInstance();
  await i18n.init({ lng: "en", resources: { en: { common: messages.en } } });
  words = { t: i18n.getFixedT("en", "common") as TFunction, locale: "en" };
});

describe("what is said of a car", () => {
  it("is told as its form tells it", () => {
    expect(fieldWord("features.sunroof", words)).toBe("sunroof");
    expect(valueWord("status", { state: "sold" }, words)).toBe("Sold");
    expect(valueWord("fuel", "petrol", words)).toBe("Gasoline");
    expect(valueWord("trim", "", words)).toBe("empty");
  });
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
