/** One thing that holds data, and what is kept of it. */
export interface Kept {
  kind: 'database' | 'table' | 'file system' | 'volume'
  name: string
  region: string
  /** Service, region and resource of its ARN, and those of things whose backup is its own too. */
  keys: readonly string[]
  /** Whether what it has of its own could not be read: nothing is said of it then. */
  ownUnread?: boolean
  /** Made by hand, or by a script: the newest of them; undefined where it goes on by itself. */
  ownLast?: string | undefined
  /** Backups that its own service makes: `automatic backups, kept for 7 days`; undefined where there are none. */
  own: string | undefined
  /** Why it has none of its own: `point-in-time recovery is off`. */
  lacks: string
  /** Another thing that it is a copy of. */
  copyOf?: string
}

/** What AWS Backup has of a thing. */
export interface Protection {
  /** When it was last backed up; undefined where a plan selects it and nothing was made yet. */
  last: string | undefined
  /** A vault, or the plan that selects it. */
  where: string
}

/** `rds us-east-1 db:orders-db`, of any partition and account. */
export function keyOf(arn: string): string {
  const [, , service = '', region = '', , ...resource] = arn.split(':')
  return `${service} ${region} ${resource.join(':')}`
}
