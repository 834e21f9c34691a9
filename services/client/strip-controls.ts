import { stripVTControlCharacters } from 'node:util'

/**
 * Text from a model or from AWS, safe to write to a terminal: no escape sequences, no control
 * characters but tab and newline, nothing that turns the direction of writing.
 */
export function stripControls(text: string): string {
  return stripVTControlCharacters(text).replace(
    /(?![\n\t])[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu,
    '',
  )
}
