import { TagsInput } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ElementSet, Vehicle } from "#shared/model/vehicle.ts";
import { useReplica } from "#renderer/replica/context.tsx";
import { Field } from "./field.tsx";
import styles from "./feature-tags.module.css";

interface FeatureTagsProps {
  vehicle: Vehicle;
  onChange: (features: ElementSet) => void;
}

/** What the car has. Two desks that each add something both keep it, so a removed feature is marked, not forgotten. */
export function FeatureTags({ vehicle, onChange }: FeatureTagsProps) {
  const { t } = useTranslation("inventory");
  const { inventory } = useReplica();
  const present = presentIn(vehicle.features);
  const known = useMemo(() => {
    const names = new Set(inventory.get().cars.flatMap((car) => presentIn(car.vehicle.features)));
    return [...names].sort((a, b) => a.localeCompare(b));
  }, [inventory]);

  return (
    <Field label={t("field.features")} stacked>
      {({ id }) => (
        <TagsInput
          id={id}
          variant="unstyled"
          classNames={{ root: styles.root, input: styles.input, pill: styles.pill, inputField: styles.field }}
          data={known}
          limit={8}
          openOnFocus={false}
          maxLength={60}
          acceptValueOnBlur
          value={present}
          placeholder={t("addFeature")}
          onChange={(names) => onChange(changedSet(vehicle.features, names))}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.stopPropagation();
            event.currentTarget.blur();
          }}
          comboboxProps={{ shadow: "md", offset: 2 }}
        />
      )}
    </Field>
  );
}

function presentIn(features: ElementSet): string[] {
  return Object.keys(features).filter((name) => features[name]);
}

function changedSet(features: ElementSet, names: readonly string[]): ElementSet {
  const removed = presentIn(features).filter((name) => !names.includes(name));
  return {
    ...features,
    ...Object.fromEntries(removed.map((name) => [name, null])),
    ...Object.fromEntries(names.map((name) => [name, true as const])),
  };
}
