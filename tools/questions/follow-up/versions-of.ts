import { asksVersionBefore } from '../version-before.ts'
import type { Resolved, Shown } from './shown.ts'

/**
 * What is asked of a release that an answer told of, in words that name nothing: which version ran before,
 * what the two differ in, whether its pipeline let it through.
 */
export function versionsOf(text: string, shown: Shown): Resolved | undefined {
  const asked = asksVersionBefore(text) || ranBefore.test(text) ? before : ask(text)
  if (asked === undefined || namesOne.test(text)) return undefined
  const service = serviceDeployed(shown)
  return service === undefined ? undefined : { question: asked(service) }
}

interface Service {
  name: string
  place: string
}

type Ask = (service: Service) => string

const before: Ask = ({ name, place }) => `which version did service ${name} run before${place}?`

function ask(text: string): Ask | undefined {
  if (differs.test(text))
    return ({ name, place }) =>
      `what is different between the two versions of service ${name}${place}?`
  if (passed.test(text)) return ({ name }) => `why did pipeline ${name} fail?`
  return undefined
}

const ranBefore =
  /\b(?:which|what)(?: one)?\b.*\b(?:ran|run|was running|was live|was (?:it|that) on|did (?:it|that|we) (?:run|have|use))\b.*\bbefore\b/i

const differs =
  /\b(?:differen(?:t|ce|ces)|differs?|chang(?:ed|es?)|diff)\b.*\b(?:between|in|from)\b.*\b(?:the two|them|those|these|both|that one|the (?:old|previous|other|one before))\b|\bcompare (?:the two|them|both|those)\b|^\W*(?:and )?(?:the )?(?:diff|differences?)\W*$/i

const passed =
  /\b(?:did|have|has|do) (?:the|its|all|any) (?:\w+ )?tests? (?:pass|passed|fail|failed|succeed|run)\b|\bpipelines?\b.*\b(?:pass(?:ed)?|let|through|succeed\w*|success\w*|green|fail\w*|run|ok(?:ay)?|block\w*|stop\w*|catch|caught|approv\w*)\b|\b(?:go|went|gone|come|came|deployed|shipped|released) (?:through|via|by) (?:the |a |its |our )?(?:pipeline|ci)\b/i

/** What is asked of several, or of one that is named, is no part of what was shown. */
const namesOne = /\bpipelines\b|\b(?:of|for) [a-z]+-[a-z-]+\b/i

/** The one service that a deployment was told of, newest first. */
function serviceDeployed(shown: Shown): Service | undefined {
  for (let one: Shown | undefined = shown; one !== undefined; one = one.before) {
    const { call, rows } = one
    const operation = call?.operation ?? ''
    if (operation === 'recipe:recent_changes') return deployedIn(one)
    const [row, ...others] = new Map(rows.map((each) => [lastPart(each.name), each])).values()
    const isService = row !== undefined && others.length === 0 && row.noun === 'service'
    if (isService)
      return {
        name: lastPart(row.name),
        place: placeOf(rows.length === 1 ? row.members?.Cluster : undefined, one.question),
      }
    const { name } = call?.parameters ?? {}
    if (operation === 'recipe:service_errors' && typeof name === 'string' && name !== '')
      return { name, place: placeOf(undefined, one.question) }
    const [, said = ''] = ofVersions.exec(one.question) ?? []
    if (said !== '') return { name: said, place: placeOf(undefined, one.question) }
    if (!/^(?:recipe:failed_runs|codepipeline:\w+)$/.test(operation)) return undefined
  }
  return undefined
}

/** `checkout-api`, of `prod/checkout-api`. */
const lastPart = (name: string) => name.slice(name.lastIndexOf('/') + 1)

/** As these questions are asked here. */
const ofVersions =
  /^(?:which version did|what is different between the two versions of|who deployed|why did) (?:service|pipeline) ["']?([\w.-]+)/i

function deployedIn({ rows, question }: Shown): Service | undefined {
  const found = rows.flatMap(({ members = {} }) =>
    /\b(?:UpdateService|CreateService)\b/.test(members.Actions ?? '')
      ? [{ name: members.Resource ?? '', cluster: clusterIn(members.Detail ?? '') }]
      : [],
  )
  // What was asked of one place has those of it alone.
  const [first, ...others] = found.filter(({ name }) => name !== '')
  return first === undefined || others.some(({ name }) => name !== first.name)
    ? undefined
    : { name: first.name, place: placeOf(first.cluster, question) }
}

const clusterIn = (detail: string) => /"cluster":"([\w-]+)"/.exec(detail)?.[1]

const placeOf = (cluster: string | undefined, question: string) => {
  const place =
    cluster ??
    /\b(?:in|to|on) (?:the )?(prod(?:uction)?(?:-\w+)?|staging|dev|test)\b/i.exec(question)?.[1]
  return place === undefined ? '' : ` in ${place}`
}
