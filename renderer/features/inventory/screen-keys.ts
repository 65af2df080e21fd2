type Act =
  | "open"
  | "edit"
  | "add"
  | "photos"
  | "history"
  | "bin"
  | "close"
  | "undo"
  | "print"
  | "selectAll"
  | "toggle";

const movesInList = new Set(["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"]);

/** Letters act from everywhere; what chooses or deletes acts only from the list, so that Delete on a photo never bins its car. */
export const screenKeys = {
  moves: (event: KeyboardEvent, target: Element) => target === document.body && movesInList.has(event.key),
  actOf(event: KeyboardEvent, inList: boolean): Act | null {
    if (event.altKey) return null;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() === "z" && !event.shiftKey) return "undo";
      if (event.key.toLowerCase() === "p" && !event.shiftKey) return "print";
      return event.key.toLowerCase() === "a" && inList ? "selectAll" : null;
    }
    const anywhere = { e: "edit", n: "add", p: "photos", h: "history", Escape: "close" } as const;
    const listOnly = { Enter: "open", Delete: "bin", Backspace: "bin", " ": "toggle" } as const;
    const find = (keys: Readonly<Record<string, Act>>) => keys[event.key] ?? null;
    return find(anywhere) ?? (inList ? find(listOnly) : null);
  },
};
