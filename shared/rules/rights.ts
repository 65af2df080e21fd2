import type { CollectionName } from "../model/envelope.ts";
import { type Kind, kinds } from "../model/kinds.ts";
import { Role } from "../model/role.ts";

type Right = "none" | "see" | "change";
type RightByRole = Readonly<Record<Role, Right>>;

const rights = (
  owner: Right,
  manager: Right,
  sales: Right,
  photographer: Right,
  viewer: Right,
): RightByRole => ({ owner, manager, sales, photographer, viewer });

/** Everybody works on these, but for who only looks. */
const work = rights("change", "change", "change", "change", "see");
/** What the dealership has decided, which everybody goes by. */
const house = rights("change", "change", "see", "see", "see");
/** What a car cost, and whatever tells it. */
const money = rights("change", "change", "none", "none", "none");

const rightsByKind: Readonly<Record<Kind, RightByRole>> = {
  vehicle: rights("change", "change", "change", "see", "see"),
  photo: work,
  "vehicle-cost": money,
  dealership: house,
  // Each desk describes itself; the hub sees to it that nobody describes another's.
  desk: rights("change", "change", "change", "change", "change"),
  "shot-list": house,
  "photo-preset": house,
  "print-layout": house,
  change: work,
  overlap: work,
  "cost-change": money,
  "cost-overlap": money,
};

/** A kind that this version does not know may be anything, money too. */
const unknownKind = money;

function rightOf(role: Role, kind: string): Right {
  return (Object.hasOwn(rightsByKind, kind) ? rightsByKind[kind as Kind] : unknownKind)[role];
}

export function maySee(role: Role, kind: string): boolean {
  return rightOf(role, kind) !== "none";
}

export function mayChange(role: Role, kind: string): boolean {
  return rightOf(role, kind) === "change";
}

/** Null where a role sees every kind, also those that this version does not know. */
export function visibleKinds(role: Role): readonly string[] | null {
  if (unknownKind[role] !== "none") return null;
  return Object.keys(kinds).filter((kind) => maySee(role, kind));
}

/** Collections with a kind in them that the role sees: of the others it does not even hear that they grew. */
export function visibleCollections(role: Role): ReadonlySet<CollectionName> {
  return new Set(
    Object.entries(kinds)
      .filter(([kind]) => maySee(role, kind))
      .map(([, { collection }]) => collection),
  );
}

/** Whether `to` lets see all that `from` did. */
export function seesAsMuch(to: Role, from: Role): boolean {
  return Object.keys(kinds).every((kind) => maySee(to, kind) || !maySee(from, kind));
}

export const roles = Role.options;

/** Whether nothing of the dealership is kept from a role, nor from being changed by it. */
export function hasAllRights(role: Role): boolean {
  return visibleKinds(role) === null && mayChange(role, "dealership");
}
