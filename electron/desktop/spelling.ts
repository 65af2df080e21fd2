import type { Session } from "electron";
import type { SpellingLanguage } from "#shared/contract/desktop.ts";
import type { OwnComputer } from "./computer.ts";

/** Each language in the words of its dealers, and otherwise as it is spelled elsewhere. */
const dictionaries: Readonly<Record<SpellingLanguage, readonly string[]>> = {
  es: ["es-MX", "es-419", "es"],
  en: ["en-US", "en"],
};

/** The dictionaries to check with, of those that there are. */
export function dictionariesFor(
  languages: readonly SpellingLanguage[],
  available: readonly string[],
): string[] {
  return languages.flatMap(
    (language) => dictionaries[language].find((code) => available.includes(code)) ?? [],
  );
}

/** Keeps the checking of spelling as the person has it. macOS knows the languages by itself. */
export function checkSpelling(session: Session, computer: OwnComputer): void {
  const apply = () => {
    const { spelling } = computer.state.get().settings;
    session.setSpellCheckerEnabled(spelling.length > 0);
    const codes = dictionariesFor(spelling, session.availableSpellCheckerLanguages);
    if (codes.length > 0) session.setSpellCheckerLanguages(codes);
  };
  apply();
  computer.state.subscribe(apply);
}
