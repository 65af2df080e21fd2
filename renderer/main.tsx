import "@fontsource-variable/inter/opsz.css";
import "@mantine/core/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "@mantine/spotlight/styles.layer.css";
import "./ui/theme.css";
import { startWindow } from "./app/window.tsx";

await startWindow(document.getElementById("root")!);
