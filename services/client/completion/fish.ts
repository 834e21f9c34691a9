import { type OptionWord, type Place, placeLines } from './grammar.ts'

/** For ~/.config/fish/completions/aws-ops.fish. */
export function fishCompletion(places: readonly Place[]): string {
  return `# Completion of aws-ops for fish.
complete -c aws-ops -f
${placeLines(places, ({ path, commands, options }) => {
  const here = `complete -c aws-ops -n '${condition(path, commands)}'`
  return [
    ...commands.map(({ word, help }) => `${here} -a ${word} -d ${quoted(help)}`),
    ...options.map((option) => `${here} ${flags(option)} -d ${quoted(option.help)}`),
  ]
})}
`
}

function condition(path: string, commands: Place['commands']): string {
  const seen = path.split(' ').filter(Boolean)
  const next = commands.map(({ word }) => word).join(' ')
  return [
    ...seen.map((word) => `__fish_seen_subcommand_from ${word}`),
    ...(next === '' ? [] : [`not __fish_seen_subcommand_from ${next}`]),
  ].join('; and ')
}

function flags({ names, value }: OptionWord): string {
  const named = names.map((name) =>
    name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`,
  )
  if (value === undefined) return named.join(' ')
  const taken = value === 'file' ? '-r -F' : value === 'text' ? '-x' : `-x -a '${value.join(' ')}'`
  return `${named.join(' ')} ${taken}`
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
