import styles from "./lot-drawing.module.css";

/** Side views on a 120 x 44 field, the ground at y = 40. */
const bodies = {
  sedan:
    "M6 34c-2 0-3-2-2-5l2-5c1-2 3-3 6-4l16-3c8-6 16-10 28-10 13 0 20 4 28 10l22 4c5 1 8 4 8 8v3c0 1-1 2-3 2z",
  pickup: "M4 34c-1 0-2-1-2-3V20h50V8c0-2 1-3 3-3h18c4 0 6 1 8 4l9 11 20 3c5 1 7 3 7 7v2c0 1-1 2-3 2z",
  suv: "M6 34c-2 0-3-1-3-3V18c0-6 2-11 8-12 12-2 36-2 48 0 5 1 8 3 12 8l5 5 26 4c6 1 9 4 9 8v1c0 1-1 2-3 2z",
  hatch: "M8 34c-3 0-4-1-4-4v-7c0-5 3-8 7-11 6-4 14-6 26-6 14 0 22 4 31 12l26 4c6 1 9 3 9 8v2c0 1-1 2-3 2z",
} as const;

const windows = {
  sedan: "M32 20c6-6 11-9 18-9v9zM54 11c9 0 14 3 20 9H54z",
  pickup: "M60 10h14c2 0 4 1 5 3l6 7H60z",
  suv: "M9 18c0-5 2-8 6-8h12v8zM31 10h20c4 0 6 1 8 4l4 4H31z",
  hatch: "M12 19c3-5 9-8 20-8v8zM36 11c9 0 15 3 23 8H36z",
} as const;

const row = [
  { body: "pickup", x: 0, paint: 0 },
  { body: "sedan", x: 140, paint: 1 },
  { body: "suv", x: 280, paint: 2 },
  { body: "hatch", x: 420, paint: 0 },
  { body: "sedan", x: 560, paint: 3 },
  { body: "pickup", x: 700, paint: 1 },
  { body: "suv", x: 840, paint: 0 },
] as const;

/** A quiet row of parked cars; says nothing that the words do not. */
export function LotDrawing() {
  return (
    <svg className={styles.lot} viewBox="0 0 960 46" aria-hidden>
      {row.map(({ body, x, paint }) => (
        <g key={x} transform={`translate(${x} 0)`} data-paint={paint}>
          <path className={styles.body} d={bodies[body]} />
          <path className={styles.window} d={windows[body]} />
          <circle className={styles.wheel} cx={28} cy={34} r={7} />
          <circle className={styles.wheel} cx={90} cy={34} r={7} />
        </g>
      ))}
      <path className={styles.ground} d="M0 43.5h960" />
    </svg>
  );
}
