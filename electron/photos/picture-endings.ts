/** How raw files of cameras are named, whoever made the camera. */
export const rawEndings =
  "3fr arw cr2 cr3 crw dcr dng erf iiq kdc mrw nef nrw orf pef raf raw rw2 rwl sr2 srf srw x3f".split(" ");

/** How pictures are named that need no developing. */
export const pictureEndings = "jpg jpeg jpe png heic heif hif webp avif tif tiff gif".split(" ");
