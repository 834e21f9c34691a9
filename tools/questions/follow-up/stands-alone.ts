import { type Plan, readPlan } from '../plan.ts'
import { somebodyIn } from './people-said.ts'
import type { Row, Shown } from './shown.ts'

/**
 * `what can legacy-reporting do?`: a whole question that names what it is of, and leans on nothing that was
 * shown; undefined for all else.
 */
export function standsAlone(text: string, shown: Shown, now: Date): string | undefined {
  const { rows, call } = shown
  const isOfGroups = groupsOf.exec(text)?.[1]
  const isWhich = isOfGroups !== undefined && somebodyIn(`does ${isOfGroups} `) !== undefined
  if (isWhich) return opened(text.replace(isOfGroups, `user ${isOfGroups}`))
  if (!asks.test(text) || leans.test(text.replace(partOfNamed, ' '))) return undefined
  const plan = readPlan(text, now)
  const isNamed =
    plan.names.length + plan.ids.length > 0 ||
    speaksOfShown(text, shown) ||
    somebodyIn(text) !== undefined
  if (!isNamed || isOfBill(plan, call?.operation)) return undefined
  // What is asked of a thing by its name is no condition on rows that hold that name in a column.
  return text.trim().split(/\s+/).length > 3 && !isColumn(plan, rows) ? opened(text) : undefined
}

/** A name of two plain words is one where something was shown that is called so. */
const speaksOfShown = (text: string, { rows }: Shown) =>
  rows.some(({ name, members = {} }) =>
    [name, ...Object.values(members)].some(
      (value) => /^[a-z][a-z\d]*[-_][\w-]+$/i.test(value) && text.includes(value),
    ),
  )

/** `which groups is samir in?` */
const groupsOf =
  /^\W*(?:(?:and|but|so)\b,? *)*(?:which|what) (?:groups?|policies|roles|keys|access keys) (?:is|are|does|has) (?:user )?([a-z]{3,20}) (?:in|part of|have|a member of|use)\W*$/i

const asks =
  /^\W*(?:(?:and|but|so|ok(?:ay)?|now|also|then)\b,? *)*(?:what|who|whom|when|where|why|how (?!many|much)|is|are|was|were|does|do|did|has|have|had|can|could)\b/i

/** Of rows it says which, in which order and how many. */
const leans =
  /\b(?:it|its|that|this|these|those|they|them|their|he|she|his|her|him|both|all|which|ones?|each|also|too|else|instead|then|there|here|before|earlier|again|same|other|more|less|\w+est|only|just)\b/i

/** “The oldest message in order-events-dlq” chooses none of the rows. */
const partOfNamed =
  /\b\w+est [a-z]+ (?:in|of|on|for|from) (?=(?:the )?(?:[a-z]+ ){0,2}["']?[\w.]+[-_/][\w./-]+)/i

const opened = (text: string) =>
  text.replace(/^\W*(?:(?:and|but|so|ok(?:ay)?|now|also|then)\b,? *)+/i, '')

/** Whose share of a bill it is, is asked of the bill. */
const isOfBill = ({ question }: Plan, operation = '') =>
  /^recipe:(?:cost|spend_by_service|bill_increase)$/.test(operation) &&
  /\b(?:cost|costs|spend|spent|pay|paid|bill|share|part)\b/i.test(question)

/** `are any by ci-deployer?` is of the rows. */
const isColumn = ({ question }: Plan, rows: readonly Row[]) =>
  rows.length > 1 && /\b(?:any|anything|some|something|all|none)\b/i.test(question)
