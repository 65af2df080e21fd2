/** One line of a benchmark's table. `against` is what was measured beside it in the same run; `ratio` is ours over that. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly against?: string;
  readonly ratio?: number;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
