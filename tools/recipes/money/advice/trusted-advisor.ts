import { ToolError } from '../../../tool-error.ts'
import { readEach } from '../../evidence/read-each.ts'
import { number, object, objects, text, texts } from '../../evidence/values.ts'
import { counted } from '../../evidence/wording.ts'
import type { Item, Place } from '../../recipe.ts'
import type { Advice, Advised, Adviser, Category } from './advice.ts'

/** Checks of Trusted Advisor that flag something; by API they are there with a support plan alone. */
export const trustedAdvisor: Adviser = {
  service: 'support',
  name: 'Trusted Advisor',
  ask: async ([place], category) => {
    if (place === undefined) return { advice: [] }
    try {
      return await checksOf(place, category)
    } catch (error) {
      const silent = error instanceof ToolError ? whySilent(error) : undefined
      if (silent === undefined) throw error
      return { advice: [], silent }
    }
  },
}

const whySilent = ({ message }: ToolError): string | undefined =>
  /SubscriptionRequired/i.test(message)
    ? 'Trusted Advisor tells its checks by its API only where the account has Business, Enterprise On-Ramp or Enterprise Support, which this one has not'
    : undefined

async function checksOf(place: Place, category: Category): Promise<Advised> {
  const all = await place.read('support:DescribeTrustedAdvisorChecks', { language: 'en' })
  const wanted = all.filter(
    (check) => category === 'everything' || text(check.category) === categoryOf(category),
  )
  if (wanted.length === 0) return { advice: [], silent: '0 of its checks are of that kind' }
  const summaries = await place.read('support:DescribeTrustedAdvisorCheckSummaries', {
    checkIds: wanted.map(({ id }) => id),
  })
  const flagged = summaries.filter(({ status }) => status === 'warning' || status === 'error')
  const byId = new Map(wanted.map((check) => [text(check.id), check]))
  const results = await readEach(place, flagged.slice(0, mostRead), {
    operation: 'support:DescribeTrustedAdvisorCheckResult',
    parameters: ({ checkId }) => ({ checkId, language: 'en' }),
    noun: 'check',
  })
  const unknown = summaries.filter(({ status }) => status === 'not_available').length
  if (unknown > 0 && unknown === summaries.length)
    return {
      advice: [],
      silent: `Trusted Advisor has no result yet for any of ${counted(unknown, 'check')}`,
    }
  return {
    advice: flagged.map((summary) =>
      adviceOf(summary, {
        check: byId.get(text(summary.checkId)),
        result: results.get(summary)?.[0],
      }),
    ),
    about: [
      `${counted(wanted.length, 'check')} looked at`,
      ...(unknown === 0 ? [] : [`${unknown} of them without a result`]),
    ].join(', '),
  }
}

const categoryOf = (category: Category) => (category === 'cost' ? 'cost_optimizing' : category)
const mostRead = 12

function adviceOf(
  summary: Item,
  { check, result }: { check: Item | undefined; result: Item | undefined },
): Advice {
  const flagged = objects(result?.flaggedResources).filter(
    ({ isSuppressed }) => isSuppressed !== true,
  )
  const { resourcesFlagged } = object(summary.resourcesSummary)
  const { costOptimizing } = object(summary.categorySpecificSummary)
  const { estimatedMonthlySavings } = object(costOptimizing)
  const regions = new Set(flagged.map(({ region }) => text(region)).filter((one) => one !== ''))
  const things = flagged.slice(0, 5).map((one) => thingText(one, check))
  const more = number(resourcesFlagged) - things.length
  return {
    name: text(check?.name) || text(summary.checkId),
    region: regions.size === 1 ? [...regions][0] : undefined,
    what: `${counted(number(resourcesFlagged), 'thing')} flagged (${text(summary.status)})${things.length === 0 ? '' : `: ${things.join('; ')}${more > 0 ? ` and ${more} more` : ''}`}`,
    monthlyUsd: typeof estimatedMonthlySavings === 'number' ? estimatedMonthlySavings : undefined,
  }
}

/** Each check has columns of its own, of which the region comes first where there is one. */
function thingText({ metadata }: Item, check: Item | undefined): string {
  const columns = texts(check?.metadata)
  return texts(metadata)
    .filter((value, at) => value !== '' && !/^region/i.test(columns[at] ?? ''))
    .slice(0, 3)
    .join(' ')
}
