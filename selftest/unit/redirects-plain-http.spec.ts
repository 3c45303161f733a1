import { expect, test } from '@playwright/test';
import { changing, inClear, redirectedRoutes, unrefused } from '../../fixtures/plain-http.ts';
import { record } from '../../fixtures/record.ts';
import { redirecting } from '../../fixtures/redirect.ts';
import { Routes, type NamedRoute } from '../../fixtures/routes.ts';
import { keepSecret } from '../../fixtures/secrets.ts';
import type { LoadedProfile } from '../../profiles/index.ts';
import { answer } from './redirects-answers.ts';

const page: NamedRoute = { name: 'home', kind: 'page', method: 'GET', path: '/', status: 200 };
const list: NamedRoute = { name: 'list', kind: 'api', method: 'GET', path: '/list', status: 200 };
const post: NamedRoute = { name: 'post', kind: 'api', method: 'POST', path: '/list', status: 201 };

function routes(...some: readonly NamedRoute[]): Routes {
  const profile: LoadedProfile = {
    name: 'x',
    file: '/x.yaml',
    sha256: '',
    target: { timeoutMs: 5000, active: false },
    stack: 'embedded',
    routes: Object.fromEntries(some.map((route) => [route.name, route])),
    headers: {},
    waivers: [],
  };
  return new Routes(profile, false);
}

test.describe('routes over plain http', () => {
  test('leave out what holds a secret, and say so', () => {
    keepSecret('correct-horse-battery');
    const login = { ...post, name: 'login', json: { password: 'correct-horse-battery' } };
    const authorised = { ...list, name: 'mine', headers: { Authorization: 'Bearer correct-horse-battery' } };
    expect(inClear([page, login, authorised, list])).toEqual([page, list]);
    expect([...record().remarks].join()).toContain('login, mine');
  });

  test('are the pages, else the API where it is redirected', () => {
    expect(redirectedRoutes(routes(page, list, post), 'redirect')).toEqual([page]);
    expect(redirectedRoutes(routes(list, post), 'redirect')).toEqual([list]);
    expect(() => redirectedRoutes(routes(list, post), 'refuse')).toThrow('no route of kind page');
  });

  test('include a changing request even if the profile has none', () => {
    expect(changing(routes(page, list, post))).toEqual([post]);
    expect(changing(routes(page))).toMatchObject([{ method: 'POST', path: '/' }]);
  });
});

test.describe('answers over plain http', () => {
  test('leave out refused ones, and say so', () => {
    const redirect = answer(301, { path: '/a', to: 'https://localhost/a' });
    expect(unrefused([redirect, answer(404, { path: '/a%2Fb' })])).toEqual([redirect]);
    expect([...record().remarks].join()).toContain('GET /a%2Fb → 404');
  });

  test('prove nothing if all are refused', () => {
    expect(() => unrefused([answer(403)])).toThrow('refuses everything that was asked');
  });

  test('are judged where they redirect, and the first of them if none does', () => {
    const redirect = answer(302, { to: '/' });
    expect(redirecting([answer(200), redirect])).toEqual([redirect]);
    expect(redirecting([answer(200), answer(403)])).toEqual([answer(200)]);
  });
});
