import { useId } from "react";
import { useTranslation } from "react-i18next";
import classes from "./tool-panel.module.css";

export interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly from: number;
  readonly to: number;
  /** How far an arrow key goes. */
  readonly step: number;
  /** The value in words. */
  readonly shown: string;
  readonly onChange: (value: number) => void;
  readonly onRest: () => void;
}

/** A slider with its zero in the middle; a double click brings it back there. */
export function Slider({ label, value, from, to, step, shown, onChange, onRest }: SliderProps) {
  const { t } = useTranslation("photoEditor");
  const id = useId();
  return (
    <div className={classes.slider} title={t("sliderHint")} onDoubleClick={() => onChange(0)}>
      <label htmlFor={id}>{label}</label>
      <output htmlFor={id} data-neutral={value === 0 || undefined}>
        {shown}
      </output>
      <input
        id={id}
        type="range"
        min={from}
        max={to}
        step={step}
        value={value}
        aria-valuetext={shown}
        onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}
        onPointerUp={onRest}
        onBlur={onRest}
      />
    </div>
  );
}
