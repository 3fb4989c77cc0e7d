/** Milliseconds since 1970: all labelled data were gathered before, and no figure may depend on when it is measured. */
export const RECEIVED_AT = Date.UTC(2026, 10, 30);
