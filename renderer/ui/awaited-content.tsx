import { Component, createRef, type ReactNode, useCallback } from "react";
import styles from "./awaited-content.module.css";

interface AwaitedContentProps {
  /** By which its height is remembered on this computer. */
  name: string;
  /** In pixels, where it was never shown on this computer. */
  height: number;
  /** Said until it is known. */
  waiting: string;
  /** Null until it is known. */
  children: ReactNode;
}

/**
 * What main has yet to answer: its place is as high as it was last, so that nothing below moves away from under a click. Where
 * it comes with another height, what the user points at or has the focus in stays where it is.
 */
export function AwaitedContent({ name, height, waiting, children }: AwaitedContentProps) {
  const key = `height.${name}`;
  const remember = useCallback(
    (content: HTMLDivElement) => {
      const watch = new ResizeObserver(() => localStorage.setItem(key, String(content.offsetHeight)));
      watch.observe(content);
      return () => watch.disconnect();
    },
    [key],
  );
  return (
    <Place isKnown={children !== null}>
      {children === null ? (
        <div style={{ minHeight: Number(localStorage.getItem(key)) || height }}>
          <p className={styles.waiting}>{waiting}</p>
        </div>
      ) : (
        <div className={styles.content} ref={remember}>
          {children}
        </div>
      )}
    </Place>
  );
}

interface PlaceProps {
  isKnown: boolean;
  children: ReactNode;
}

/** A class, as nothing else is told before the page changes. */
class Place extends Component<PlaceProps> {
  private readonly place = createRef<HTMLDivElement>();
  private pointer: PointerEvent | null = null;
  private readonly follow = (event: PointerEvent) => {
    this.pointer = event;
  };

  override componentDidMount(): void {
    window.addEventListener("pointermove", this.follow, { passive: true });
  }

  override componentWillUnmount(): void {
    window.removeEventListener("pointermove", this.follow);
  }

  /** Where the place ends on the screen as long as what is below it is used; null where nothing is to be held. */
  override getSnapshotBeforeUpdate(before: PlaceProps): number | null {
    const place = this.place.current;
    return place && this.props.isKnown && !before.isKnown && this.isUsedBelow(place) ? endOf(place) : null;
  }

  override componentDidUpdate(_props: PlaceProps, _state: unknown, end: number | null): void {
    const place = this.place.current;
    if (!place || end === null) return;
    const scroller = scrollerOf(place);
    scroller.scrollTop += endOf(place) - end;
    // Less than was kept for it, at the beginning of the page.
    const missing = end - endOf(place);
    if (missing > 0) place.style.minHeight = `${place.offsetHeight + missing}px`;
  }

  override render(): ReactNode {
    return <div ref={this.place}>{this.props.children}</div>;
  }

  private isUsedBelow(place: HTMLElement): boolean {
    const scroller = scrollerOf(place);
    const { pointer } = this;
    if (pointer?.target instanceof Node && scroller.contains(pointer.target))
      return pointer.clientY > endOf(place);
    const { activeElement } = document;
    return (
      activeElement !== null &&
      scroller.contains(activeElement) &&
      (place.compareDocumentPosition(activeElement) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
    );
  }
}

const endOf = (place: HTMLElement) => place.getBoundingClientRect().bottom;

function scrollerOf(element: HTMLElement): Element {
  for (let around = element.parentElement; around; around = around.parentElement)
    if (/auto|scroll/.test(getComputedStyle(around).overflowY)) return around;
  return document.documentElement;
}
