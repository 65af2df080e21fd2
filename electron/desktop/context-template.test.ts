import { expect, test } from "vitest";
import { contextTemplate } from "./context-template.ts";
import { wordsByLanguage } from "./words.ts";

const text = {
  isEditable: true,
  selectionText: "",
  misspelledWord: "",
  dictionarySuggestions: [] as string[],
  editFlags: { canCut: false, canCopy: false, canPaste: true },
};

function menuOf(clicked: Partial<typeof text>) {
  const done: string[] = [];
  const acts = {
    replace: (word: string) => done.push(`=${word}`),
    learn: (word: string) => done.push(`+${word}`),
  };
  return { done, items: contextTemplate({ ...text, ...clicked }, wordsByLanguage["es-MX"], acts) };
}

test("a misspelled word has its suggestions, the nearest few, and can be learned", () => {
  const { done, items } = menuOf({
    misspelledWord: "reacondisionado",
    dictionarySuggestions: ["reacondicionado", "b", "c", "d", "e", "f"],
  });
  expect(items.map(({ label }) => label ?? "-")).toEqual([
    "reacondicionado",
    "b",
    "c",
    "d",
    "e",
    "-",
    "Agregar al diccionario",
    "-",
    "Cortar",
    "Copiar",
    "Pegar",
    "-",
    "Seleccionar todo",
  ]);
  for (const { click } of [items[0], items[6]] as { click: () => void }[]) click();
  expect(done).toEqual(["=reacondicionado", "+reacondisionado"]);
});

test("a word that nothing resembles says so and can be learned all the same", () => {
  const { items } = menuOf({ misspelledWord: "Xpeng" });
  expect(items[0]).toMatchObject({ label: "Sin sugerencias", enabled: false });
  expect(items[2]).toMatchObject({ label: "Agregar al diccionario" });
});

test("a field offers what its state allows", () => {
  const { items } = menuOf({ editFlags: { canCut: true, canCopy: true, canPaste: false } });
  expect(items.filter(({ role }) => role).map(({ role, enabled }) => [role, enabled])).toEqual([
    ["cut", true],
    ["copy", true],
    ["paste", false],
    ["selectAll", true],
  ]);
});

test("elsewhere there is a menu only where there is text to copy", () => {
  expect(menuOf({ isEditable: false }).items).toEqual([]);
  expect(menuOf({ isEditable: false, selectionText: "3N1CN7AD4KL" }).items).toMatchObject([{ role: "copy" }]);
});
