import type { PhotoPreset } from "../model/photo-preset.ts";

const plain = {
  format: "jpeg",
  quality: 85,
  shape: null,
  maxBytes: null,
  namePattern: "{stock}-{number}",
  watermark: null,
  banner: null,
  deletedAt: null,
} as const;

const megabyte = 1_000_000;

/**
 * What every dealer begins with, as each vendor advised in 2026. Limits of bytes are a tenth below the vendor's own.
 *
 * - Web: Google's vehicle ads and listings ask for 4:3 and JPEG or PNG without marks laid over
 *   (support.google.com/merchants/answer/11190670, developers.google.com/vehicle-listings/reference/policy); 1920 fills a wide screen.
 * - Facebook: stores photos up to 2048 pixels and makes smaller again what is larger
 *   (facebook.com/help/266520536764594).
 * - Instagram: JPEG up to 8 MB, 4:5 to 1.91:1, shown 1080 and stored 1440 wide
 *   (developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media); 4:5 fills most of a telephone.
 * - X: up to 5 MB (docs.x.com/x-api/media/quickstart/best-practices); 16:9 is what its timeline shows uncut.
 * - LinkedIn: 1.91:1 of 1200 x 627, up to 5 MB (linkedin.com/help/lms/answer/a426534).
 * - Telegram: up to 10 MB, sides together up to 10,000 (core.telegram.org/bots/api#sendphoto); kept up to 2560
 *   (core.telegram.org/api/files#image-thumbnail-types).
 */
export const standardPresets: readonly PhotoPreset[] = [
  { ...plain, name: "Web", channel: "website", longEdge: 1920, shape: { width: 4, height: 3 } },
  { ...plain, name: "Facebook", channel: "facebook", longEdge: 2048 },
  {
    ...plain,
    name: "Instagram",
    channel: "instagram",
    longEdge: 1350,
    shape: { width: 4, height: 5 },
    maxBytes: 7.2 * megabyte,
  },
  {
    ...plain,
    name: "X",
    channel: "x",
    longEdge: 1600,
    shape: { width: 16, height: 9 },
    maxBytes: 4.5 * megabyte,
  },
  {
    ...plain,
    name: "LinkedIn",
    channel: "linkedin",
    longEdge: 1200,
    shape: { width: 40, height: 21 },
    maxBytes: 4.5 * megabyte,
  },
  { ...plain, name: "Telegram", channel: "telegram", longEdge: 2560, maxBytes: 9 * megabyte },
];
