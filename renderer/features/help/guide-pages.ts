import accounts from "../../../docs/accounts.md?raw";
import desktop from "../../../docs/desktop.md?raw";
import photos from "../../../docs/photos.md?raw";
import printing from "../../../docs/printing.md?raw";
import stockLists from "../../../docs/stock-lists.md?raw";
import troubleshooting from "../../../docs/troubleshooting.md?raw";
import updates from "../../../docs/updates.md?raw";
import userGuide from "../../../docs/user-guide.md?raw";

/** The pages that come with the app, by their files' names, in the order of the guide's contents. */
export const guidePages: Readonly<Record<string, string>> = {
  "user-guide.md": userGuide,
  "photos.md": photos,
  "stock-lists.md": stockLists,
  "printing.md": printing,
  "accounts.md": accounts,
  "desktop.md": desktop,
  "updates.md": updates,
  "troubleshooting.md": troubleshooting,
};

export const firstPage = "user-guide.md";

const images = import.meta.glob<string>("../../../docs/images/{photos-*,printing}.png", {
  query: "?url",
  import: "default",
  eager: true,
});

/** Where the window finds a picture that a page names. */
export function guideImage(name: string): string | undefined {
  return images[`../../../docs/${name}`];
}

/** A page's own first heading. */
export function pageTitle(page: string): string {
  return /^# (.+)$/m.exec(guidePages[page] ?? "")?.[1] ?? "";
}
