import type { DeploymentConfig } from '../config.ts'
import { arnIn, globalArn, type Place } from '../place.ts'
import type { Statement } from './document.ts'

/**
 * What Lambda needs of a role to connect its function to a VPC, whose subnets may be those of another
 * account (shared by its owner). Code of the function is denied the same: Lambda's own calls have no
 * function as their source.
 */
export function functionNetwork(
  { network }: Pick<DeploymentConfig, 'network'>,
  functionName: string,
  place: Place,
): Statement[] {
  if (network === undefined) return []
  return [
    {
      Sid: 'OwnNetworkInterfaces',
      Effect: 'Allow',
      Action: interfaces,
      Resource: globalArn(place, `ec2:${place.region}:*:*/*`),
    },
    {
      Sid: 'FindNetworkInterfaces',
      Effect: 'Allow',
      // Neither takes a resource.
      Action: ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'],
      Resource: '*',
    },
    {
      Sid: 'NoNetworkInterfacesByTheFunction',
      Effect: 'Deny',
      Action: [...interfaces, 'ec2:DetachNetworkInterface'],
      Resource: '*',
      Condition: {
        ArnEquals: {
          'lambda:SourceFunctionArn': arnIn(place, 'lambda', `function:${functionName}`),
        },
      },
    },
  ]
}

const interfaces = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:UnassignPrivateIpAddresses',
]
