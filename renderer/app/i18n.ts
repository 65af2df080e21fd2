import { createInstance, type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import { isLocale, preferredLocale, type Locale } from "../ui/locale.ts";
import { messages as common } from "../ui/messages.ts";
import { messages as desktop } from "../features/desktop/messages.ts";
import { messages as help } from "../features/help/messages.ts";
import { messages as accounts } from "../features/accounts/messages.ts";
import { messages as exportFile } from "../features/export-file/messages.ts";
import { messages as history } from "../features/history/messages.ts";
import { messages as inventory } from "../features/inventory/messages.ts";
import { messages as intake } from "../features/intake/messages.ts";
import { messages as lock } from "../features/lock/messages.ts";
import { messages as moving } from "../features/moving/messages.ts";
import { messages as ownHub } from "../features/own-hub/messages.ts";
import { messages as people } from "../features/people/messages.ts";
import { messages as photoEditor } from "../features/photo-editor/messages.ts";
import { messages as library } from "../features/photo-library/messages.ts";
import { messages as photoExport } from "../features/photo-export/messages.ts";
import { messages as photoSpace } from "../features/photo-space/messages.ts";
import { messages as photos } from "../features/photos/messages.ts";
import { messages as printing } from "../features/printing/messages.ts";
import { messages as settings } from "../features/settings/messages.ts";
import { messages as stockList } from "../features/stock-list/messages.ts";
import { messages as sync } from "../features/sync/messages.ts";
import { messages as updates } from "../features/updates/messages.ts";
import { messages as welcome } from "../features/welcome/messages.ts";
import { messages as shell } from "./messages.ts";

/** A namespace for each feature, with the same keys in every language. */
export const namespaces = {
  accounts,
  common,
  desktop,
  exportFile,
  help,
  history,
  intake,
  inventory,
  library,
  lock,
  moving,
  ownHub,
  people,
  photoEditor,
  photoExport,
  photoSpace,
  photos,
  printing,
  settings,
  shell,
  stockList,
  sync,
  updates,
  welcome,
};

type Namespaces = typeof namespaces;

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: { [Name in keyof Namespaces]: Namespaces[Name]["en"] };
  }
}

const storageKey = "language";

/** Starts in the language chosen on this desk, else in the system's. */
export async function startI18n(storage: Storage, preferred: readonly string[]): Promise<i18n> {
  const stored = storage.getItem(storageKey);
  const instance = createInstance();
  await instance.use(initReactI18next).init({
    lng: isLocale(stored) ? stored : preferredLocale(preferred),
    fallbackLng: "en",
    defaultNS: "common",
    resources: { en: resourcesOf("en"), "es-MX": resourcesOf("es-MX") },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  instance.on("languageChanged", (language) => {
    storage.setItem(storageKey, language);
    document.documentElement.lang = language;
  });
  document.documentElement.lang = instance.language;
  return instance;
}

function resourcesOf(locale: Locale) {
  return Object.fromEntries(Object.entries(namespaces).map(([name, messages]) => [name, messages[locale]]));
}
