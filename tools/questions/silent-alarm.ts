import type { Json } from '../json.ts'
import { text } from '../recipes/evidence/values.ts'
import { said } from '../recipes/evidence/wording.ts'
import { isObject } from './lens/fields.ts'
import { kinds } from './things/kinds.ts'
import { listThings, type Thing } from './things/list-things.ts'
import type { Reader } from './things/reader.ts'
import { mentions } from './things/speaks-of.ts'
import { whoDid } from './who-did.ts'

/** What sends the metrics of a namespace, and how it says that it runs. */
const watched: Readonly<Record<string, readonly [noun: string, running: RegExp]>> = {
  'AWS/EC2': ['instance', /^running$/],
  'AWS/RDS': ['database', /^available$/],
  'AWS/Lambda': ['function', /^Active$/],
  'AWS/SQS': ['queue', /^$/],
  'AWS/ApplicationELB': ['load balancer', /^active$/],
}

/**
 * Why an alarm has no data: what it watches is stopped, and who stopped it, or is not there any more.
 * Undefined where it has data, or where what it watches is of no known kind.
 */
export async function whySilent(
  { item, region }: Thing,
  { reader, regions }: { reader: Reader; regions: readonly string[] },
): Promise<string | undefined> {
  if (!isObject(item) || text(item.StateValue) !== 'INSUFFICIENT_DATA') return undefined
  const [noun, running] = watched[text(item.Namespace)] ?? []
  const kind = kinds.find((one) => one.noun === noun)
  const dimensions = item.Dimensions ?? []
  if (kind === undefined || running === undefined || !Array.isArray(dimensions)) return undefined
  if (dimensions.length === 0) return undefined
  const failed = reader.failures.length
  const { things } = await listThings(kind, { reader, regions, names: [] })
  const source = things.find(
    (one) => one.region === region && one.names.some((name) => mentions(dimensions, name)),
  )
  if (source === undefined)
    return reader.failures.length > failed
      ? undefined
      : `It watches ${said(namesIn(dimensions))}, and there is no such ${kind.noun} any more: nothing sends ${said(text(item.MetricName))}.`
  const state = stateOf(source.item)
  const metric = said(text(item.MetricName))
  if (state === '' || running.test(state))
    return `It watches the ${kind.noun} **${said(source.name)}**${state === '' ? '' : `, which is ${said(state)}`}: that nothing was measured is no trouble of its state. Of what does nothing there are no datapoints of some metrics.`
  const who =
    state === 'stopped' ? await whoDid([source], { question: 'stopped', asked: 'who' }, reader) : ''
  return `It watches the ${kind.noun} **${said(source.name)}**, which is ${said(state)}, and so nothing sends ${metric}. ${who}`.trim()
}

const stateOf = (item: Json): string => {
  if (!isObject(item)) return ''
  const state = isObject(item.State) ? (item.State.Name ?? item.State.Code) : item.State
  return text(state) || text(item.DBInstanceStatus)
}

const namesIn = (dimensions: readonly Json[]): string =>
  dimensions.map((one) => (isObject(one) ? text(one.Value) : '')).join(', ')
