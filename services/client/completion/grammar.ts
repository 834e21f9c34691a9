import type { Command, Option } from 'commander'

/** What may follow at one place of a command line: `''`, `ask`, `conversations list` … */
export interface Place {
  /** The commands so far. */
  path: string
  commands: readonly Word[]
  options: readonly OptionWord[]
}

interface Word {
  word: string
  help: string
}

export interface OptionWord {
  /** `--env` and `-e` */
  names: readonly string[]
  help: string
  /** Undefined where it takes none. */
  value: OptionValue | undefined
}

/** Words to choose from, or any file or text. */
export type OptionValue = readonly string[] | 'file' | 'text'

/** All places of a program, as it is described to commander; `environments` are those of `--env`. */
export function grammarOf(program: Command, environments: readonly string[]): Place[] {
  const optionWords = (options: readonly Option[]): OptionWord[] =>
    options.map(({ short, long, description, ...option }) => ({
      names: [long, short].filter((name) => name !== undefined),
      help: description,
      value: long === '--env' ? environments.filter(isPlainWord) : valueTakenBy(option),
    }))
  const everywhere = optionWords(program.options)
  const placesOf = (command: Command, path: string): Place[] => [
    {
      path,
      commands: command.commands.map((child) => ({
        word: child.name(),
        help: child.description(),
      })),
      options: [
        ...(command === program ? [] : optionWords(command.options)),
        ...everywhere,
        { names: ['--help', '-h'], help: 'help', value: undefined },
      ],
    },
    ...command.commands.flatMap((child) => placesOf(child, `${path} ${child.name()}`.trim())),
  ]
  return placesOf(program, '')
}

/**
 * What no shell reads as anything but itself. `configure` makes no other names; a file of another in
 * the configuration's folder is not offered.
 */
const isPlainWord = (word: string): boolean => /^\w[\w.+@-]*$/.test(word)

/** Lines of a script, from every place. */
export function placeLines(places: readonly Place[], linesOf: (place: Place) => string[]): string {
  return places.flatMap(linesOf).join('\n')
}

type Valued = Pick<Option, 'flags' | 'required' | 'optional' | 'argChoices'>

function valueTakenBy({ flags, required, optional, argChoices }: Valued): OptionWord['value'] {
  if (!required && !optional) return undefined
  return argChoices ?? (/[<[](file|path|folder)[>\]]/.test(flags) ? 'file' : 'text')
}
