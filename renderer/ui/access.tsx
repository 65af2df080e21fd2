import { createContext, use, type ReactNode } from "react";
import type { Role } from "#shared/model/role.ts";
import { mayChange, maySee } from "#shared/rules/rights.ts";

/** What this desk's person is, and so may see and change. */
export interface Access {
  readonly role: Role;
  /** The same at the moment of asking, for what outlives a drawing of the window. */
  readonly roleNow: () => Role;
  readonly sees: (kind: string) => boolean;
  readonly changes: (kind: string) => boolean;
}

export function accessOf(role: Role, roleNow: () => Role = () => role): Access {
  return { role, roleNow, sees: (kind) => maySee(role, kind), changes: (kind) => mayChange(role, kind) };
}

/** Where nobody says otherwise a screen shows all that there is, as in its tests. */
const AccessContext = createContext<Access>(accessOf("owner"));

export function AccessOf({ access, children }: { access: Access; children: ReactNode }) {
  return <AccessContext value={access}>{children}</AccessContext>;
}

export function useAccess(): Access {
  return use(AccessContext);
}
