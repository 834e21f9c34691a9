import { number, object, objects, text } from '../../recipes/evidence/values.ts'
import { said } from '../../recipes/evidence/wording.ts'
import type { Item } from '../../recipes/recipe.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import type { Plan } from '../plan.ts'
import { withName } from '../things/identity.ts'
import { kinds } from '../things/kinds.ts'
import { listThings } from '../things/list-things.ts'
import { Reader } from '../things/reader.ts'
import { told } from './told.ts'

const asksRoutes =
  /\b(?:paths?|hosts?|urls?|rules?|routes?|routing|traffic)\b.*\b(?:load balancer|alb|lb|elb)\b|\b(?:load balancer|alb|lb|elb)\b.*\b(?:paths?|rules?|routes?|routing|forward\w*)\b|\bwhere (?:does|do|is) (?:traffic |requests? )?(?:to |for )?\/[\w/*-]+.* (?:go|routed|sent|forwarded)\b/i

/** Which paths and hosts a load balancer sends where: the rules of its listeners, in their order. */
export async function balancerRoutes(
  { question, names, words, kinds: said_, regions: asked }: Plan,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  if (!asksRoutes.test(question) || /\b(?:how many|cost\w*|security|errors?|5xx)\b/i.test(question))
    return undefined
  const kind = kinds.find(({ noun }) => noun === 'load balancer')
  const isOfBalancers = said_.every(({ kind: one }) =>
    /^(?:load balancer|target group|listener)$/.test(one.noun),
  )
  if (kind === undefined || !isOfBalancers) return undefined
  const reader = new Reader(context)
  const regions = await reader.regions(asked)
  const { things } = await listThings(kind, { reader, regions, names: [] })
  const called = [...names, ...words.map(({ word }) => word)]
  const meant = things.filter((thing) => called.some((name) => withName([thing], name).exact))
  const path = names.find((name) => name.startsWith('/'))
  if (meant.length === 0 && path === undefined) return undefined
  const all = await reader.each(
    meant.length > 0 ? meant : things,
    async ({ item, name, region }) => {
      const listeners = await reader.tryRead('elbv2:DescribeListeners', {
        region,
        parameters: { LoadBalancerArn: text(object(item).LoadBalancerArn) },
      })
      return reader.each(listeners.map(object), async (listener) => {
        const rules = await reader.tryRead('elbv2:DescribeRules', {
          region,
          parameters: { ListenerArn: text(listener.ListenerArn) },
        })
        return rules.map(object).map((rule) => ({
          region,
          item: {
            LoadBalancer: name,
            Listener: `${text(listener.Protocol)} ${number(listener.Port)}`,
            Condition: conditionOf(rule),
            To: targetOf(rule),
          },
        }))
      })
    },
  )
  const rows =
    path === undefined
      ? all
      : all.filter(({ item }) => item.Condition.split(', ').some((one) => covers(one, path)))
  if (rows.length === 0) return undefined
  const lines = rows.map(
    ({ item }) =>
      `**${said(item.LoadBalancer)}** (${item.Listener}): ${said(item.Condition)} → ${said(item.To)}`,
  )
  return told({
    operation: 'elbv2:DescribeRules',
    understood: `rules of load balancers · ${[...meant.map(({ name }) => name), path].filter(Boolean).join(', ')}`,
    summary: lines.slice(0, 20).join('\n'),
    rows,
    reader,
  })
}

const covers = (pattern: string, path: string) =>
  pattern.startsWith('/') && path.startsWith(pattern.replace(/\/?\*$/, ''))

function conditionOf(rule: Item): string {
  const values = objects(rule.Conditions).flatMap((condition) => {
    const own = object(condition.PathPatternConfig ?? condition.HostHeaderConfig)
    const some = Array.isArray(own.Values) ? own.Values : condition.Values
    return Array.isArray(some) ? some.map(text) : [text(condition.Field)]
  })
  return values.length === 0 ? 'everything else' : values.join(', ')
}

const targetOf = (rule: Item): string =>
  objects(rule.Actions)
    .map(({ Type, TargetGroupArn, RedirectConfig }) =>
      TargetGroupArn === undefined
        ? [text(Type), text(object(RedirectConfig).Protocol), text(object(RedirectConfig).Port)]
            .filter(Boolean)
            .join(' ')
        : `target group ${text(TargetGroupArn).split('/')[1] ?? ''}`,
    )
    .join(', ')
