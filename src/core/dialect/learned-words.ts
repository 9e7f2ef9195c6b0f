import type { LearnedField } from './types';

/** What a lesson changes in every request from now on, in a few words without a full stop. */
export function learnedWords({ place, field, to, model }: LearnedField): string {
  const only = model === undefined ? '' : ` (${model} only)`;
  return `${change(place, field, to)}${only}`;
}

function change(place: LearnedField['place'], field: string, to: string | undefined): string {
  if (field === 'response_format' && to === undefined) return 'a schema is asked for in words';
  switch (place) {
    case 'body':
      return to === undefined ? `${field} is left out` : `${field} is sent as ${to}`;
    case 'message':
      return to === undefined ? `reasoning is left out` : `reasoning is sent back as ${to}`;
    case 'role':
      return `the ${field} prompt is sent as the ${to ?? field}’s words`;
  }
}
