type Act = "open" | "bin" | "close" | "undo" | "selectAll" | "toggle";

const movesInGrid = new Set([
  "ArrowUp",
  "ArrowDown",
  "ArrowLeft",
  "ArrowRight",
  "PageUp",
  "PageDown",
  "Home",
  "End",
]);

const gridKeys: Readonly<Record<string, Act>> = {
  Enter: "open",
  Delete: "bin",
  Backspace: "bin",
  " ": "toggle",
};

/** What chooses or deletes acts only from the grid, so that Delete in a menu deletes nothing. */
export const screenKeys = {
  moves: (event: KeyboardEvent) =>
    !event.ctrlKey && !event.metaKey && !event.altKey && movesInGrid.has(event.key),
  actOf(event: KeyboardEvent, inGrid: boolean): Act | null {
    if (event.altKey) return null;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() === "z" && !event.shiftKey) return "undo";
      return event.key.toLowerCase() === "a" ? "selectAll" : null;
    }
    if (event.key === "Escape") return "close";
    return inGrid ? (gridKeys[event.key] ?? null) : null;
  },
};
