/** Moves the desk of a folder to a hub and says each step, until it is done or killed. Started by `move-kill.test.ts`. */
import { startDesk } from "./desks.ts";
import { moveOf, online, sendAll, statusOf, tenantOf } from "./moving-lot.ts";

const [folder = "", hubPort = "", address = "", code = "", tenantId = ""] = process.argv.slice(2);
const say = (step: string) => process.stdout.write(`${step}\n`);

const desk = await startDesk({ folder, hubPort: Number(hubPort) });
await desk.services.startGuard.started();
const isThere = async () => (await tenantOf(desk)) === tenantId;
if (desk.services.profile.get().moving === null && !(await isThere())) {
  await statusOf(desk, online);
  await desk.window.moving.begin({ address, code });
}
say("begun");
if (!(await isThere()))
  await moveOf(desk, (move) => {
    say(move.phase);
    return move.phase === "moved";
  });
await desk.window.moving.arrived({ tenantId });
await statusOf(desk, online);
await sendAll(desk, (id) => say(`sent ${id}`));
await statusOf(desk, ({ photosWaiting }) => {
  say(`${photosWaiting} photos wait`);
  return photosWaiting === 0;
});
await desk.close();
say("done");
