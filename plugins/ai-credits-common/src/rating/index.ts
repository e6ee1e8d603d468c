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

export { normalizeName } from './names';
export { priceParts } from './arithmetic';
export type { PriceBreakdown, PricePart } from './arithmetic';
export { compileRateCard, tierOf } from './compile';
export type { CompiledRateCard, Tier } from './compile';
export { quote } from './quote';
export type { Quote, QuotedEvent } from './quote';
export { defaultRateCardRules } from './defaultRateCard';
export { validateRateCard } from './validate';
export type { RateCardIssue } from './validate';
export { knownNames, namesWithoutPrice } from './coverage';
export type { UnknownName } from './coverage';
export { estimateRemaining } from './estimate';
export type {
  ActionEstimate,
  RemainingEstimate,
  UnitEstimate,
} from './estimate';
export { describeRates } from './describe';
export type { ActionRow, ModelRow, RateTables, UnitPriceRow } from './describe';
export { modelFinder } from './modelFinder';
export type { CountedPart } from './unitPrices';
