import type { Aws } from '../moto-account.ts'

/** Something made in an account, and how a tool finds it again. */
export interface Resource {
  /** `ec2` of `ec2_read_operations`. */
  tool: string
  operation: string
  /** Such as leave out what every account has from the start. */
  parameters?: Record<string, unknown>
  /** JMESPath of what tells the items apart. */
  query: string
  /** Made once: the answer is of the whole account. */
  global?: true
  /** Makes it in the region of `aws`, named `name`; gives what `query` must find there. */
  make(aws: Aws, name: string): Promise<unknown[]>
}

/** The first resource made, which functions and clusters run as. */
export const runnerRole = 'arn:aws:iam::123456789012:role/runner'
