import { namesSaid } from '../../evidence/named.ts'

/** What people say for a part of the bill that is no service of its own, and how its usage types are written. */
interface Usage {
  label: string
  said: RegExp
  usage: RegExp
}

const usages: readonly Usage[] = [
  { label: 'NAT gateways', said: /\bnat(?: ?gateways?|s|gw)?\b/i, usage: /NatGateway/ },
  {
    label: 'public IP addresses',
    said: /\b(?:public|elastic) (?:ips?|ipv4)(?: address(?:es)?)?\b|\beips?\b/i,
    usage: /PublicIPv4|ElasticIP/,
  },
  {
    label: 'data transfer',
    said: /\bdata transfers?\b|\begress\b|\bbandwidth\b|\boutbound traffic\b/i,
    usage: /DataTransfer|DataXfer|AWS-(?:In|Out)-Bytes/,
  },
  {
    label: 'snapshots',
    said: /\bsnapshots?\b/i,
    usage: /Snapshot|ChargedBackupUsage/,
  },
  {
    label: 'provisioned IOPS',
    said: /\b(?:provisioned )?iops\b/i,
    usage: /IOPS/i,
  },
  { label: 'EBS', said: /\bebs(?: volumes?)?\b|\bvolumes?\b|\bdisks?\b/i, usage: /EBS:/ },
  { label: 'Fargate', said: /\bfargate\b/i, usage: /Fargate/ },
  {
    label: 'GPU instances',
    said: /\bgpus?(?: (?:instances?|machines?|servers?|boxes|nodes))?\b/i,
    usage:
      /(?:BoxUsage|SpotUsage|DedicatedUsage|Host|Train|Notebk)[\w-]*:(?:ml\.)?(?:g\d|p\d|gr\d|trn|inf)/,
  },
  {
    label: 'VPC endpoints',
    said: /\b(?:vpc|interface|private) endpoints?\b|\bprivatelink\b/i,
    usage: /VpcEndpoint/,
  },
  { label: 'notebooks', said: /\bnotebooks?\b/i, usage: /Notebk|Studio/ },
  {
    label: 'log ingestion',
    said: /\blogs? (?:ingestion|ingest)\b/i,
    usage: /DataProcessing-Bytes|VendedLog/,
  },
  { label: 'EKS clusters', said: /\beks (?:clusters?|control planes?)\b/i, usage: /EKS-Hours/ },
]

/** The part of the bill that words speak of, and by which of them. */
export function usageLabelIn(words: string): { label: string; said: string } | undefined {
  for (const { label, said } of usages) {
    const found = said.exec(words)
    if (found !== null) return { label, said: found[0] }
  }
  return undefined
}

/** Each part of the bill that words speak of, and where. */
export const usagesSaidIn = (words: string): { label: string; said: string; at: number }[] =>
  usages.flatMap(({ label, said }) => {
    const found = said.exec(words)
    return found === null ? [] : [{ label, said: found[0], at: found.index }]
  })

/** The usage types that are meant: by what people call them, else by any part of their names. */
export function usagesNamed(asked: string, known: readonly string[]): string[] {
  const label = isLabel(asked) ? asked : usageLabelIn(asked)?.label
  const own = usages.find((one) => one.label === label)
  if (own !== undefined) return known.filter((name) => own.usage.test(name))
  const found = known.filter((name) => name.toLowerCase().includes(asked.toLowerCase()))
  return found.length > 0 ? found : namesSaid(asked, known)
}

export const isLabel = (asked: string): boolean => usages.some(({ label }) => label === asked)
