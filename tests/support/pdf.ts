import { getDocument, type PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";

/** Millimetres, from the upper left corner of the page; `y` is where the letters stand. */
interface PdfText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

export interface PdfPage {
  readonly width: number;
  readonly height: number;
  readonly texts: readonly PdfText[];
}

const millimetresPerPoint = 25.4 / 72;

/** What a PDF says and where, page by page. */
export async function readPdf(bytes: Uint8Array): Promise<PdfPage[]> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  try {
    const document = await task.promise;
    return await Promise.all(
      Array.from({ length: document.numPages }, (_, index) => readPage(document, index + 1)),
    );
  } finally {
    await task.destroy();
  }
}

async function readPage(document: PDFDocumentProxy, number: number): Promise<PdfPage> {
  const page = await document.getPage(number);
  const [left, bottom, right, top] = page.view as [number, number, number, number];
  const { items } = await page.getTextContent({ disableNormalization: true });
  const texts = items.flatMap((item) => {
    if (!("str" in item) || item.str.trim() === "") return [];
    const [, , , , x, y] = item.transform as number[];
    return {
      text: item.str,
      x: (x! - left) * millimetresPerPoint,
      y: (top - y!) * millimetresPerPoint,
      width: item.width * millimetresPerPoint,
      size: item.height * millimetresPerPoint,
    };
  });
  return {
    width: (right - left) * millimetresPerPoint,
    height: (top - bottom) * millimetresPerPoint,
    texts,
  };
}
