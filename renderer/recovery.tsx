import * as z from "zod";
import "@fontsource-variable/inter/opsz.css";
import "@mantine/core/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "./ui/theme.css";

// Zod looks for `eval` when a schema is made, and the content security policy forbids it even to look: say so before the
// first schema is, which is why the window itself is loaded after this line.
z.config({ jitless: true });

const { startRecoveryWindow } = await import("./app/recovery-window.tsx");
await startRecoveryWindow(document.getElementById("root")!);
