import {
  AuthorizationResponseError,
  JWT_TIMESTAMP_CHECK,
  OperationProcessingError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from "oauth4webapi";
import type { ConnectProblem } from "#shared/contract/accounts.ts";

/** The expected end of a sign-in or a renewal that did not succeed. Its message and cause never hold what was exchanged. */
export class SignInFailed extends Error {
  override readonly name = "SignInFailed";
  readonly problem: ConnectProblem;
  /** Seconds that the vendor asks to be left alone; null where it did not say. */
  readonly retryAfter: number | null;

  constructor(problem: ConnectProblem, retryAfter: number | null = null) {
    super(`The sign-in did not succeed: ${problem}`);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** What went wrong between this app and a vendor, as far as a person can do something about it; null for a defect. */
export function signInFailure(error: unknown): SignInFailed | null {
  if (error instanceof SignInFailed) return error;
  if (error instanceof AuthorizationResponseError) return new SignInFailed(problemOfAnswer(error.error));
  if (error instanceof ResponseBodyError)
    return new SignInFailed(problemOfBody(error), retryAfterOf(error.response));
  if (error instanceof WWWAuthenticateChallengeError) return new SignInFailed("clientRefused");
  if (error instanceof OperationProcessingError) {
    if (error.code === JWT_TIMESTAMP_CHECK) return new SignInFailed("clockWrong");
    const response = error.cause instanceof Response ? error.cause : null;
    return new SignInFailed("vendorFailed", response && retryAfterOf(response));
  }
  return isTransport(error) ? new SignInFailed("unreachable") : null;
}

/** `TypeError: fetch failed` is what fetch says of whatever kept it from an answer. */
function isTransport(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.name === "TimeoutError" ||
    error.name === "AbortError" ||
    (error instanceof TypeError && (error.message === "fetch failed" || error.message === "terminated"))
  );
}

function problemOfAnswer(error: string): ConnectProblem {
  if (error === "access_denied" || error === "user_cancelled_login" || error === "user_cancelled_authorize")
    return "denied";
  return error === "server_error" || error === "temporarily_unavailable" ? "vendorFailed" : "clientRefused";
}

function problemOfBody({ error, status }: ResponseBodyError): ConnectProblem {
  if (status === 429 || status >= 500) return "vendorFailed";
  return error === "invalid_grant" ? "codeRefused" : "clientRefused";
}

function retryAfterOf(response: Response): number | null {
  const seconds = Number(response.headers.get("retry-after") ?? "");
  return Number.isInteger(seconds) && seconds > 0 ? Math.min(seconds, 3600) : null;
}
