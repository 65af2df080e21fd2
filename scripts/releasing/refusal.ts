/** Why nothing is released, in words for whoever asked; everything else that is thrown is a defect. */
export class ReleaseRefused extends Error {}
