import "@fontsource-variable/inter/opsz.css";
import "@mantine/core/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "@mantine/spotlight/styles.layer.css";
import "./ui/theme.css";
import * as z from "zod";
import { startWindow } from "./app/window.tsx";

// zod would try to compile its checks with `new Function`, which the content security policy refuses and reports.
z.config({ jitless: true });

await startWindow(document.getElementById("root")!);
