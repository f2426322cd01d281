/** The characters that JSON is made of, by their codes (RFC 8259, 2). */
export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_LIST = 0x5b;
export const CLOSE_LIST = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON has none within a text.
export const CONTROL = /[\x00-\x1f]/;
