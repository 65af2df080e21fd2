import { randomUUID } from "node:crypto";
import type { Client } from "pg";
import { expect } from "vitest";
import type { JournalEntry } from "#shared/contract/bridge.ts";
import type { Pairing } from "#shared/contract/hub.ts";
import type { Envelope } from "#shared/model/envelope.ts";
import type { Role } from "#shared/model/role.ts";
import { mayChange } from "#shared/rules/rights.ts";
import { isSameDocument } from "#renderer/replica/conflicts.ts";
import { car, openDesk, type TestDesk, tokenOf, type World } from "#tests/hub/world.ts";
import type { DeskCalls, StoredDocument } from "./desk-calls.ts";
import { found } from "#tests/support/founding.ts";
import type { History, Step } from "./history.ts";
import { wrongFiles } from "./photo-files.ts";
import {
  byPlace,
  differences,
  type Edit,
  editsIn,
  isIn,
  notAtHub,
  placeOf,
  stillWaits,
  type Truth,
  unread,
  untold,
} from "./what-was-kept.ts";

interface Member {
  readonly pairing: Pairing;
  readonly desk: DeskCalls;
  /** All that the person has been since the last rest, the latest last. */
  roles: Role[];
  /** The files of photos that the desk had brought when its person lost the right to add any; null for who has it. */
  broughtInTime: ReadonlySet<string> | null;
  /** Whether anything may keep the desk from coming to rest by itself. */
  isTouched: boolean;
  /** The documents that the desk has, by their places. */
  readonly documents: Map<string, Envelope>;
  /** What it was told is kept and was last found to be held for a person. */
  heldEntries: readonly JournalEntry[];
  /** All that it was told is kept of what somebody wrote into cars, and that nobody has read of in the list of what the hub turned down. */
  edits: readonly Edit[];
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
  /** All documents of the hub by their places, as they were last read of it. */
  readonly truth: Map<string, StoredDocument>;
  /** How far they were read. */
  sequence: number;
  /** What the hub was seen to have since the last rest: it may become more, and never less. */
  seen: Truth[];
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
    isTouched: false,
    documents: new Map(),
    heldEntries: [],
    edits: [],
  }));
  const token = await tokenOf(world.hub.url, pairings[0]!);
  const life: Life = {
    ...place,
    members,
    token,
    cars: [],
    truth: new Map(),
    sequence: 0,
    seen: [],
    deeds: 0,
  };
  try {
    await Promise.all(members.map(({ desk, pairing }) => desk.open({ hubUrl: world.hub.url, pairing })));
    for (const _ of ["one", "another"])
      await happen(life, { type: "deed", desk: 0, deed: { type: "create" } });
    await inRest(life);
    for (const step of steps) await happen(life, step);
    await rest(life);
    await showsAll(life);
  } finally {
    await Promise.all(members.map(({ desk }) => desk.close()));
  }
}

async function happen(life: Life, step: Step): Promise<void> {
  const { world, members } = life;
  if (step.type === "pause") return pause(40);
  if (step.type === "hub") {
    await world.restart();
    for (const member of members) member.isTouched = true;
    await Promise.all(members.map(({ desk }) => desk.moveTo(world.hub.url)));
    return;
  }
  if (step.type === "stranger") return bringStranger(life, step.kind);
  if (step.type === "rest") return rest(life).then(() => beginAnew(life));
  const member = members[step.desk % members.length]!;
  const { desk } = member;
  member.isTouched ||= step.type !== "deed";
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
  member.isTouched = true;
  life.seen.push(await truthOf(life));
}

async function bringStranger(life: Life, kind: string): Promise<void> {
  const document = { ...car({ make: 5, photo: ["of", "nothing"] }, randomUUID()), kind };
  const owner = ownersView(life);
  const collection = kind === "photo" ? "photos" : "vehicles";
  const { rejected } = await owner.push(collection, [{ document, assumed: null }]);
  expect(rejected).toEqual([]);
}

async function rest(life: Life): Promise<void> {
  await inRest(life);
  for (const member of life.members) member.isTouched = false;
  await nothingIsLost(life);
}

/** Everybody may do again what they could in the beginning. */
async function beginAnew(life: Life): Promise<void> {
  for (const member of life.members) {
    const { role } = member.pairing.person;
    member.roles = member.roles.slice(-1);
    if (member.roles[0] !== role) await changeRole(life, member, role);
    await member.desk.keep(null);
  }
}

/** Every line is mended and every clock is right; then all has to come to rest, the same everywhere. */
async function inRest(life: Life): Promise<void> {
  const { members } = life;
  // Desks ask for everything that is new: those that a fault has touched at once, and all of them now and then, to cut pauses short.
  let looks = 0;
  const look = async () => {
    const turn = looks++ % 10 === 0;
    const asking = members.filter(({ isTouched }) => turn && (isTouched || looks > 1));
    await Promise.all(asking.map(({ desk }) => desk.recover()));
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
    const differing = members.map(async ({ desk, documents, roles }) => {
      const news = await desk.news();
      for (const place of news.gone) documents.delete(place);
      for (const stored of news.documents) documents.set(placeOf(stored), stored.document);
      return differences(truth, documents, roles.at(-1)!);
    });
    return inWords(await Promise.all(differing));
  };
  await expect.poll(look, { timeout: 40_000, interval: 60 }).toEqual([]);
}

function inWords(found: readonly (readonly string[])[]): string[] {
  return found.flatMap((ofDesk, number) => ofDesk.map((what) => `desk ${number}: ${what}`));
}

async function nothingIsLost(life: Life): Promise<void> {
  const truth = await wholeTruthOf(life);
  const places = byPlace(truth);
  const gone = life.seen.flat().filter((before) => {
    const now = places.get(placeOf(before));
    return !now || !(isSameDocument(now, before.document) || isIn(now, before.document));
  });
  expect(gone).toEqual([]);
  life.seen = [truth];
  const desks = life.members.map((member) => ({ ...member, role: member.roles.at(-1)! }));
  const hubFolder = life.world.folder;
  expect(await wrongFiles(ownersView(life), { hubFolder, truth, desks })).toEqual([]);
  for (const [number, member] of life.members.entries()) {
    const { kept, held, wentBack } = await member.desk.told();
    const found = notAtHub(truth, { kept: [...member.heldEntries, ...kept], held }, member.roles);
    member.heldEntries = found.held;
    member.edits = unread([...member.edits, ...kept.flatMap(editsIn)], held);
    expect({
      number,
      lost: found.lost,
      untold: untold(truth, member.edits, held),
      wentBack,
    }).toEqual({
      number,
      lost: [],
      untold: [],
      wentBack: [],
    });
  }
}

/** What screens are given is what the hub has, all of it read anew. */
async function showsAll(life: Life): Promise<void> {
  const truth = await wholeTruthOf(life);
  const differing = life.members.map(async ({ desk, roles }) =>
    differences(truth, byPlace(await desk.documents()), roles.at(-1)!),
  );
  expect(inWords(await Promise.all(differing))).toEqual([]);
}

async function wholeTruthOf(life: Life): Promise<Truth> {
  life.truth.clear();
  life.sequence = 0;
  return truthOf(life);
}

/** What is new is read. By the database, because a pull of every collection each time is a tenth of all that the hub is asked; the owner's desk pulls them all. */
async function truthOf(life: Life): Promise<Truth> {
  const { database, members, truth, sequence: after } = life;
  const { rows } = await database.query<StoredDocument & { sequence: string }>(
    "SELECT collection, document, sequence FROM documents WHERE tenant_id = $1 AND sequence > $2",
    [members[0]!.pairing.tenantId, after],
  );
  for (const { collection, document, sequence } of rows) {
    truth.set(placeOf({ collection, document }), { collection, document });
    life.sequence = Math.max(life.sequence, Number(sequence));
  }
  return [...truth.values()];
}

function ownersView({ world, members, token }: Life): TestDesk {
  return openDesk(world.hub.url, members[0]!.pairing, token);
}

const pause = (millis: number) => new Promise<void>((resolve) => setTimeout(resolve, millis));
