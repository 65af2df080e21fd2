interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML: (text: string) => string | null }): unknown;
}

/**
 * The window's only use of HTML sinks is Mantine writing style sheets into `style` elements, so text that could hold an
 * element is refused and plain CSS passes. Scripts have no rule and are refused as well.
 */
export function allowStyleSheetsOnly(scope: object = globalThis): void {
  const trustedTypes = Reflect.get(scope, "trustedTypes") as TrustedTypes | undefined;
  trustedTypes?.createPolicy("default", { createHTML: (text) => (text.includes("<") ? null : text) });
}
