/** With a full stop where it has no end of its own, so that two do not run together. */
export const sentence = (text: string): string => (/[.!?:…]\W*$/.test(text) ? text : `${text}.`)
