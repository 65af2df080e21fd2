import { randomUUID } from "node:crypto";
import type { Client } from "pg";
import { expect } from "vitest";
import type { Pairing } from "#shared/contract/hub.ts";
import type { Role } from "#shared/model/role.ts";
import { mayChange } from "#shared/rules/rights.ts";
import { car, openDesk, type TestDesk, tokenOf, type World } from "#tests/hub/world.ts";
import type { DeskCalls, StoredDocument } from "./desk-calls.ts";
import { found } from "#tests/support/founding.ts";
import type { History, Step } from "./history.ts";
import { wrongFiles } from "./photo-files.ts";
import { differences, isIn, lost, stillWaits, type Truth, untold } from "./what-was-kept.ts";

interface Member {
  readonly pairing: Pairing;
  readonly desk: DeskCalls;
  /** All that the person has ever been, the latest last. */
  readonly roles: Role[];
  /** The files of photos that the desk had brought when its person lost the right to add any; null for who has it. */
  broughtInTime: ReadonlySet<string> | null;
}

/** A hub that lasts, and a look into its database. */
export interface Place {
  readonly world: World;
  readonly database: Client;
}

interface Life extends Place {
  readonly members: readonly Member[];
  /** The owner's. */
  readonly token: string;
  readonly cars: string[];
  /** What the hub was seen to have: it may become more, and never less. */
  readonly seen: Truth[];
  deeds: number;
}

/** A dealership of its own, and what happens to it. */
export async function live(
  place: Place,
  desks: readonly DeskCalls[],
  { desks: count, steps }: History,
): Promise<void> {
  const { world, database } = place;
  const pairings = await found(database, count);
  const members = pairings.map((pairing, number) => ({
    pairing,
    desk: desks[number]!,
    roles: [pairing.person.role],
    broughtInTime: null,
  }));
  const token = await tokenOf(world.hub.url, pairings[0]!);
  const life: Life = { ...place, members, token, cars: [], seen: [], deeds: 0 };
  try {
    await Promise.all(members.map(({ desk, pairing }) => desk.open({ hubUrl: world.hub.url, pairing })));
    for (const _ of ["one", "another"])
      await happen(life, { type: "deed", desk: 0, deed: { type: "create" } });
    await inRest(life, { isWhole: true });
    for (const step of steps) await happen(life, step);
    await inRest(life);
    await nothingIsLost(life);
  } finally {
    await Promise.all(members.map(({ desk }) => desk.close()));
  }
}

async function happen(life: Life, step: Step): Promise<void> {
  const { world, members } = life;
  if (step.type === "pause") return pause(40);
  if (step.type === "hub") {
    await world.restart();
    await Promise.all(members.map(({ desk }) => desk.moveTo(world.hub.url)));
    return;
  }
  if (step.type === "stranger") return bringStranger(life, step.kind);
  const member = members[step.desk % members.length]!;
  const { desk } = member;
  switch (step.type) {
    case "deed": {
      const made = await desk.act(step.deed, { cars: life.cars, number: (life.deeds += 1) });
      if (step.deed.type === "create" && made !== null) life.cars.push(made);
      return;
    }
    case "line":
      return desk.setCut(step.cut);
    case "fault":
      return desk.addFaults(step.faults, { ofParts: step.ofParts ?? false });
    case "restart":
      return desk.restart(step);
    case "retry":
      return desk.retry();
    case "skew":
      return desk.setAhead(step.minutes * 60_000);
    case "keep":
      return desk.keep(step.limit);
    case "role":
      return changeRole(life, member, step.role);
    default:
      return step satisfies never;
  }
}

/** What waits of what somebody may not see any more is dropped on purpose; what the hub has by then stays. */
async function changeRole(life: Life, member: Member, role: Role): Promise<void> {
  if (member === life.members[0]) return;
  const owner = ownersView(life);
  if (mayChange(role, "photo")) member.broughtInTime = null;
  else member.broughtInTime ??= new Set((await member.desk.files()).brought);
  const { personId, name } = member.pairing.person;
  const answer = await owner.post("/people/change", { personId, name, role });
  if (!answer.ok) throw new Error(await answer.text());
  member.roles.push(role);
  life.seen.push(await truthOf(life));
}

async function bringStranger(life: Life, kind: string): Promise<void> {
  const document = { ...car({ make: 5, photo: ["of", "nothing"] }, randomUUID()), kind };
  const owner = ownersView(life);
  const collection = kind === "photo" ? "photos" : "vehicles";
  const { rejected } = await owner.push(collection, [{ document, assumed: null }]);
  expect(rejected).toEqual([]);
}

/** Every line is mended and every clock is right; then all has to come to rest, the same everywhere. */
async function inRest(life: Life, { isWhole = false } = {}): Promise<void> {
  const { members } = life;
  // Every desk asks for everything that is new: where something may be broken at once, and else now and then, to cut pauses short.
  let looks = isWhole ? 1 : 0;
  const look = async () => {
    if (looks++ % 10 === 0) await Promise.all(members.map(({ desk }) => desk.recover()));
    const standings = await Promise.all(members.map(({ desk }) => desk.standing()));
    const first = inWords(
      standings.map((standing, number) => stillWaits(standing, members[number]!.roles.at(-1)!)),
    );
    if (first.length > 0) return first;
    // Else whoever may not send them any more has files that nobody can fetch.
    if (standings.every(({ photosWaiting }) => photosWaiting === 0)) {
      const toFetch = standings.map(({ toFetch }) => (toFetch > 0 ? [`${toFetch} thumbnails to fetch`] : []));
      if (toFetch.flat().length > 0) return inWords(toFetch);
    }
    const truth = await truthOf(life);
    const differing = members.map(async ({ desk, roles }) =>
      differences(truth, (await desk.contents()).documents, roles.at(-1)!),
    );
    return inWords(await Promise.all(differing));
  };
  await expect.poll(look, { timeout: 40_000, interval: 60 }).toEqual([]);
}

function inWords(found: readonly (readonly string[])[]): string[] {
  return found.flatMap((ofDesk, number) => ofDesk.map((what) => `desk ${number}: ${what}`));
}

async function nothingIsLost(life: Life): Promise<void> {
  const truth = await truthOf(life);
  const places = new Map(truth.map(({ collection, document }) => [`${collection}/${document.id}`, document]));
  const gone = life.seen.flat().filter(({ collection, document }) => {
    const now = places.get(`${collection}/${document.id}`);
    return !now || !isIn(now, document);
  });
  expect(gone).toEqual([]);
  const desks = life.members.map((member) => ({ ...member, role: member.roles.at(-1)! }));
  const hubFolder = life.world.folder;
  expect(await wrongFiles(ownersView(life), { hubFolder, truth, desks })).toEqual([]);
  for (const [number, { desk, roles }] of life.members.entries()) {
    const contents = await desk.contents();
    const { wentBack } = contents;
    expect({
      number,
      lost: lost(truth, contents, roles),
      untold: untold(truth, contents),
      wentBack,
    }).toEqual({
      number,
      lost: [],
      untold: [],
      wentBack: [],
    });
  }
}

/** By the database, because a pull of every collection each time is a tenth of all that the hub is asked; the owner's desk pulls them all. */
async function truthOf({ database, members }: Life): Promise<Truth> {
  const { rows } = await database.query<StoredDocument>(
    "SELECT collection, document FROM documents WHERE tenant_id = $1",
    [members[0]!.pairing.tenantId],
  );
  return rows;
}

function ownersView({ world, members, token }: Life): TestDesk {
  return openDesk(world.hub.url, members[0]!.pairing, token);
}

const pause = (millis: number) => new Promise<void>((resolve) => setTimeout(resolve, millis));
