import { availableParallelism } from "node:os";
import sharp, { type OutputInfo } from "sharp";

/** Does something to every path, as many at once as there are cores. */
export async function onEveryCore(
  paths: readonly string[],
  act: (path: string) => Promise<unknown>,
): Promise<void> {
  const waiting = [...paths];
  const lane = async () => {
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) await act(path);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
}

/** The floor: three renditions, decoded once and chained, with nothing else to do. */
export async function renderPlainly(paths: readonly string[]): Promise<void> {
  sharp.concurrency(1);
  sharp.cache(false);
  await onEveryCore(paths, renderOne);
}

async function renderOne(path: string): Promise<void> {
  const jpeg = { quality: 80 };
  const large = await sharp(path)
    .autoOrient()
    .resize(within(1920))
    .raw()
    .toBuffer({ resolveWithObject: true });
  await sharp(large.data, { raw: rawOf(large.info) })
    .jpeg(jpeg)
    .toBuffer();
  const medium = await sharp(large.data, { raw: rawOf(large.info) })
    .resize(within(800))
    .raw()
    .toBuffer({ resolveWithObject: true });
  await sharp(medium.data, { raw: rawOf(medium.info) })
    .jpeg(jpeg)
    .toBuffer();
  await sharp(medium.data, { raw: rawOf(medium.info) })
    .resize(within(320))
    .jpeg(jpeg)
    .toBuffer();
}

const rawOf = ({ width, height, channels }: OutputInfo) => ({ width, height, channels });
const within = (size: number) =>
  ({ width: size, height: size, fit: "inside", withoutEnlargement: true }) as const;
