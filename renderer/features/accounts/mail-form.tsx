import { NumberInput, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./accounts.module.css";
import { SecretFormEnd, type SecretFormProps } from "./secret-form-end.tsx";

interface MailServer {
  readonly host: string;
  readonly port: number;
}

/** Where mail is fetched and sent by encrypted connections from the start. */
const usualPorts = { imap: 993, smtp: 465 };

export function MailForm({ onSave, ...end }: SecretFormProps) {
  const { t } = useTranslation("accounts");
  const [user, setUser] = useState("");
  const [password, setPassword] = useState("");
  const [imap, setImap] = useState<MailServer>({ host: "", port: usualPorts.imap });
  const [smtp, setSmtp] = useState<MailServer>({ host: "", port: usualPorts.smtp });
  const [tried, setTried] = useState(false);
  const missing = (value: string) => (tried && !value.trim() ? t("required") : null);

  /** Most providers name their servers after their domain; a person may still say otherwise. */
  const suggest = () => {
    const domain = user.split("@")[1]?.trim();
    if (!domain) return;
    setImap((now) => ({ ...now, host: now.host || `imap.${domain}` }));
    setSmtp((now) => ({ ...now, host: now.host || `smtp.${domain}` }));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const isComplete = user.trim() && password && isServer(imap) && isServer(smtp);
    if (isComplete) onSave({ id: "mail", user, password, imap, smtp });
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <p className={classes.intro}>{t("mail.text")}</p>
      <TextInput
        data-autofocus
        label={t("mail.user")}
        autoComplete="off"
        spellCheck={false}
        maxLength={254}
        value={user}
        error={missing(user)}
        onBlur={suggest}
        onChange={(event) => setUser(event.currentTarget.value)}
      />
      <PasswordInput
        label={t("mail.password")}
        autoComplete="off"
        maxLength={1024}
        value={password}
        error={tried && !password ? t("required") : null}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <ServerFields label={t("mail.imap")} server={imap} tried={tried} onChange={setImap} />
      <ServerFields label={t("mail.smtp")} server={smtp} tried={tried} onChange={setSmtp} />
      <SecretFormEnd {...end} />
    </form>
  );
}

interface ServerFieldsProps {
  label: string;
  server: MailServer;
  tried: boolean;
  onChange: (server: MailServer) => void;
}

function ServerFields({ label, server, tried, onChange }: ServerFieldsProps) {
  const { t } = useTranslation("accounts");
  return (
    <div className={classes.server} role="group" aria-label={label}>
      <TextInput
        label={label}
        spellCheck={false}
        maxLength={253}
        value={server.host}
        error={tried && !server.host.trim() ? t("required") : null}
        onChange={({ currentTarget: { value: host } }) => onChange({ ...server, host })}
      />
      <NumberInput
        label={t("mail.port")}
        allowDecimal={false}
        allowNegative={false}
        value={server.port}
        error={tried && !isPort(server.port) ? t("mail.portInvalid") : null}
        onChange={(port) => onChange({ ...server, port: Number(port) })}
      />
    </div>
  );
}

function isServer({ host, port }: MailServer): boolean {
  return host.trim() !== "" && isPort(port);
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65_535;
}
