import classes from "./picture-row.module.css";

const pageSize = 6;

/** Which pictures stand in the row while this one is under way: it turns as a page does, not with every picture. */
export function pageOf(index: number): { readonly from: number; readonly to: number } {
  const from = index - (index % pageSize);
  return { from, to: from + pageSize };
}

/** Small pictures of files on their way, so that they are seen to arrive. Nothing to hear: the card says it in words. */
export function PictureRow({ pictures }: { pictures: readonly (string | null)[] }) {
  return (
    <div className={classes.row} aria-hidden>
      {Array.from({ length: pageSize }, (_, place) => (
        <Place key={place} picture={pictures[place] ?? null} isEmpty={place >= pictures.length} />
      ))}
    </div>
  );
}

function Place({ picture, isEmpty }: { picture: string | null; isEmpty: boolean }) {
  return (
    <span className={classes.place} data-empty={isEmpty || undefined}>
      {picture && <img className={classes.picture} src={picture} alt="" draggable={false} decoding="async" />}
    </span>
  );
}
