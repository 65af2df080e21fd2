import { createContext, type ComponentProps, use } from "react";
import Markdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { useLocale } from "#renderer/ui/use-locale.ts";
import { type GuidePage, isGuidePage } from "./guide-contents.ts";
import { guideImage, guideText } from "./guide-pages.ts";
import styles from "./guide.module.css";

const GoContext = createContext<(page: GuidePage) => void>(() => {});

interface GuideTextProps {
  page: GuidePage;
  /** Shows another page. */
  onGo: (page: GuidePage) => void;
}

/** One page of the guide. Its pictures and the pages that it leads to come with the app; nothing is fetched. */
export function GuideText({ page, onGo }: GuideTextProps) {
  const locale = useLocale();
  return (
    <GoContext value={onGo}>
      <Markdown remarkPlugins={[remarkGfm]} components={components}>
        {guideText(page, locale)}
      </Markdown>
    </GoContext>
  );
}

const components: Components = { a: GuideLink, img: GuidePicture, table: GuideTable };

/** What does not come with the app, such as an operator's page, is only named. */
function GuideLink({ href = "", children }: ComponentProps<"a">) {
  const go = use(GoContext);
  const [page = ""] = href.split("#");
  if (!isGuidePage(page)) return <em>{children}</em>;
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
