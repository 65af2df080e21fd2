import type { WindowState } from "#shared/contract/desktop.ts";
import type { MenuCommandId } from "#shared/contract/menu.ts";

export type Language = WindowState["language"];

/** What the system shows of the app outside its window, in the language that its window speaks. */
export interface Words {
  readonly file: string;
  readonly edit: string;
  readonly view: string;
  readonly go: string;
  readonly window: string;
  readonly help: string;
  readonly commands: Readonly<Record<MenuCommandId, string>>;
  readonly roles: Readonly<Record<RoleWord, string>>;
  readonly open: string;
  readonly syncNow: string;
  readonly workOffline: string;
  readonly quit: string;
  readonly state: {
    readonly allSaved: string;
    readonly sending: (what: string) => string;
    readonly fetching: (pictures: number) => string;
    readonly connecting: string;
    readonly offline: string;
    readonly ownHubDown: string;
    readonly newHub: string;
    readonly moving: string;
    readonly switchedOff: string;
    readonly removed: string;
    readonly notPaired: string;
    readonly waiting: (state: string, what: string) => string;
  };
  readonly unsent: (changes: number, photos: number) => string;
  readonly firstClose: Question;
  readonly leavingUnsent: (what: string) => Question;
  readonly unsavedPhoto: Question;
  readonly stuckWindow: Question;
  /** A version that failed, and the one before it where that is known. */
  readonly rolledBack: {
    readonly title: (version: string) => string;
    readonly text: (former: string | null) => string;
    readonly installerHere: (path: string) => string;
    readonly installerElsewhere: string;
    readonly again: string;
  };
  readonly folderInUse: string;
  readonly spelling: { readonly noSuggestions: string; readonly learn: string };
}

interface Question {
  readonly message: string;
  readonly detail: string;
  /** The button that goes on with what the person has begun, and the other one. */
  readonly yes: string;
  readonly no: string;
}

type RoleWord =
  | "undo"
  | "redo"
  | "cut"
  | "copy"
  | "paste"
  | "selectAll"
  | "resetZoom"
  | "zoomIn"
  | "zoomOut"
  | "togglefullscreen"
  | "minimize"
  | "close"
  | "front"
  | "about"
  | "services"
  | "hide"
  | "hideOthers"
  | "unhide";

export const wordsByLanguage: Readonly<Record<Language, Words>> = {
  en: {
    file: "&File",
    edit: "&Edit",
    view: "&View",
    go: "&Go",
    window: "&Window",
    help: "&Help",
    commands: {
      addCar: "New car…",
      importCard: "Import a card…",
      importPhotos: "Import photos to this car…",
      importStockList: "Import a stock list…",
      exportPhotos: "Export this car's photos…",
      settings: "Settings…",
      inventory: "Inventory",
      photos: "Photos",
      bin: "Bin",
      table: "As a table",
      gallery: "As a gallery",
      inspector: "Show or hide the inspector",
      palette: "Find a car or a command…",
      waiting: "What waits to be sent",
      lock: "Lock now",
      guide: "User guide",
      shortcuts: "Keyboard shortcuts",
      exportDiagnostics: "Export diagnostics…",
    },
    roles: {
      undo: "Undo",
      redo: "Redo",
      cut: "Cut",
      copy: "Copy",
      paste: "Paste",
      selectAll: "Select all",
      resetZoom: "Actual size",
      zoomIn: "Zoom in",
      zoomOut: "Zoom out",
      togglefullscreen: "Full screen",
      minimize: "Minimize",
      close: "Close window",
      front: "Bring all to front",
      about: "About Autosell",
      services: "Services",
      hide: "Hide Autosell",
      hideOthers: "Hide others",
      unhide: "Show all",
    },
    open: "Open Autosell",
    syncNow: "Sync now",
    workOffline: "Work offline",
    quit: "Quit Autosell",
    state: {
      allSaved: "Online · all changes saved",
      sending: (what) => `Online · sending ${what}`,
      fetching: (pictures) => `Online · fetching ${counted(pictures, "picture", "pictures")}`,
      connecting: "Connecting",
      offline: "Offline",
      ownHubDown: "This computer's hub does not start",
      newHub: "A new hub begins",
      moving: "Moving to another hub",
      switchedOff: "Working offline",
      removed: "This desk was removed from the dealership",
      notPaired: "Not paired with a hub yet",
      waiting: (state, what) => `${state} · ${what} waiting`,
    },
    unsent: (changes, photos) =>
      joined(
        "and",
        changes && counted(changes, "change", "changes"),
        photos && counted(photos, "photo", "photos"),
      ),
    firstClose: {
      message: "Autosell goes on in the tray",
      detail:
        "With its window closed it keeps syncing, and its icon in the tray opens it again. Quit there or with File > Quit. You can change this in Settings > This computer.",
      yes: "Keep it in the tray",
      no: "Quit when I close it",
    },
    leavingUnsent: (what) => ({
      message: `${what} could not be sent`,
      detail: "They are kept on this computer and go the next time Autosell is open and online.",
      yes: "Quit",
      no: "Stay",
    }),
    unsavedPhoto: {
      message: "Close without saving the changes to this photo?",
      detail: "The photo itself is kept as it was last saved.",
      yes: "Close without saving",
      no: "Go on editing",
    },
    stuckWindow: {
      message: "The window does not answer",
      detail:
        "It may be busy. Opened again, it comes back to where it was; everything that was saved is kept.",
      yes: "Open it again",
      no: "Wait",
    },
    rolledBack: {
      title: (version) => `Version ${version} did not start`,
      text: (former) =>
        `Everything on this desk is back as it was before that version, and nothing was lost. Install version ${former ?? "from before"} again to go on.`,
      installerHere: (path) => `Its installer is on this computer:\n${path}`,
      installerElsewhere: "Get it from where this computer's Autosell came from.",
      again: "Starting Autosell once more tries the new version again, from the same data.",
    },
    folderInUse:
      "Another Autosell is already working in this folder. Close it, or give this one its own with --data <folder>.",
    spelling: { noSuggestions: "No suggestions", learn: "Add to dictionary" },
  },
  "es-MX": {
    file: "&Archivo",
    edit: "&Edición",
    view: "&Ver",
    go: "&Ir",
    window: "Ve&ntana",
    help: "A&yuda",
    commands: {
      addCar: "Auto nuevo…",
      importCard: "Importar una tarjeta…",
      importPhotos: "Importar fotos a este auto…",
      importStockList: "Importar una lista de inventario…",
      exportPhotos: "Exportar las fotos de este auto…",
      settings: "Configuración…",
      inventory: "Inventario",
      photos: "Fotos",
      bin: "Papelera",
      table: "Como tabla",
      gallery: "Como galería",
      inspector: "Mostrar u ocultar el panel del auto",
      palette: "Buscar un auto o un comando…",
      waiting: "Lo que está en espera de enviarse",
      lock: "Bloquear ahora",
      guide: "Guía de uso",
      shortcuts: "Atajos de teclado",
      exportDiagnostics: "Exportar diagnóstico…",
    },
    roles: {
      undo: "Deshacer",
      redo: "Rehacer",
      cut: "Cortar",
      copy: "Copiar",
      paste: "Pegar",
      selectAll: "Seleccionar todo",
      resetZoom: "Tamaño real",
      zoomIn: "Acercar",
      zoomOut: "Alejar",
      togglefullscreen: "Pantalla completa",
      minimize: "Minimizar",
      close: "Cerrar ventana",
      front: "Traer todo al frente",
      about: "Acerca de Autosell",
      services: "Servicios",
      hide: "Ocultar Autosell",
      hideOthers: "Ocultar otros",
      unhide: "Mostrar todo",
    },
    open: "Abrir Autosell",
    syncNow: "Sincronizar ahora",
    workOffline: "Trabajar sin conexión",
    quit: "Salir de Autosell",
    state: {
      allSaved: "En línea · todo guardado",
      sending: (what) => `En línea · enviando ${what}`,
      fetching: (pictures) => `En línea · descargando ${counted(pictures, "imagen", "imágenes")}`,
      connecting: "Conectando",
      offline: "Sin conexión",
      ownHubDown: "El servidor de esta computadora no arranca",
      newHub: "Empieza un servidor nuevo",
      moving: "Cambiando a otro servidor",
      switchedOff: "Trabajando sin conexión",
      removed: "Este equipo fue retirado del lote",
      notPaired: "Todavía sin vincular con un servidor",
      waiting: (state, what) => `${state} · ${what} en espera`,
    },
    unsent: (changes, photos) =>
      joined(
        "y",
        changes && counted(changes, "cambio", "cambios"),
        photos && counted(photos, "foto", "fotos"),
      ),
    firstClose: {
      message: "Autosell sigue abierto junto al reloj",
      detail:
        "Con la ventana cerrada sigue sincronizando, y su icono junto al reloj la abre de nuevo. Para salir usa ese icono o Archivo > Salir. Puedes cambiarlo en Configuración > Esta computadora.",
      yes: "Dejarlo junto al reloj",
      no: "Salir al cerrar la ventana",
    },
    leavingUnsent: (what) => ({
      message: `No se pudo enviar todo: ${what}`,
      detail: "Se guarda en esta computadora y se envía la próxima vez que Autosell esté abierto y en línea.",
      yes: "Salir",
      no: "Quedarme",
    }),
    unsavedPhoto: {
      message: "¿Cerrar sin guardar los cambios de esta foto?",
      detail: "La foto queda como se guardó la última vez.",
      yes: "Cerrar sin guardar",
      no: "Seguir editando",
    },
    stuckWindow: {
      message: "La ventana no responde",
      detail:
        "Puede estar ocupada. Si la abres de nuevo, vuelve a donde estaba; se conserva todo lo que ya estaba guardado.",
      yes: "Abrir de nuevo",
      no: "Esperar",
    },
    rolledBack: {
      title: (version) => `La versión ${version} no arrancó`,
      text: (former) =>
        `Todo en este equipo quedó como estaba antes de esa versión y no se perdió nada. Vuelve a instalar la versión ${former ?? "anterior"} para seguir.`,
      installerHere: (path) => `Su instalador está en esta computadora:\n${path}`,
      installerElsewhere: "Consíguela de donde vino el Autosell de esta computadora.",
      again: "Si abres Autosell otra vez, se intenta de nuevo la versión nueva con los mismos datos.",
    },
    folderInUse:
      "Otro Autosell ya trabaja en esta carpeta. Ciérralo, o dale a este una propia con --data <carpeta>.",
    spelling: { noSuggestions: "Sin sugerencias", learn: "Agregar al diccionario" },
  },
};

function counted(count: number, one: string, other: string): string {
  return `${count} ${count === 1 ? one : other}`;
}

function joined(and: string, ...parts: readonly (string | 0)[]): string {
  return parts.filter(Boolean).join(` ${and} `);
}
