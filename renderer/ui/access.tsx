import { createContext, use, type ReactNode } from "react";
import type { PersonReference } from "#shared/model/person.ts";
import type { Role } from "#shared/model/role.ts";
import { mayChange, maySee } from "#shared/rules/rights.ts";

/** Whose desk this is, null before the hub has said it, and what they are. */
export interface Standing {
  readonly person: PersonReference | null;
  readonly role: Role;
}

/** What this desk's person is, and so may see and change. */
export interface Access extends Standing {
  /** Their standing at the moment of asking, for what outlives a drawing of the window. */
  readonly now: () => Standing;
  readonly sees: (kind: string) => boolean;
  readonly changes: (kind: string) => boolean;
}

export function accessOf(standing: Standing, now: () => Standing = () => standing): Access {
  const { person, role } = standing;
  return { person, role, now, sees: (kind) => maySee(role, kind), changes: (kind) => mayChange(role, kind) };
}

/** Where nobody says otherwise a screen shows all that there is, as in its tests. */
const AccessContext = createContext<Access>(accessOf({ role: "owner", person: null }));

export function AccessOf({ access, children }: { access: Access; children: ReactNode }) {
  return <AccessContext value={access}>{children}</AccessContext>;
}

export function useAccess(): Access {
  return use(AccessContext);
}
