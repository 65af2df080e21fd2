import type { PersonReference } from "#shared/model/person.ts";
import type { Role } from "#shared/model/role.ts";
import { maySee, seesAsMuch } from "#shared/rules/rights.ts";
import type { Journal } from "../sync/journal.ts";
import { createLiveState, type LiveState } from "../sync/live-state.ts";
import type { Answered } from "../sync/hub-client.ts";
import type { Profile } from "./profile.ts";

interface Standing {
  /** Null before the hub has said it. */
  readonly person: PersonReference | null;
  readonly role: Role;
  /** The replica was made for a role that saw other kinds. */
  readonly outgrown: boolean;
}

/** Whose desk this is, and what they may see and change, as the hub last said. */
export interface DeskAccess {
  readonly standing: Pick<LiveState<Standing>, "get" | "subscribe">;
  /**
   * The hub says what the person is now. Where that lets them see other kinds than before, the replica has to be made anew, and
   * what waits of kinds that they may not see any more is dropped.
   */
  learn(role: Role): Promise<void>;
  /** The hub says whose desk this is now, what they are, and what the desk is called, which counts from its next start on. */
  meet(answered: Answered): Promise<void>;
  /** The profile says something else, as after joining. */
  look(): void;
  /** The replica is one that this role may have. */
  renewed(): Promise<void>;
}

export function createDeskAccess(parts: { profile: Profile; journal: Pick<Journal, "forget"> }): DeskAccess {
  const { profile, journal } = parts;
  const read = (): Standing => {
    const { person, role, outgrown } = profile.get();
    return { person, role, outgrown };
  };
  const standing = createLiveState(read());
  const look = () => standing.set(read());
  const learn = async (role: Role) => {
    const before = profile.get().role;
    if (role === before) return;
    const isSame = seesAsMuch(role, before) && seesAsMuch(before, role);
    await profile.change(isSame ? { role } : { role, outgrown: true });
    if (!isSame) await journal.forget((kind) => kind !== "" && !maySee(role, kind));
    look();
  };
  return {
    standing,
    look,
    learn,
    async meet({ role, personId, name, deskName = profile.get().deskName }) {
      if (deskName !== profile.get().deskName) await profile.change({ deskName });
      const { person } = profile.get();
      if (person?.personId !== personId || person.name !== name) {
        await profile.change({ person: { personId, name } });
        look();
      }
      await learn(role);
    },
    async renewed() {
      if (profile.get().outgrown) await profile.change({ outgrown: false });
      look();
    },
  };
}
