// @vitest-environment jsdom
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hashOf, type Route, routeOf } from '../../../renderer/router.ts';

const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/);
const criterion = fc.constantFrom('7(1)', '10(5)', undefined);
const route: fc.Arbitrary<Route> = fc.oneof(
  fc.constantFrom<Route>(
    { screen: 'welcome' },
    { screen: 'rounds' },
    { screen: 'settings' },
    { screen: 'verify' },
  ),
  fc.record({ screen: fc.constantFrom('welcome', 'rounds'), file: id, name: id }),
  fc.record({ screen: fc.constantFrom('applications', 'finish'), round: id }),
  fc.record({
    screen: fc.constant('chair'),
    round: id,
    part: fc.constantFrom('workbooks', 'flags'),
    application: fc.option(id, { nil: undefined }),
  }),
  fc.record({ screen: fc.constant('center'), round: fc.option(id, { nil: undefined }) }),
  fc.record({
    screen: fc.constant('declare'),
    round: id,
    application: fc.option(id, { nil: undefined }),
  }),
  fc.record({ screen: fc.constant('review'), round: id, application: id, criterion }),
) as fc.Arbitrary<Route>;

it('finds every route again by its address', () => {
  fc.assert(
    fc.property(route, (one) => {
      expect(routeOf(hashOf(one))).toEqual(one);
    }),
  );
});

it('makes a route of whatever stands in the address', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const found = routeOf(`#/${text}`);
      expect(routeOf(hashOf(found))).toEqual(found);
    }),
  );
});

it.each([
  ['', { screen: 'welcome' }],
  ['#/applications', { screen: 'rounds' }],
  ['#/review/2026-A', { screen: 'applications', round: '2026-A' }],
  ['#/review/2026-A/%E0%A4%A', { screen: 'applications', round: '2026-A' }],
])('%s', (hash, expected) => {
  expect(routeOf(hash)).toEqual(expected);
});
