import { expect } from "@playwright/test";
import type { Desk, Surroundings } from "./desk.ts";
import type { World } from "./world.ts";

/** Long enough for a desk to notice a hub that went or came, in milliseconds. */
export const reconnecting = { timeout: 90_000 };

export const allSaved = /Online · all changes saved/;

/** A desk of a new dealership without cars. */
export async function emptyLot(
  world: World,
  name = "Front office",
  surroundings: Surroundings = {},
): Promise<Desk> {
  const desk = await world.desk(name, surroundings);
  await desk.welcome.startEmpty("Autos del Valle");
  await expect(desk.inventory.place("Inventory")).toBeVisible(reconnecting);
  return desk;
}

/** A second desk on the hub of the first. */
export async function joinedDesk(world: World, first: Desk, name: string): Promise<Desk> {
  const desk = await world.desk(name);
  await joinWith(desk, first.hubAddress, await pairingCode(first));
  return desk;
}

export async function joinWith(desk: Desk, address: string, code: string): Promise<void> {
  await desk.welcome.join(address, code);
  await expect(desk.inventory.place("Inventory")).toBeVisible(reconnecting);
}

export async function pairingCode(desk: Desk): Promise<string> {
  await desk.settings.open();
  const code = await desk.people.addDesk();
  await desk.settings.close();
  return code;
}
