/** What the HEIC worker uses of libheif's own JavaScript build, which comes without types for this entry. */
declare module "libheif-js/wasm-bundle.js" {
  interface HeifError {
    readonly code: unknown;
    readonly message?: string;
  }
  interface DecodedPicture {
    readonly code?: undefined;
    readonly image: object;
    readonly channels: readonly {
      readonly id: unknown;
      readonly width: number;
      readonly height: number;
      readonly stride: number;
      readonly data: Uint8Array;
    }[];
  }
  const libheif: {
    readonly heif_error_code: Readonly<Record<string, unknown>>;
    readonly heif_colorspace: Readonly<Record<string, unknown>>;
    readonly heif_chroma: Readonly<Record<string, unknown>>;
    readonly heif_channel: Readonly<Record<string, unknown>>;
    heif_context_alloc(): object;
    heif_context_read_from_memory(context: object, file: Uint8Array): HeifError;
    heif_js_context_get_primary_image_handle(context: object): HeifError & object;
    heif_js_decode_image2(
      handle: object,
      colorspace: unknown,
      chroma: unknown,
    ): Promise<DecodedPicture | HeifError>;
  };
  export default libheif;
}
