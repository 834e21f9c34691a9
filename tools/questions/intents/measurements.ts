import { measuresCalled } from '../../recipes/incidents/metrics/figures.ts'
import { measured } from '../../recipes/incidents/metrics/measures.ts'
import { isAround, metricSaid, percentileSaid } from '../metric-parameters.ts'
import {
  asksGrowth,
  asksShift,
  cost,
  type Intent,
  measure,
  measuredKinds,
  metricWords,
} from './intent.ts'

/** Words for what is measured, or for how it is. */
const measuredWord =
  /\b(?:cpu|memory|load|bus(?:y|ier)|slow\w*|fast\w*|latenc\w+|response times?|errors?|5xx|requests?|traffic|invocations?|durations?|throttl\w+|connections?|iops|messages?|backlog|depth|throughput|utili[sz]ation|fail\w*)\b/i

/** Figures of now held against those of before: “slower than usual”, “compared to yesterday”. */
export const comparisons: readonly Intent[] = [
  {
    // “Compare the errors of image-resizer and order-events-consumer.”
    recipe: 'metrics',
    needs: [measuredWord],
    not: [
      cost,
      /\b(?:alarms?|logs?|stacks?|settings?|config\w*|limits?|size|deploy\w*|releas\w*)\b|\bwhy\b|\bwho\b/i,
    ],
    when: ({ asked, compared, kinds, names, ids, threshold }) =>
      asked === 'compare' &&
      compared === undefined &&
      threshold === undefined &&
      names.length + ids.length > 1 &&
      kinds.every(({ kind }) => measuredKinds.test(kind.noun)),
  },
  {
    recipe: 'metrics',
    needs: [
      /\b(?:cpu|memory|load|busier|slow\w*|fast\w*|latenc\w+|response times?|errors?|5xx|requests?|traffic|invocations?|durations?|throttl\w+|connections?|iops|throughput|utili[sz]ation)\b/i,
      isAround,
    ],
    not: [cost, /\b(?:alarms?|logs?|stacks?)\b|\bwhy\b|\bwho\b/i],
    when: ({ kinds, names, ids, words }) =>
      names.length + ids.length + words.length > 0 &&
      kinds.every(({ kind }) => measuredKinds.test(kind.noun)),
  },
  {
    // “Is storefront slower than payments?”, “which is busier, orders-db or catalog-db?”
    recipe: 'metrics',
    needs: [
      /\b(?:slower|faster|busier|(?:more|less|fewer|higher|lower|worse|better) (?:\w+ )?(?:cpu|load(?:ed)?|memory|latency|response times?|errors?|requests?|traffic|connections|throughput))\b.*\b(?:than|or|of)\b/i,
    ],
    not: [
      cost,
      /\b(?:alarms?|logs?|stacks?)\b|\bwhy\b|\bwho\b|\b(?:than|or) (?:usual|normal|before|yesterday|last|\d)/i,
    ],
    when: ({ kinds, names, ids, words, compared, threshold }) =>
      names.length + ids.length + words.length > 1 &&
      compared === undefined &&
      threshold === undefined &&
      kinds.every(({ kind }) => measuredKinds.test(kind.noun)),
  },
  {
    recipe: 'metrics',
    needs: [measuredWord],
    not: [cost, /\b(?:alarms?|logs?|stacks?|larger|bigger|size)\b|\bwhy\b/i],
    when: ({ compared, kinds, names, ids, words }) =>
      compared !== undefined &&
      names.length + ids.length + words.length > 0 &&
      kinds.every(({ kind }) => measuredKinds.test(kind.noun)),
  },
]

/** What is said of any figure. */
export const ofFigures =
  /^(?:p\d{1,2}(?:\.\d+)?s?|\d{1,2}(?:st|nd|rd|th)|percentiles?|medians?|tail|worst|best|(?:high|low)er|spaces?|disks?|free|counts?|usages?|used|levels?|figures?|averages?|avg|means?|max\w*|min\w*|peaks?|high\w*|low\w*|most|least|often|percent\w*|values?|current|nodes?|machines?|boxes|hosts?|ago|returns?|returning|throw(?:s|ing|n)?|giv(?:es?|ing)|answer(?:s|ing)?|shares?|fractions?|proportions?|rates?|ratios?|success\w*|fail\w*|throttl\w*|now|slow\w*|fast\w*|bus(?:y|ier|iest)|idle|emit(?:s|ting)?|open)$/i

/** “What CPU and memory does it get”: what it was given, and not how much of it it uses. */
const asSetting =
  /\b(?:cpu|memory)\b.*\b(?:does|do|did|is|are|has|have|was)\b.* (?:get|gets|given|have|got|assigned|set to|ask(?:s|ed)? for|request(?:s|ed)?)\b *[?.!]*$|\b(?:how much|what) (?:cpu|memory|ram)(?: and (?:cpu|memory|ram))? (?:is|are|was) .* (?:given|assigned|set)\b/i

/** What CloudWatch measures of a thing that is named. */
export const measurements: readonly Intent[] = [
  {
    // “Is order-events-dlq growing?”, “are any queues filling up?”
    recipe: 'metrics',
    needs: [asksGrowth],
    // Of dead letters it is asked how many there are: their queue tells it to the message.
    not: [cost, /\balarms?\b|\bwhy\b|\blogs?\b|\bwho\b|\bdead[- ]letters?\b/i],
    knows:
      /growing|filling|draining|rising|falling|climbing|creasing|shrinking|up|down|still|backlog|depth/i,
    when: ({ asked, names, ids, kinds }) =>
      asked !== 'count' &&
      (kinds.some(({ kind }) => kind.noun === 'queue') || names.length + ids.length > 0) &&
      kinds.every(({ kind, said }) => measuredKinds.test(kind.noun) || /^messages?$/.test(said)),
  },
  {
    // “When did the response time of the payments load balancer jump?”
    recipe: 'metrics',
    needs: [asksShift, measuredWord],
    not: [cost, /\balarms?\b|\bwhy\b|\blogs?\b|\bwho\b|\b(?:deploy|releas)\w*/i],
    when: ({ names, ids, kinds, words }) =>
      names.length + ids.length + words.length > 0 &&
      kinds.every(
        ({ kind, said }) => measuredKinds.test(kind.noun) || /^(?:disks?|messages?)$/.test(said),
      ),
  },
  {
    recipe: 'metrics',
    needs: [measure],
    not: [cost, /\balarms?\b|\bwhy\b|\blogs?\b|\blist\b/i, asSetting],
    knows:
      /metric|memory|latency|response|time|invocation|error|duration|throttl|request|free|storage|space|depth|backlog|message|database|service|function|lambda|balancer|queue|table|gateway|instance|usage|use|cpu/i,
    when: ({ names, ids, kinds, threshold, age, group }) =>
      names.length + ids.length > 0 &&
      kinds.every(({ kind, said }) => measuredKinds.test(kind.noun) || /^disks?$/.test(said)) &&
      [threshold, age, group].every((one) => one === undefined),
  },
  {
    // “How many messages went through order-events in the last hour?”
    recipe: 'metrics',
    needs: [
      /\bmessages?\b/i,
      /\b(?:went|go(?:es)?|going|sent|came|come|received|published|processed|handled|consumed) (?:\w+ ){0,2}?(?:through|in(?:to)?|to|by|over|from)?\b/i,
    ],
    not: [
      cost,
      /\balarms?\b|\blogs?\b|\bwhy\b|\bdead[- ]letters?\b|\bfail\w*|\bstuck\b|\bwait\w*|\bwhere\b|\bwho\b/i,
    ],
    knows: /message|through|went|sent|come|came|received|process|handled|consum/i,
    when: ({ names, ids, kinds, period }) =>
      names.length + ids.length === 1 &&
      period !== undefined &&
      kinds.every(({ kind }) => /^(?:queue|message)$/.test(kind.noun)),
  },
  {
    // “Any errors in image-resizer this week?”, “how often was it invoked?”
    recipe: 'metrics',
    needs: [/\b(?:errors?|failures?|failed|invoked|invocations?|called|throttl\w*|5xx|500s)\b/i],
    not: [
      cost,
      /\b(?:alarms?|logs?|logged|why|lines?|stacks?|deploy\w*|releas\w*|pipelines?|builds?|executions?|runs?|jobs?|backups?|tests?|messages?|sign|log ?ins?|health checks?|training|state machines?|step functions?|fail(?:ed|ing)? ?over|certificates?|what (?:do|does)|with (?:which|what)|each|tasks?)\b/i,
    ],
    knows: /error|fail|invo|call|throttl|rate|often|time/i,
    when: ({ names, ids, kinds, asked, question, threshold, period }) =>
      names.length + ids.length === 1 &&
      asked !== 'who' &&
      asked !== 'when' &&
      threshold === undefined &&
      (/^(?:yesno|count|howmuch)$/.test(asked) ||
        period !== undefined ||
        /\brates?\b|\bper\b/i.test(question)) &&
      // Several of a kind are told each.
      kinds.every(({ kind, said }) => measuredKinds.test(kind.noun) && !/s$/i.test(said)) &&
      // Who or what called a thing is another question.
      !/\bcalled (?:by|from|\S*[-_]\S*)/i.test(question),
  },
  {
    recipe: 'database_load',
    needs: [
      /\b(?:load|busy|cpu|utili[sz]ation|overload\w*|slow|stress\w*|memory|connections|iops)\b/i,
      /\b(?:databases?|db|rds|instances?|servers?|NAME)\b/i,
    ],
    not: [
      cost,
      /\bload[- ]balancer|\b(?:disk|storage|space|latency)\b/i,
      /\b(?:vpn|peering|direct connect)\b/i,
      /\bmost memory\b|\btypes?\b/i,
      percentileSaid,
      asSetting,
      /\bmedian\b/i,
      asksShift,
    ],
    knows: /average|peak|high|how|loaded|last|most/i,
    // Which are above or below an amount, and which has most, is told of each; of several they are held against each other.
    when: ({ kinds, threshold, order, names, ids, words }) =>
      threshold === undefined &&
      order === undefined &&
      names.length + ids.length < 2 &&
      !(
        names.length + ids.length === 0 &&
        words.length > 0 &&
        kinds.some(({ said }) => /s$/i.test(said))
      ) &&
      kinds.every(({ kind }) => /^(?:database|instance)$/.test(kind.noun)),
  },
  {
    recipe: 'metrics',
    needs: [metricWords],
    knows: ofFigures,
    not: [
      cost,
      /\b(?:alarms?|logs?)\b/i,
      /\b(?:provisioned|allocated|configured|reserved)\b|\bconcurrency\b/i,
      asSetting,
    ],
    when: ({ names, ids, kinds, words, question, threshold, age }) =>
      (names.length + ids.length > 0 ||
        (isOfSomething(question) &&
          threshold === undefined &&
          age === undefined &&
          words.some(({ word }) => !metricWords.test(word)))) &&
      kinds.every(({ kind, said }) => measuredKinds.test(kind.noun) || /^disks?$/.test(said)) &&
      !/\b(?:instance|database|function|table|queue)s?\b.*\b(?:with|where|which|that)\b/i.test(
        question,
      ),
  },
  {
    // “How many errors does function X have today?”: its logs are asked for as logs.
    recipe: 'metrics',
    needs: [/\b(?:errors?|5xx|throttles?)\b/i],
    not: [cost, /\b(?:alarms?|logs?|messages?|lines?|log groups?)\b|\bwhy\b/i],
    knows: ofFigures,
    when: ({ names, ids, kinds, threshold, age, group, question }) =>
      names.length + ids.length > 0 &&
      kinds.length === 1 &&
      [threshold, age, group].every((one) => one === undefined) &&
      /^(?:how many|number of|count|errors? of|throttles? of)\b/i.test(question.trim()) &&
      kinds.every(({ kind }) => isMeasured(kind.noun, metricSaid(question, kind.noun))),
  },
  {
    recipe: 'metrics',
    needs: [
      /\b(?:errors?|fail(?:s|ed|ing|ures?)?|throttl\w*|invo(?:ked|cations?)|slow\w*|durations?|latenc\w+|response times?|5xx|requests?|traffic|cpu|bus(?:y|ier|iest)|memory|connections)\b/i,
    ],
    not: [
      cost,
      /\b(?:alarms?|logs?|provisioned|allocated|configured|reserved|states?|status|timeouts?)\b|\bwhy\b/i,
    ],
    // Of all things of a kind, where CloudWatch measures that of it.
    when: ({ kinds, names, ids, tags, threshold, age, group, question, words }) =>
      kinds.length === 1 &&
      names.length + ids.length + tags.length === 0 &&
      [threshold, age, group].every((one) => one === undefined) &&
      words.every(({ denied }) => !denied) &&
      kinds.every(({ kind }) => isMeasured(kind.noun, metricSaid(question, kind.noun))),
  },
]

/** “The memory of the web services”, “storefront latency”: rather than a list of what has such a name. */
const isOfSomething = (question: string) =>
  !/\b(?:list|metrics|namespaces?|streams?|anomal\w+|specification)\b/i.test(question) &&
  (/\b(?:of|for|on|does|do|did|is|are)\b/i.test(question) ||
    !/^(?:which|what|show)\b/i.test(question)) &&
  !/\b(?:do|did) we (?:have|own)\b/i.test(question)

const isMeasured = (noun: string, metric: string | undefined) =>
  metric !== undefined &&
  /^(?:function|load balancer|service|instance|database|NAT gateway)$/.test(noun) &&
  measured.some((how) => how.noun === noun && measuresCalled(how, metric).length > 0)
