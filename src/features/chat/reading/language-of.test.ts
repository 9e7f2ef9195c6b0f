import { expect, test } from 'vitest';
import { languageOf } from './language-of';

test.each([
  ['en', 'The cache is cleared and the page starts with an empty store.'],
  ['de', 'Die Datei ist nicht da, und das Programm endet mit einem Fehler.'],
  ['fr', 'Le fichier est dans le dossier, et vous pouvez le lire sur la page.'],
  ['es', 'Los datos se guardan en el disco para que no se pierdan con el tiempo.'],
  ['it', 'Il file non è nella cartella, e gli utenti sono avvisati che manca.'],
  ['pt', 'Os dados não são enviados para o servidor, e o texto é lido em voz alta.'],
  ['nl', 'Het bestand is niet gevonden, en de map van een gebruiker is leeg.'],
  ['ru', 'Файл не найден.'],
  ['uk', 'Файл не знайдено, його немає в теці.'],
  ['ja', 'ファイルが見つかりません。'],
  ['zh', '找不到文件。'],
  ['ko', '파일을 찾을 수 없습니다.'],
  ['el', 'Το αρχείο δεν βρέθηκε.'],
  ['ar', 'لم يتم العثور على الملف.'],
])('%s: %s', (language, text) => {
  expect(languageOf(text, 'xx')).toBe(language);
});

test('too little to tell is the language of the reader', () => {
  expect(languageOf('42', 'cs')).toBe('cs');
  expect(languageOf('Hello', 'cs')).toBe('cs');
});

test('a foreign name changes nothing, and neither does code', () => {
  expect(languageOf('The town of Київ is old and the streets are wide.', 'xx')).toBe('en');
  const code = '```\nfor the and of to is\n```';
  expect(languageOf(`Das ist der Code:\n\n${code}\n\nEr ist nicht lang.`, 'xx')).toBe('de');
});
