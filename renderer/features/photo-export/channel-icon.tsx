import {
  IconBrandFacebook,
  IconBrandInstagram,
  IconBrandLinkedin,
  IconBrandTelegram,
  IconBrandX,
  IconPhotoShare,
  IconWorld,
  type Icon,
} from "@tabler/icons-react";
import type { PhotoChannel } from "#shared/model/photo-preset.ts";

const icons: Readonly<Record<PhotoChannel, Icon>> = {
  website: IconWorld,
  facebook: IconBrandFacebook,
  instagram: IconBrandInstagram,
  x: IconBrandX,
  linkedin: IconBrandLinkedin,
  telegram: IconBrandTelegram,
  other: IconPhotoShare,
};

export function ChannelIcon({ channel }: { channel: PhotoChannel }) {
  const Icon = icons[channel];
  return <Icon size={20} stroke={1.6} aria-hidden />;
}
