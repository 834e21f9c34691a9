import type { Plan } from '../plan.ts'
import type { Condition } from './condition.ts'

/** Conditions between which the question has an “or” are one: “t3 or m5”, “stopped or without an owner”. */
export function eitherOf(
  { question, asked }: Plan,
  conditions: readonly Condition[],
  places: ReadonlyMap<Condition, number>,
): Condition[] {
  const found: Condition[] = []
  for (const condition of conditions.toSorted((a, b) => place(a) - place(b))) {
    const last = found.at(-1)
    // What is compared is the one and the other.
    const isHeld = asked === 'compare' && last?.field === condition.field
    const isOr =
      last !== undefined &&
      (isHeld || isOther(last, condition) || leading.test(question.slice(0, place(condition))))
    const one = isOr ? joined(last, condition) : undefined
    if (one !== undefined) found.pop()
    found.push(one ?? condition)
  }
  return found

  function place(condition: Condition): number {
    return places.get(condition) ?? 0
  }
}

/** A member that has one value has not two: those that are said are of several things. */
function isOther(one: Condition, other: Condition): boolean {
  if (one.field.many || one.field.expression !== other.field.expression) return false
  const [first, second] = [one, other].map(({ test, denied }) =>
    test.is === 'oneOf' && !denied ? test.values : undefined,
  )
  return (
    first !== undefined && second !== undefined && !first.some((value) => second.includes(value))
  )
}

/** An “or”, and the small words before what it leads to. */
const leading =
  /(?<!\b(?:more|less|older|longer|higher|days?|weeks?|months?|years?) )\bor (?:(?:an?|the|that|which|who|are|is|has|have|having|with|without|no|not|never|in|on|by|of|from|than|over|under|running|run|runs|use|uses|using|lack|lacks|lacking|missing|don't|doesn't|haven't|hasn't|isn't|aren't|tagged|owned|ones|some|those|also) )*$/i

export function joined(one: Condition, other: Condition): Condition | undefined {
  // “Not stopped or pending” is neither the one nor the other.
  if (isDenial(one) && isDenial(other) && sameValue(one, other) === undefined) return undefined
  const values = sameValue(one, other)
  const said = saidEither(one, other)
  if (values !== undefined) return { ...one, test: { is: 'oneOf', values }, said }
  const parts = one.test.is === 'any' && !one.denied ? one.test.of : [[one]]
  return {
    field: other.field,
    test: { is: 'any', of: [...parts, [other]] },
    denied: false,
    said,
  }
}

const isDenial = ({ said }: Condition) =>
  /^(?:not|no) /.test('adjective' in said ? said.adjective : said.having)

/** Of one member both values. */
function sameValue(one: Condition, other: Condition) {
  if (one.test.is !== 'oneOf' || other.test.is !== 'oneOf') return undefined
  if (one.field.expression !== other.field.expression || one.denied !== other.denied)
    return undefined
  return [...one.test.values, ...other.test.values]
}

function saidEither(one: Condition, other: Condition): Condition['said'] {
  if ('adjective' in one.said && 'adjective' in other.said)
    return {
      adjective: `${one.said.adjective} or ${one.denied && other.denied ? other.said.adjective.replace(/^not /, '') : other.said.adjective}`,
    }
  if ('having' in one.said && 'having' in other.said)
    return { having: `${one.said.having} or ${other.said.having}` }
  const [first, second] = [one.said, other.said].map((said) =>
    'adjective' in said ? said.adjective : `with ${said.having}`,
  )
  return { adjective: `${first} or ${second}` }
}
