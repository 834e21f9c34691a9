import type { SentCall, ToolContext, ToolResult } from '../../tool.ts'
import { answerQuestion } from '../answer-question.ts'
import { pluralOf } from '../say.ts'
import { nameOf } from '../things/identity.ts'
import type { Kind } from '../things/kind.ts'
import { kindsSaid } from '../things/kind-said.ts'
import { quoted } from './meant.ts'
import { rowsOf } from './rows-of.ts'
import { thingsAgain } from './things-again.ts'

/**
 * `which key pair do the gpu ones use?`: first which of them those are, then what is asked of another
 * kind of thing, by their names. Undefined where a question is not so, or none of them are.
 */
export async function otherOfSome(
  steps: readonly string[],
  { call, kind }: { call: SentCall; kind: Kind },
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const step = steps.at(-1) ?? ''
  const found = someOnes.exec(step)
  const other = kindsSaid(step).find((said) => said.kind.list !== kind.list)
  if (found === null || other === undefined || steps.length < 2) return undefined
  const [said, which = ''] = found
  const narrowed = await thingsAgain(
    [...steps.slice(0, -1), `only the ${which} ones`],
    { call, kind },
    context,
  )
  if (narrowed === undefined || narrowed === 'own question' || narrowed.notice !== undefined)
    return undefined
  const names = rowsOf(narrowed).map((item) => nameOf(item, narrowed.operation ?? ''))
  if (names.length === 0 || names.length > mostNamed) return undefined
  const those = `${pluralOf(kind)} ${names.map(quoted).join(', ')}`
  return answerQuestion({ question: step.replace(said, those) }, context)
}

const someOnes = /\bthe ((?!same\b|other\b|first\b|last\b)[\w-]+) ones\b/i

const mostNamed = 8
