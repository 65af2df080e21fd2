const marks = /\p{Mark}/gu;

/** Lower case without accents, so that "Leon" finds "León". */
export function fold(text: string): string {
  return text.normalize("NFD").replace(marks, "").toLowerCase();
}
