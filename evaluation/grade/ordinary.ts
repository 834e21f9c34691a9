/**
 * Words in parts that are no name of anybody's: `read-only`, `and/or`. What AWS
 * calls its own kinds (`t3.small`) is none of them: an answer has that from a result. `shown`: it stands where names stand.
 */
export function isOrdinary(token: string, shown: boolean): boolean {
  const word = token.toLowerCase().replace(/[*]+$/, '')
  if (known.test(word)) return true
  if (shown) return shownWords.has(word)
  // `CPU/memory`, `and/or`, `4xx/5xx`: each for itself.
  if (/^[a-z0-9]+(?:\/[a-z0-9]+)+$/.test(word))
    return word.split('/').every((part) => /^[a-z]+$|^[45]xx$/.test(part))
  // `GetMetricData`, `ec2:DescribeInstances`, a path of members: words of AWS's, not of the account.
  if (/^(?:[a-z0-9-]+:)?(?:[A-Z][a-z]+){2,}\*?$/.test(token)) return true
  if (/^[A-Z][A-Za-z]+(?:\.[A-Z][A-Za-z]+)+$/.test(token)) return true
  // `end.Next`, where a space is missing.
  if (/^[a-z]+\.[A-Z][a-z]*$/.test(token)) return true
  if (!/^[a-z]+(?:-[a-z]+)+$/.test(word)) return false
  const parts = word.split('-')
  return (
    prefixes.has(parts[0] ?? '') ||
    suffixes.has(parts.at(-1) ?? '') ||
    parts.every((part) => small.has(part))
  )
}

const known =
  /^(?:0\.0\.0\.0\/0|::\/0|e\.g|i\.e|etc|vs|[45]xx|[1-5]\d\d|\d+x|x\d+|p\d\d|\d+(?:st|nd|rd|th|s|m|h|d|w|k|g|gb|gib|mb|mib|tb|tib|kb|kib|ms|min)|s3|ec2|elbv2|route53|k8s|ipv[46]|sha-?(?:1|256)|md5|oauth2|http\/?[12](?:\.[01])?|tls ?1\.[0-3]|x86(?:_64)?|arm64|utf-?8|gp[23]|io[12]|st1|sc1|24\/7|n\/a|tcp\/\d+|[\w-]+\.amazonaws\.com|node\.js|iso-?8601|us-dollars?)$/

const setOf = (text: string) => new Set(text.split(' '))

const prefixes = setOf(
  'non multi cross read write re pre post auto self well up long short high low single full half two three four all on off in out co de sub over under inter intra mis anti semi ad so user customer production-ready end first last least best same whole real top bottom open closed cost time year month day hour minute point',
)
const suffixes = setOf(
  'only wide based time level side term facing friendly specific related free managed aware ready safe scoped like driven enabled disabled hosted owned to up down off in out by of date end old new day days hour minute week month year long proof demand call attached encrypted available accessible public private letter',
)
const small = setOf(
  'access account active age alarm alarms all an and any api app are as at auto aws az back backup bastion batch blue bucket build by call case check cloud cluster code cold config console cost count cpu cross daily data database day db dead default delete deny deployment detail device disk dns down east edge encryption end error event every explicit extended fail failed first flow for from front full function general green group groups health high host hot hour iam id idle in inbound incident instance internal internet is key keys kms lambda large last latency least letter life line list load log logs long low main managed medium memory metric metrics mfa minute month more multi name network new next no node not now of off on once open or order out outbound over owner page pending per plan point policy pool port power private privilege process prod public purpose query queue rate read real region replica request resource response restore retention right role root rotation rule run running safe same scale scaling security server service set short side single size small snapshot space stage staging standard start state status step still stop stopped storage support system table tag tags target task team test the third time timeout to token top total traffic trail two type unused up usage use user users value version volume vpc wait web week west with work world write year zero zone',
)
const shownWords = setOf(
  'true false null none all aws ec2 rds iam ecs eks sns sqs ses vpc running stopped available active enabled disabled public private yes no ok alarm error partial region account name state status total prod staging global standard owner type engine class',
)
