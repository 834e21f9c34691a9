import { commandCases, valueCases } from './cases.ts'
import { type OptionValue, type Place, placeLines } from './grammar.ts'

/** For `source <(aws-ops completion zsh)`. */
export function zshCompletion(places: readonly Place[]): string {
  return `#compdef aws-ops
# Completion of aws-ops for zsh.
_aws_ops() {
  local place= word
  local -a found
  for word in \${words[2,CURRENT-1]}; do
    case "$place $word" in
${commandCases(places)}
    esac
  done
  case "$place \${words[CURRENT-1]}" in
${valueCases(places, offer)}
  esac
  case "$place" in
${placeLines(places, ({ path, commands, options }) => [
  `    '${path}') found=(${[
    ...commands.map(({ word, help }) => described(word, help)),
    ...options.flatMap(({ names, help }) => names.map((name) => described(name, help))),
  ].join(' ')}) ;;`,
])}
  esac
  _describe aws-ops found
}
compdef _aws_ops aws-ops
`
}

function offer(value: OptionValue): string {
  if (value === 'file') return '_files'
  return value === 'text' ? ':' : `compadd -- ${value.join(' ')}`
}

function described(word: string, help: string): string {
  return `'${word}:${help.replaceAll("'", "'\\''")}'`
}
