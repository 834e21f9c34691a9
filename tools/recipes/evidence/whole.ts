declare const proof: unique symbol

/** That every read of an answer so far was made, and to its end. Only `wholeIf` makes it. */
export interface Whole {
  readonly [proof]: true
}

const whole = {} as Whole

export const wholeIf = (missed: number): Whole | undefined => (missed === 0 ? whole : undefined)

/**
 * The one place from which “every”, “no … is” and “all N” come: what holds of all is said where all
 * was seen; where it was not, `part` is, which tells what of it was seen.
 */
export const aboutAll = (seen: Whole | undefined, all: string, part: string): string =>
  seen === undefined ? part : all
