import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { useBridge, useDesk } from "#renderer/bridge/context.tsx";
import { useAccess } from "#renderer/ui/access.tsx";
import { openReplica, type Replica } from "./replica.ts";

const ReplicaContext = createContext<Replica | null>(null);

type State =
  | { readonly kind: "opening" }
  | { readonly kind: "busy" }
  | { readonly kind: "open"; readonly replica: Replica }
  | { readonly kind: "failed"; readonly error: unknown };

interface ReplicaProviderProps {
  readonly children: ReactNode;
  /** Shown while the replica opens. */
  readonly waiting?: ReactNode;
  /** Shown while another window of this computer has the dealership open. */
  readonly busy?: ReactNode;
  /** Shown where it cannot be opened, such as when the disk is full. */
  readonly failed?: (error: unknown) => ReactNode;
}

/** Opens the replica of the desk's dealership, and closes it when the window's tree goes. */
export function ReplicaProvider({ children, waiting = null, busy = waiting, failed }: ReplicaProviderProps) {
  const state = useOpenedReplica();
  if (state.kind === "open") return <ReplicaContext value={state.replica}>{children}</ReplicaContext>;
  if (state.kind === "failed") return failed?.(state.error) ?? null;
  return state.kind === "busy" ? busy : waiting;
}

export function useReplica(): Replica {
  const replica = useContext(ReplicaContext);
  if (!replica) throw new Error("The replica is used outside its provider");
  return replica;
}

function useOpenedReplica(): State {
  const bridge = useBridge();
  const desk = useDesk();
  const { now } = useAccess();
  const standing = useRef(now);
  useEffect(() => void (standing.current = now), [now]);
  const [state, setState] = useState<State>({ kind: "opening" });
  const closed = useRef<Promise<unknown>>(Promise.resolve());

  useEffect(() => {
    let wanted = true;
    const show = (next: State) => wanted && setState(next);
    const opening = closed.current.then(() =>
      openReplica({
        bridge,
        desk,
        role: () => standing.current().role,
        person: () => standing.current().person,
        onBusy: () => show({ kind: "busy" }),
      }),
    );
    opening.then(
      (replica) => show({ kind: "open", replica }),
      (error: unknown) => show({ kind: "failed", error }),
    );
    return () => {
      wanted = false;
      setState({ kind: "opening" });
      closed.current = opening.then((replica) => replica[Symbol.asyncDispose]()).catch(() => undefined);
    };
  }, [bridge, desk]);

  return state;
}
