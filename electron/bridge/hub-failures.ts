import { HubUnavailable, NotOffered } from "../sync/hub-unavailable.ts";

/** The failures that the contract declares for calls which need the hub, as oRPC makes them. */
interface HubErrors {
  readonly offline: () => Error;
  readonly signInAgain: () => Error;
  readonly notOffered?: () => Error;
}

/** Says the hub's expected failure in the words of the contract. */
export async function orHubFailure<T>(errors: HubErrors, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof HubUnavailable) throw errors[error.kind]();
    if (error instanceof NotOffered && errors.notOffered) throw errors.notOffered();
    throw error;
  }
}
