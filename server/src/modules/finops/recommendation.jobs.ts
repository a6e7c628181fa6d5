import { z } from 'zod';
import type { Clock } from '../../platform/context/index.ts';
import type { JobDefinition } from '../../platform/jobs/index.ts';
import type { CostRepository } from './cost.repository.ts';
import { addDays, daysBetween } from './days.ts';
import { recommend } from './recommendation-rules.ts';
import type { RecommendationRepository } from './recommendation.repository.ts';
import type { Advice } from './recommendation.types.ts';

const noInput = z.object({});
const windowDays = 30;
const seriesDays = 35;

export interface AdviceJobParts {
  readonly costs: CostRepository;
  readonly recommendations: RecommendationRepository;
  readonly clock: Clock;
}

/** Advice of every currency. */
async function findAdvice({ costs, recommendations }: AdviceJobParts): Promise<Advice[]> {
  const { firstDay, lastDay, currencies } = await costs.span();
  if (firstDay === null || lastDay === null) return [];
  const earliest = addDays(lastDay, 1 - windowDays);
  const from = firstDay > earliest ? firstDay : earliest;
  const found: Advice[] = [];
  for (const { currency } of currencies) {
    found.push(...recommend(await recommendations.facts({ from, to: lastDay, days: daysBetween(from, lastDay) + 1, currency, seriesFrom: addDays(lastDay, 1 - seriesDays) })));
  }
  return found;
}

/** The job `cost.advise`: reads the costs by the rules and writes what they say; twice is once. */
export function defineAdviceJob(parts: AdviceJobParts): JobDefinition<z.output<typeof noInput>> {
  return {
    name: 'cost.advise',
    input: noInput,
    concurrency: 1,
    retryLimit: 3,
    retryDelaySeconds: 5,
    expireInSeconds: 600,
    async run() {
      const advice = await findAdvice(parts);
      return async (tx) => {
        await parts.recommendations.replace(tx, advice, new Date(parts.clock.now()));
      };
    },
  };
}
