import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A program of this computer that makes pictures smaller. */
export interface Tool {
  readonly name: string;
  /** What it makes of a photo. */
  readonly makes: string;
  /** Whether it is here. */
  readonly isHere: () => Promise<boolean>;
  /** Makes its pictures of one photo in a folder. */
  readonly render: (path: string, folder: string, index: number) => Promise<unknown>;
}

const three = "three renditions";

/** Each in the fastest way that it documents, one process a photo and stage, on one thread. */
export const tools: readonly Tool[] = [
  {
    name: "libjpeg-turbo",
    makes: "one rendition by scaled decode and encode (djpeg, cjpeg)",
    isHere: async () => (await says("djpeg", ["-version"], "turbo")) && says("cjpeg", ["-version"], "turbo"),
    async render(path, folder, index) {
      const ppm = join(folder, `${index}.ppm`);
      await run("djpeg", ["-scale", "3/8", "-outfile", ppm, path]);
      await run("cjpeg", ["-quality", "80", "-outfile", join(folder, `${index}.jpg`), ppm]);
      await rm(ppm);
    },
  },
  {
    name: "vipsthumbnail",
    makes: three,
    isHere: () => says("vipsthumbnail", ["--version"], "vips"),
    async render(path, folder, index) {
      const environment = { ...process.env, VIPS_CONCURRENCY: "1" };
      const out = (size: number) => join(folder, `${index}-${size}.jpg`);
      const chain = [
        [path, 1920],
        [out(1920), 800],
        [out(800), 320],
      ] as const;
      for (const [from, size] of chain)
        await run("vipsthumbnail", [from, "--size", `${size}x${size}>`, "-o", `${out(size)}[Q=80]`], {
          env: environment,
        });
    },
  },
  {
    name: "GraphicsMagick",
    makes: three,
    isHere: () => says("gm", ["version"], "GraphicsMagick"),
    render: (path, folder, index) =>
      run("gm", ["convert", "-limit", "threads", "1", "-size", "1920x1920", path, ...chained(folder, index)]),
  },
  {
    name: "ImageMagick",
    makes: three,
    isHere: async () => (await imageMagick()) !== null,
    async render(path, folder, index) {
      const hint = ["-limit", "thread", "1", "-define", "jpeg:size=1920x1920"];
      await run((await imageMagick())!, [...hint, path, ...chained(folder, index)]);
    },
  },
  {
    name: "ImageMagick-plain",
    makes: `${three}, decoded whole as it does unless told otherwise`,
    isHere: async () => (await imageMagick()) !== null,
    render: async (path, folder, index) =>
      run((await imageMagick())!, ["-limit", "thread", "1", path, ...chained(folder, index)]),
  },
  {
    name: "ffmpeg",
    makes: three,
    isHere: () => says("ffmpeg", ["-version"], "ffmpeg version"),
    render(path, folder, index) {
      const out = (size: number) => join(folder, `${index}-${size}.jpg`);
      const fit = (size: number) => `scale=${size}:${size}:force_original_aspect_ratio=decrease`;
      const graph = `[0:v]${fit(1920)},split[a][b];[b]${fit(800)},split[c][d];[d]${fit(320)}[e]`;
      const outputs = (
        [
          ["a", 1920],
          ["c", 800],
          ["e", 320],
        ] as const
      ).flatMap(([name, size]) => ["-map", `[${name}]`, "-q:v", "4", "-y", out(size)]);
      return run("ffmpeg", [
        "-v",
        "error",
        "-threads",
        "1",
        "-i",
        path,
        "-filter_complex",
        graph,
        ...outputs,
      ]);
    },
  },
];

/** Decoded once: the large picture is written, then made smaller and written again. */
function chained(folder: string, index: number): string[] {
  const out = (size: number) => join(folder, `${index}-${size}.jpg`);
  const shrink = (size: number) => ["-resize", `${size}x${size}>`];
  const quality = ["-quality", "80"];
  const write = (size: number) => ["-write", out(size)];
  return [
    ...quality,
    ...shrink(1920),
    ...write(1920),
    ...shrink(800),
    ...write(800),
    ...shrink(320),
    out(320),
  ];
}

/** Version 7 is `magick`; 6 is `convert`, a name that other programs have as well. */
async function imageMagick(): Promise<string | null> {
  for (const name of ["magick", "/usr/bin/convert", "convert"])
    if (await says(name, ["-version"], "ImageMagick")) return name;
  return null;
}

async function says(command: string, options: readonly string[], word: string): Promise<boolean> {
  try {
    const { stdout, stderr } = await run(command, [...options]);
    return `${stdout}${stderr}`.includes(word);
  } catch {
    return false;
  }
}
