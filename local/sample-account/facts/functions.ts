import { renumbered } from '../seed.ts'
import { arn, mainRegion, secondRegion } from './company.ts'
import { deadLetters } from './incidents.ts'

export interface LambdaFunction {
  name: string
  region: string
  service: string
  owner?: string
  runtime: string
  memoryMb: number
  timeoutS: number
  modifiedDaysAgo: number
  environment: Readonly<Record<string, string>>
  /** The queue or stream it reads. */
  reads?: { queue: string } | { table: string }
}

export const functions: readonly LambdaFunction[] = renumbered<LambdaFunction>(
  [
    {
      name: deadLetters.consumer,
      region: mainRegion,
      service: 'orders',
      owner: 'tom.lindqvist',
      runtime: 'nodejs22.x',
      memoryMb: 512,
      timeoutS: 30,
      modifiedDaysAgo: 48,
      environment: { STAGE: 'prod', RECEIPTS_TABLE: 'receipts' },
      reads: { queue: deadLetters.source },
    },
    {
      name: 'invoice-sender',
      region: mainRegion,
      service: 'invoices',
      runtime: 'nodejs18.x',
      memoryMb: 256,
      timeoutS: 60,
      modifiedDaysAgo: 402,
      environment: {
        STAGE: 'prod',
        MAIL_FROM: 'billing@quillmarket.example',
        SMTP_PASSWORD: 'sample-only-smtp-pass',
      },
      reads: { queue: 'invoices' },
    },
    {
      name: 'image-resizer',
      region: mainRegion,
      service: 'catalog',
      owner: 'elena.rossi',
      runtime: 'python3.9',
      memoryMb: 1536,
      timeoutS: 120,
      modifiedDaysAgo: 655,
      environment: { STAGE: 'prod' },
      reads: { queue: 'image-jobs' },
    },
    {
      name: 'payment-webhook',
      region: mainRegion,
      service: 'payments',
      owner: 'tom.lindqvist',
      runtime: 'nodejs22.x',
      memoryMb: 512,
      timeoutS: 15,
      modifiedDaysAgo: 20,
      environment: { STAGE: 'prod', WEBHOOK_SIGNING_SECRET: 'sample-only-whsec-1f2e3d' },
    },
    {
      name: 'chat-alerts',
      region: mainRegion,
      service: 'ops',
      owner: 'maya.okafor',
      runtime: 'python3.13',
      memoryMb: 128,
      timeoutS: 10,
      modifiedDaysAgo: 77,
      environment: { CHAT_TOKEN: 'sample-only-xoxb-quillmarket' },
    },
    {
      name: 'nightly-report',
      region: mainRegion,
      service: 'reports',
      runtime: 'python3.9',
      memoryMb: 1024,
      timeoutS: 900,
      modifiedDaysAgo: 811,
      environment: { STAGE: 'prod', REPORT_BUCKET: 'quillmarket-data-lake' },
    },
    {
      name: 'order-mirror',
      region: secondRegion,
      service: 'orders',
      owner: 'tom.lindqvist',
      runtime: 'nodejs20.x',
      memoryMb: 256,
      timeoutS: 30,
      modifiedDaysAgo: 160,
      environment: { STAGE: 'prod' },
      reads: { queue: 'order-mirror' },
    },
    {
      name: 'cart-expiry',
      region: secondRegion,
      service: 'storefront',
      owner: 'elena.rossi',
      runtime: 'nodejs22.x',
      memoryMb: 128,
      timeoutS: 30,
      modifiedDaysAgo: 61,
      environment: { STAGE: 'prod' },
      reads: { table: 'carts-eu' },
    },
  ],
  'memoryMb',
  'timeoutS',
  'modifiedDaysAgo',
)

export const functionArn = ({ name, region }: LambdaFunction) =>
  arn('lambda', region, `function:${name}`)
