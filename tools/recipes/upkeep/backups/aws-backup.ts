import { inParallel } from '../../../executor/in-parallel.ts'
import type { Period } from '../../../questions/time/period.ts'
import { readEach } from '../../evidence/read-each.ts'
import { object, objects, text, texts } from '../../evidence/values.ts'
import type { Item, Place } from '../../recipe.ts'
import { type Kept, keyOf, type Protection } from './kept.ts'

/** What AWS Backup has in one region; undefined where that could not be read. */
export interface AwsBackup {
  of(thing: Kept): Protection | undefined
  /** Nobody uses it where it has neither plans nor backups. */
  isUsed: boolean
  /** Plans that select by tags: what they will cover is not told by their ARNs. */
  byTags: readonly string[]
  /** Whether all that its plans select is known. */
  isWhole: boolean
}

export async function awsBackup(place: Place): Promise<AwsBackup | undefined> {
  const made = await place.tryRead('backup:ListProtectedResources')
  const plans = await place.tryRead('backup:ListBackupPlans')
  if (made === undefined || plans === undefined) return undefined
  const { selections, isWhole } = await selectionsOf(place, plans)
  const byKey = new Map(made.map((one) => [keyOf(text(one.ResourceArn)), one]))
  return {
    isUsed: made.length + plans.length > 0,
    isWhole,
    byTags: [...new Set(selections.filter(isByTags).map(({ plan }) => plan))],
    of({ keys }) {
      const found = keys.map((key) => byKey.get(key)).filter((one) => one !== undefined)
      const last = found
        .map(({ LastBackupTime }) => text(LastBackupTime))
        .toSorted()
        .at(-1)
      const vault = text(found[0]?.LastBackupVaultArn).split(':').at(-1) ?? ''
      if (last !== undefined) return { last, where: vault }
      const selection = selections.find((one) => keys.some((key) => selects(one, key)))
      return selection === undefined
        ? undefined
        : { last: undefined, where: `plan ${selection.plan}` }
    },
  }
}

interface Selection {
  plan: string
  selection: Item
}

async function selectionsOf(place: Place, plans: readonly Item[]) {
  const lists = await readEach(place, plans, {
    operation: 'backup:ListBackupSelections',
    parameters: ({ BackupPlanId }) => ({ BackupPlanId }),
    noun: 'backup plan',
  })
  const named = [...lists].flatMap(([plan, own]) => own.map((one) => ({ plan, one })))
  const selected = await readEach(place, named, {
    operation: 'backup:GetBackupSelection',
    parameters: ({ plan, one }) => ({
      BackupPlanId: plan.BackupPlanId,
      SelectionId: one.SelectionId,
    }),
    noun: 'backup selection',
  })
  const selections = [...selected].flatMap(([{ plan }, [selection]]): Selection[] =>
    selection === undefined
      ? []
      : [
          {
            plan: text(plan.BackupPlanName),
            selection: object(selection.BackupSelection ?? selection),
          },
        ],
  )
  const isWhole = lists.size === plans.length && selected.size === named.length
  return { selections, isWhole }
}

const isByTags = ({ selection: { ListOfTags, Conditions } }: Pick<Selection, 'selection'>) =>
  objects(ListOfTags).length > 0 ||
  Object.values(Conditions ?? {}).some((list) => Array.isArray(list) && list.length > 0)

/** By its ARNs alone: a selection that asks for tags too may leave it out. */
export function selects(one: Pick<Selection, 'selection'>, key: string): boolean {
  const { Resources, NotResources } = one.selection
  const holds = (patterns: string[]) => patterns.some((pattern) => matches(pattern, key))
  return !isByTags(one) && holds(texts(Resources)) && !holds(texts(NotResources))
}

function matches(pattern: string, key: string): boolean {
  if (pattern === '*') return true
  const [service = '', region = '', ...resource] = keyOf(pattern).split(' ')
  const [ofService = '', ofRegion = '', ...ofResource] = key.split(' ')
  return (
    service === ofService &&
    (region === '*' || region === '' || region === ofRegion) &&
    new RegExp(
      `^${resource
        .join(' ')
        .split('*')
        .map((part) => RegExp.escape(part))
        .join('.*')}$`,
    ).test(ofResource.join(' '))
  )
}

/** Jobs of a time that made no whole backup, the newest first. */
export async function failedJobs(place: Place, { start, end }: Period): Promise<Item[]> {
  const found = await inParallel(badStates, 2, async (ByState) =>
    place.tryRead('backup:ListBackupJobs', {
      ByState,
      ByCreatedAfter: start.toISOString(),
      ByCreatedBefore: end.toISOString(),
    }),
  )
  return found
    .flatMap((jobs) => jobs ?? [])
    .toSorted((a, b) => text(b.CreationDate).localeCompare(text(a.CreationDate)))
}

const badStates = ['FAILED', 'ABORTED', 'EXPIRED', 'PARTIAL']
