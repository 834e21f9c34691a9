import { renumbered } from '../seed.ts'
import { mainRegion, secondRegion } from './company.ts'

export interface Bucket {
  name: string
  region: string
  createdDaysAgo: number
  versioned: boolean
  /** Anybody may read it: its policy says so, and nothing blocks that. */
  public?: boolean
  /** Absent: encrypted with S3's own keys. */
  kmsKey?: string
  expireAfterDays?: number
  logs?: boolean
  /** False where the account's defaults came later than the bucket. */
  blocksPublic: boolean
  service?: string
  owner?: string
  env?: string
  sizeGb: number
  objects: number
}

const usual = { region: mainRegion, blocksPublic: true, env: 'prod' }

export const buckets: readonly Bucket[] = renumbered<Bucket>(
  [
    {
      ...usual,
      name: 'quillmarket-access-logs',
      createdDaysAgo: 905,
      versioned: false,
      expireAfterDays: 90,
      service: 'ops',
      owner: 'maya.okafor',
      sizeGb: 212,
      objects: 1_940_211,
    },
    {
      ...usual,
      name: 'quillmarket-assets',
      createdDaysAgo: 903,
      versioned: true,
      public: true,
      blocksPublic: false,
      service: 'storefront',
      owner: 'elena.rossi',
      sizeGb: 96,
      objects: 410_022,
    },
    {
      ...usual,
      name: 'quillmarket-backups',
      createdDaysAgo: 880,
      versioned: true,
      kmsKey: 'backups',
      service: 'ops',
      sizeGb: 3_410,
      objects: 12_004,
    },
    {
      ...usual,
      name: 'quillmarket-cloudtrail',
      createdDaysAgo: 880,
      versioned: true,
      service: 'ops',
      owner: 'maya.okafor',
      sizeGb: 61,
      objects: 803_117,
    },
    {
      ...usual,
      name: 'quillmarket-data-lake',
      createdDaysAgo: 700,
      versioned: false,
      expireAfterDays: 730,
      service: 'analytics',
      sizeGb: 5_820,
      objects: 2_200_318,
    },
    {
      ...usual,
      name: 'quillmarket-eu-exports',
      region: secondRegion,
      createdDaysAgo: 480,
      versioned: false,
      service: 'orders',
      owner: 'tom.lindqvist',
      sizeGb: 18,
      objects: 5_204,
    },
    {
      ...usual,
      name: 'quillmarket-invoices',
      createdDaysAgo: 860,
      versioned: true,
      kmsKey: 'invoices',
      logs: true,
      service: 'invoices',
      sizeGb: 44,
      objects: 388_120,
    },
    {
      ...usual,
      name: 'quillmarket-ml-datasets',
      region: secondRegion,
      createdDaysAgo: 12,
      versioned: false,
      service: 'embedding-backfill',
      owner: 'priya.raman',
      sizeGb: 790,
      objects: 96_004,
    },
    {
      region: mainRegion,
      name: 'quillmarket-staging-uploads',
      createdDaysAgo: 850,
      versioned: false,
      blocksPublic: false,
      env: 'staging',
      sizeGb: 3,
      objects: 9_110,
    },
    {
      ...usual,
      name: 'quillmarket-terraform-state',
      createdDaysAgo: 900,
      versioned: true,
      logs: true,
      service: 'ops',
      owner: 'maya.okafor',
      sizeGb: 0.2,
      objects: 61,
    },
  ],
  'createdDaysAgo',
  'sizeGb',
  'objects',
)
