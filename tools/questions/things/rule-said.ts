import type { Json } from '../../json.ts'
import { isObject } from '../lens/fields.ts'

/** A rule of a security group has no name: `in tcp 443 from 0.0.0.0/0`. */
export function ruleSaid(item: Json): string | undefined {
  if (!isObject(item)) return undefined
  const { IsEgress, IpProtocol, FromPort, ToPort, CidrIpv4, CidrIpv6, PrefixListId } = item
  const group = isObject(item.ReferencedGroupInfo) ? item.ReferencedGroupInfo.GroupId : undefined
  const far = CidrIpv4 ?? CidrIpv6 ?? PrefixListId ?? group
  if (far === undefined || typeof IpProtocol !== 'string') return undefined
  const ports = FromPort === ToPort ? `${FromPort}` : `${FromPort}-${ToPort}`
  const what = IpProtocol === '-1' ? 'everything' : `${IpProtocol} ${ports}`
  return IsEgress === true ? `out ${what} to ${far}` : `in ${what} from ${far}`
}
