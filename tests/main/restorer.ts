/** Restores a file on a desk, and kills itself where it is told to. Started by `export-file.test.ts`. */
import { startDesk, until } from "./desks.ts";

const [folder = "", hubPort = "", path = "", passphrase = "", killAt = ""] = process.argv.slice(2);
const say = (step: string) => process.stdout.write(`${step}\n`);

const desk = await startDesk({ folder, hubPort: Number(hubPort) });
await desk.services.startGuard.started();
const { photos, restoreEverything } = desk.services;
const { state } = restoreEverything;
const kill = () => process.kill(process.pid, "SIGKILL");
const begun = state.get();
say(begun.phase === "working" ? begun.step : begun.phase);

/** With some of the photo files in their store. */
const { adopt } = photos.blobs;
let adopted = 0;
const adoptOrDie: typeof adopt = async (...file) => {
  await adopt(...file);
  if (killAt === "reading" && (adopted += 1) === 3) kill();
};
Object.assign(photos.blobs, { adopt: adoptOrDie });
/** With some of the documents at the hub. */
state.subscribe(() => {
  const now = state.get();
  if (killAt === "filling" && now.phase === "working" && now.step === "filling" && now.done > 0) kill();
});
if (begun.phase === "none") {
  await desk.window.restoring.open({ path, passphrase });
  await desk.window.restoring.begin({ deskName: "Nuevo" });
}
const { phase } = await until(
  desk.window.restoring.state(),
  ({ phase }) => phase === "done" || phase === "failed",
);
say(phase);
await desk.close();
