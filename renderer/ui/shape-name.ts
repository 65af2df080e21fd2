/** "4:3"; shapes of large numbers, such as 40:21, by their ratio: "1.9:1". */
export function shapeName({ width, height }: { readonly width: number; readonly height: number }): string {
  if (Math.max(width, height) <= 16) return `${width}:${height}`;
  return `${Number((width / height).toFixed(2))}:1`;
}
