import { kindsSaid } from '../things/kind-said.ts'
import type { Row, Shown } from './shown.ts'

/** `what image does web run`: a plain word that something shown is called is its name, said with what it is. */
export function withShownNames(text: string, shown: Shown): string {
  const row = rowCalled(text, shown)
  if (row === undefined) return ofSameName(text, shown)
  const name = new RegExp(
    `(?<![\\w./@-])(?:the )?${RegExp.escape(lastPart(row.name))}(?![\\w./@-])`,
  )
  const found = name.exec(text)
  if (found === null) return text
  const before = text.slice(0, found.index)
  // Where it says itself what it is, or where it is, nothing is to be added.
  const isSaid =
    /\bhow many\b/i.test(before) ||
    /\b(?:in|on|to|from|for|of) (?:the )?$/i.test(before) ||
    kindsSaid(before).some(({ at, length }) => before.slice(at + length).trim() === '')
  return isSaid ? text : text.replace(name, `${row.noun} ${row.name}`)
}

/** `which images are in checkout-api?`: of what was shown so called, and not of a service of that name. */
function ofSameName(text: string, { rows }: Shown): string {
  const own = rows.filter(
    ({ name, noun }) =>
      alsoServices.test(noun) &&
      new RegExp(`(?<![\\w./@-])${RegExp.escape(name)}(?![\\w./@-])`).test(text),
  )
  const [row] = own
  if (row === undefined || new Set(own.map(({ name }) => name)).size > 1) return text
  const at = text.indexOf(row.name)
  const before = text.slice(0, at)
  const after = text.slice(at + row.name.length)
  const isSaid =
    kindsSaid(before).some(({ at: from, length }) =>
      /^["' ]*$/.test(before.slice(from + length)),
    ) ||
    kindsSaid(after).some(({ at: from }) => /^["' ]*$/.test(after.slice(0, from))) ||
    kindsSaid(after.replace(/^\W+/, '')).some(({ at: from }) => from === 0) ||
    /\b(?:service|deploy\w*|tasks?|logs?)\b/i.test(text)
  // As it is said with images, which are else those of machines.
  const noun = row.noun === 'image repository' ? 'the ECR repository' : row.noun
  return isSaid ? text : `${before}${noun} ${row.name}${after}`
}

/** Of these a service, or what delivers one, mostly has the name too. */
const alsoServices =
  /^(?:image repository|target group|pipeline|build project|state machine|log group|stack|backup plan|auto scaling group)$/

/** The one that was shown whose name, a plain word, stands in a text. */
function rowCalled(text: string, { rows }: Shown): Row | undefined {
  const words = new Set(text.match(/[\w-]+/g) ?? [])
  return rows.find(
    ({ name, noun }) =>
      named.test(noun) &&
      /^[a-z]{3,}$/.test(lastPart(name)) &&
      !environment.test(lastPart(name)) &&
      words.has(lastPart(name)),
  )
}

/** `web`, of `prod-eu/web`. */
const lastPart = (name: string) => name.slice(name.lastIndexOf('/') + 1)

const named = /^(?:service|table|function|queue|topic|instance|load balancer|target group|stack)$/
const environment = /^(?:prod(?:uction)?|staging|stage|dev(?:elopment)?|test|qa|sandbox)$/i
