export type PeopleFailure = "notAllowed" | "unknownPerson" | "lastOwner" | "unknownDevice";

/** What cannot be done about people or devices, and why. */
export class PeopleRefusal extends Error {
  override name = "PeopleRefusal";
  readonly kind: PeopleFailure;

  constructor(kind: PeopleFailure) {
    super(kind);
    this.kind = kind;
  }
}
