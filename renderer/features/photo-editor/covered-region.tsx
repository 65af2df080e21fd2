import { useEffect, useRef } from "react";
import type { Region } from "#shared/model/photo-edits.ts";
import type { Size } from "#shared/rules/photo-geometry.ts";
import classes from "./editor-canvas.module.css";
import { boxStyle } from "./region-box.tsx";

/** Colours along the longer side that are left of a covered region, as its renditions have them. */
const cells = 4;

/** Covers a region of the picture as its renditions will: a few colours that run into each other. */
export function CoveredRegion({
  image,
  region,
  original,
}: {
  image: HTMLImageElement | null;
  region: Region;
  original: Size;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { left, top, width, height } = region;
  const ratio = (width * original.width) / (height * original.height);
  const across = ratio >= 1 ? cells : Math.max(1, Math.round(cells * ratio));
  const down = ratio >= 1 ? Math.max(1, Math.round(cells / ratio)) : cells;

  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context || !image || image.naturalWidth === 0) return;
    const { naturalWidth, naturalHeight } = image;
    context.imageSmoothingQuality = "high";
    context.drawImage(
      image,
      left * naturalWidth,
      top * naturalHeight,
      width * naturalWidth,
      height * naturalHeight,
      0,
      0,
      across,
      down,
    );
  }, [image, left, top, width, height, across, down]);

  return (
    <canvas ref={canvas} width={across} height={down} className={classes.covered} style={boxStyle(region)} />
  );
}
