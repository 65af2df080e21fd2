import { randomBytes, randomUUID } from "node:crypto";
import type { Client } from "pg";
import { OneTimeCode, uploadHashKey, uploadRoute } from "#shared/contract/hub.ts";
import type { Envelope } from "#shared/model/envelope.ts";
import { type Kind, kinds } from "#shared/model/kinds.ts";
import type { Role } from "#shared/model/role.ts";
import { mayChange, roles } from "#shared/rules/rights.ts";
import { added, car, pairDesk, sha256Of, type TestDesk, type World } from "./world.ts";

/** A dealership with a bit of everything, in which everything that can be read says whose it is. */
export interface FullDealership {
  readonly tenantId: string;
  /** Stands in every name, document and file of it, and nowhere else. */
  readonly mark: string;
  readonly deskByRole: ReadonlyMap<string, TestDesk>;
  readonly removedDesk: TestDesk;
  readonly documents: readonly Envelope[];
  readonly blob: { readonly sha256: string; readonly bytes: Buffer };
  /** The name of an upload that is under way. */
  readonly uploadId: string;
  readonly usedCode: string;
}

export async function fillDealership(world: World): Promise<FullDealership> {
  const mark = `mark-${randomUUID()}`;
  const { code: usedCode } = await world.hub.createPairingCode(null);
  const owner = await pairDesk(world.hub.url, usedCode);
  const own = { personId: owner.pairing.person.personId, name: mark, role: "owner" };
  await owner.post("/people/change", own);
  const deskByRole = new Map<string, TestDesk>([["owner", owner]]);
  for (const role of roles.filter((role) => role !== "owner"))
    deskByRole.set(role, await join(world, owner, { name: mark, role }));
  const removedDesk = await join(world, owner, { name: mark, role: "manager" });
  await owner.post("/people", { name: mark, role: "sales" });
  for (const { pairing } of [...deskByRole.values(), removedDesk])
    await owner.post("/devices/rename", { deviceId: pairing.deviceId, name: mark });
  await owner.post("/devices/revoke", { deviceId: removedDesk.pairing.deviceId });

  const documents = Object.keys(kinds).map((kind) => Object.assign(car({ mark }), { kind }));
  for (const document of documents)
    await owner.push(kinds[document.kind as Kind].collection, [added(document)]);
  const bytes = Buffer.from(`${mark} ${randomBytes(32).toString("hex")}`);
  const blob = { sha256: sha256Of(bytes), bytes };
  await owner.fetch(`/blobs/${blob.sha256}`, { method: "PUT", body: new Uint8Array(bytes) });
  const uploadId = await beginUpload(owner);
  const { tenantId } = owner.pairing;
  return { tenantId, mark, deskByRole, removedDesk, documents, blob, uploadId, usedCode };
}

async function join(world: World, owner: TestDesk, person: { name: string; role: Role }): Promise<TestDesk> {
  const invited = await owner.post("/people", person);
  return pairDesk(world.hub.url, OneTimeCode.parse(await invited.json()).code);
}

async function beginUpload(desk: TestDesk): Promise<string> {
  const headers = {
    "tus-resumable": "1.0.0",
    "upload-length": "9",
    "upload-metadata": `${uploadHashKey} ${btoa(sha256Of(randomBytes(9)))}`,
  };
  const begun = await desk.fetch(uploadRoute, { method: "POST", headers });
  return begun.headers.get("location")!.split("/").at(-1)!;
}

const tables = ["feeds", "people", "devices", "pairing_codes", "documents", "history", "blobs"];

/** Everything that the database has of a dealership, but for who was turned away there. */
export async function everythingOf(client: Client, tenantId: string): Promise<string> {
  const parts = [...tables, "audit"].map(
    (table) =>
      `SELECT '${table}' AS name, jsonb_agg(to_jsonb(t) ORDER BY to_jsonb(t)::text) AS content FROM ${table} t
        WHERE tenant_id = $1 ${table === "audit" ? "AND act NOT LIKE '%Refused'" : ""}`,
  );
  const { rows } = await client.query(parts.join(" UNION ALL "), [tenantId]);
  return JSON.stringify(rows);
}

/** What a desk of the dealership must not change: what its role may not, and what is somebody else's. */
export async function closedTo(client: Client, { pairing }: TestDesk): Promise<string> {
  const { tenantId, deviceId, person } = pairing;
  const people = await client.query("SELECT * FROM people WHERE tenant_id = $1 ORDER BY person_id", [
    tenantId,
  ]);
  const devices = await client.query(
    "SELECT * FROM devices WHERE tenant_id = $1 AND person_id <> $2 ORDER BY device_id",
    [tenantId, person.personId],
  );
  const documents = await client.query<{ document: Envelope }>(
    "SELECT document FROM documents WHERE tenant_id = $1 ORDER BY collection, id",
    [tenantId],
  );
  const closed = documents.rows.filter(({ document: { id, kind } }) => {
    const isOthers = kind === "desk" && id !== deviceId && !mayChange(person.role, "dealership");
    return isOthers || !mayChange(person.role, kind);
  });
  return JSON.stringify([people.rows, devices.rows, closed]);
}
