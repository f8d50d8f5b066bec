// The administrator's settings: one page a thing.
import { agency, type PageRoute } from '../people/visit.routes.ts';
import { settingsPage } from './settings.pages.ts';

export function settingsRoutes(): PageRoute[] {
  return [agency('changeSettings', 'GET', '/settings', (visit) => visit.page(settingsPage(visit.frame.say)))];
}
