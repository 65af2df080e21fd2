import { createContext, type ComponentProps, use } from "react";
import Markdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { guideImage, guidePages } from "./guide-pages.ts";
import styles from "./guide.module.css";

const GoContext = createContext<(page: string) => void>(() => {});

interface GuideTextProps {
  page: string;
  /** Shows another page. */
  onGo: (page: string) => void;
}

/** One page of the guide. Its pictures and the pages that it leads to come with the app; nothing is fetched. */
export function GuideText({ page, onGo }: GuideTextProps) {
  return (
    <GoContext value={onGo}>
      <Markdown remarkPlugins={[remarkGfm]} components={components}>
        {guidePages[page] ?? ""}
      </Markdown>
    </GoContext>
  );
}

const components: Components = { a: GuideLink, img: GuidePicture, table: GuideTable };

/** What does not come with the app, such as an operator's page, is only named. */
function GuideLink({ href = "", children }: ComponentProps<"a">) {
  const go = use(GoContext);
  const [page = ""] = href.split("#");
  if (!(page in guidePages)) return <em>{children}</em>;
  return (
    <button type="button" className={styles.link} onClick={() => go(page)}>
      {children}
    </button>
  );
}

function GuidePicture({ src = "", alt = "" }: ComponentProps<"img">) {
  return <img src={guideImage(src)} alt={alt} loading="lazy" />;
}

function GuideTable({ children }: ComponentProps<"table">) {
  return (
    <div className={styles.table}>
      <table>{children}</table>
    </div>
  );
}
