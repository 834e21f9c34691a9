import { type Condition, having } from './lens/condition.ts'
import { dateField } from './lens/dates.ts'
import { type Field, fieldsOf, timeOf } from './lens/fields.ts'
import { membersSaid, wordsOf } from './lens/match-members.ts'
import { sizeField } from './lens/sizes.ts'
import { itemsOf } from './narrow.ts'
import type { Plan } from './plan.ts'
import { fieldSaid, valueSaid } from './say.ts'
import { withName } from './things/identity.ts'
import type { Thing } from './things/list-things.ts'

/** “Bigger than orders-db”, “created before build-server”: what of another of the things is held against. */
export function comparedWithOther(
  things: readonly Thing[],
  plan: Plan,
): { condition: Condition; plan: Plan } | undefined {
  for (const name of plan.names) {
    const at = plan.question.indexOf(name)
    const said = comparing.exec(plan.question.slice(0, at))
    const { found, exact } = withName(things, name)
    const [other, ...others] = found
    if (said === null || other === undefined || others.length > 0 || !exact) continue
    const word = (said[1] ?? said[3] ?? '').toLowerCase()
    const field = fieldFor(word, said[2], { plan, things })
    const condition = field && conditionFor(field, word, other)
    if (condition === undefined) continue
    const [from, to] = [said.index, said.index + said[0].length]
    return {
      condition,
      plan: {
        ...plan,
        names: plan.names.filter((one) => one !== name),
        words: plan.words.filter((one) => one.at < from || one.at >= to),
      },
    }
  }
  return undefined
}

/** What stands before the other's name; the second group is what there is more or less of. */
const comparing =
  /\b(?:(older|newer|younger|earlier|later|bigger|larger|smaller|more|less|fewer|higher|lower|longer|shorter)(?: ([a-z][a-z ]*?))? than|(?:(?:created|launched|started|made|built|added) )?(before|after)) (?:the |our )?["'`]?$/i

function fieldFor(
  word: string,
  of: string | undefined,
  { plan, things }: { plan: Plan; things: readonly Thing[] },
): Field | undefined {
  const fields = fieldsOf(itemsOf(things)).filter(({ many }) => !many)
  const numeric = fields.filter(({ type }) => type === 'number')
  if (of !== undefined) return membersSaid(wordsOf(of), numeric)[0]?.field
  if (/^(?:old|new|young|early|earl|late|before|after)/.test(word)) return dateField(plan, fields)
  return /^(?:bigg|larg|small)/.test(word) ? sizeField(numeric) : undefined
}

function conditionFor(field: Field, word: string, { name, item }: Thing): Condition | undefined {
  const [value] = field.of(item)
  const isLess = /^(?:old|earl|before|small|less|few|low|short)/.test(word)
  const told = `${valueSaid(field, item)} (${name})`
  if (field.type === 'date') {
    const time = value === undefined ? undefined : timeOf(value)
    if (time === undefined) return undefined
    return {
      field,
      test: isLess
        ? { is: 'before', time: new Date(time) }
        : { is: 'after', time: new Date(time + 1) },
      denied: false,
      said: having(`${fieldSaid(field)} ${isLess ? 'before' : 'after'} ${told}`),
    }
  }
  if (value === undefined || Number.isNaN(Number(value))) return undefined
  return {
    field,
    test: { is: isLess ? 'less' : 'more', than: Number(value) },
    denied: false,
    said: having(`${fieldSaid(field)} ${isLess ? 'less' : 'more'} than ${told}`),
  }
}
