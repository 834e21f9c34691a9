import { type OptionValue, type Place, placeLines } from './grammar.ts'

/** Branches of a `case` on `"$place $word"`, as bash and zsh have them: where a word leads. */
export function commandCases(places: readonly Place[]): string {
  return placeLines(places, ({ path, commands }) =>
    commands.map(({ word }) => `      '${path} ${word}') place='${`${path} ${word}`.trim()}' ;;`),
  )
}

/** Branches of a `case` on `"$place $before"`: what may follow an option that takes a value. */
export function valueCases(
  places: readonly Place[],
  offer: (value: OptionValue) => string,
): string {
  return placeLines(places, ({ path, options }) =>
    options.flatMap(({ names, value }) => {
      if (value === undefined) return []
      const pattern = names.map((name) => `'${path} ${name}'`).join(' | ')
      return [`    ${pattern}) ${offer(value)}; return ;;`]
    }),
  )
}
