import { renumbered } from '../seed.ts'
import { mainRegion, secondRegion } from './company.ts'

export interface Stack {
  name: string
  region: string
  status: string
  description: string
  createdDaysAgo: number
  updatedDaysAgo?: number
  /** A step at a time: logical id, type, and what it came to. */
  resources: readonly { id: string; type: string; physical: string; failed?: string }[]
  outputs: Readonly<Record<string, string>>
  /** Planted secrets among them: what reads them must redact them. */
  parameters: Readonly<Record<string, string>>
}

export const stacks: readonly Stack[] = renumbered<Stack>(
  [
    {
      name: 'network-prod',
      region: mainRegion,
      status: 'UPDATE_COMPLETE',
      description: 'VPCs, subnets and NAT gateways of prod',
      createdDaysAgo: 910,
      updatedDaysAgo: 144,
      resources: [
        { id: 'Vpc', type: 'AWS::EC2::VPC', physical: 'prod' },
        { id: 'NatA', type: 'AWS::EC2::NatGateway', physical: 'prod-a' },
        { id: 'NatB', type: 'AWS::EC2::NatGateway', physical: 'prod-b' },
      ],
      outputs: { VpcName: 'prod' },
      parameters: { Env: 'prod' },
    },
    {
      name: 'orders-prod',
      region: mainRegion,
      status: 'UPDATE_COMPLETE',
      description: 'Queues, tables and functions of orders',
      createdDaysAgo: 640,
      updatedDaysAgo: 48,
      resources: [
        { id: 'Events', type: 'AWS::SQS::Queue', physical: 'order-events' },
        { id: 'DeadLetters', type: 'AWS::SQS::Queue', physical: 'order-events-dlq' },
        { id: 'Consumer', type: 'AWS::Lambda::Function', physical: 'order-events-consumer' },
        { id: 'Receipts', type: 'AWS::DynamoDB::Table', physical: 'receipts' },
      ],
      outputs: { EventsQueue: 'order-events' },
      parameters: { Env: 'prod', DatabasePassword: 'sample-only-orders-stack-pass' },
    },
    {
      name: 'search-prod',
      region: mainRegion,
      status: 'UPDATE_COMPLETE',
      description: 'Search nodes',
      createdDaysAgo: 400,
      updatedDaysAgo: 34,
      resources: [
        { id: 'Nodes', type: 'AWS::AutoScaling::AutoScalingGroup', physical: 'search-prod' },
      ],
      outputs: {},
      parameters: { Env: 'prod', Nodes: '3' },
    },
    {
      name: 'analytics-export',
      region: mainRegion,
      status: 'ROLLBACK_COMPLETE',
      description: 'Nightly export of orders to the data lake',
      createdDaysAgo: 5,
      resources: [
        { id: 'ExportRole', type: 'AWS::IAM::Role', physical: 'analytics-export-role' },
        {
          id: 'ExportBucket',
          type: 'AWS::S3::Bucket',
          physical: 'quillmarket-data-lake',
          failed: 'quillmarket-data-lake already exists (Service: S3, Status Code: 409)',
        },
      ],
      outputs: {},
      parameters: { Env: 'prod', ExportApiToken: 'sample-only-export-token' },
    },
    {
      name: 'storefront-eu',
      region: secondRegion,
      status: 'UPDATE_COMPLETE',
      description: 'Load balancer and services of the European shop',
      createdDaysAgo: 500,
      updatedDaysAgo: 90,
      resources: [
        {
          id: 'Balancer',
          type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
          physical: 'storefront-eu',
        },
      ],
      outputs: { Url: 'https://eu.quillmarket.example' },
      parameters: { Env: 'prod' },
    },
  ],
  'createdDaysAgo',
  'updatedDaysAgo',
)
