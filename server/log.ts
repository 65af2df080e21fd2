/** One line of the hub's log. It never carries names, addresses of people, document contents or secrets. */
export interface HubLogLine {
  readonly at: string;
  readonly level: "info" | "error";
  readonly event: string;
  readonly fields: Readonly<Record<string, string | number | boolean>>;
}

export interface HubLog {
  info(event: string, fields?: HubLogLine["fields"]): void;
  /** Logs a defect and answers the id under which it stands in the log. */
  error(event: string, error: unknown, fields?: HubLogLine["fields"]): string;
}

export function createLog(write: (line: HubLogLine) => void, now: () => number): HubLog {
  const at = () => new Date(now()).toISOString();
  return {
    info: (event, fields = {}) => write({ at: at(), level: "info", event, fields }),
    error(event, error, fields = {}) {
      const defectId = crypto.randomUUID();
      write({ at: at(), level: "error", event, fields: { ...fields, defectId, ...describe(error) } });
      return defectId;
    },
  };
}

/**
 * An error without what it may quote: a failed query's text holds its parameters and a database's detail holds values,
 * so only the innermost cause's name, code, first line and place in the code are kept.
 */
function describe(error: unknown): HubLogLine["fields"] {
  const cause = innermost(error);
  if (!(cause instanceof Error)) return { error: typeof cause };
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
  const place = cause.stack?.split("\n").find((line) => line.trimStart().startsWith("at ")) ?? "";
  const [message = ""] = cause.message.split("\n");
  return { error: cause.name, code, message: message.slice(0, 200), place: place.trim() };
}

function innermost(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? innermost(error.cause) : error;
}
