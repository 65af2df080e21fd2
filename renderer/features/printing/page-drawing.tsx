import { memo } from "react";
import type { LabelGrid } from "#shared/model/print-layout.ts";
import { type LabelPlace, slotPlace } from "#shared/rules/label-placing.ts";
import { type CodeBlock, type PrintBlock, quietZone, type TextBlock } from "#shared/rules/print-blocks.ts";
import { lineHeight } from "#shared/rules/text-fitting.ts";
import styles from "./page-drawing.module.css";
import { fontWeights } from "./text-measure.ts";

interface PageDrawingProps {
  readonly grid: LabelGrid;
  readonly places: readonly LabelPlace[];
  readonly labels: readonly (readonly PrintBlock[])[];
  /** What a screen reader calls the page; pages that are printed need no name. */
  readonly name?: string;
  /** Shows where the sheet's labels end, which is on the sheet and never printed. */
  readonly outlined?: boolean;
}

/** A page as it is printed: a unit of the drawing is a millimetre of paper. */
export const PageDrawing = memo(function PageDrawing(props: PageDrawingProps) {
  const { grid, places, labels, name, outlined = false } = props;
  return (
    <svg
      className={styles.page}
      viewBox={`0 0 ${grid.pageWidth} ${grid.pageHeight}`}
      style={outlined ? {} : { width: `${grid.pageWidth}mm`, height: `${grid.pageHeight}mm` }}
      role="img"
      aria-label={name}
      aria-hidden={name === undefined}
    >
      {outlined && <Outlines grid={grid} />}
      {places.map(({ item, x, y }) => (
        <g key={`${x} ${y}`} transform={`translate(${x} ${y})`}>
          {labels[item]!.map((block) => (
            <Block key={`${block.x} ${block.y}`} block={block} />
          ))}
        </g>
      ))}
    </svg>
  );
});

function Block({ block }: { block: PrintBlock }) {
  if (block.type === "text") return <Text block={block} />;
  if (block.type === "code") return <Code block={block} />;
  const { x, y, width, height } = block;
  return <rect x={x} y={y} width={width} height={height} />;
}

/** From the top of a line to where its letters stand, as a part of their size; accents reach above the letters. */
const ascent = 0.94;

function Text({ block: { x, y, lines, size, weight, soft } }: { block: TextBlock }) {
  const placed = lines.map((line, index) => ({ line, baseline: y + size * (index * lineHeight + ascent) }));
  return placed.map(({ line, baseline }) => (
    <text
      key={baseline}
      className={soft ? styles.soft : undefined}
      x={x}
      y={baseline}
      fontSize={size}
      fontWeight={fontWeights[weight]}
    >
      {line}
    </text>
  ));
}

function Code({ block: { x, y, width, code } }: { block: CodeBlock }) {
  const module = width / (code.modules + 2 * quietZone);
  const inset = quietZone * module;
  return (
    <path
      d={code.path}
      transform={`translate(${x + inset} ${y + inset}) scale(${module})`}
      shapeRendering="crispEdges"
    />
  );
}

function Outlines({ grid }: { grid: LabelGrid }) {
  const { columns, rows, labelWidth, labelHeight } = grid;
  if (columns * rows === 1 && labelWidth === grid.pageWidth && labelHeight === grid.pageHeight) return null;
  return Array.from({ length: columns * rows }, (_, slot) => slotPlace(grid, slot)).map(({ x, y }) => (
    <rect
      key={`${x} ${y}`}
      className={styles.outline}
      x={x}
      y={y}
      width={labelWidth}
      height={labelHeight}
      rx={labelWidth < grid.pageWidth ? 1.5 : 0}
    />
  ));
}
