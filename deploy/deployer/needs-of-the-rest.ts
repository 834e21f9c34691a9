import { arnIn, globalArn, type Place } from '../../stacks/place.ts'
import { type Asked, changes, looks, type Need, throughService } from './need.ts'

export function ofTable({ inputs, place }: Asked): Need[] {
  const table = [arnIn(place, 'dynamodb', `table/${inputs.name}`)]
  return [
    looks(
      'ReadTable',
      [
        'dynamodb:DescribeContinuousBackups',
        'dynamodb:DescribeTable',
        'dynamodb:DescribeTimeToLive',
        'dynamodb:ListTagsOfResource',
      ],
      table,
    ),
    changes(
      'ChangeTable',
      [
        'dynamodb:CreateTable',
        'dynamodb:DeleteTable',
        'dynamodb:TagResource',
        'dynamodb:UntagResource',
        'dynamodb:UpdateContinuousBackups',
        'dynamodb:UpdateTable',
        'dynamodb:UpdateTimeToLive',
      ],
      table,
    ),
    ...throughService(
      'TableKey',
      'dynamodb',
      [
        'kms:CreateGrant',
        'kms:Decrypt',
        'kms:DescribeKey',
        'kms:Encrypt',
        'kms:GenerateDataKey*',
        'kms:ReEncrypt*',
      ],
      { inputs: Object(inputs.serverSideEncryption), place },
    ),
  ]
}

export function ofLogGroup({ inputs, place }: Asked): Need[] {
  const arn = arnIn(place, 'logs', `log-group:${inputs.name}`)
  const group = [arn, `${arn}:*`]
  return [
    looks('FindLogGroups', ['logs:DescribeLogGroups'], ['*']),
    looks('ReadLogGroups', ['logs:ListTagsForResource'], group),
    changes(
      'ChangeLogGroups',
      [
        'logs:AssociateKmsKey',
        'logs:CreateLogGroup',
        'logs:DeleteLogGroup',
        'logs:DisassociateKmsKey',
        'logs:PutRetentionPolicy',
        'logs:TagResource',
        'logs:UntagResource',
      ],
      group,
    ),
  ]
}

export function ofAlarm({ inputs, place }: Asked, id: string): Need[] {
  // All of a deployment's begin with its name: one by one they would fill a policy.
  const start = String(inputs.name).slice(0, -id.length)
  const alarms = [arnIn(place, 'cloudwatch', `alarm:${start}*`)]
  return [
    looks('FindAlarms', ['cloudwatch:DescribeAlarms'], [arnIn(place, 'cloudwatch', 'alarm:*')]),
    looks('ReadAlarms', ['cloudwatch:ListTagsForResource'], alarms),
    changes(
      'ChangeAlarms',
      [
        'cloudwatch:DeleteAlarms',
        'cloudwatch:PutMetricAlarm',
        'cloudwatch:TagResource',
        'cloudwatch:UntagResource',
      ],
      alarms,
    ),
  ]
}

export function ofDashboard({ inputs, place }: Asked): Need[] {
  const dashboard = [ofAccount(place, 'cloudwatch', `dashboard/${inputs.dashboardName}`)]
  return [
    looks('ReadDashboard', ['cloudwatch:GetDashboard'], dashboard),
    changes(
      'ChangeDashboard',
      ['cloudwatch:DeleteDashboards', 'cloudwatch:PutDashboard'],
      dashboard,
    ),
  ]
}

export function ofBudget({ inputs, place }: Asked): Need[] {
  const budget = [ofAccount(place, 'budgets', `budget/${inputs.name}`)]
  return [
    looks('ReadBudget', ['budgets:ListTagsForResource', 'budgets:ViewBudget'], budget),
    looks(
      'ViewBilling',
      ['billing:GetBillingViewData'],
      [ofAccount(place, 'billing', 'billingview/primary')],
    ),
    changes(
      'ChangeBudget',
      ['budgets:ModifyBudget', 'budgets:TagResource', 'budgets:UntagResource'],
      budget,
    ),
  ]
}

/** Of the account, in no region. */
const ofAccount = (place: Place, service: string, rest: string) =>
  globalArn(place, `${service}::${place.accountId}:${rest}`)
