import { type CustomTypesConfig, types } from "pg";

/** Sequence numbers and sizes are bigints that stay far below 2^53, so they are read as numbers. */
export const valueTypes: CustomTypesConfig = {
  getTypeParser: (id, format) =>
    id === types.builtins.INT8 ? Number : (types.getTypeParser(id, format) as (text: string) => unknown),
};
