import type { Rows } from './rows.ts'

/** Words that carry a sentence, in English, German, French and Spanish: read after all others. */
export const smallWords: Rows = [
  ['this', 'diese[rsmn]?', 'ce|cet|cette', 'este|esta|esto'],
  ['these', '', 'ces', 'estos|estas'],
  ['can', 'k[öo]nnen|kann', 'peut|peuvent', 'pueden?'],
  ['in', 'bei', '', ''],
  ['to', 'nach', 'vers|aux?', 'hacia'],
  ['from', 'aus|vom', '', 'desde'],
  ['on', 'auf', '', ''],
  ['about', 'über', '', 'sobre'],
  ['behind', 'hinter', 'derrière', 'detrás de'],
  ['through', 'durch', '', ''],
  ['other', 'andere[nrsm]?', 'autres?', 'otr[oa]s?'],
  ['still', '', '', 'siguen?|continúan?'],
  ['than', 'als', '', ''],
  ['fewer', 'weniger', '', 'menos'],
  ['was', '', 'étai(?:t|ent)', 'eran?'],
  ['succeed', 'durchgelaufen|geklappt|erfolgreich', 'réussi', 'exitos[oa]s?'],
  ['many', 'viele', 'beaucoup', 'much[oa]s'],
  ['which', 'was(?= [\\w-]+ (?:do|does) )', 'quels sont|quelles sont|auxquel(?:le)?s', ''],
  [
    ' ',
    'wurden?|werden|wird|worden|denen|dessen|deren|man|sich|ihre?[nrms]?|denn|mal|eigentlich|überhaupt|doch|insgesamt|dabei|da|hier|am|zum|zur|vom|an|dass',
    "ont|été|être|toute?|leurs?|dont|ceux|celles|qu'|que|cela|ça|l'|d'|s'|se|au|donc|y|à|lesquels|celles-ci|ceux-ci",
    'ha|han|he|tod[oa]s?|llevan?|hemos|fue|fueron|ser|sido|siendo|le|les|lo|muy|cuy[oa]s?|donde|ya|su|sus',
  ],
]
