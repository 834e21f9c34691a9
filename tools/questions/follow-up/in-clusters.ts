import type { Row, Shown } from './shown.ts'

/**
 * Services of one name run in several clusters: what is asked of one that was shown as that of one
 * cluster is asked of that one, by the name that AWS gives it: `prod-eu/web`.
 */
export function inClusters(text: string, shown: Shown): Shown {
  // Who explains a failure knows a service by its name, and looks at all that are called so.
  if (ofFailure.test(text)) return shown
  const everywhere = rowsBefore(shown).filter(isService)
  const named = (row: Row): Row => {
    const cluster = clusterOf(row)
    const isSpoken =
      cluster !== '' &&
      new RegExp(`(?<![\\w-])${RegExp.escape(cluster)}(?![\\w-])`, 'i').test(shown.question)
    const isOneOfSome = everywhere.some(
      (other) => other.name === row.name && clusterOf(other) !== cluster,
    )
    return isService(row) && cluster !== '' && !row.name.includes('/') && (isSpoken || isOneOfSome)
      ? { ...row, name: `${cluster}/${row.name}` }
      : row
  }
  return { ...shown, rows: shown.rows.map(named) }
}

const ofFailure =
  /\b(?:why|healthy?|fail\w*|wrong|broken|errors?|logs?|alarms?|changed?|version before|call|contact|page)\b/i

const isService = ({ noun }: Row) => noun === 'service'

const clusterOf = ({ members: { Cluster, clusterArn } = {} }: Row): string =>
  Cluster ?? clusterArn?.split('/').at(-1) ?? ''

const rowsBefore = ({ rows, before }: Shown): Row[] => [
  ...rows,
  ...(before === undefined ? [] : rowsBefore(before)),
]
