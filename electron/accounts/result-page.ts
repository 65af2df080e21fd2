import { createHash } from "node:crypto";

export type PageOutcome = "connected" | "notConnected";

const words = {
  en: {
    connected: ["Connected", "Autosell has what it needs. Close this tab and go back to the app."],
    notConnected: ["Not connected", "Close this tab and go back to Autosell: it says what happened."],
  },
  "es-MX": {
    connected: [
      "Conectado",
      "Autosell ya tiene lo que necesita. Cierra esta pestaña y vuelve a la aplicación.",
    ],
    notConnected: ["Sin conectar", "Cierra esta pestaña y vuelve a Autosell: ahí se explica qué pasó."],
  },
} as const;

const style = `
  :root { color-scheme: light dark; }
  body { display: grid; place-content: center; min-height: 90vh; margin: 0; padding: 24px; text-align: center;
    font: 16px/24px system-ui, sans-serif; color: light-dark(#1f1d1a, #eeebe6); background: light-dark(#faf9f6, #171614); }
  h1 { margin: 0 0 8px; font-size: 24px; line-height: 32px; }
  p { margin: 0; max-width: 40ch; color: light-dark(#57534c, #b3aea5); }`;

const styleHash = createHash("sha256").update(style).digest("base64");

/** What the browser shows once a sign-in is over: words alone, which nothing from the request goes into. */
export function resultPage(outcome: PageOutcome, language: keyof typeof words) {
  const [title, text] = words[language][outcome];
  return {
    html: `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${title} · Autosell</title><style>${style}</style><body><main><h1>${title}</h1><p>${text}</p></main></body></html>`,
    policy: `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'`,
  };
}
