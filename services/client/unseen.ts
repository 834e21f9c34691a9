/**
 * Controls, and what is written and not seen: marks of direction, blanks without width, the tags of
 * U+E0000 (letters that only a program reads), also in halves, and selectors of variants. What joins
 * emoji is none.
 */
export const unseen =
  /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}\udb40]/gu
