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

import {
  TranslationFunction,
  TranslationRef,
  useTranslationRef,
} from '@backstage/core-plugin-api/alpha';
import { Formats } from '../../data/format';
import { useFormats } from '../useText';
import { aiCreditsEntityTranslationRef } from './ref';

type Messages = typeof aiCreditsEntityTranslationRef extends TranslationRef<
  string,
  infer M
>
  ? M
  : never;

/** Translates the keys of this area. */
export type EntityTranslate = TranslationFunction<Messages>;

/** The words of this area and the number formats of the reader's language. */
export function useEntityText(): { t: EntityTranslate; formats: Formats } {
  const { t } = useTranslationRef(aiCreditsEntityTranslationRef);
  return { t, formats: useFormats() };
}
