import type { Locale } from "#renderer/ui/locale.ts";
import type { GuidePage } from "./guide-contents.ts";

const texts: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  en: import.meta.glob<string>(
    "../../../docs/{user-guide,photos,stock-lists,printing,accounts,desktop,updates,troubleshooting}.md",
    { query: "?raw", import: "default", eager: true },
  ),
  "es-MX": import.meta.glob<string>("../../../docs/es-MX/*.md", {
    query: "?raw",
    import: "default",
    eager: true,
  }),
};

const folders: Readonly<Record<Locale, string>> = { en: "", "es-MX": "es-MX/" };

export function guideText(page: GuidePage, locale: Locale): string {
  return texts[locale][`../../../docs/${folders[locale]}${page}`] ?? "";
}

/** A page's own first heading. */
export function pageTitle(page: GuidePage, locale: Locale): string {
  return /^# (.+)$/m.exec(guideText(page, locale))?.[1] ?? "";
}

const images = import.meta.glob<string>("../../../docs/images/{,es-MX/}{photos-*,printing}.png", {
  query: "?url",
  import: "default",
  eager: true,
});

/** Where the window finds a picture that a page names. */
export function guideImage(name: string): string | undefined {
  return images[`../../../docs/${name.replace(/^\.\.\//, "")}`];
}
