import { pluralOf } from '../say.ts'
import { called } from './meant.ts'
import type { Resolved, Row, Shown } from './shown.ts'
import { asSteps, stepsOf } from './steps.ts'

/** `is there another one?`, `any others like that in Ireland?`: what was looked for before, once more or elsewhere. */
export function othersLike(
  text: string,
  shown: Shown,
  focus: Row | undefined,
): Resolved | undefined {
  const found = asks.exec(text)
  const { call, rows, question } = shown
  // `any others with admin rights?` is asked of all of their kind.
  const [, having = ''] = havingWhat.exec(text) ?? []
  const [noun, ...nouns] = new Set(rows.map((row) => row.noun))
  if (having !== '' && noun !== undefined && noun !== '' && nouns.length === 0)
    return { question: `which ${pluralOf({ noun })} ${having}` }
  if (found === null || call === undefined) return undefined
  const [, where = ''] = found
  const steps = stepsOf(question)
  const name = nameIn(call.parameters)
  if (name !== undefined) {
    // What was asked of one is asked of all.
    const { name: _, ...parameters } = call.parameters ?? {}
    return {
      question: asSteps([...steps, where === '' ? 'list them all' : where]),
      call: { ...call, parameters },
    }
  }
  const isNamed =
    focus !== undefined && question.includes(focus.name) && !call.operation.startsWith('recipe:')
  // What one that was named has in common with others is not said: all of its kind are shown.
  if (isNamed && where !== '')
    return { question: `list ${pluralOf({ noun: focus.noun })} ${where}` }
  if (where !== '') return { question: asSteps([...steps, where]), call }
  if (isNamed)
    return {
      question: text,
      said: `What is to be alike was not understood: ${called(focus)} was asked for by its name. Say what the others are to have in common with it.`,
    }
  const [only] = rows
  // What was cut to the first of them is not all that there is.
  if (/\[:\d+\]$/.test(call.query ?? '') || (shown.more ?? 0) > 0) return undefined
  if (rows.length === 1 && only !== undefined)
    return { question: text, said: `No: ${called(only)} is the only one that was found before.` }
  return rows.length > 1
    ? {
        question: text,
        said: `No others: the ${rows.length} that were shown before are all that were found.`,
      }
    : undefined
}

const havingWhat =
  /^(?:and |but |so )*(?:(?:are|is) there )?(?:any |an)?(?:others?|other ones?) ((?:with|without|that|which|who|having) .{3,}?)\s*[?.!]*$/i

const asks =
  /^(?:and |but |so )*(?:(?:are|is) there )?(?:any |an)?(?:others?|more|other ones?|like (?:it|that|this|those|these|them)|other (?:one )?like (?:it|that|this|those|these|them))(?: ones?)?(?: (?:like|of) (?:it|that|this|those|these|them))?(?: (?:too|also|as well|left))?(?: ((?:in|for) [\w -]+?))?\s*[?.!]*$/i

const nameIn = (parameters: Readonly<Record<string, unknown>> | undefined) =>
  typeof parameters?.name === 'string' ? parameters.name : undefined
