import type { SentCall } from '../../tool.ts'
import { camelWords } from '../words/stem.ts'
import type { Kind } from './kind.ts'
import { kinds } from './kinds.ts'

/** The kind of thing that a call lists, of those that are known or by the operation's own name. */
export function kindListedBy({ operation, parameters }: SentCall): Kind | undefined {
  const known = kinds.find(({ list, each }) => list === operation || each?.operation === operation)
  if (known !== undefined)
    return {
      ...known,
      ...(parameters === undefined ? {} : { parameters: { ...known.parameters, ...parameters } }),
    }
  const noun = camelWords(operation.replace(/^.*:/, '')).slice(1).join(' ').replace(/s$/, '')
  if (noun === '') return undefined
  return {
    noun,
    said: [],
    list: operation,
    ...(parameters === undefined ? {} : { parameters }),
  }
}
