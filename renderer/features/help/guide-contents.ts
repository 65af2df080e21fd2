/** The pages that come with the app, by their files' names, in the order of the guide's contents. */
export const guideContents = [
  "user-guide.md",
  "photos.md",
  "stock-lists.md",
  "printing.md",
  "accounts.md",
  "desktop.md",
  "updates.md",
  "troubleshooting.md",
] as const;

export type GuidePage = (typeof guideContents)[number];

export function isGuidePage(name: string): name is GuidePage {
  return guideContents.some((page) => page === name);
}
