import { stripVTControlCharacters } from 'node:util'

/**
 * Text from a model or from AWS, safe to write to a terminal: no escape sequences, no control
 * characters but tab and newline, nothing that turns the direction of writing or hides text.
 */
export function stripControls(text: string): string {
  return stripVTControlCharacters(text).replace(unseen, (found) =>
    /[\n\t]/.test(found) ? found : '',
  )
}

/** True where a terminal would not show a text as it is; newlines and tabs count too. */
export const isUnseen = (text: string): boolean => text.search(unseen) !== -1

/** As JSON's escapes: what a terminal would not show as it is, or take for a command. */
export function escapeUnseen(json: string): string {
  return json.replace(unseen, (found) =>
    /[\n\t]/.test(found)
      ? found
      : found
          .split('')
          .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
          .join(''),
  )
}

/**
 * Controls, and what is written and not seen: marks of direction, blanks without width, the tags of
 * U+E0000 (letters that only a program reads), also in halves, and selectors of variants. What joins
 * emoji is none.
 */
const unseen =
  /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}\udb40]/gu
