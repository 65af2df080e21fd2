import type { DiagnosticsOrder, DiagnosticsSubject } from "#shared/contract/help.ts";

interface Told {
  readonly name: string;
  readonly about: DiagnosticsSubject;
}

interface Words {
  readonly title: string;
  readonly intro: readonly string[];
  readonly about: Readonly<Record<Exclude<DiagnosticsSubject, "readme">, string>>;
  readonly end: readonly string[];
}

const words: Readonly<Record<DiagnosticsOrder["language"], Words>> = {
  en: {
    title: "Autosell: diagnostics of this desk",
    intro: [
      "Everything in here is plain text. Read it before you send it: open any file with a text editor.",
      "Nothing has been sent by itself. Passwords, tokens and codes are never part of it. E-mail addresses, phone",
      "numbers, VINs, and the names of people, folders and files that we know of are replaced by words in brackets.",
    ],
    about: {
      versions: "the versions of Autosell and of the system, and how large this computer is",
      configuration: "how this desk is set up; of folders and addresses only whether they are set",
      sync: "how the exchange with the hub stands, what waits, and what is damaged",
      storage: "how many files and bytes each part of Autosell takes, and what the disk has left",
      log: 'what Autosell did lately, one line each; a report\'s number is found here as "defect"',
      crash: "one report of a part of Autosell that ended by itself",
    },
    end: ["Photos, cars, prices, customers and accounts are in none of these files."],
  },
  "es-MX": {
    title: "Autosell: diagnóstico de este equipo",
    intro: [
      "Todo lo que hay aquí es texto simple. Léelo antes de enviarlo: abre cualquier archivo con un editor de texto.",
      "Nada se envió por sí solo. Nunca incluye contraseñas, tokens ni códigos. Los correos, los teléfonos, los NIV y",
      "los nombres de personas, carpetas y archivos que conocemos se cambiaron por palabras entre corchetes.",
    ],
    about: {
      versions: "las versiones de Autosell y del sistema, y qué tan grande es esta computadora",
      configuration: "cómo está configurado este equipo; de carpetas y direcciones, solo si están puestas",
      sync: "cómo va el intercambio con el hub, qué está en espera y qué está dañado",
      storage: "cuántos archivos y bytes ocupa cada parte de Autosell y cuánto espacio queda en el disco",
      log: 'qué hizo Autosell últimamente, una línea cada cosa; el número de un reporte aparece como "defect"',
      crash: "un reporte de una parte de Autosell que se cerró sola",
    },
    end: ["En ninguno de estos archivos hay fotos, autos, precios, clientes ni cuentas."],
  },
};

/** Says what each file is, in the user's language. Lines end as Windows' oldest editors want it. */
export function readmeOf(language: DiagnosticsOrder["language"], told: readonly Told[]): string {
  const { title, intro, about, end } = words[language];
  const files = told.flatMap((file) =>
    file.about === "readme" ? [] : [file.name, `    ${about[file.about]}`],
  );
  return [title, "=".repeat(title.length), "", ...intro, "", ...files, "", ...end, ""].join("\r\n");
}
