import { IconPhotoOff } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import classes from "./photo-image.module.css";

export interface PhotoImageProps {
  readonly src: string;
  readonly alt: string;
  /** `#rrggbb`, shown until the picture is there. */
  readonly color: string;
  /** A smaller picture of the same photo that is likely to be here already. */
  readonly placeholder?: string;
  /** Said instead of the picture while it cannot be had. */
  readonly missing: string;
  readonly fit?: "cover" | "contain";
}

const firstRetry = 3000;
const longestRetry = 60_000;

/**
 * A picture that never jumps: its box keeps its size, filled with the dominant colour, then the placeholder, then the
 * picture. One that cannot be had (another desk's photo while offline) is asked for again, ever less often.
 */
export function PhotoImage(props: PhotoImageProps) {
  return <Picture key={props.src} {...props} />;
}

function Picture({ src, alt, color, placeholder, missing, fit = "cover" }: PhotoImageProps) {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<"loading" | "shown" | "missing">("loading");

  useEffect(() => {
    if (state !== "missing") return undefined;
    const timer = setTimeout(
      () => setAttempt((count) => count + 1),
      Math.min(firstRetry * 2 ** attempt, longestRetry),
    );
    return () => clearTimeout(timer);
  }, [state, attempt]);

  return (
    <span className={classes.frame} style={{ backgroundColor: color }} data-fit={fit}>
      {placeholder && state !== "shown" && <img className={classes.picture} src={placeholder} alt="" />}
      <img
        key={attempt}
        className={classes.picture}
        src={attempt === 0 ? src : `${src}?attempt=${attempt}`}
        alt={alt}
        draggable={false}
        decoding="async"
        data-state={state}
        onLoad={() => setState("shown")}
        onError={() => setState("missing")}
      />
      {state === "missing" && !placeholder && (
        <span className={classes.missing} title={missing}>
          <IconPhotoOff size={16} aria-hidden />
        </span>
      )}
      {state === "missing" && placeholder && <span className={classes.note}>{missing}</span>}
    </span>
  );
}
