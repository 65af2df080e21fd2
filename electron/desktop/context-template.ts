import type { MenuItemConstructorOptions } from "electron";
import type { Words } from "./words.ts";

interface Clicked {
  readonly isEditable: boolean;
  readonly selectionText: string;
  readonly misspelledWord: string;
  readonly dictionarySuggestions: readonly string[];
  readonly editFlags: { readonly canCut: boolean; readonly canCopy: boolean; readonly canPaste: boolean };
}

interface SpellingActs {
  readonly replace: (word: string) => void;
  readonly learn: (word: string) => void;
}

type Item = MenuItemConstructorOptions;

const line: Item = { type: "separator" };
const mostSuggestions = 5;

/** What a right click on text offers; empty where there is nothing to do with it. */
export function contextTemplate(clicked: Clicked, words: Words, acts: SpellingActs): Item[] {
  const { isEditable, selectionText, editFlags } = clicked;
  const role = (role: "cut" | "copy" | "paste" | "selectAll", enabled: boolean): Item => ({
    role,
    label: words.roles[role],
    enabled,
  });
  if (!isEditable) return selectionText.trim() === "" ? [] : [role("copy", editFlags.canCopy)];
  return [
    ...spellingItems(clicked, words, acts),
    role("cut", editFlags.canCut),
    role("copy", editFlags.canCopy),
    role("paste", editFlags.canPaste),
    line,
    role("selectAll", true),
  ];
}

function spellingItems({ misspelledWord, dictionarySuggestions }: Clicked, words: Words, acts: SpellingActs) {
  if (misspelledWord === "") return [];
  const suggestions = dictionarySuggestions
    .slice(0, mostSuggestions)
    .map((word): Item => ({ label: word, click: () => acts.replace(word) }));
  const none: Item = { label: words.spelling.noSuggestions, enabled: false };
  const learn: Item = { label: words.spelling.learn, click: () => acts.learn(misspelledWord) };
  return [...(suggestions.length > 0 ? suggestions : [none]), line, learn, line];
}
