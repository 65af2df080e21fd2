import type { RestoreProblem } from "#shared/contract/export-file.ts";

/** Why a file cannot be restored from; nothing was changed. */
export class ExportRefused extends Error {
  override readonly name = "ExportRefused";
  readonly problem: RestoreProblem;

  constructor(problem: RestoreProblem, options?: ErrorOptions) {
    super(`The export file cannot be used: ${problem}`, options);
    this.problem = problem;
  }
}
