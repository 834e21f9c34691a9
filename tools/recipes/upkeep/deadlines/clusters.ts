import { readEach } from '../../evidence/read-each.ts'
import { eksVersions, type Support } from '../../evidence/support-dates.ts'
import { object, text } from '../../evidence/values.ts'
import type { Item, Place } from '../../recipe.ts'
import type { Deadline } from './deadline.ts'
import { supportDeadlines, unknownSupport } from './support.ts'

/** Clusters by their version's support: AWS's own dates, or where it gives none, the table's. */
export async function clusterDeadlines(ask: Place): Promise<Deadline[]> {
  const names = (await ask.tryRead('eks:ListClusters')) ?? []
  const described = await readEach(ask, names, {
    operation: 'eks:DescribeCluster',
    parameters: ({ value }) => ({ name: value }),
    noun: 'cluster',
  })
  const clusters = [...described.values()].flat()
  const versions = [...new Set(clusters.map(({ version }) => text(version)))]
  const dates = await readEach(ask, versions, {
    operation: 'eks:DescribeClusterVersions',
    parameters: (version) => ({ clusterVersions: [version] }),
    noun: 'Kubernetes version',
  })
  return clusters.flatMap((cluster) => {
    const number = text(cluster.version)
    const support = clusterSupport(dates.get(number)) ?? eksVersions[number]
    const version = `Kubernetes ${number}`
    if (support === undefined) return unknownSupport(ask, version)
    const paid = object(cluster.upgradePolicy).supportType !== 'STANDARD'
    return supportDeadlines(paid ? support : { standard: support.standard }, {
      kind: 'EKS cluster',
      name: text(cluster.name),
      version,
      service: 'EKS',
      now: ask.now,
    })
  })
}

function clusterSupport([version]: readonly Item[] = []): Support | undefined {
  const standard = text(version?.endOfStandardSupportDate).slice(0, 10)
  const extended = text(version?.endOfExtendedSupportDate).slice(0, 10)
  return standard === '' ? undefined : { standard, ...(extended !== '' && { extended }) }
}
