/** The names of the fields in the form: each column names its field, each field that may be the same for all its value. */
export const columnName = (column: number): string => `column${column}`;
export const wholeTableName = (field: string): string => `all-${field}`;
