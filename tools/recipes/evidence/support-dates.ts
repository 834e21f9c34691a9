import { asOf, type KeptList } from '../../kept-list.ts'

/** The end of standard support, and of the support that costs extra where there is such. */
export interface Support {
  standard: string
  extended?: string
}

/** The dates below: AWS moves them now and then. */
export const supportDates: KeptList = {
  what: 'ends of support of Lambda runtimes, EKS versions and RDS engines',
  source:
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html, ' +
    'https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html and ' +
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support-versions.html',
  comparedOn: '2026-09-15',
  goodForDays: 180,
}

export const supportSource = (now: Date): string =>
  `a table kept with this tool, of the AWS documentation ${asOf(supportDates, now)}`

/** Lambda: from then on a runtime gets no fixes; later, functions with it cannot be changed. */
export const lambdaRuntimes: Readonly<Record<string, string>> = {
  'nodejs24.x': '2028-04-30',
  'nodejs22.x': '2027-04-30',
  'nodejs20.x': '2026-04-30',
  'nodejs18.x': '2025-09-01',
  'nodejs16.x': '2024-06-12',
  'nodejs14.x': '2023-12-04',
  'nodejs12.x': '2023-03-31',
  'nodejs10.x': '2021-07-30',
  'python3.14': '2029-06-30',
  'python3.13': '2029-06-30',
  'python3.12': '2028-10-31',
  'python3.11': '2027-06-30',
  'python3.10': '2026-10-31',
  'python3.9': '2025-12-15',
  'python3.8': '2024-10-14',
  'python3.7': '2023-12-04',
  'python3.6': '2022-07-18',
  'python2.7': '2021-07-15',
  java25: '2029-06-30',
  java21: '2029-06-30',
  java17: '2027-06-30',
  java11: '2027-06-30',
  'java8.al2': '2027-06-30',
  java8: '2024-01-08',
  dotnet10: '2028-11-14',
  dotnet9: '2026-11-10',
  dotnet8: '2026-11-10',
  dotnet7: '2024-05-14',
  dotnet6: '2024-12-20',
  'dotnetcore3.1': '2023-04-03',
  'ruby4.0': '2029-03-31',
  'ruby3.4': '2028-03-31',
  'ruby3.3': '2027-03-31',
  'ruby3.2': '2026-03-31',
  'ruby2.7': '2023-12-07',
  'go1.x': '2024-01-08',
  'provided.al2023': '2029-06-30',
  'provided.al2': '2026-07-31',
  provided: '2024-01-08',
}

/** Kubernetes on EKS: after the extended support AWS upgrades the cluster itself. */
export const eksVersions: Readonly<Record<string, Support>> = {
  '1.35': { standard: '2027-03-27', extended: '2028-03-27' },
  '1.34': { standard: '2026-12-02', extended: '2027-12-02' },
  '1.33': { standard: '2026-07-29', extended: '2027-07-29' },
  '1.32': { standard: '2026-03-23', extended: '2027-03-23' },
  '1.31': { standard: '2025-11-26', extended: '2026-11-26' },
  '1.30': { standard: '2025-07-23', extended: '2026-07-23' },
  '1.29': { standard: '2025-03-23', extended: '2026-03-23' },
  '1.28': { standard: '2024-11-26', extended: '2025-11-26' },
  '1.27': { standard: '2024-07-24', extended: '2025-07-24' },
  '1.26': { standard: '2024-06-11', extended: '2025-06-11' },
  '1.25': { standard: '2024-05-01', extended: '2025-05-01' },
  '1.24': { standard: '2024-01-31', extended: '2025-01-31' },
  '1.23': { standard: '2023-10-11', extended: '2024-10-11' },
}

/** Major versions of RDS engines; Aurora has versions of its own. */
export const rdsVersions: Readonly<Record<string, Support>> = {
  'postgres 17': { standard: '2030-02-28', extended: '2033-02-28' },
  'postgres 16': { standard: '2029-02-28', extended: '2032-02-29' },
  'postgres 15': { standard: '2028-02-29', extended: '2031-02-28' },
  'postgres 14': { standard: '2027-02-28', extended: '2030-02-28' },
  'postgres 13': { standard: '2026-02-28', extended: '2029-02-28' },
  'postgres 12': { standard: '2025-02-28', extended: '2028-02-29' },
  'postgres 11': { standard: '2024-02-29', extended: '2027-03-31' },
  'mysql 8.4': { standard: '2029-07-31', extended: '2032-07-31' },
  'mysql 8.0': { standard: '2026-07-31', extended: '2029-07-31' },
  'mysql 5.7': { standard: '2024-02-29', extended: '2027-02-28' },
}
