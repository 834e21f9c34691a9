/** Words that name nothing of anybody's, though they are written as names are: `read-only`, `p95`, `Node.js`. */
export function isOrdinary(token: string): boolean {
  const word = token.toLowerCase()
  if (wellKnown.test(word)) return true
  if (partOfMonth.test(word)) return true
  // What AWS calls its operations, and members of their answers.
  if (/^(?:[a-z\d-]+:)?(?:[A-Z][A-Za-z]*[a-z][A-Za-z]*|\*)(?:\.[A-Z][A-Za-z]+)*\*?$/.test(token))
    return true
  if (/^[a-z]+(?:\/[a-z]+)+$/.test(word)) return true
  // A blank that is missing: `end.Next`.
  if (/^[a-z]+\.[A-Z][a-z]*$/.test(token)) return true
  if (!/^[a-z]+(?:-[a-z]+)+$/.test(word)) return false
  const parts = word.split('-')
  return (
    before.has(parts[0] ?? '') ||
    after.has(parts.at(-1) ?? '') ||
    parts.every((part) => part.length < 3 || usual.has(part))
  )
}

/** As that, of what stands where names stand: there fewer words are ordinary. */
export function isOrdinaryShown(word: string): boolean {
  if (/^[a-z-]+(?:\/[a-z-]+){2,}$/.test(word)) return false
  const parts = word.toLowerCase().split('-')
  if (parts.length === 1) return isOrdinaryWord(word) || isOrdinary(word)
  if (!parts.every((part) => /^[a-z]+$/.test(part))) return isOrdinary(word)
  return before.has(parts[0] ?? '') || after.has(parts.at(-1) ?? '')
}

/** A single word where names stand. */
const isOrdinaryWord = (word: string): boolean =>
  wellKnown.test(word.toLowerCase()) ||
  /^un(?:tagged|named|known|allocated|assigned|attached|encrypted)$/.test(word.toLowerCase()) ||
  usual.has(word.toLowerCase()) ||
  after.has(word.toLowerCase())

const wellKnown =
  /^(?:0\.0\.0\.0(?:\/0)?|::\/0|127\.0\.0\.1|[eig]\.[eg]\.?|a\.m|p\.m|[1-5]xx|p\d\d(?:\.\d+)?|\d+(?:st|nd|rd|th|x)|\d+-(?:second|minute|hour|day|week|month|year|node|core|way|bit|digit|step)s?|(?:sign|log|roll|set|back|clean|follow|start|shut|scale|run|hand|break)-(?:in|out|up|off|on|down|through)s?|x\d+|s3|ec2|elbv2|route ?53|k8s|ipv[46]|sha-?\d+|md5|oauth2|oidc|http\/?[123](?:\.\d)?|https?|tls ?v?1\.\d|x86(?:_64)?|amd64|arm64|utf-?8|gp[23]|io[12]|st1|sc1|24\/7|n\/a|i\/o|tcp\/\d+|[a-z\d.-]+\.amazonaws\.com|(?:[a-z]+\.)?amazon\.com|aws\.amazon\.com|node\.js|iso-?8601|ex-\w+|log4j|base64|mp[34]|h26\d|web3|ip4|ip6)$/

/** `mid-March`. */
const partOfMonth =
  /^(?:mid|early|late|end|pre|post)-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?:-\d{4})?$|^(?:mid|late|early)-(?:\d{4}|week|month|year|day|morning|afternoon|night)$|^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*-(?:to-|over-|and-)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*$|^(?:month|quarter|week|year|day)-(?:over|to|on)-(?:month|quarter|week|year|day|date)$/

const setOf = (words: string) => new Set(words.split(' '))

const before = setOf(
  'longest oldest newest latest largest biggest smallest highest lowest busiest non multi cross re pre post auto self well up long short high low full half one two three four five six seven eight nine ten twenty thirty all on off in out co de sub over under inter intra mis anti semi ad so last first second third best same top bottom cost day hour week month year time real read write end point customer user fine short least most in-depth',
)
const after = setOf(
  'only wide based level side term facing friendly specific related free managed aware ready safe scoped like driven enabled disabled hosted owned to up down off in out by of date old new day days hour hours minute minutes second seconds week weeks month months year years long proof demand call attached encrypted unencrypted available accessible public private style type size sized heavy oriented defined style controlled provided generated signed tier class purpose time optimised optimized intensive',
)
const usual = setOf(
  'access account accounts action active age alarm alarms ami api app apps are arn at audit auth autoscaling availability available average aws az back backend backup balance balancer bastion batch bill billing blue bucket buckets budget build bytes cache call calls cause certificate change check cli client cloud cloudformation cloudfront cloudtrail cloudwatch cluster clusters code cold command compute config configuration connection console container cost costs count cpu cron daily dashboard data database databases day dead default delete deny deploy deployed deployment description detail details disabled disk dns domain down dynamodb ebs ecs efs egress eks elastic email enabled encryption endpoint engine env environment error errors event events expired expiry explicit failed failure false family fargate fatal file filter find firewall first flow front frontend full function functions gateway general green group groups guardduty health healthy high host hour iam id idle image in inactive inbound incident info ingress inline instance instances internal internet is job json key keys kinesis kms lambda large last latency launch layer length letter level lifecycle limit line linux list listener live load local lock log logging logs low machine mail main manual max medium memory message messages metric metrics mfa min minute missing mode model month monthly more multi mysql name nat network new next nfs no node nodes none not now null object objects off ok old on once open operation or order os other outbound out owner page partial password path pending per permission permissions ping plan point policies policy pool port ports postgres postgresql power primary private privilege production profile protocol proxy public pull purpose query queue queues rate rds read reader record redis region regional regions replica request resource response rest restore retention retry role roles root rotation route rows rule rules run running runtime safe sample scale scaling scan schedule script sdk second secret section secure security select send serial server servers service services ses session severity shared short side single size slow small snapshot sns source space spend spot sql sqs ssh ssl stack stacks stage standard start state static statistics status step stop stopped storage string sub subnet subnets success summary support switch system table tables tag tags target task tasks tcp team temp terraform test the throttled throughput time timeout tls to token top topic topics total trace traffic trail trigger true trust two type udp unhealthy unknown unused update upgrade url usage use user users value version versions view virtual volume volumes vpc wait warm warn warning web week weekly windows worker workload write writer year yes zero zip zone zones account-level',
)
