import { NumberInput, Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { shapeName } from "#renderer/ui/shape-name.ts";
import type { PhotoPreset } from "#shared/model/photo-preset.ts";
import classes from "./preset-editor.module.css";

type Shape = PhotoPreset["shape"];

interface ShapeFieldProps {
  readonly shape: Shape;
  readonly onChange: (shape: Shape) => void;
}

const usual = ["4:3", "3:2", "1:1", "4:5", "16:9", "40:21"];
const textOf = ({ width, height }: NonNullable<Shape>) => `${width}:${height}`;

/** The usual shapes by name, any other one by its sides. */
export function ShapeField({ shape, onChange }: ShapeFieldProps) {
  const { t } = useTranslation("photoExport");
  const [isCustom, setIsCustom] = useState(shape !== null && !usual.includes(textOf(shape)));
  const choose = (value: string | null) => {
    setIsCustom(value === "custom");
    if (value === "custom") onChange(shape ?? { width: 4, height: 3 });
    else onChange(value === null || value === "own" ? null : shapeOf(value));
  };
  return (
    <div>
      <Select
        label={t("shape")}
        data={[
          { value: "own", label: t("shapeOwn") },
          ...usual.map((value) => ({ value, label: shapeName(shapeOf(value)) })),
          { value: "custom", label: t("shapeCustom") },
        ]}
        value={isCustom ? "custom" : shape ? textOf(shape) : "own"}
        onChange={choose}
      />
      {isCustom && shape && (
        <div className={classes.sides}>
          {(["width", "height"] as const).map((side) => (
            <NumberInput
              key={side}
              aria-label={t(side === "width" ? "shapeWidth" : "shapeHeight")}
              min={1}
              max={100}
              clampBehavior="strict"
              allowDecimal={false}
              value={shape[side]}
              onChange={(value) => {
                if (typeof value === "number" && value >= 1) onChange({ ...shape, [side]: value });
              }}
            />
          ))}
        </div>
      )}
    </div>
  );
}

function shapeOf(text: string): NonNullable<Shape> {
  const [width = 1, height = 1] = text.split(":").map(Number);
  return { width, height };
}
