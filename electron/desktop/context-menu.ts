import { Menu, type WebContents } from "electron";
import { contextTemplate } from "./context-template.ts";
import type { Words } from "./words.ts";

/** The menu of a right click on text: spelling, and the clipboard. */
export function offerContextMenu(contents: WebContents, words: () => Words): void {
  contents.on("context-menu", (_event, clicked) => {
    const template = contextTemplate(clicked, words(), {
      replace: (word) => contents.replaceMisspelling(word),
      learn: (word) => void contents.session.addWordToSpellCheckerDictionary(word),
    });
    if (template.length > 0) Menu.buildFromTemplate(template).popup();
  });
}
