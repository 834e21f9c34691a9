import { object, objects, text } from '../../recipes/evidence/values.ts'
import { counted, listed, said } from '../../recipes/evidence/wording.ts'
import type { Item } from '../../recipes/recipe.ts'
import { selects } from '../../recipes/upkeep/backups/aws-backup.ts'
import { keyOf } from '../../recipes/upkeep/backups/kept.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import { isObject } from '../lens/fields.ts'
import type { Plan } from '../plan.ts'
import { pluralOf } from '../say.ts'
import { isOn } from '../switched-off.ts'
import { withName } from '../things/identity.ts'
import type { Kind } from '../things/kind.ts'
import { kinds } from '../things/kinds.ts'
import { listThings, type Thing } from '../things/list-things.ts'
import { Reader } from '../things/reader.ts'
import { told } from './told.ts'

/** What AWS Backup can back up, by the ARN that a plan selects. */
const backedUp = new Set([
  'database',
  'database cluster',
  'table',
  'file system',
  'volume',
  'instance',
  'bucket',
])

interface Selection {
  plan: string
  region: string
  selection: Item
}

/** Which things a plan of AWS Backup selects, and which none does. */
export async function backupPlansOf(
  plan: Plan,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const saidKind = plan.kinds.find((one) => backedUp.has(one.kind.noun))?.kind
  const isAsked = /\bbackup plans?\b|\bin (?:aws )?backup\b/i.test(plan.question)
  if (!isAsked || !isOn('backup', context.services)) return undefined
  const reader = new Reader(context)
  const regions = await reader.regions(plan.regions)
  const called = saidKind === undefined ? await kindCalled(plan, { reader, regions }) : undefined
  const kind = saidKind ?? called?.kind
  if (kind === undefined) return undefined
  const { things: all } = await listThings(kind, { reader, regions, names: [] })
  const named = called?.things ?? plan.names.flatMap((name) => withName(all, name).found)
  const things = named.length === 0 ? all : [...new Set(named)]
  const selections = await reader.each(regions, async (region) => selectionsIn(region, reader))
  const covered = things.map((thing) => ({
    thing,
    plans: [
      ...new Set(
        selections
          .filter(
            ({ region, selection }) =>
              (thing.region === region || thing.region === 'global') &&
              arnsOf(thing).some((arn) => selects({ selection }, keyOf(arn))),
          )
          .map((one) => one.plan),
      ),
    ],
  }))
  const byTags = [
    ...new Set(selections.filter(({ selection }) => isByTags(selection)).map((one) => one.plan)),
  ]
  return told({
    operation: 'backup:GetBackupSelection',
    understood: `${pluralOf(kind)} · ${named.length === 0 ? '' : `${named.map(({ name }) => name).join(', ')} · `}in a backup plan or not`,
    summary: summarize(covered, {
      kind,
      plan,
      isNamed: named.length > 0,
      isWhole: reader.failures.length === 0,
    }),
    notice:
      byTags.length === 0
        ? undefined
        : `${listed(byTags.map((one) => `Plan ${said(one)}`))} also ${byTags.length === 1 ? 'selects' : 'select'} by tags, which was not weighed.`,
    rows: covered.map(({ thing, plans }) => ({
      region: thing.region,
      item: { Name: thing.name, BackupPlan: plans.length === 0 ? 'none' : plans.join(', ') },
    })),
    reader,
  })
}

/** “Which backup plan covers receipts”: what is called so, of all that can be backed up. */
async function kindCalled(
  { names, words }: Plan,
  around: { reader: Reader; regions: readonly string[] },
): Promise<{ kind: Kind; things: Thing[] } | undefined> {
  const said = [...names, ...words.map(({ word }) => word)].map((name) => name.toLowerCase())
  for (const kind of kinds.filter(({ noun }) => backedUp.has(noun))) {
    const { things } = await listThings(kind, { ...around, names: [] })
    const found = things.filter(({ name }) => said.includes(name.toLowerCase()))
    if (found.length > 0) return { kind, things: found }
  }
  return undefined
}

async function selectionsIn(region: string, reader: Reader): Promise<Selection[]> {
  const plans = (await reader.tryRead('backup:ListBackupPlans', { region })).map(object)
  return reader.each(plans, async ({ BackupPlanId, BackupPlanName }) => {
    const listed = await reader.tryRead('backup:ListBackupSelections', {
      region,
      parameters: { BackupPlanId },
    })
    return reader.each(listed.map(object), async ({ SelectionId }) => {
      const [found] = await reader.tryRead('backup:GetBackupSelection', {
        region,
        parameters: { BackupPlanId, SelectionId },
      })
      const item = object(found)
      const selection = object(item.BackupSelection ?? found)
      return found === undefined ? [] : [{ plan: text(BackupPlanName), region, selection }]
    })
  })
}

const isByTags = ({ ListOfTags }: Item) => objects(ListOfTags).length > 0

/** All texts of a thing that are ARNs of its own, and that of a bucket, which has none. */
function arnsOf({ item, names, name }: Thing): string[] {
  const own = isObject(item)
    ? Object.entries(item).flatMap(([member, value]) =>
        /arn$/i.test(member) && typeof value === 'string' ? [value] : [],
      )
    : []
  return [
    ...new Set([...own, ...names.filter((one) => one.startsWith('arn:')), `arn:aws:s3:::${name}`]),
  ]
}

interface Covered {
  thing: Thing
  plans: string[]
}

interface Saying {
  kind: Kind
  plan: Plan
  isNamed: boolean
  isWhole: boolean
}

function summarize(all: readonly Covered[], { kind, plan, isNamed, isWhole }: Saying): string {
  const bare = all.filter(({ plans }) => plans.length === 0)
  const kept = all.filter(({ plans }) => plans.length > 0)
  const placed = ({ thing: { name, region } }: Covered) =>
    `**${said(name)}**${region === 'global' ? '' : ` (${region})`}`
  const withPlan = (one: Covered) =>
    `${placed(one)} by ${listed(one.plans.map((each) => said(each)))}`
  if (all.length === 0) return `There are no ${pluralOf(kind)}.`
  if (!isWhole && kept.length === 0)
    return `Which ${pluralOf(kind)} a backup plan selects could not be read.`
  if (isNamed)
    return [
      kept.length === 0 ? '' : `Backed up by a plan: ${listed(kept.map(withPlan), 10)}.`,
      bare.length === 0 ? '' : `In no backup plan: ${listed(bare.map(placed), 10)}.`,
    ]
      .filter(Boolean)
      .join(' ')
  const lacks = `${bare.length} of ${counted(all.length, kind.noun, pluralOf(kind))} ${bare.length === 1 ? 'is' : 'are'} in no backup plan${bare.length === 0 ? '' : `: ${listed(bare.map(placed), 12)}`}.`
  const has = `${kept.length} of ${counted(all.length, kind.noun, pluralOf(kind))} ${kept.length === 1 ? 'is' : 'are'} in a backup plan${kept.length === 0 ? '' : `: ${listed(kept.map(withPlan), 12)}`}.`
  const isDenied =
    /\b(?:not|n't|no|without|lack\w*|missing|outside|uncovered|aren.?t|isn.?t)\b|n't\b/i.test(
      plan.question,
    )
  const isOfAll = /\b(?:all|every|each)\b/i.test(plan.question) && plan.asked === 'yesno'
  if (isOfAll) return `${bare.length === 0 ? 'Yes' : 'No'}: ${bare.length === 0 ? has : lacks}`
  const word =
    plan.asked === 'yesno' ? ((isDenied ? bare : kept).length > 0 ? 'Yes: ' : 'No: ') : ''
  return isDenied ? `${word}${lacks}` : `${word}${has}${bare.length === 0 ? '' : ` ${lacks}`}`
}
