import type { Plan } from './plan.ts'

/** Whether a question asks for what only a business counts, and no metadata of AWS tells. */
export const isBeyondAws = ({ question, names, ids, tags, kinds }: Plan): boolean =>
  names.length + ids.length + tags.length === 0 &&
  kinds.every(({ kind }) => kind.noun === 'user') &&
  !ofAws.test(question) &&
  (figures.test(question) ||
    (people.test(question) && deeds.test(question)) ||
    dealings.test(question) ||
    papers.test(question) ||
    isOfSpenders(question))

/** “Which customer spent the most?”, which has the words of a bill. */
export const isOfSpenders = (question: string) => spenders.test(question)

export const beyondAwsSentence =
  'What a business counts, as customers, orders, sales or contracts, stands in no metadata of AWS: it is in your own databases and tools, which are not read here. What AWS knows beside it are requests, messages and invocations.'

export const besideBeyond = [
  'How many requests did the load balancers get in the last 24 hours?',
  'Which functions were invoked in the last 24 hours?',
]

/** Figures that have no other meaning. */
const figures =
  /\b(?:revenue|turnover|profits?|gross margin|conversion rates?|churn|sign-?ups?|page ?views|unique visitors|(?:daily|monthly|weekly) active users|sold|sales|(?:orders?|purchases|refunds?|returns|bookings|checkouts|carts|baskets|subscriptions|payments) (?:did|do|have|were|was|are|had|has|got|came|come|placed|made|today|yesterday|per (?:day|hour|minute)|this|last|in the last)|(?:how many|number of) (?:orders|purchases|refunds|bookings|newsletter\w*|products|articles|reviews|complaints|tickets)|best-?sell\w+|average (?:order|basket|cart)(?: value)?|nps|customer satisfaction)\b/i

const people =
  /\b(?:customers?|shoppers?|buyers?|visitors?|newsletter|guests?|leads?|employees|colleagues)\b/i

/** Users, members and people are IAM's as well, unless they do what is done in a shop. */
const deeds =
  /\b(?:how many|number of|buy|buys|bought|order(?:ed)?|purchas\w*|shop(?:ped)?|visit(?:ed)?|regist\w+|subscrib\w+|signed up|complain\w*|cancel\w*|have we|do we have)\b/i

const dealings =
  /\b(?:users|members|people|clients?|subscribers?|anybody|anyone|somebody)\b.*\b(?:buy|buys|bought|ordered|purchased|shopped|visited (?:us|our|the (?:shop|site|store))|signed up|subscribed|cancell?ed|complained)\b/i

const papers =
  /\b(?:support )?(?:contracts?|vendor agreement|enterprise agreement|invoices? number|salar(?:y|ies)|vacation|holidays?)\b/i

/** Whoever buys spends as well; what it has to do with no bill of AWS's is no cost. */
const spenders =
  /\b(?:customers?|shoppers?|buyers?|clients?|guests?|visitors?) (?:\w+ ){0,2}(?:spen[dt]s?|spending|pa(?:y|ys|id)|owes?|owed|bought|ordered)\b|\b(?:best|top|biggest|richest|most (?:valuable|loyal)) (?:paying |spending )?(?:customers?|shoppers?|buyers?|clients?)\b|\b(?:spent|paid|bought|owed) (?:\w+ ){0,3}by (?:our |the |each )?(?:customers?|shoppers?|buyers?|clients?)\b/i

/** Things of AWS that have such words. */
const ofAws =
  /\b(?:iam|queues?|messages?|topics?|sns|alarms?|errors?|alerts?|latency|5xx|reserved|savings plans?|reserved instances?|tables?|databases?|functions?|lambdas?|logs?|services?|credentials|mfa|keys?|passwords?|instances?|group|role|policy|permissions?|access|console|affected|issues?|outage|slow|down|working|able)\b/i
