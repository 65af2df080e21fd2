import { app, Menu, type MenuItemConstructorOptions } from "electron";

const words = {
  en: { file: "File", edit: "Edit", view: "View", window: "Window" },
  es: { file: "Archivo", edit: "Edición", view: "Ver", window: "Ventana" },
} as const;

/** The system's own commands only; the app's live in its window and command palette. */
export function setMenu(): void {
  const { file, edit, view, window } = app.getLocale().startsWith("es") ? words.es : words.en;
  const application: MenuItemConstructorOptions[] =
    process.platform === "darwin" ? [{ role: "appMenu" }] : [];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...application,
      { label: file, submenu: [{ role: process.platform === "darwin" ? "close" : "quit" }] },
      { label: edit, role: "editMenu" },
      { label: view, submenu: viewItems() },
      { label: window, role: "windowMenu" },
    ]),
  );
}

function viewItems(): MenuItemConstructorOptions[] {
  const items: MenuItemConstructorOptions[] = [
    { role: "resetZoom" },
    { role: "zoomIn" },
    { role: "zoomOut" },
    { type: "separator" },
    { role: "togglefullscreen" },
  ];
  return app.isPackaged
    ? items
    : [...items, { type: "separator" }, { role: "reload" }, { role: "toggleDevTools" }];
}
