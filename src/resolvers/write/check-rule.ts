import { RuleMode, SEVERITIES, type Severity } from '../../domain/excursion.js';
import { Comparison } from '../../domain/rule.js';
import { DAY } from '../../domain/time.js';
import type { ExcursionLevelInput, ExcursionRuleInput } from '../../schema/excursion-rule-input.js';
import type { UserError } from '../../schema/user-error.js';
import { checkCode, checkText, invalid, refusals, type Check } from './input.js';

const LONGEST_WINDOW = 31 * DAY;
const MOST_LEVELS = 10;

/** What can be said against a rule by looking at it alone. */
export function checkRule(rule: ExcursionRuleInput): UserError[] {
  return refusals([
    checkCode(rule.code, ['code']),
    checkText(rule.reason, ['reason']),
    (rule.deadband ?? 0) < 0 ? invalid(['deadband'], 'It must not be negative.') : null,
    ...(rule.mode === RuleMode.ACCUMULATIVE ? checkSum(rule) : [isGiven(rule.window) ? invalid(['window'], 'Only an ACCUMULATIVE rule has a window.') : null]),
    ...(rule.mode === RuleMode.STUCK ? checkStuck(rule) : checkLimits(rule)),
    ...checkReachOf(rule),
    ...checkLevels(rule),
  ]);
}

function checkLimits({ mode, low, high, deadband, comparison, onDelay }: ExcursionRuleInput): Check[] {
  const width = isGiven(low) && isGiven(high) ? high - low : Infinity;
  const margin = deadband ?? 0;
  return [
    mode === RuleMode.INSTANT && onDelay ? invalid(['onDelay'], 'An INSTANT rule is broken by the first value outside; say CONSECUTIVE to wait.') : null,
    isGiven(low) || isGiven(high) ? null : invalid([], 'A rule has a lower limit, an upper limit, or both.'),
    width < 0 ? invalid(['low'], 'The lower limit is above the upper one.') : null,
    width >= 0 && (margin > width || (margin === width && comparison === Comparison.AT_OR_BEYOND)) ? invalid(['deadband'], 'It is as wide as the limits are apart, or wider: no value would ever have returned.') : null,
  ];
}

function checkStuck({ low, high, onDelay, offDelay }: ExcursionRuleInput): Check[] {
  return [
    isGiven(low) || isGiven(high) ? invalid([], NO_LIMITS) : null,
    onDelay ? null : invalid(['onDelay'], 'A STUCK rule says for how long values must stay the same.'),
    offDelay ? invalid(['offDelay'], 'A STUCK rule has none: who changes is not stuck.') : null,
  ];
}

const NO_LIMITS = 'A STUCK rule has no limits: it is about values that do not change, whatever they are.';

function checkSum({ low, high, onDelay, offDelay, window }: ExcursionRuleInput): Check[] {
  return [
    isGiven(low) && isGiven(high) ? invalid([], 'An ACCUMULATIVE rule has one limit: warm and cold time never make up for each other, nor add up.') : null,
    offDelay ? invalid(['offDelay'], 'An ACCUMULATIVE rule has none: its window bridges what is apart.') : null,
    isGiven(window) && window > 0 && window <= LONGEST_WINDOW ? null : invalid(['window'], 'An ACCUMULATIVE rule has a window, of at most 31 days.'),
    checkNeeded(onDelay, window, ['onDelay']),
  ];
}

const checkNeeded = (onDelay: number | null | undefined, window: number | null | undefined, field: string[]): Check =>
  isGiven(onDelay) && onDelay > 0 && onDelay <= (window ?? Infinity) ? null : invalid(field, 'An ACCUMULATIVE rule says how much time must add up, which is at most its window.');

function checkReachOf({ machines, containers, samples, storageCondition }: ExcursionRuleInput): Check[] {
  const named = [machines, containers, samples].some((codes) => codes && codes.length > 0);
  if (isGiven(storageCondition)) return [named ? invalid(['storageCondition'], 'A rule applies to assets or to every container of a storage condition; define two.') : null];
  return [named ? null : invalid([], 'A rule applies to at least one machine, container or sample, or to every container of a storage condition.')];
}

function checkLevels(rule: ExcursionRuleInput): Check[] {
  const levels = rule.levels ?? [];
  const most = levels.length > MOST_LEVELS ? invalid(['levels'], `There are ${levels.length} levels, but may be ${MOST_LEVELS}.`) : null;
  return [most, ...levels.flatMap((level, index) => checkLevel(rule, level, ['levels', String(index)]))];
}

function checkLevel(rule: ExcursionRuleInput, level: ExcursionLevelInput, path: string[]): Check[] {
  const { mode, severity, low, high, onDelay, window } = rule;
  const hasLimit = isGiven(level.low) || isGiven(level.high);
  const isNearer = (isGiven(level.low) && !(isGiven(low) && level.low <= low)) || (isGiven(level.high) && !(isGiven(high) && level.high >= high));
  const isWorse = rank(level.severity) > rank(severity);
  return [
    hasLimit || mode === RuleMode.STUCK ? null : invalid(path, 'A level has a lower limit, an upper limit, or both.'),
    hasLimit && mode === RuleMode.STUCK ? invalid(path, NO_LIMITS) : null,
    isNearer && mode !== RuleMode.STUCK ? invalid(path, "Its limits are nearer than the rule's own, or on a side on which the rule has none.") : null,
    isWorse ? null : invalid([...path, 'severity'], `It is not worse than ${severity}, which the rule has without it.`),
    mode === RuleMode.INSTANT && level.onDelay ? invalid([...path, 'onDelay'], 'An INSTANT rule is broken by the first value outside; say CONSECUTIVE to wait.') : null,
    mode === RuleMode.ACCUMULATIVE ? checkNeeded(level.onDelay, window, [...path, 'onDelay']) : null,
    isWorse && (level.low ?? null) === (low ?? null) && (level.high ?? null) === (high ?? null) && (level.onDelay ?? 0) < (onDelay ?? 0) ? invalid([...path, 'onDelay'], 'With the same limits it would be reached before the rule is broken.') : null,
  ];
}

const rank = (severity: Severity): number => SEVERITIES.indexOf(severity);
const isGiven = <Value>(value: Value | null | undefined): value is Value => value !== null && value !== undefined;
