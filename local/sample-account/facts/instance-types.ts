/** Those that the company has, or had. */
export const instanceTypes = [
  { type: 't3.small', cpus: 2, memoryGiB: 2 },
  { type: 't3.medium', cpus: 2, memoryGiB: 4 },
  { type: 't3.large', cpus: 2, memoryGiB: 8 },
  { type: 'c6i.xlarge', cpus: 4, memoryGiB: 8 },
  { type: 'c5.xlarge', cpus: 4, memoryGiB: 8 },
  { type: 'c5.2xlarge', cpus: 8, memoryGiB: 16 },
  { type: 'm4.large', cpus: 2, memoryGiB: 8, previous: true },
  { type: 'm5.large', cpus: 2, memoryGiB: 8 },
  { type: 'r6i.large', cpus: 2, memoryGiB: 16 },
  { type: 'g5.12xlarge', cpus: 48, memoryGiB: 192, gpus: 4 },
]

export const cpusOf = (type: string): number =>
  instanceTypes.find((one) => one.type === type)?.cpus ?? 0
