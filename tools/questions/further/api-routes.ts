import { object, text } from '../../recipes/evidence/values.ts'
import { counted, listed, said } from '../../recipes/evidence/wording.ts'
import type { Item } from '../../recipes/recipe.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import type { Plan } from '../plan.ts'
import { kinds } from '../things/kinds.ts'
import { listThings, type Thing } from '../things/list-things.ts'
import { Reader } from '../things/reader.ts'
import { told } from './told.ts'

/** One way into an API of API Gateway, and what answers there. */
interface Route {
  api: string
  region: string
  method: string
  path: string
  auth: string
  key: boolean
  to: string
}

const asksRoutes =
  /\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY) \/[\w{}/.+-]*|(?:\/[\w{}.+-]+)+ (?:endpoint|route|path)\b|\b(?:endpoint|route|path) (?:\/[\w{}.+-]+)+/i
const asksAuth =
  /\b(?:auth\w*|api[- ]?keys?|tokens?|jwt|protected|secured?|unprotected|unauthenticated|open|public(?:ly)?|anyone|log(?:ged)?[ -]?in|credentials)\b/i

/** Which routes an API has, what answers at one, and whether it asks who calls. */
export async function apiRoutes(plan: Plan, context: ToolContext): Promise<ToolResult | undefined> {
  const { question } = plan
  const isOfRoutes =
    asksRoutes.test(question) ||
    (plan.names.length > 0 &&
      /\broutes?\b/i.test(question) &&
      plan.kinds.every(({ kind }) => /API/.test(kind.noun)) &&
      (plan.kinds.every(({ kind }) => !/route/.test(kind.noun)) ||
        plan.words.some(({ word }) => /^apis?$/i.test(word))))
  const byAuth =
    isOfRoutes || (ofApis.test(question) && asksAuth.test(question) && whether.test(question))
  if (
    !byAuth ||
    /\btables?\b|\bkubernetes\b|\beks\b|\bk8s\b|\bvpcs?\b|\bsubnets?\b|\berrors?\b|\blogs?\b/i.test(
      question,
    )
  )
    return undefined
  if (/\b(?:requests?|traffic|latency|throttl\w*|rate|quota|cost\w*|5xx|4xx)\b/i.test(question))
    return undefined
  const reader = new Reader(context)
  const regions = await reader.regions(plan.regions)
  const apis = await Promise.all(
    ['HTTP API', 'REST API'].map(async (noun) => {
      const kind = kinds.find((one) => one.noun === noun)
      return kind === undefined
        ? []
        : (await listThings(kind, { reader, regions, names: [] })).things.map((thing) => ({
            thing,
            noun,
          }))
    }),
  )
  const named = apis.flat().filter(({ thing }) => plan.names.includes(thing.name))
  // The API endpoint of a cluster is none of theirs.
  if (named.length === 0 && plan.names.length > 0 && !plan.names.every(isPath)) return undefined
  const among = named.length > 0 ? named : apis.flat()
  const all = await reader.each(among, ({ thing, noun }) =>
    noun === 'HTTP API' ? routesOf(thing, reader) : resourcesOf(thing, reader),
  )
  const [, method, path] =
    /\b(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY)? ?((?:\/[\w{}.+-]+)+|(?<= )\/(?= |\?|$))/i.exec(
      question,
    ) ?? []
  const meant = all.filter(
    (route) =>
      (path === undefined || route.path.toLowerCase() === path.toLowerCase()) &&
      (method === undefined ||
        /^any$/i.test(route.method) ||
        route.method.toUpperCase() === method.toUpperCase() ||
        route.method === ''),
  )
  if (path !== undefined && meant.length === 0) return undefined
  const isOpen = ({ auth, key }: Route) => auth === 'NONE' && !key
  const wantsAuth = asksAuth.test(question)
  const wantsOpen = /\b(?:un\w+|open|public(?:ly)?|anyone|without|no|not|\w+n't)\b/i.test(question)
  const shown =
    wantsAuth && path === undefined && plan.asked !== 'yesno'
      ? meant.filter((one) => one.auth !== 'unknown' && isOpen(one) === wantsOpen)
      : meant
  return told({
    operation: 'apigatewayv2:GetRoutes',
    understood: ['routes', ...named.map(({ thing }) => thing.name), method, path]
      .filter(Boolean)
      .join(' · '),
    summary: summarize(shown, {
      of: meant.length,
      untold: meant.filter(({ auth }) => auth === 'unknown').length,
      wantsAuth,
      wantsOpen,
      plan,
      isOne: path !== undefined,
    }),
    rows: shown.map(({ api, region, method, path, auth, key, to }) => ({
      region,
      item: {
        Api: api,
        Route: `${method} ${path}`.trim(),
        Authorization: auth,
        ApiKeyRequired: key,
        Target: to,
      },
    })),
    reader,
  })
}

const whether = /^\W*(?:(?:so|and|but) )*(?:which|do|does|is|are|any|list|show|how many)\b/i
const ofApis =
  /\b(?:api gateways?|(?:http|rest) apis?|api (?:routes?|endpoints?)|(?:our|my|all|any) apis?)\b/i

interface Saying {
  of: number
  untold: number
  wantsAuth: boolean
  wantsOpen: boolean
  plan: Plan
  isOne: boolean
}

function summarize(
  shown: readonly Route[],
  { of, untold, wantsAuth, wantsOpen, plan, isOne }: Saying,
): string {
  const routeSaid = ({ method, path, api, region }: Route) =>
    `**${said(`${method} ${path}`.trim())}** (${said(api)}, ${region})`
  const authSaid = ({ auth, key }: Route) =>
    auth === 'unknown'
      ? 'what it asks for is not told by its resource'
      : auth === 'NONE'
        ? key
          ? 'no authorization, but an API key is required'
          : 'no authorization (NONE) and no API key is required'
        : `authorization ${auth}${key ? ', and an API key is required' : ''}`
  if (isOne && shown.length > 0) {
    const isOpen = shown.every(({ auth, key }) => auth === 'NONE' && !key)
    const isKnown = shown.every(({ auth }) => auth !== 'unknown')
    const verdict =
      wantsAuth && plan.asked === 'yesno' && isKnown
        ? isOpen === /\b(?:un\w+|open|public(?:ly)?|anyone|without|no|not)\b/i.test(plan.question)
          ? 'Yes: '
          : 'No: '
        : ''
    return shown
      .map(
        (route) =>
          `${verdict}${routeSaid(route)}: ${wantsAuth ? `${authSaid(route)}; ` : ''}served by ${said(route.to || 'nothing that is told')}${wantsAuth ? '' : `; ${authSaid(route)}`}.`,
      )
      .join('\n')
  }
  if (wantsAuth) {
    const how = wantsOpen ? 'without authorization and API key' : 'with authorization or an API key'
    const yes = plan.asked === 'yesno' ? (shown.length > 0 ? 'Yes: ' : 'No: ') : ''
    return `${yes}${shown.length} of ${of} routes ${shown.length === 1 ? 'is' : 'are'} ${how}${
      shown.length === 0
        ? ''
        : `: ${listed(
            shown.map((one) => `${routeSaid(one)}, ${authSaid(one)}`),
            12,
          )}`
    }.${untold === 0 ? '' : ` What ${untold} of them ask for is not told by their resources.`}`
  }
  return shown.length === 0
    ? 'No route of an API was found.'
    : `**${counted(shown.length, 'route')}**: ${listed(
        shown.map(
          (one) => `${routeSaid(one)}, served by ${said(one.to || 'nothing that is told')}`,
        ),
        12,
      )}.`
}

async function routesOf({ item, name, region }: Thing, reader: Reader): Promise<Route[]> {
  const parameters = { ApiId: text(object(item).ApiId) }
  const [routes, integrations] = await Promise.all(
    ['apigatewayv2:GetRoutes', 'apigatewayv2:GetIntegrations'].map((operation) =>
      reader.tryRead(operation, { region, parameters }),
    ),
  )
  const targets = new Map(
    (integrations ?? [])
      .map(object)
      .map((one) => [text(one.IntegrationId), text(one.IntegrationUri)] as const),
  )
  return (routes ?? []).map(object).map((route) => {
    const [method = '', path = ''] = text(route.RouteKey).split(' ')
    const target = targets.get(text(route.Target).split('/').at(-1) ?? '') ?? ''
    return {
      api: name,
      region,
      method: path === '' ? '' : method,
      path: path === '' ? method : path,
      auth: text(route.AuthorizationType) || 'NONE',
      key: route.ApiKeyRequired === true,
      to: targetSaid(target),
    }
  })
}

async function resourcesOf({ item, name, region }: Thing, reader: Reader): Promise<Route[]> {
  const resources = await reader.tryRead('apigateway:GetResources', {
    region,
    parameters: { restApiId: text(object(item).id), embed: ['methods'] },
  })
  return resources.map(object).flatMap((resource): Route[] => {
    const methods = Object.entries(object(resource.resourceMethods))
    const own = { api: name, region, path: text(resource.path) }
    if (methods.length === 0) return [{ ...own, method: '', auth: 'unknown', key: false, to: '' }]
    return methods.map(([method, value]) => methodOf(own, method, object(value)))
  })
}

const methodOf = (
  own: Pick<Route, 'api' | 'region' | 'path'>,
  method: string,
  value: Item,
): Route => ({
  ...own,
  method,
  auth: text(value.authorizationType) || 'NONE',
  key: value.apiKeyRequired === true,
  to: targetSaid(text(object(value.methodIntegration).uri)),
})

/** `the function order-mirror` of its ARN, wherever in a URI that stands. */
function targetSaid(uri: string): string {
  const [, name] = /:function:([\w-]+)/.exec(uri) ?? []
  return name === undefined ? uri : `the function ${name}`
}

const isPath = (name: string) => name.startsWith('/')
