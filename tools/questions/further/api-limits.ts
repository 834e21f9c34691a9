import { number, object, objects, text } from '../../recipes/evidence/values.ts'
import { counted, listed, said } from '../../recipes/evidence/wording.ts'
import type { Item } from '../../recipes/recipe.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import type { Plan } from '../plan.ts'
import { withName } from '../things/identity.ts'
import { kinds } from '../things/kinds.ts'
import { listThings } from '../things/list-things.ts'
import { Reader } from '../things/reader.ts'
import { told } from './told.ts'

const limits =
  /\b(?:usage plans?|throttl\w+|quotas?|limit(?:s|ed|ing)?|burst|429s?|too many requests|(?:requests?|calls?) (?:per|a|an|each|every|\/) ?(?:second|sec|s|minute|day|week|month)|rate)\b/i

/** What an API of API Gateway lets through: the usage plans that its stages are in. */
export async function apiLimits(plan: Plan, context: ToolContext): Promise<ToolResult | undefined> {
  const {
    question,
    names,
    kinds: [main],
  } = plan
  const [name, other] = names
  const isOfApi = main === undefined || /^(?:REST API|usage plan)$/.test(main.kind.noun)
  if (name === undefined || other !== undefined || !isOfApi || !limits.test(question))
    return undefined
  // What happened is measured.
  if (
    /\b(?:how many|were|did|got|peak|last|yesterday|today)\b/i.test(question) &&
    !limitWords.test(question)
  )
    return undefined
  const kind = kinds.find(({ noun }) => noun === 'REST API')
  if (kind === undefined) return undefined
  const reader = new Reader(context)
  const regions = await reader.regions(plan.regions)
  const { things } = await listThings(kind, { reader, regions, names: [] })
  const { found } = withName(things, name)
  if (found.length === 0) return undefined
  const [first] = found
  const api = object(first?.item)
  const region = first?.region ?? reader.defaultRegion
  const id = text(api.id)
  const plans = (await reader.tryRead('apigateway:GetUsagePlans', { region })).map(object)
  const own = plans.flatMap((one) =>
    objects(one.apiStages)
      .filter(({ apiId }) => apiId === id)
      .map((stage) => ({ plan: one, stage })),
  )
  const called = `**${said(text(api.name))}** (${region})`
  const lines = own.map(
    ({ plan: one, stage }) =>
      `usage plan **${said(text(one.name))}** (stage ${said(text(stage.stage))}): ${limitsOf(one, stage)}`,
  )
  const isOpen = lines.length === 0 && reader.failures.length === 0
  return told({
    operation: 'apigateway:GetUsagePlans',
    understood: `usage plans · of REST API ${text(api.name)}`,
    summary: isOpen
      ? `${plan.asked === 'yesno' ? 'No: ' : ''}${called} is in no usage plan: what limits it are the throttles of its stages and of the account in ${region}.`
      : `${plan.asked === 'yesno' && /\busage plan/i.test(question) ? 'Yes: ' : ''}${called} is in ${lines.length === 0 ? 'no usage plan that could be read' : listed(lines)}. Who sends more gets 429.`,
    rows: own.map(({ plan: one }) => ({ region, item: one })),
    reader,
  })
}

const limitWords = /\b(?:usage plans?|limits?|quotas?|burst|allowed|may|can)\b/i

function limitsOf({ throttle, quota }: Item, stage: Item): string {
  const rate = object(throttle)
  const most = object(quota)
  const parts = [
    ...(rate.rateLimit === undefined ? [] : [`${figure(rate.rateLimit)} requests per second`]),
    ...(rate.burstLimit === undefined ? [] : [`bursts of ${figure(rate.burstLimit)}`]),
    ...(most.limit === undefined
      ? []
      : [`${figure(most.limit)} requests a ${text(most.period).toLowerCase()} for each API key`]),
    ...(Object.keys(object(stage.throttle)).length === 0
      ? []
      : [
          `${counted(Object.keys(object(stage.throttle)).length, 'method')} with limits of their own`,
        ]),
  ]
  return parts.length === 0 ? 'no limit set' : listed(parts)
}

const figure = (value: Item[string]) => number(value).toLocaleString('en-US')
