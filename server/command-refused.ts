/** Why a command of the operator's did not happen, in a sentence for the operator. */
export class CommandRefused extends Error {
  override name = "CommandRefused";
}
