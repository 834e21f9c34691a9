import { databases } from './databases.ts'
import { estate } from './estate.ts'
import type { Phrased } from './form.ts'
import { instances } from './instances.ts'
import { money } from './money.ts'
import { people } from './people.ts'
import { volumes } from './volumes.ts'

export const phrased: readonly Phrased[] = [
  ...instances,
  ...volumes,
  ...databases,
  ...money,
  ...people,
  ...estate,
]

const mark = /\{([^{}~]*)~([^{}~]*)~([a-z ]+)\}/g

export const trueText = (text: string): string => text.replace(mark, '$1')

export interface Untrue {
  kind: string
  /** What was put in, for a reader of what was missed. */
  change: string
  answer: string
}

/** The answer once for each mark, untrue there and true elsewhere. */
export function untrueOf(text: string): Untrue[] {
  return [...text.matchAll(mark)].map((found) => {
    const [whole, right = '', wrong = '', kind = ''] = found
    const answer =
      trueText(text.slice(0, found.index)) +
      wrong +
      trueText(text.slice(found.index + whole.length))
    return { kind, change: `${right || 'nothing'} → ${wrong}`, answer }
  })
}
