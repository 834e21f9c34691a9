import type { Condition } from './lens/condition.ts'
import { joined as either } from './lens/either.ts'
import { fieldsOf } from './lens/fields.ts'
import type { Seen } from './lens/seen.ts'
import { heldBy, itemNames, itemsOf } from './narrow.ts'
import type { Word } from './plan.ts'
import { withName } from './things/identity.ts'
import type { Thing } from './things/list-things.ts'

/** Words that are a part of some things' names, where they are nothing else: `checkout` of checkout-api. */
export function namesInPart(
  things: readonly Thing[],
  seen: Seen,
  question: string,
): Seen | undefined {
  const all = seen.unused.flatMap((word): Called[] => {
    const { found } = word.word.length > 2 ? withName(things, word.word) : { found: [] }
    return found.length === 0 || found.length === things.length ? [] : [{ word, found }]
  })
  // “External access” is none of the logs' that have access in their names.
  const lost = seen.unused.filter((word) => !all.some((one) => one.word === word))
  const called = all.filter(
    ({ word }) =>
      !lost.some(
        (one) =>
          one.at + one.word.length + 1 === word.at &&
          !/[-.\d]/.test(one.word) &&
          isOfMany.test(word.word),
      ),
  )
  if (called.length === 0) return undefined
  // “The buckets for invoices and backups”: no name has both of what is listed.
  const isNone =
    called.length > 1 &&
    called.some(({ word }) =>
      /(?:,|\band|&) (?:the |our |for )*$/i.test(question.slice(0, word.at)),
    ) &&
    !things.some((thing) => called.every(({ found }) => found.includes(thing)))
  const isEither =
    isNone || called.some(({ word }) => /\bor (?:the )?$/i.test(question.slice(0, word.at)))
  // “The search nodes of staging” have all of the words, “web or search” one of them.
  const groups = isEither ? [called] : together(called, question)
  const conditions = groups.flatMap((group): Condition[] => {
    const all = [...new Set(group.flatMap((one) => one.found))]
    const found = isEither
      ? all
      : all.filter((thing) => group.every((one) => one.found.includes(thing)))
    const held = heldBy(itemNames(found), { fields: fieldsOf(itemsOf(things)), left: found })
    const denied = group.every(({ word }) => word.denied)
    const said = group.map(({ word }) => word.word).join(isEither ? ' or ' : ' ')
    return held === undefined
      ? []
      : [
          {
            field: held.field,
            test: { is: 'oneOf', values: held.values },
            denied,
            said: { having: `${denied ? 'no ' : ''}${said} in the name` },
          },
        ]
  })
  if (conditions.length < groups.length) return undefined
  const last = seen.conditions.at(-1)
  const [first] = conditions
  const merged =
    isEither && called.length === 1 && last !== undefined && first !== undefined
      ? either(last, first)
      : undefined
  return {
    ...seen,
    conditions:
      merged === undefined
        ? [...seen.conditions, ...conditions]
        : [...seen.conditions.slice(0, -1), merged],
    unused: seen.unused.filter((one) => !called.some(({ word }) => word === one)),
  }
}

const isOfMany = /^(?:access|logs?|public|data|events?|services?|network)$/

interface Called {
  word: Word
  found: Thing[]
}

/** Words that stand side by side and that some name has both of: the data lake. */
function together(called: readonly Called[], question: string): Called[][] {
  const groups: Called[][] = []
  for (const one of called) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    const isBeside =
      last !== undefined &&
      /^[ -]$/.test(question.slice(last.word.at + last.word.word.length, one.word.at)) &&
      one.found.some((thing) => group?.every(({ found }) => found.includes(thing)))
    if (isBeside) group?.push(one)
    else groups.push([one])
  }
  return groups
}
