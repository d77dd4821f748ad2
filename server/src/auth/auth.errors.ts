import { DomainError } from '../platform/errors/domain-error.js';

export const signInRequired = () =>
  new DomainError({
    code: 'auth.required',
    kind: 'unauthorized',
    detail: 'You are not signed in, or the token or session is not valid any more.',
    hint: 'Run `npm start -- link` for a sign-in link, or send `Authorization: Bearer <token>`.',
  });

export const linkInvalid = () =>
  new DomainError({
    code: 'auth.link_invalid',
    kind: 'unauthorized',
    detail: 'This sign-in link was used before, or is older than ten minutes.',
    hint: 'Run `npm start -- link` for a new one.',
  });

export const tokenNotFound = () =>
  new DomainError({ code: 'auth.token_not_found', kind: 'not_found', detail: 'There is no such token.' });
