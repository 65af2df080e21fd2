import { Component, useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { moment } from "../ui/kept-moment.ts";
import { Notice } from "./splash.tsx";

interface DefectBoundaryProps {
  readonly children: ReactNode;
  /** Writes the report and answers with its id. */
  readonly report: (error: unknown) => Promise<string>;
}

interface State {
  readonly error: unknown;
  readonly failed: boolean;
}

/** The top handler of a broken screen: reports it, shows the report's id, and opens again. */
export class DefectBoundary extends Component<DefectBoundaryProps, State> {
  override state: State = { error: null, failed: false };

  static getDerivedStateFromError(error: unknown): State {
    return { error, failed: true };
  }

  override render(): ReactNode {
    const { children, report } = this.props;
    return this.state.failed ? <Defect error={this.state.error} report={report} /> : children;
  }
}

function Defect({ error, report }: { error: unknown } & Pick<DefectBoundaryProps, "report">) {
  const { t } = useTranslation("shell");
  const [id, setId] = useState<string | null>(null);
  useEffect(() => void report(error).then(setId), [error, report]);
  return (
    <Notice
      title={t("defectTitle")}
      text={t("defectText")}
      report={id === null ? t("defectReporting") : t("defectReport", { id })}
      onRetry={beginAnew}
    />
  );
}

/** Not where it was left: that is where it broke. */
function beginAnew(): void {
  moment.keep("shell", null);
  location.reload();
}
