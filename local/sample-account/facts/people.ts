import { seed } from '../seed.ts'
import { hex } from './company.ts'
/** The engineers, and the users that machines log in as. Ages are in days. */
export interface Person {
  name: string
  title: string
  group: string
  createdDaysAgo: number
  mfa: boolean
  /** Absent: no console password. */
  passwordUsedDaysAgo?: number
  keys: readonly AccessKey[]
}

export interface AccessKey {
  id: string
  ageDays: number
  status: 'Active' | 'Inactive'
  usedDaysAgo?: number
  usedFor?: string
}

export const people: readonly Person[] = [
  {
    name: 'maya.okafor',
    title: 'Platform lead',
    group: 'platform',
    createdDaysAgo: 1290,
    mfa: true,
    passwordUsedDaysAgo: 0,
    keys: [key('MAYAOKAFOR', { ageDays: 41, usedDaysAgo: 0, usedFor: 'ec2' })],
  },
  {
    name: 'tom.lindqvist',
    title: 'Payments engineer',
    group: 'developers',
    createdDaysAgo: 640,
    mfa: true,
    passwordUsedDaysAgo: 0,
    keys: [key('TOMLINDQVI', { ageDays: 63, usedDaysAgo: 0, usedFor: 'ecs' })],
  },
  {
    name: 'priya.raman',
    title: 'Machine learning engineer',
    group: 'data-science',
    createdDaysAgo: 410,
    mfa: true,
    passwordUsedDaysAgo: 2,
    keys: [key('PRIYARAMAN', { ageDays: 27, usedDaysAgo: 1, usedFor: 'sagemaker' })],
  },
  {
    name: 'jonas.weber',
    title: 'Backend contractor',
    group: 'developers',
    createdDaysAgo: 214,
    mfa: false,
    passwordUsedDaysAgo: 1,
    keys: [key('JONASWEBER', { ageDays: 214, usedDaysAgo: 1, usedFor: 'ec2' })],
  },
  {
    name: 'elena.rossi',
    title: 'Storefront engineer',
    group: 'developers',
    createdDaysAgo: 980,
    mfa: true,
    passwordUsedDaysAgo: 3,
    keys: [],
  },
  {
    name: 'samir.haddad',
    title: 'Finance analyst',
    group: 'billing',
    createdDaysAgo: 505,
    mfa: false,
    passwordUsedDaysAgo: 6,
    keys: [],
  },
  {
    name: 'ci-deployer',
    title: 'Deploys from the build server',
    group: 'machines',
    createdDaysAgo: 760,
    mfa: false,
    keys: [key('CIDEPLOYER', { ageDays: 388, usedDaysAgo: 0, usedFor: 'ecr' })],
  },
  {
    name: 'legacy-reporting',
    title: 'Monthly exports of the old back office',
    group: 'machines',
    createdDaysAgo: 1127,
    mfa: false,
    keys: [
      key('LEGACYREP1', { ageDays: 1127, usedDaysAgo: 402, usedFor: 's3' }),
      key('LEGACYREP2', { ageDays: 1110, status: 'Inactive' }),
    ],
  },
]

function key(name: string, facts: Partial<AccessKey> & { ageDays: number }): AccessKey {
  return {
    status: 'Active',
    ...facts,
    id: `AKIASAMPLE${seed === undefined ? name : hex(name, 10).toUpperCase()}`,
  }
}
