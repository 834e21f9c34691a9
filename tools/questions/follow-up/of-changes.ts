import type { Json } from '../../json.ts'
import { counted, listed, said } from '../../recipes/evidence/wording.ts'
import type { ToolResult } from '../../tool.ts'
import { rowsOf } from './rows-of.ts'

type Row = { readonly [name: string]: Json }

/** `only the deployments`, `just the deletions`: of what was changed those of one sort, by how AWS calls them. */
export function changesOfSort(step: string, result: ToolResult): ToolResult | undefined {
  const [, word = ''] = onlyThose.exec(step.trim()) ?? []
  const sort = sorts.find(({ called }) => called.test(word))
  if (sort === undefined) return undefined
  const rows = rowsOf(result)
  const kept = rows.filter((row) => sort.actions.test(deedOf(row)))
  const told = kept.filter(({ evidence }) => evidence === 'Change')
  const each = told.map(
    ({ Who, Actions, Resource, Last }) =>
      `**${said(String(Who))}** ${said(String(Actions))} on ${said(String(Resource))} at ${String(Last)}`,
  )
  const begun = kept.flatMap(({ evidence, Service, Cluster, Began }) =>
    evidence === 'Deployment' || evidence === 'ECS deployment'
      ? [
          `${String(Service)} (cluster ${String(Cluster)})${Began === undefined ? '' : `, ${String(Began)}`}`,
        ]
      : [],
  )
  const many = counted(rows.filter(({ evidence }) => evidence === 'Change').length, 'change')
  const summary = [
    told.length === 0
      ? `None of the ${many} was ${sort.one}, as CloudTrail calls them.`
      : `${told.length} of ${many}: ${listed(each, 10)}.`,
    begun.length === 0 ? undefined : `ECS began to deploy ${listed(begun, 8)}.`,
  ]
    .filter(Boolean)
    .join(' ')
  return {
    ...result,
    regions: result.regions.map((region, at) =>
      region.status === 'ok'
        ? { ...region, items: at === 0 ? kept : [], ...(at === 0 ? { summary } : {}) }
        : region,
    ),
  }
}

const deedOf = ({ Actions, evidence }: Row) =>
  evidence === 'Change' ? String(Actions ?? '') : String(evidence ?? '')

const onlyThose =
  /^(?:(?:and|but|so|ok(?:ay)?|now|please|show(?: me)?|list|what about|any) )*(?:(?:only|just) )?(?:the |any )?(\w+?)(?: only| alone| please)?\W*$/i

const sorts: readonly { called: RegExp; actions: RegExp; one: string }[] = [
  {
    called: /^(?:deploy(?:ment|ed|s)?s?|releases?|rollouts?)$/i,
    actions: /UpdateService|Deploy|UpdateFunctionCode|RegisterTaskDefinition|StartPipeline/i,
    one: 'a deployment',
  },
  {
    called: /^(?:delet(?:ions?|es?|ed)|remov(?:als?|ed)|terminations?|terminated)$/i,
    actions: /Delete|Terminate|Remove|Deregister|Revoke/i,
    one: 'a deletion',
  },
  {
    called: /^(?:creations?|created|new)$/i,
    actions: /\b(?:Create|Run|Launch|Allocate|Import)/,
    one: 'a creation',
  },
]
