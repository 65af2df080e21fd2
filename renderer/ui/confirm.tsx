import { Button, Group, Modal, Text } from "@mantine/core";
import {
  createContext,
  use,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
} from "react";
import { useTranslation } from "react-i18next";

interface Question {
  title: string;
  /** What will happen and what is kept. */
  text: ReactNode;
  /** The act itself, as the button says it: "Cancel the sale", never "OK". */
  confirm: string;
  /** What the other button says where "Cancel" could be taken for the act: "Keep it sold". */
  dismiss?: string;
  dangerous?: boolean;
}

type Confirm = (question: Question) => Promise<boolean>;

const ConfirmContext = createContext<Confirm | null>(null);

/** Asks in a dialog: `if (await confirm({ ... })) act()`. */
export function useConfirm(): Confirm {
  const confirm = use(ConfirmContext);
  if (!confirm) throw new Error("useConfirm needs a ConfirmProvider above it");
  return confirm;
}

export function ConfirmProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation("common");
  const [question, setQuestion] = useState<Question | null>(null);
  const [opened, setOpened] = useState(false);
  const answer = useRef<(confirmed: boolean) => void>(() => undefined);

  const confirm = useCallback<Confirm>((next) => {
    answer.current(false);
    setQuestion(next);
    setOpened(true);
    return new Promise((resolve) => (answer.current = resolve));
  }, []);

  const settle = (confirmed: boolean) => {
    setOpened(false);
    answer.current(confirmed);
    answer.current = () => undefined;
  };

  const escape = useRef<() => boolean>(() => false);
  useEffect(() => {
    escape.current = () => {
      if (opened) settle(false);
      return opened;
    };
  });
  // Whatever asks may be a dialog itself, which would close by the same key: this listens before any of them does.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.isComposing && escape.current()) event.stopImmediatePropagation();
    };
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, []);

  return (
    <ConfirmContext value={confirm}>
      {children}
      <Modal
        opened={opened}
        onClose={() => settle(false)}
        title={question?.title}
        size="sm"
        // Above whatever asks, also where that covers the window.
        zIndex={400}
        closeButtonProps={{ "aria-label": t("close") }}
      >
        <Text size="sm" c="dimmed">
          {question?.text}
        </Text>
        <Group justify="flex-end" gap="sm" mt="lg">
          <Button variant="default" onClick={() => settle(false)}>
            {question?.dismiss ?? t("cancel")}
          </Button>
          <Button data-autofocus color={question?.dangerous ? "red" : undefined} onClick={() => settle(true)}>
            {question?.confirm}
          </Button>
        </Group>
      </Modal>
    </ConfirmContext>
  );
}
