import { asOf, type KeptList } from '../../../kept-list.ts'

/** The prices below. */
export const listPrices: KeptList = {
  what: 'on-demand list prices of EC2, EBS, addresses, NAT gateways and load balancers',
  source: 'https://aws.amazon.com/ec2/pricing/on-demand/ and https://aws.amazon.com/ebs/pricing/',
  comparedOn: '2026-11-22',
  goodForDays: 365,
}

/** Said beside every estimate. */
export const priceSource = (now: Date): string =>
  `on-demand list prices of us-east-1 (Linux) ${asOf(listPrices, now)}, before discounts; other regions mostly cost more`

const monthly = (usdPerHour: number): number => usdPerHour * 730

export const addressMonthlyUsd = monthly(0.005)
export const natGatewayMonthlyUsd = monthly(0.045)
export const loadBalancerMonthlyUsd = monthly(0.0225)

const volumeUsdPerGiB: Readonly<Record<string, number>> = {
  gp3: 0.08,
  gp2: 0.1,
  io1: 0.125,
  io2: 0.125,
  st1: 0.045,
  sc1: 0.015,
  standard: 0.05,
}
const usdPerIops = 0.065
const gp3FreeIops = 3000
const gp3UsdPerIops = 0.005

interface Volume {
  type: string
  sizeGiB: number
  iops: number
}

/** A volume's storage, and the input and output that is paid for whether used or not. */
export function volumeMonthlyUsd({ type, sizeGiB, iops }: Volume): number | undefined {
  const perGiB = volumeUsdPerGiB[type]
  if (perGiB === undefined) return undefined
  const provisioned = type === 'io1' || type === 'io2' ? iops * usdPerIops : 0
  const extra = type === 'gp3' ? Math.max(0, iops - gp3FreeIops) * gp3UsdPerIops : 0
  return sizeGiB * perGiB + provisioned + extra
}

/** At most: a snapshot holds only what changed since the one before. */
export const snapshotMonthlyUsd = (sizeGiB: number): number => sizeGiB * 0.05

/** Undefined for types that are not in the tables. */
export function instanceMonthlyUsd(type: string): number | undefined {
  const [family = '', size = ''] = type.split('.')
  const large = largeUsdPerHour[family]
  const units = largeUnits(size)
  const perHour = large === undefined || units === undefined ? gpuUsdPerHour[type] : large * units
  return perHour === undefined ? undefined : monthly(perHour)
}

/** In these families a size costs in proportion: xlarge is two large, 4xlarge is eight. */
function largeUnits(size: string): number | undefined {
  const fixed: Readonly<Record<string, number>> = {
    nano: 1 / 16,
    micro: 1 / 8,
    small: 1 / 4,
    medium: 1 / 2,
    large: 1,
    xlarge: 2,
  }
  const times = /^(\d+)xlarge$/.exec(size)?.[1]
  return times === undefined ? fixed[size] : 2 * Number(times)
}

const largeUsdPerHour: Readonly<Record<string, number>> = {
  t3: 0.0832,
  t3a: 0.0752,
  t4g: 0.0672,
  m4: 0.1,
  m5: 0.096,
  m6i: 0.096,
  m6g: 0.077,
  m7i: 0.1008,
  m7g: 0.0816,
  c5: 0.085,
  c6i: 0.085,
  c6g: 0.068,
  c7i: 0.08925,
  c7g: 0.0725,
  r5: 0.126,
  r6i: 0.126,
  r6g: 0.1008,
  r7i: 0.1323,
  r7g: 0.1071,
}

const gpuUsdPerHour: Readonly<Record<string, number>> = {
  'g4dn.xlarge': 0.526,
  'g4dn.2xlarge': 0.752,
  'g4dn.12xlarge': 3.912,
  'g5.xlarge': 1.006,
  'g5.2xlarge': 1.212,
  'g5.4xlarge': 1.624,
  'g5.8xlarge': 2.448,
  'g5.12xlarge': 5.672,
  'g5.16xlarge': 4.096,
  'g5.24xlarge': 8.144,
  'g5.48xlarge': 16.288,
}
