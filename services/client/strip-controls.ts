import { stripVTControlCharacters } from 'node:util'
import { unseen } from './unseen.ts'

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
