import { deleteDB } from "./indexed-databases.ts";
import { advancingWall } from "./wall.ts";
import { createFakeHub, createFakeMain, type FakeHub, type FakeMain } from "./fake-main.ts";
import type { PersonReference } from "#shared/model/person.ts";
import { openReplica, type Replica } from "#renderer/replica/replica.ts";

/** A dealership with one hub and as many desks as a test opens; each has a database of its own in this page. */
export interface DeskWorld extends AsyncDisposable {
  readonly hub: FakeHub;
  desk(name?: string, wall?: () => number, person?: PersonReference): Promise<OpenDesk>;
}

export interface OpenDesk {
  readonly main: FakeMain;
  readonly replica: Replica;
  /** Closes the window and opens it again; `wiped` deletes its databases between. */
  restart(options?: { wiped: boolean }): Promise<OpenDesk>;
}

export function openWorld(): DeskWorld {
  const hub = createFakeHub();
  const open = new Set<Replica>();
  const ordinary = advancingWall();

  async function openDesk(main: FakeMain, wall: () => number): Promise<OpenDesk> {
    const replica = await openReplica({ bridge: main.bridge, desk: main.desk, wall });
    open.add(replica);
    return {
      main,
      replica,
      async restart({ wiped } = { wiped: false }) {
        await replica[Symbol.asyncDispose]();
        open.delete(replica);
        if (wiped) await deleteDB(main.desk.dealership!.tenantId);
        return openDesk(main, wall);
      },
    };
  }

  return {
    hub,
    // The window's database is named by the tenant; desks that share this page need one each.
    desk: (name = "Front desk", wall = ordinary, person) =>
      openDesk(
        createFakeMain(hub, { tenantId: crypto.randomUUID(), deskName: name, person: person ?? null }),
        wall,
      ),
    async [Symbol.asyncDispose]() {
      await Promise.all([...open].map((replica) => replica[Symbol.asyncDispose]()));
    },
  };
}
