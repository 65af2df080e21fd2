/** Draws the icons of the tray into resources/tray: `node scripts/tray-icons.ts` after a change here. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";

const folder = join(import.meta.dirname, "../resources/tray");

/** Electron takes the file with `@2x` in its name where the screen has twice the pixels. */
const sizes = [
  { pixels: 16, ending: "" },
  { pixels: 24, ending: "@1.5x" },
  { pixels: 32, ending: "@2x" },
  { pixels: 48, ending: "@3x" },
];

/** A road on a key tag, as the product's mark; what happens is told by shape, because a template has one colour. */
const moods = {
  calm: "",
  busy: `<circle cx="12.4" cy="12.4" r="3.1" />`,
  offline: `<path class="bar" d="M9.4 9.4 15 15M15 9.4 9.4 15" />`,
};

interface Tone {
  readonly suffix: string;
  readonly ink: string;
  readonly mark: string;
  /** The tag's own ground, where the icon has to be seen on any panel. */
  readonly ground: string | null;
}

const tones: readonly Tone[] = [
  { suffix: "Template", ink: "#000000", mark: "#000000", ground: null },
  { suffix: "-on-light", ink: "#1f1d1a", mark: "#1f1d1a", ground: null },
  { suffix: "-on-dark", ink: "#ffffff", mark: "#ffffff", ground: null },
  { suffix: "-on-any", ink: "#ffffff", mark: "#f0b429", ground: "#2b59d1" },
];

await mkdir(folder, { recursive: true });
for (const [mood, shape] of Object.entries(moods))
  for (const tone of tones)
    for (const { pixels, ending } of sizes)
      await sharp(Buffer.from(drawing(shape, tone)), { density: (72 * pixels) / 16 })
        .resize(pixels, pixels)
        .png({ compressionLevel: 9, palette: true })
        .toFile(join(folder, `${mood}${tone.suffix}${ending}.png`));

/** The sign in the corner stands in a gap of its own, so that it is legible at 16 pixels. */
function drawing(shape: string, { ink, mark, ground }: Tone): string {
  const cut = shape === "" ? "" : `<circle cx="12.4" cy="12.4" r="4.4" fill="#000" />`;
  const tag = `<rect x="1.2" y="1.2" width="13.6" height="13.6" rx="3.6" ${ground ? `fill="${ground}"` : `fill="none" stroke="${ink}" stroke-width="1.5"`} />`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">
    <style>.bar { fill: none; stroke: ${mark}; stroke-width: 1.7; stroke-linecap: round }</style>
    <mask id="gap"><rect width="16" height="16" fill="#fff" />${cut}</mask>
    <g mask="url(#gap)">
      ${tag}
      <path d="M5 12 7.2 4.2h1.6L11 12" fill="none" stroke="${ink}" stroke-width="1.4" stroke-linejoin="round" stroke-linecap="round" />
    </g>
    <g fill="${mark}">${shape}</g>
  </svg>`;
}
