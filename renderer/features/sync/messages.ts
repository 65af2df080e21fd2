export const messages = { en: {}, "es-MX": {} } as const;
