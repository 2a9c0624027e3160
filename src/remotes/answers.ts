import { oddAnswer } from './http';

type Answer = Readonly<Record<string, unknown>>;

/** The object that a value is. Throws `provider-refused` where it is none. */
export function objectOf(url: string, value: unknown): Answer {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Answer;
  throw oddAnswer(url);
}

/** The list that a key holds. Throws `provider-refused`. */
export function listAt(url: string, answer: Answer, key: string): readonly unknown[] {
  const value = answer[key];
  if (Array.isArray(value)) return value;
  throw oddAnswer(url);
}

/** The text that a key holds. Throws `provider-refused`. */
export function textAt(url: string, answer: Answer, key: string): string {
  const value = answer[key];
  if (typeof value === 'string') return value;
  throw oddAnswer(url);
}

/** The number that a key holds. Throws `provider-refused`. */
export function numberAt(url: string, answer: Answer, key: string): number {
  const value = answer[key];
  if (typeof value === 'number') return value;
  throw oddAnswer(url);
}
