import type { Excursion } from '../entities/excursion.js';
import type { PageArgs } from '../schema/connection.js';
import { readPage, type Key, type Page } from './page.js';

/** Lists of excursions are ordered by their start, and where that is the same by id. */
export const excursionKey = ({ startedAt, id }: Pick<Excursion, 'startedAt' | 'id'>): Key => [startedAt, id];
export const excursionPage = (args: PageArgs): Page => readPage(args, 50, ['number', 'number']);
