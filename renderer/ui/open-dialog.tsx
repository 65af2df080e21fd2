import { Modal, type ModalProps } from "@mantine/core";
import { useLayoutEffect, useState } from "react";

/**
 * A dialog that is drawn only while it is open. It gives the focus back to what had it before, as others do when they close: Mantine
 * does so for those alone that stay and are told.
 */
export function OpenDialog(props: Omit<ModalProps, "opened">) {
  const [before] = useState(() => document.activeElement);
  useLayoutEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected && isInDialog(document.activeElement))
        before.focus({ preventScroll: true });
    },
    [before],
  );
  return <Modal opened {...props} />;
}

/** Not where the act that ended the dialog has brought it. */
function isInDialog(focused: Element | null): boolean {
  return !focused || focused === document.body || focused.closest('[role="dialog"]') !== null;
}
