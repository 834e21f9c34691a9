import type { Place } from '../../stacks/place.ts'
import { changes, looks, type Need } from './need.ts'

interface State {
  /** As `pulumi login` takes it: s3://bucket/folder. */
  url: string
  project: string
  stack: string
}

/**
 * One stack's state in a bucket, as Pulumi's CLI keeps it there (docs: "State and backends"; the calls were
 * read off its wire). A preview only reads. Other stacks of the bucket are nobody's who has this alone: whoever
 * writes their state says what their next deployment deletes.
 */
export function statePolicy({ url, project, stack }: State, { partition }: Place): Need[] {
  const [, bucket, folder = ''] = /^s3:\/\/([^/?]+)(?:\/([^?]*?))?\/?(?:\?.*)?$/.exec(url) ?? []
  if (bucket === undefined) throw new Error(`--state ${url} is not a bucket: s3://name/folder`)
  const arn = `arn:${partition}:s3:::${bucket}`
  const root = `${folder === '' ? '' : `${folder}/`}.pulumi`
  const all = (...names: string[]) => names.map((name) => `${arn}/${root}/${name}`)
  const meta = all('meta.yaml')
  // Compressed and kept, they have more behind their name.
  const names = ['.json', '.json.*', '.pulumi-tags']
  const own = all(...names.map((name) => `stacks/${project}/${stack}${name}`))
  const beside = all(
    ...['backups', 'history', 'locks/organization'].map((kind) => `${kind}/${project}/${stack}/*`),
  )
  return [
    {
      ...looks('ListState', ['s3:ListBucket'], [arn]),
      when: { StringLike: { 's3:prefix': [`${root}/*`] } },
    },
    looks('ReadState', ['s3:GetObject'], [...meta, ...own]),
    changes('WriteState', ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'], [...own, ...beside]),
    // Of a bucket without any state.
    changes('BeginState', ['s3:PutObject'], meta),
  ]
}
