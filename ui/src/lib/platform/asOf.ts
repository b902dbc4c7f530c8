/**
 * Gives the date (EDTF) as of whose end the library is to tell everything; empty for now. Where the person is says it, so
 * navigation puts itself in here.
 */
export const asOf: { date: () => string } = { date: () => "" };
