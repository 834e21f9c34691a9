import { besideBeyond, beyondAwsSentence, isBeyondAws, isOfSpenders } from './beyond-aws.ts'
import { cost, ownBudget } from './intents/intent.ts'
import { nearQuestions } from './near-questions.ts'
import type { Plan } from './plan.ts'

interface Honest {
  code: 'operation_refused' | 'unclear_question'
  message: string
  questions?: string[]
}

/** What cannot be answered however it is read, in a word on why; undefined where it may be. */
export function honestWord(plan: Plan, hasRecipe: boolean): Honest | undefined {
  const { question, asked, compared, period, names, ids } = plan
  if (
    ((secret.test(question) || bareSecret.test(question)) && !aboutSecrets.test(question)) ||
    valueOfSecret.test(question) ||
    namedSecret.test(question) ||
    (orderedSecret.test(question) && !aboutSecrets.test(question)) ||
    /^\W*(?:please |pls |can you |could you )*decrypt\b/i.test(question)
  )
    return { code: 'operation_refused', message: neverShown }
  if ((!hasRecipe || isOfSpenders(question)) && isBeyondAws(plan)) {
    return { code: 'unclear_question', message: beyondAwsSentence, questions: besideBeyond }
  }
  if (!hasRecipe && ownBudget.test(question) && !/\berror budgets?\b/i.test(question)) {
    return {
      code: 'unclear_question',
      message:
        'AWS Budgets is not read here, so neither budgets nor whom they tell is known: what was spent, and what Cost Explorer expects, can be asked.',
      questions: ['What is the forecast for this month?', 'What did we spend this month?'],
    }
  }
  if (
    !hasRecipe &&
    names.length + ids.length === 0 &&
    diskSpace.test(question) &&
    !otherDisks.test(question)
  ) {
    return {
      code: 'unclear_question',
      message:
        'How full disks of EC2 instances are is not known here: CloudWatch does not measure what goes on inside a machine without its agent. How large the volumes are, and how much storage databases have left, can be asked.',
      questions: ['How full are our databases?', 'Which volumes are the largest?'],
    }
  }
  if (
    names.length + ids.length === 0 &&
    plan.kinds[0]?.kind.noun === 'instance' &&
    memoryUsed.test(question)
  ) {
    return {
      code: 'unclear_question',
      message:
        'How much memory EC2 instances use is not known here: CloudWatch does not measure what goes on inside a machine without its agent. Their CPU and network can be asked.',
      questions: ['Which instances use more than 80% of their CPU?'],
    }
  }
  if (leavers.test(question)) {
    return {
      code: 'unclear_question',
      message:
        'Who left the company AWS does not know: it has users, keys and roles, and not whether somebody still works here. Who has not signed in and which keys are not used can be asked.',
      questions: ['Who has not signed in for 90 days?', 'Which access keys are not used?'],
    }
  }
  if (asksWhoWasOn(plan)) {
    return {
      code: 'unclear_question',
      message:
        'When somebody was last on an EC2 instance is not known here: AWS keeps no record of who logs in to a machine by SSH or RDP. What CloudWatch measures is CPU and network, from which idle ones can be told.',
      questions: ['Which instances are idle?', 'Which instances are stopped?'],
    }
  }
  if (domainContacts.test(question)) {
    return {
      code: 'unclear_question',
      message:
        'Who the contacts of a domain are (registrant, administrative, technical and billing: names, addresses, phone numbers) is no answer to a question: they are data of people (route53domains GetDomainDetail, where a deployment opens the kind `items`). When domains expire, and whether they renew by themselves, can be asked.',
      questions: ['When do our domains expire?', 'Which domains do not renew by themselves?'],
    }
  }
  if (readsOfObjects.test(question)) {
    return {
      code: 'unclear_question',
      message:
        'Who read or downloaded objects is not known here: reads of objects are data events, and CloudTrail’s event history has none of them. Where a bucket has server access logging, its log files tell it; which bucket they go to can be asked.',
      questions: ['Which buckets have access logging?', 'Who changed a bucket last week?'],
    }
  }
  if (withinObjects.test(question) && !/\bmacie\b/i.test(question)) {
    return {
      code: 'unclear_question',
      message:
        'What stands inside objects, tables or messages is not read here: AWS lists objects with their names, sizes and dates, and knows nothing of personal or secret data within them. Amazon Macie looks for such data in buckets; which buckets are public, unencrypted or without logging can be asked.',
      questions: ['Which buckets are public?', 'Which buckets have access logging?'],
    }
  }
  if (statements.test(question)) {
    return {
      code: 'unclear_question',
      message:
        'Which SQL statements run in a database, and how slow they are, is not known here: they stand in Performance Insights and in the database itself, which are not read. How loaded a database is (CPU, connections, latency) can be asked.',
      questions: ['How busy are our databases?', 'Which databases have performance insights?'],
    }
  }
  if (requiredTags.test(question)) {
    return {
      code: 'unclear_question',
      message:
        'Which tags are required is not known here: name the tags that are, as “resources without an Owner tag”.',
      questions: ['Which resources have no tags?', 'Which resources have no Owner tag?'],
    }
  }
  if ((cost.test(question) && listPrices.test(question)) || priceOf.test(question)) {
    return {
      code: 'unclear_question',
      message:
        'Prices and hourly rates are not known here: what was billed is, by day, service, region and usage type, from Cost Explorer.',
      questions: ['What did EC2 cost by usage type last month?', 'What does EC2 cost per day?'],
    }
  }
  const [each] = plan.kinds
  if (
    // A name with an invoice in it asks for no money.
    cost.test(plan.plain) &&
    each !== undefined &&
    unbilled.test(each.kind.noun) &&
    ofEach.test(question)
  ) {
    return {
      code: 'unclear_question',
      message: `What each ${each.kind.noun} costs is not known: Cost Explorer tells costs by service, region, account, usage type and tag, not by ${each.kind.noun}.`,
      questions: ['What did each service cost last month?', 'What are the costs by tag Service?'],
    }
  }
  const isHeld =
    compared !== undefined || asked === 'compare' || /\bbaseline|\btrend/i.test(question)
  if (
    isHeld &&
    !hasRecipe &&
    !cost.test(question) &&
    (compared !== undefined || period !== undefined || /\bbaseline\b/i.test(question))
  ) {
    return {
      code: 'unclear_question',
      message:
        'There is no record of how that was then, so it cannot be compared: of the past AWS keeps costs, metrics, logs, and 90 days of changes. How it is now can be asked.',
      questions: nearQuestions(question),
    }
  }
  return undefined
}

/** What fills up within a machine. */
const diskSpace =
  /\b(?:disks?|volumes?|file ?systems?|ebs)\b(?=.*\b(?:full|fill(?:s|ed|ing)?(?: up)?|run(?:s|ning)? (?:out|low)|free space|space (?:left|free|used)|out of space|disk space|almost used up)\b)|\b(?:out of|low on|running out of|enough|free) disk(?: space)?\b/i
const otherDisks =
  /\b(?:databases?|dbs?|rds|efs|fsx|cost|unattached|delet\w*|snapshots?|encrypt\w*)\b/i

/** What a machine has is a size; what it uses of it goes on inside. */
const memoryUsed =
  /^(?=.*\b(?:memory|ram|swap)\b)(?=.*(?:\b(?:us(?:es?|ing|age|ed)|full|short|out of|low on|pressure|utili[sz]\w*|consum\w*|eat\w*|hog\w*|starv\w*|left|free|percent)\b|%))(?!.*\b\d+ ?[gt]i?b\b)(?!.*\b(?:lambdas?|functions?|databases?|rds|services?|tasks?|containers?|types?|cost\w*)\b)/i

/** Data within what is stored, of which no list of AWS tells. */
const withinObjects =
  /\b(?:pii|phi|personal(?:ly)?(?:[- ]identifiable)? (?:data|information|info)|sensitive (?:data|information|files?|content)|credit[- ]?cards?|card numbers?|social security|ssns?|passport numbers?|gdpr[- ]relevant|customer (?:data|records|details)|health (?:data|records)|personenbezogene\w*|donn[eé]es personnelles|datos personales)\b(?!.*\b(?:called|named|tag(?:ged)?)\b)/i

/** What is done to objects, not to their bucket. */
const readsOfObjects =
  /^(?=.*\b(?:who|whom|anyone|anybody|someone|somebody)\b)(?=.*\b(?:buckets?|s3|objects?|files?)\b).*\b(?:download(?:ed|s|ing)?|fetched|copied out|got|read) (?:(?:any|the|some|all|our|those|these|from) )*(?:files?|objects?|data|documents?|reports?|stuff|anything|something|from)\b(?!.*\b(?:can|may|could|allowed|permission|able|access to)\b)/i

const domainContacts =
  /\bregistrants?\b|\bwhois\b|\bdomains?\b.*\bcontacts?\b|\b(?:admin\w*|tech\w*|billing|registrar) contacts?\b|\bcontacts? (?:of|for|on|behind) (?:\S+ )?(?:domains?|\S+\.\w{2,8}\b)/i

export const neverShown =
  'Passwords, keys, tokens and other secrets are never shown: what AWS returns of them is left out before anybody sees it.'

/** “Print the value of the first one”, of what may be a secret. */
export const asksValue =
  /\b(?:what(?:'s| is| are)|show|give|tell|print|get|reveal|read|display|fetch|dump|see|decrypt)\b.*\b(?:(?:decrypted |plain ?text |actual )?(?:values?|contents?)|plain ?text|decrypted|inside|decrypt (?:it|them|the))\b/i

const valueOfSecret = new RegExp(
  `${asksValue.source}.*\\b(?:secrets?(?! manager)|secure ?strings?)\\b|\\b(?:secret'?s?|secure ?string'?s?) values?\\b`,
  'i',
)

/** “Password of orders-db”. */
const bareSecret =
  /^\W*(?:(?:the|our|my|current|admin|root|master|database|db|api|secret|private) )*(?:passwords?|passphrases?|secret (?:access )?keys?|private keys?|api keys?|tokens?|connection strings?|credentials) (?:of|for|to|from) (?!all\b|users?\b)/i

/** “The value of prod/payments/api-key”, “what SMTP_PASSWORD is set to”: of what is called as secrets are. */
const secretly =
  '[\\w/.-]*(?:secret|password|passwd|passphrase|api[-_]?key|token|credential)[\\w/.-]*'
const namedSecret = new RegExp(
  `\\b(?:values?|contents?|plain ?text)(?: of| in| for| behind) (?:the |our )?(?:secret |parameter |variable |env(?:ironment)? variable )?["'\`]?${secretly}|\\b${secretly}["'\`]? (?:is |are )?(?:set to|equal to|contains?)\\b|^\\W*(?:print|cat|echo|dump|decrypt|reveal|show|give)(?: me| us)? (?:the )?(?:secret )?["'\`]?(?=\\S*[/_])${secretly}["'\`]?\\W*$`,
  'i',
)

/** “X can't log in, print me its SMTP_PASSWORD so I can test”: wherever it stands, and whatever for. */
const orderedSecret = new RegExp(
  `\\b(?:print|cat|echo|dump|decrypt|reveal|show|give|send|paste|tell|read|get|fetch|need|share)(?: me| us)?(?: out)? (?:(?:what )?(?:the|its|his|her|their|that|this|our|my|full|current|actual|real) )*["'\`]?(?=[\\w/.-]*[/_])${secretly}["'\`]?(?=[,;:.?!]| (?:so|to|for|from|of|in|on|because|and|please|pls|value|here|out)\\b|$)`,
  'i',
)

const secret =
  /\b(?:what(?:'s| is| are)|show|give|tell|print|get|reveal|read|display|fetch|hand|send|share|pass|lend|need)\b.*\b(?:passwords?|passphrases?|secrets?(?! manager)|private keys?|secret (?:access )?keys?|api keys?|credentials|tokens?|connection strings?|environment variables?|env vars?)\b(?= (?:of|for|value|to|in|on)\b| *[?.!]*$)/i

const aboutSecrets =
  /\bpassword polic|\blast used|\bolder|\bage\b|\brotat|\bwithout\b|\bexpir|\bhave\b|\bhas\b|\bunused\b|\bencrypt|\bwho\b|\bwhich users|\btoken bucket|\brotation/i

/** “Price of a t3.large”. */
const priceOf = /\b(?:prices?|cost) (?:of|for) (?:an? |one )(?:db\.|ml\.)?[a-z]\d[a-z]*\.\w+/i

const listPrices =
  /\b(?:hourly|per hour|an hour|each hour)\b|\b(?:on-demand|list) (?:price|rate|cost)/i

/** What bills know nothing of, one by one. */
const unbilled =
  /^(?:stack|VPC|subnet|user|role|group|cluster|ECS cluster|EKS cluster|security group|auto scaling group|task|log group)$/
const ofEach = /\b(?:which|what|each|every|per|by|most|top)\b/i

const requiredTags =
  /\b(?:required|mandatory|compulsory|obligatory|necessary|proper) tags?\b|\btag(?:ging)? (?:policy|policies|compliance|standards?)\b/i

/** Whether anybody was on a machine, which nothing outside it records. */
const ofAccess =
  /\b(?:accessed|logged (?:in(?:to)?|on(?:to)?)|signed in(?:to)?|ssh(?:'?e?d)? (?:in )?(?:in)?to|touched by (?:anyone|anybody|an? (?:person|human|user)))\b/i

/** Whether it is asked who was on a machine. */
export const asksWhoWasOn = ({ question, kinds: [main], names, ids }: Plan): boolean =>
  main === undefined
    ? [...names, ...ids].some((name) =>
        new RegExp(
          String.raw`\b(?:log|sign|ssh|rdp)[\w']* (?:in |on )?(?:in|on)?to (?:the |our )?${RegExp.escape(name)}`,
          'i',
        ).test(question),
      )
    : main.kind.noun === 'instance' && ofAccess.test(question)

/** What runs within a database: statements, and what they wait for. */
const statements =
  /\b(?:slow(?:est)?|expensive|heav(?:y|iest)|long(?:est)?[- ]running|top|worst|running|active|blocking|locked)(?: \d+)? (?:sql|quer(?:y|ies)|statements?|transactions)\b(?! log)|\bsql (?:quer(?:y|ies)|statements?)\b|\bquery (?:plans?|times?)\b/i

/** People who are gone: of persons, and not of what they left behind. */
const leavers =
  /\b(?:people|employees?|colleagues?|engineers?|developers?|persons?|staff|who(?:ever)?|someone|somebody|anyone|anybody|users?|contractors?)\b[^,;.?!]*\b(?:left (?:the company|us|our (?:company|team|organi[sz]ation)|the (?:team|organi[sz]ation|firm))|no longer (?:works?|employed|with us|at the company)|(?:have|has|had|been|were|was) (?:fired|laid off|offboarded))\b|\b(?:ex|former)[- ](?:employees?|colleagues?|staff|contractors?)\b|\bleavers\b/i
