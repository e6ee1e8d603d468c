/*
 * Copyright 2026 The AI Credits Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { Recommendation } from 'backstage-plugin-ai-credits-common';
import { durationsFor } from '../../data/durations';
import { useValueLabels } from '../../data/useValueLabels';
import { useInsightsText } from '../../translations/insights';
import { useBetween } from './useBetween';

/** A recommendation in words. */
export interface AdviceTexts {
  /** From what to what. */
  title: string;
  /** For what; absent where that is all of it. */
  scope?: string;
  /** What it would save in a month. */
  saving: string;
  /** What speaks for it, a line each. */
  evidence: string[];
}

function namesIn(recommendation: Recommendation): string[] {
  return recommendation.kind === 'idle-allocation'
    ? [recommendation.scope.ref, recommendation.toScope.ref]
    : [];
}

/** Writes recommendations for readers. */
export function useAdviceTexts(
  recommendations: readonly Recommendation[],
): (recommendation: Recommendation) => AdviceTexts {
  const { t, formats } = useInsightsText();
  const between = useBetween();
  const labelOf = useValueLabels(recommendations.flatMap(namesIn));
  const durations = durationsFor(formats.locale);
  const credits = (amount: string) => formats.credits(amount);
  const month = ({ low, high }: { low: string; high: string }) => {
    if (Number(high) <= 0) {
      return t('savings.noCredits');
    }
    return Number(low) > 0
      ? t('savings.perMonth', {
          amount: between.asFigure(credits(low), credits(high)),
        })
      : t('savings.upTo', { high: credits(high) });
  };
  const scopeOf = ({
    useCase,
    action,
  }: {
    useCase: string;
    action: string;
  }) => {
    const what = [useCase, action].filter(Boolean).join(' · ');
    return what ? t('savings.for', { what }) : undefined;
  };

  return each => {
    switch (each.kind) {
      case 'model-switch': {
        const { from, to } = each.averageLatencyMs ?? {};
        return {
          title: t('savings.switchTitle', {
            from: labelOf('model', each.model),
            to: labelOf('model', each.toModel),
          }),
          scope: scopeOf(each),
          saving: month(each.saving),
          evidence: [
            t('savings.priceEach', {
              from: credits(each.creditsPerRequest.from),
              to: credits(each.creditsPerRequest.to),
              requests: formats.count(each.requestsPerMonth),
            }),
            t('savings.samples', {
              from: formats.count(each.requests.from),
              to: formats.count(each.requests.to),
            }),
            ...(from !== undefined && to !== undefined
              ? [
                  t('savings.latency', {
                    from: durations.withUnit(from),
                    to: durations.withUnit(to),
                  }),
                ]
              : []),
          ],
        };
      }
      case 'off-peak':
        return {
          title: t('savings.peakTitle', {
            model: labelOf('model', each.model),
            from: String(each.peak.fromHour),
            to: String(each.peak.toHour),
          }),
          saving: month(each.saving),
          evidence: [
            ...(each.averageLatencyMs
              ? [
                  t('savings.peakLatency', {
                    peak: durations.withUnit(each.averageLatencyMs.peak),
                    quiet: durations.withUnit(each.averageLatencyMs.quiet),
                  }),
                ]
              : []),
            ...(each.failureRate
              ? [
                  t('savings.peakFailures', {
                    peak: formats.share(each.failureRate.peak),
                    quiet: formats.share(each.failureRate.quiet),
                  }),
                ]
              : []),
            t('savings.peakRequests', {
              peak: formats.count(each.requests.peak),
              quiet: formats.count(each.requests.quiet),
            }),
          ],
        };
      case 'cached-input':
        return {
          title: t('savings.cacheTitle', {
            model: labelOf('model', each.model),
          }),
          scope: scopeOf(each),
          saving: month(each.saving),
          evidence: [
            t('savings.cacheTokens', {
              amount: between.inWords(
                formats.estimate(each.repeatedTokens.low),
                formats.estimate(each.repeatedTokens.high),
              ),
              all: formats.estimate(each.inputTokens),
              share: formats.share(each.cachedShare),
            }),
            t('savings.cacheRequests', {
              requests: formats.count(each.requests),
            }),
          ],
        };
      default: {
        const name = ({ kind, ref }: typeof each.scope) =>
          kind === 'model' || kind === 'product'
            ? labelOf(kind, ref)
            : labelOf(kind as 'team', ref);
        return {
          title: t('savings.idleTitle', {
            from: name(each.scope),
            to: name(each.toScope),
          }),
          saving: t('savings.movable', { credits: credits(each.movable) }),
          evidence: [
            t('savings.idleFrom', {
              used: credits(each.mostUsed),
              allocation: credits(each.allocation),
              periods: formats.count(each.periods),
            }),
            t('savings.idleTo', {
              name: name(each.toScope),
              used: credits(each.toMostUsed),
              allocation: credits(each.toAllocation),
            }),
          ],
        };
      }
    }
  };
}
