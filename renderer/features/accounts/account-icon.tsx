import {
  IconBrandGoogle,
  IconBrandLinkedin,
  IconBrandMeta,
  IconBrandTelegram,
  IconBrandX,
  IconMail,
  IconServer,
} from "@tabler/icons-react";
import type { AccountId } from "#shared/contract/accounts.ts";

const icons = {
  google: IconBrandGoogle,
  meta: IconBrandMeta,
  x: IconBrandX,
  linkedin: IconBrandLinkedin,
  telegram: IconBrandTelegram,
  mail: IconMail,
  hub: IconServer,
};

export function AccountIcon({ id }: { id: AccountId }) {
  const Icon = icons[id];
  return <Icon size={18} stroke={1.5} aria-hidden />;
}
