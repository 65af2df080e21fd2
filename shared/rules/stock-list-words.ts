import { bodyStyles, fuels, transmissions, vehicleStatuses, type VehicleStatus } from "../model/vehicle.ts";

/** Lower case without accents, signs and double blanks, so that "Híbrido (HEV)" and "hibrido hev" are the same words. */
export function plainWords(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** What people and spreadsheets write where they know nothing, whatever the column. */
const blank =
  /^(?:#?n\/[ad]|#(?:ref|value|name\?|null|div\/0)!?|s\/d|null|none|nan|undefined|[^\p{L}\p{N}]*)$/iu;
const blankWords = new Set(
  "na|n a|n d|nd|s d|sd|unknown|desconocido|desconocida|sin dato|sin datos|no aplica|por definir|tbd|tba|poa|consultar".split(
    "|",
  ),
);

/** Whether a cell of text says nothing. */
export function isBlankText(text: string): boolean {
  return blank.test(text.trim());
}

/** Whether a cell says nothing that a number, a date or a choice could be read of: there `ND` is no name. */
export function isBlankValue(text: string): boolean {
  return isBlankText(text) || blankWords.has(plainWords(text));
}

interface Choices {
  readonly transmission: (typeof transmissions)[number];
  readonly fuel: (typeof fuels)[number];
  readonly bodyStyle: (typeof bodyStyles)[number];
  readonly status: VehicleStatus;
}
export type ChoiceField = keyof Choices;

export const choiceValues = {
  transmission: transmissions,
  fuel: fuels,
  bodyStyle: bodyStyles,
  status: vehicleStatuses,
} as const satisfies { [F in ChoiceField]: readonly Choices[F][] };

export function isChoiceField(field: string): field is ChoiceField {
  return field in choiceValues;
}

/** The words that dealers use, in plain form; what a value is called by itself is one of them. */
const words: { readonly [F in ChoiceField]: Readonly<Record<Choices[F], string>> } = {
  transmission: {
    manual: "manual|estandar|std|standard|stick|mt|m t|tm|t m|mecanica|mecanico|sincronica|manuala|rachna",
    automatic:
      "automatic|automatica|automatico|auto|aut|at|a t|ta|t a|tiptronic|steptronic|semi auto|semi automatic|semiautomatic|semiautomatica|automata|avtomatichna",
    cvt: "cvt|xtronic|variador|ivt|e cvt",
    dualClutch: "dual clutch|dualclutch|dct|dsg|doble embrague|doble clutch|powershift|pdk|s tronic|edc",
  },
  fuel: {
    petrol: "petrol|gasolina|gasoline|gas|nafta|bencina|unleaded|magna|premium|benzina|benzin|flex",
    diesel: "diesel|tdi|hdi|dizel|motorina",
    hybrid:
      "hybrid|hibrido|hibrida|hev|phev|mhev|plug in hybrid|hibrido enchufable|petrol hybrid|diesel hybrid|mild hybrid|hibrid",
    electric: "electric|electrico|electrica|ev|bev|full electric|100 electrico",
    lpg: "lpg|glp|gas lp|gas l p|autogas|gnv|gnc|cng|gpl",
  },
  bodyStyle: {
    sedan: "sedan|saloon|4 door|4 doors|4 puertas|4p|4d|berlina",
    hatchback: "hatchback|hatch|hb|5 door|5 doors|5 puertas|5p|5d|3 door|3 puertas|3p",
    suv: "suv|crossover|camioneta|todoterreno|4x4|jeep|off road|utilitario deportivo",
    pickup: "pickup|pick up|pick up doble cabina|doble cabina|double cab|crew cab|truck|chasis cabina",
    minivan: "minivan|mpv|monovolumen|people carrier|familiar",
    coupe: "coupe|cupe|deportivo|2 door|2 puertas|2p",
    convertible: "convertible|cabrio|cabriolet|descapotable|roadster|spider|decapotabila",
    wagon: "wagon|station wagon|estate|vagoneta|guayin|touring|break|combi familiar|kombi",
    van: "van|panel|cargo|furgon|furgoneta|combi|panel van|vans",
  },
  status: {
    acquired:
      "acquired|comprado|comprada|en stock|in stock|en existencia|stock|recien ingresado|bought|new in",
    recon:
      "recon|reacondicionamiento|en reacondicionamiento|taller|en taller|prep|in prep|en preparacion|workshop|en reparacion|detallado",
    ready: "ready|listo|lista|terminado|frontline ready|front line ready",
    listed:
      "listed|publicado|publicada|disponible|available|en venta|for sale|a la venta|advertised|live|anunciado|activo|active",
    reserved:
      "reserved|apartado|apartada|reservado|reservada|on hold|hold|deposit|deposit taken|con enganche|pending",
    sold: "sold|vendido|vendida|facturado",
    delivered: "delivered|entregado|entregada|handed over",
  },
};

const meanings = Object.fromEntries(
  Object.entries(words).map(([field, values]) => [
    field,
    new Map(
      Object.entries(values).flatMap(([value, text]) =>
        text.split("|").map((word) => [word, value] as const),
      ),
    ),
  ]),
) as unknown as { readonly [F in ChoiceField]: ReadonlyMap<string, Choices[F]> };

/** The value that a word stands for, "other" for what is none of ours, or null where the word is not known. */
export function choiceOf<F extends ChoiceField>(field: F, text: string): Choices[F] | "other" | null {
  const written = plainWords(text);
  if (/^(other|otro|otra|otros|altele|drugi)$/.test(written)) return "other";
  const known: ReadonlyMap<string, Choices[F]> = meanings[field];
  return (
    known.get(written) ??
    known.get(written.replace(/ ?\d+ (vel|velocidades|speed|speeds|marchas)$/, "")) ??
    null
  );
}

/** Makes as they are written in lists, in plain form: a column of these holds makes whatever its name. */
const makes = new Set(
  (
    "acura|alfa romeo|aston martin|audi|baic|bentley|bmw|buick|byd|cadillac|changan|chery|chevrolet|chirey|chrysler|citroen|" +
    "cupra|dacia|daewoo|daihatsu|dfsk|dodge|dongfeng|ds|faw|ferrari|fiat|ford|foton|gac|geely|genesis|gmc|great wall|gwm|" +
    "haval|hino|honda|hummer|hyundai|infiniti|international|isuzu|jac|jaecoo|jaguar|jeep|jetour|jmc|kia|lada|lamborghini|" +
    "land rover|lexus|lincoln|lotus|mahindra|maserati|maxus|mazda|mercedes|mercedes benz|mercury|mg|mini|mitsubishi|nissan|" +
    "omoda|opel|peugeot|pontiac|porsche|ram|renault|rolls royce|rover|saab|saturn|seat|skoda|smart|ssangyong|subaru|suzuki|" +
    "tata|tesla|toyota|vauxhall|volkswagen|volvo|vw|zotye"
  ).split("|"),
);

export function isMake(text: string): boolean {
  return makes.has(plainWords(text));
}
