import { Component, useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { connectBridge } from "../bridge/connect.ts";
import { reportDefect } from "../bridge/report-defect.ts";
import { Notice } from "./splash.tsx";

interface State {
  readonly error: unknown;
  readonly failed: boolean;
}

/** The top handler of a broken screen: reports it, shows the report's id, and opens again. */
export class DefectBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null, failed: false };

  static getDerivedStateFromError(error: unknown): State {
    return { error, failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Defect error={this.state.error} /> : this.props.children;
  }
}

function Defect({ error }: { error: unknown }) {
  const { t } = useTranslation("shell");
  const [id, setId] = useState<string | null>(null);
  useEffect(() => {
    void connectBridge()
      .then((bridge) => reportDefect(bridge, error))
      .then(setId);
  }, [error]);
  return (
    <Notice
      title={t("defectTitle")}
      text={t("defectText")}
      report={id === null ? t("defectReporting") : t("defectReport", { id })}
      onRetry={() => location.reload()}
    />
  );
}
