import { commandCases, valueCases } from './cases.ts'
import { type OptionValue, type Place, placeLines } from './grammar.ts'

/** For `source <(aws-ops completion bash)`. */
export function bashCompletion(places: readonly Place[]): string {
  return `# Completion of aws-ops for bash.
_aws_ops() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} place= word words=
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$place $word" in
${commandCases(places)}
    esac
  done
  case "$place $before" in
${valueCases(places, offer)}
  esac
  case "$place" in
${placeLines(places, ({ path, commands, options }) => [
  `    '${path}') words='${[...commands.map(({ word }) => word), ...options.flatMap(({ names }) => names)].join(' ')}' ;;`,
])}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _aws_ops aws-ops
`
}

function offer(value: OptionValue): string {
  if (value === 'text') return ':'
  const words = value === 'file' ? '-f' : `-W '${value.join(' ')}'`
  return `COMPREPLY=($(compgen ${words} -- "$current"))`
}
