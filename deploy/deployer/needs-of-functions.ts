import { arnIn, type Place } from '../../stacks/place.ts'
import { type Asked, changes, looks, type Need, throughService } from './need.ts'
import { passRole } from './needs-of-roles.ts'

export function ofFunction({ inputs, place }: Asked): Need[] {
  const named = functionArns(inputs.name, place)
  return [
    looks('ReadFunctions', ['lambda:GetFunction', 'lambda:ListVersionsByFunction'], named),
    changes(
      'ChangeFunctions',
      [
        'lambda:CreateFunction',
        'lambda:DeleteFunction',
        'lambda:DeleteFunctionConcurrency',
        // Until a version that was published is ready.
        'lambda:GetFunctionConfiguration',
        'lambda:ListTags',
        'lambda:PublishVersion',
        'lambda:TagResource',
        'lambda:UntagResource',
        'lambda:UpdateFunctionCode',
        'lambda:UpdateFunctionConfiguration',
      ],
      named,
    ),
    ...(inputs.reservedConcurrentExecutions === undefined
      ? []
      : [changes('ReserveConcurrency', ['lambda:PutFunctionConcurrency'], named)]),
    passRole(inputs.role, 'lambda'),
    // Lambda looks them up in the name of who connects a function to them; neither takes a resource.
    ...(inputs.vpcConfig === undefined
      ? []
      : [
          changes(
            'FindNetwork',
            ['ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs'],
            ['*'],
          ),
        ]),
    ...throughService(
      'FunctionKey',
      'lambda',
      ['kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'],
      { inputs, place },
    ),
  ]
}

export function ofAlias({ inputs, place }: Asked): Need[] {
  const named = functionArns(inputs.functionName, place)
  return [
    looks('ReadAliases', ['lambda:GetAlias'], named),
    changes(
      'ChangeAliases',
      ['lambda:CreateAlias', 'lambda:DeleteAlias', 'lambda:UpdateAlias'],
      named,
    ),
  ]
}

export function ofPermission({ inputs, place }: Asked): Need[] {
  const named = functionArns(inputs.function, place)
  return [
    looks('ReadPermissions', ['lambda:GetPolicy'], named),
    changes(
      'ChangePermissions',
      ['lambda:AddPermission', 'lambda:RemovePermission'],
      named,
      signed,
    ),
  ]
}

export function ofFunctionUrl({ inputs, place }: Asked): Need[] {
  const named = functionArns(inputs.functionName, place)
  return [
    looks('ReadFunctionUrl', ['lambda:GetFunctionUrlConfig'], named),
    changes(
      'ChangeFunctionUrl',
      [
        'lambda:CreateFunctionUrlConfig',
        'lambda:DeleteFunctionUrlConfig',
        'lambda:UpdateFunctionUrlConfig',
      ],
      named,
      signed,
    ),
  ]
}

/** A function, its versions and its aliases. */
const functionArns = (name: unknown, place: Place) => [
  arnIn(place, 'lambda', `function:${name}`),
  arnIn(place, 'lambda', `function:${name}:*`),
]

/** No address that answers whoever asks. */
const signed = { StringEqualsIfExists: { 'lambda:FunctionUrlAuthType': 'AWS_IAM' } }
