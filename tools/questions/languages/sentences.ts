import type { Language } from './language.ts'

/** What is said where nothing is changed, and where a question is not understood, each in its language. */
export const sentences: Readonly<Record<Language, { readsOnly: string; notUnderstood: string }>> = {
  es: {
    readsOnly: 'Esto solo lee: no puede cambiar, borrar ni detener nada.',
    notUnderstood:
      'No he entendido la pregunta. Entiendo preguntas cortas en inglés, español, alemán y francés.',
  },
  de: {
    readsOnly: 'Hier wird nur gelesen: ändern, löschen oder anhalten lässt sich nichts.',
    notUnderstood:
      'Die Frage ist nicht klar. Verstanden werden kurze Fragen auf Englisch, Deutsch, Spanisch und Französisch.',
  },
  fr: {
    readsOnly: 'Ceci ne fait que lire : rien ne peut être modifié, supprimé ni arrêté.',
    notUnderstood:
      "La question n'est pas claire. Les questions courtes en anglais, français, espagnol et allemand sont comprises.",
  },
  pt: {
    readsOnly: 'Isto apenas lê: não pode alterar, apagar nem parar nada.',
    notUnderstood: 'As perguntas são entendidas em inglês, espanhol, alemão e francês.',
  },
  it: {
    readsOnly: 'Questo legge soltanto: non può modificare, eliminare né fermare nulla.',
    notUnderstood: 'Le domande sono capite in inglese, spagnolo, tedesco e francese.',
  },
  nl: {
    readsOnly: 'Dit leest alleen: het kan niets wijzigen, verwijderen of stoppen.',
    notUnderstood: 'Vragen worden begrepen in het Engels, Spaans, Duits en Frans.',
  },
  ja: {
    readsOnly: 'これは読み取り専用です。変更、削除、停止はできません。',
    notUnderstood: '質問は英語、スペイン語、ドイツ語、フランス語で理解されます。',
  },
}
