import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isCodeAddress } from "#shared/rules/print-codes.ts";

interface CodeAddressFieldProps {
  readonly address: string;
  readonly onChange: (address: string) => void;
}

/** Where a customer's telephone is led by the code. */
export function CodeAddressField({ address, onChange }: CodeAddressFieldProps) {
  const { t } = useTranslation("printing");
  const [draft, setDraft] = useState(address);
  const wanted = draft.trim();
  const isGood = wanted === "" || isCodeAddress(wanted);
  return (
    <TextInput
      label={t("codeAddress")}
      description={t("codeAddressHint")}
      placeholder="https://www.milote.mx/autos/{stock}"
      maxLength={200}
      spellCheck={false}
      value={draft}
      error={isGood ? null : t("codeAddressWrong")}
      onChange={({ currentTarget }) => setDraft(currentTarget.value)}
      onBlur={() => isGood && wanted !== address && onChange(wanted)}
    />
  );
}
