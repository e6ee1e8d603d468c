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

export * from './primitives';
export * from './usage';
export * from './credits';
export * from './story';
export * from './budgets';
export * from './policies';
export * from './purchases';
export * from './requests';
export * from './rateCards';
export * from './analytics';
export * from './insights';
export * from './forecast';
export * from './queries';
export * from './health';
export * from './imports';
export * from './me';
export * from './reports';
export * from './reportContents';
export * from './creditSummary';
