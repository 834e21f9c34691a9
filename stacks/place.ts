import * as aws from '@pulumi/aws'

/** Where a stack is deployed. */
export interface Place {
  accountId: string
  region: string
  /** `aws`, `aws-us-gov`, …: the second word of every ARN. */
  partition: string
}

export async function currentPlace(): Promise<Place> {
  const [{ accountId }, { region }, { partition }] = await Promise.all([
    aws.getCallerIdentity(),
    aws.getRegion(),
    aws.getPartition(),
  ])
  return { accountId, region, partition }
}

/** The ARN of something in the deployment's account and region. */
export function arnIn({ partition, region, accountId }: Place, service: string, rest: string) {
  return `arn:${partition}:${service}:${region}:${accountId}:${rest}`
}

/** The ARN of something that AWS itself owns, or that has no region: `iam::aws:policy/…`. */
export const globalArn = ({ partition }: Place, rest: string) => `arn:${partition}:${rest}`
